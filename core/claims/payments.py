"""理赔支付: what was paid against what could be paid, against the policy, and against 保费收入 (业务类型 理赔)."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.claims.documents import type_of
from core.claims.duties import granted
from core.claims.lines import policies_named
from core.table import Array, Mask, Rows, Table, blanks

DEATH, MEDICAL = "身故", "医疗"
FIXED = (DEATH, "重大疾病", "伤残")
"""Types that pay a sum fixed in the contract, not the cost of something."""
ALLOWANCE = "津贴"
ENDED, LAPSED = "终止", "中止(失效)"
BY_CLAIM = ("理赔终止", "身故终止")
HALF_FEN = 0.005


def types(claims: Table) -> Array:
    """The type of claim of every case, "" where its benefit is not known."""
    return np.array([*map(type_of, claims["benefit"].tolist()), ""], dtype=object)[:-1]


def more_than_cost(claims: Table) -> Mask:
    """费用补偿: the amount granted and what others paid are more than what was claimed."""
    reimbursed = (types(claims) == MEDICAL) & np.array(
        [ALLOWANCE not in each for each in claims["benefit"]], dtype=bool
    )
    together = claims["assessed"] + np.nan_to_num(claims["other_paid"])
    return np.asarray(granted(claims) & reimbursed & (together > claims["claimed"] + HALF_FEN))


def more_than_sum(claims: Table, lines: Rows, policies: Table) -> Mask:
    """A fixed benefit above the sum assured of its line."""
    fixed = np.any([types(claims) == word for word in FIXED], axis=0)
    limit = policies.look_up(lines, "sum_assured")
    return np.asarray(granted(claims) & fixed & (claims["assessed"] > limit + HALF_FEN))


def paid_without_grant(claims: Table) -> Mask:
    """Paid although refused, withdrawn or never decided."""
    return np.asarray(~np.isnat(claims["paid_on"]) & ~granted(claims))


def outside_cover(claims: Table, lines: Rows, policies: Table) -> Mask:
    """Granted for an event before the cover began, after it ended otherwise than by a claim, or while it was lapsed."""
    occurred = claims["occurred_on"]
    begun, stopped = policies.look_up(lines, "effective_on"), policies.look_up(lines, "status_on")
    status, reason = policies.look_up(lines, "status"), policies.look_up(lines, "termination_reason")
    ended = (status == ENDED) & ~np.isin(reason.astype(str), BY_CLAIM)
    gone = (ended | (status == LAPSED)) & (occurred >= stopped)
    return np.asarray(granted(claims) & ((occurred < begun) | gone))


def not_ended(claims: Table, lines: Rows, policies: Table, on: np.datetime64 | Array) -> Mask:
    """A death benefit was paid by ``on``, and the policy still does not stand as 终止."""
    paid = granted(claims) & (types(claims) == DEATH) & (claims["paid_on"] <= on)
    status = policies.look_up(lines, "status")
    return np.asarray(paid & ~blanks(status) & (status != ENDED))


def without_booking(claims: Table, receipts: Table, first: np.datetime64, last: np.datetime64) -> Mask:
    """Cases paid from ``first`` to ``last``, whole or on account, without a 理赔 of that policy and sum in 保费收入.

    Every booking proves one payment; bookings of all days are looked at. What was paid on account (先予支付) is one
    payment and the rest another, unless finance booked both as one. Nothing is missed where none was ever booked, nor
    of a case on several policies, whose amount is booked in parts.
    """
    booked = receipts["business"] == "理赔"
    if not booked.any():
        return np.zeros(len(claims), dtype=bool)
    there = Counter(_proofs(receipts["policy_no"][booked], -receipts["received"][booked]))
    missing = np.zeros(len(claims), dtype=bool)
    one = np.fromiter((len(policies_named(cell)) == 1 for cell in claims["policy_no"].tolist()), bool, len(claims))
    advance, rest = paid_on_account(claims), paid_at_the_end(claims)
    whole, on_account, at_the_end = (_proofs(claims["policy_no"], each) for each in (claims["assessed"], advance, rest))
    for row in np.flatnonzero(one & ((advance > 0) | (rest > 0))).tolist():
        together = advance[row] > 0 and rest[row] > 0 and there[whole[row]] > 0 and not there[at_the_end[row]]
        in_two = [(on_account[row], "advanced_on"), (at_the_end[row], "paid_on")]
        for proof, day in [(whole[row], "paid_on")] if together else in_two:
            if proof[1] and not there[proof]:
                missing[row] |= bool(first <= claims[day][row] <= last)
            elif proof[1]:
                there[proof] -= 1
    return missing


def paid_on_account(claims: Table) -> Array:
    """Yuan paid before the decision (先予支付, 保险法第二十五条), 0 where nothing was."""
    return np.where(np.isnat(claims["advanced_on"]), 0.0, np.nan_to_num(claims["advanced"]))


def paid_at_the_end(claims: Table) -> Array:
    """Yuan paid on the 支付日 of a granted case: the assessed amount less what was paid on account; else 0."""
    paid = granted(claims) & ~np.isnat(claims["paid_on"])
    return np.where(paid, np.maximum(np.nan_to_num(claims["assessed"]) - paid_on_account(claims), 0.0), 0.0)


def _proofs(numbers: Array, amounts: Array) -> list[tuple[str, int]]:
    """Policy and amount in whole fen."""
    fen = np.rint(np.nan_to_num(amounts) * 100).astype(np.int64)
    return list(zip(numbers.tolist(), fen.tolist(), strict=True))
