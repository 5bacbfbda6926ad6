"""到期事项: every event that the calendar or a concluded claim makes due by a day, each with its day, why and basis.

Nothing here changes a policy. A person confirms the list in 到期处理; ``hold`` says what must be cleared up first.
Money is worked out elsewhere, for what is on the list only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.checks.terms import years_of
from core.days.age import ages
from core.days.anniversary import monthiversaries
from core.money import to_fen
from core.receipts.due import NEW
from core.receipts.instalments import months_between, premiums_end
from core.records.policy import Policy, PremiumReceipt
from core.renewal.claim_ends import claim_ends
from core.renewal.due_list import DueList
from core.renewal.lapses import Event, Lapsed, proposals
from core.table import Array, Rows, Table, Tables, scalar

WAITING, RUNNING = "待生效", ("有效", "宽限期")
EFFECTIVE, PAID_UP, MATURES, SURVIVES = "生效", "交费期满", "满期", "生存给付"
CONTRACT = "保险合同约定"
NO_FIRST = "首期保费没有到账记录，先认领到账"
STILL_PAYING = ("交费中", "缓交", "自动垫交", "豁免")


@dataclass(frozen=True, slots=True)
class Proposed:
    """One event to decide. ``product_code`` "": the whole policy. ``basis``: law or contract, with its date."""

    policy_no: str
    product_code: str
    event: str
    effective_on: date
    why: str
    basis: str
    hold: str = ""


def due_actions(
    tables: Tables, due: DueList, lapsed: Lapsed, arrived: Mapping[str, date] | None = None, *, tolerance: int = 0
) -> list[Proposed]:
    """What is due on the day of ``due`` and ``lapsed``, by day, policy and product.

    ``tolerance``: fen up to which a first premium counts as received in full.
    """
    policies, on = tables.of(Policy), due.on
    found = [
        *_effective(tables, policies, on, tolerance),
        *(
            Proposed(each.policy_no, "", each.event.value, each.effective_on, each.why, each.basis, each.hold)
            for each in proposals(due, tables, arrived)
        ),
        *_past_reinstatement(lapsed),
        *_paid_up(policies, on),
        *_maturing(policies, on),
        *(Proposed(*each) for each in claim_ends(tables, on)),
    ]
    return sorted(found, key=lambda each: (each.effective_on, each.policy_no, each.product_code, each.event))


def _effective(tables: Tables, policies: Table, on: np.datetime64, tolerance: int) -> Iterator[Proposed]:
    """Policies whose effective day has come; held while their first premium was not received in full."""
    rows = np.flatnonzero((policies["status"] == WAITING) & (policies["effective_on"] <= on))
    if not len(rows):
        return
    came, asked = _first_premiums(tables.of(PremiumReceipt)), _asked_first(policies)
    for row in rows.tolist():
        number, day = policies["policy_no"][row], scalar(policies["effective_on"][row])
        fen = sum(came.get(one, 0) for one in {number, policies["application_no"][row]})
        left = asked[number] - fen
        hold = "" if fen and left <= tolerance else f"首期保费尚欠{left / 100:,.2f}元，先认领到账" if fen else NO_FIRST
        why, basis = f"生效日{day}已到", f"{CONTRACT}：{day}零时生效"
        yield Proposed(*_line(policies, row), EFFECTIVE, day, why, basis, hold)


def _first_premiums(receipts: Table) -> Counter[str]:
    """Fen received as first premium, by the document that it was booked for; what was given back is taken off."""
    rows = np.flatnonzero((receipts["business"] == NEW) & ~np.isnan(receipts["received"]))
    came: Counter[str] = Counter()
    for number, fen in zip(
        receipts["policy_no"][rows].tolist(), to_fen(receipts["received"][rows]).tolist(), strict=True
    ):
        came[number] += fen
    return came


def _asked_first(policies: Table) -> Counter[str]:
    """Fen of the first premium of every policy, all of its lines together."""
    asked: Counter[str] = Counter()
    fen = to_fen(np.nan_to_num(policies["first_premium"])).tolist()
    for number, premium in zip(policies["policy_no"].tolist(), fen, strict=True):
        asked[number] += premium
    return asked


def _past_reinstatement(lapsed: Lapsed) -> Iterator[Proposed]:
    """Two years of 中止 without 复效: the company may rescind, and pays the cash value."""
    for row in np.flatnonzero(lapsed.over).tolist():
        since, last = scalar(lapsed.lapsed_on[row]), lapsed.reinstatement.due[row]
        why = f"{since}起中止，复效期限至{scalar(last)}，没有复效"
        number = lapsed.policies["policy_no"][row]
        yield Proposed(
            number, "", Event.END.value, scalar(last + np.timedelta64(1, "D")), why, lapsed.reinstatement.basis
        )


def _paid_up(policies: Table, on: np.datetime64) -> Iterator[Proposed]:
    """Lines whose 交费期 is over with nothing unpaid; what is renewed year by year falls due again after it."""
    end = premiums_end(policies)
    nothing_open = np.isnat(policies["next_due_on"]) | (policies["next_due_on"] == end)
    chosen = np.isin(policies["premium_status"].astype(str), STILL_PAYING) & (months_between(policies) > 0)
    chosen &= policies["auto_renewal"] != "是"
    for row in _running(policies, chosen & nothing_open & (end <= on)).tolist():
        day = scalar(end[row])
        why = f"交费期{policies['premium_term'][row]}，至{day}届满，各期保费已交"
        yield Proposed(*_line(policies, row), PAID_UP, day, why, f"{CONTRACT}：交费期满日{day}")


def _maturing(policies: Table, on: np.datetime64) -> Iterator[Proposed]:
    """Lines whose cover has ended, save what renews by itself or has been renewed: its premium falls due after it."""
    ends = _cover_ends(policies)
    renewed = (policies["auto_renewal"] == "是") | (policies["next_due_on"] > ends)
    for row in _running(policies, (ends <= on) & ~renewed).tolist():
        day = scalar(ends[row])
        why = f"保险期间{policies['policy_term'][row]}，至{day}届满"
        yield Proposed(*_line(policies, row), MATURES, day, why, f"{CONTRACT}：满期日{day}")


def _cover_ends(policies: Table) -> Array:
    """The 对应日 that ends the cover; NaT for whole life and where the term is unknown."""
    applied = np.where(np.isnat(policies["applied_on"]), policies["effective_on"], policies["applied_on"])
    years = years_of(policies["policy_term"], ages(policies["insured_birth_date"], applied))
    months = np.where(np.isfinite(years), np.rint(years * 12), np.nan)
    return monthiversaries(policies["effective_on"], months)


def _running(policies: Table, chosen: Array) -> Rows:
    return np.flatnonzero(chosen & np.isin(policies["status"].astype(str), RUNNING))


def _line(policies: Table, row: int) -> tuple[str, str]:
    return policies["policy_no"][row], policies["product_code"][row]
