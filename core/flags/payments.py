"""第三方交费, 拆分, 反复贷款领取, 退款至他人: money that comes from or goes to somebody else, or in odd pieces."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.days.anniversary import monthiversaries
from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import grouped, joined, pairs, shared_codes
from core.flags.registry import Settings, flag
from core.flags.words import among, words
from core.money import reaches
from core.records.papers import Account
from core.records.policy import Policy, PremiumReceipt
from core.records.servicing import ServicingRequest
from core.table import Array, Rows

_RECEIPTS = {PremiumReceipt: ("received",), Policy: ("policyholder_name",)}


def _lines(data: FlagData) -> Rows:
    return data.policies.match("policy_no", data.table(PremiumReceipt)["policy_no"].tolist())


@flag("S09", "第三方交费", needs={**_RECEIPTS, PremiumReceipt: ("received", "payer")})
def third_party(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Premiums paid by a name that is neither the policyholder's nor the insured's; one hint per policy."""
    receipts, lines = data.table(PremiumReceipt), _lines(data)
    payer = receipts["payer"]
    names = [data.policies.look_up(lines, name) for name in ("policyholder_name", "insured_name")]
    strange = (receipts["received"] > 0) & (payer != "") & (lines >= 0)
    for name in names:
        strange &= payer != name
    rows = np.flatnonzero(strange)
    for line, found in grouped(rows, lines[rows]):
        total = f"{receipts['received'][found].sum():,.2f}"
        says = {"most": len(found), "total": total}
        yield Fired((At(data.policies, line), *(At(receipts, row) for row in found)), says)


@flag("S09", "现金交费", needs={Account: ("first_payment",), Policy: ("application_no",)})
def cash(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A first premium in cash."""
    accounts = data.table(Account)
    paid = (accounts["first_payment"] == words()["cash"]) | (accounts["cash_amount"] > 0)
    lines = data.policies.match("application_no", accounts["application_no"].tolist())
    for row in np.flatnonzero(paid & (lines >= 0)).tolist():
        yield Fired((At(data.policies, int(lines[row])), At(accounts, row)))


@flag(
    "S09",
    "拆分贴线",
    needs={**_RECEIPTS, Policy: ("policyholder_document_no",)},
    settings=("lines", "band_low", "count"),
)
def split_below(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Several premiums of one policyholder on one day, each just below a line that they reach together."""
    receipts, lines = data.table(PremiumReceipt), _lines(data)
    person = data.policies.look_up(lines, "policyholder_document_no")
    paid = receipts["received"]
    near = np.full(len(paid), -1)
    for place, line in enumerate(float(line) for line in settings["lines"]):
        just_below = reaches(paid, line * float(settings["band_low"])) & ~reaches(paid, line)
        near[just_below] = place
    rows = np.flatnonzero((near >= 0) & (person != ""))
    day = np.datetime_as_string(receipts["received_on"][rows]).astype(object)
    key = joined(person[rows], day, near[rows].astype(str).astype(object))
    for _, places in grouped(range(len(rows)), shared_codes(key)[0]):
        if len(places) >= settings["count"]:
            found: Array = rows[places]
            line = settings["lines"][int(near[found[0]])]
            says = {"most": len(found), "line": f"{line:,.0f}", "total": f"{paid[found].sum():,.2f}"}
            yield Fired(tuple(At(receipts, int(row)) for row in found), says)


@flag(
    "S10", "大额保费后反复贷款领取",
    needs={**_RECEIPTS, ServicingRequest: ("amount",)},
    settings=("amount", "count", "S06.large_amount", "S06.window_months"),
)  # fmt: skip
def drawn_again(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """Loans and partial withdrawals from the amount up, more than once in the months after a large premium."""
    receipts, requests = data.table(PremiumReceipt), data.table(ServicingRequest)
    large = reaches(receipts["received"], float(settings["large_amount"]))
    drawn = among(requests["item"], words()["payouts"]) & reaches(np.abs(requests["amount"]), float(settings["amount"]))
    drawn_rows = np.flatnonzero(drawn)
    since = receipts["received_on"]
    paid, request = pairs(
        receipts["policy_no"], since, monthiversaries(since, settings["window_months"]),
        requests["policy_no"][drawn_rows], requests["received_on"][drawn_rows], able=large,
    )  # fmt: skip
    by_policy: dict[str, tuple[int, dict[int, None]]] = {}
    for row, place in zip(paid.tolist(), request.tolist(), strict=True):
        by_policy.setdefault(receipts["policy_no"][row], (row, {}))[1][int(drawn_rows[place])] = None
    for row, found in by_policy.values():
        if len(found) >= settings["count"]:
            rows = (At(receipts, row), *(At(requests, one) for one in found))
            yield Fired(rows, {"most": len(found)})


@flag(
    "S11", "退款至他人账户", needs={ServicingRequest: ("payee",), Policy: ("policyholder_name",)}, settings=("action",)
)
def refund_to_another(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """A refund asked to an account in another name than the policyholder's: a person must confirm it."""
    requests = data.table(ServicingRequest)
    lines = data.policies.match("policy_no", requests["policy_no"].tolist())
    owner, payee = data.policies.look_up(lines, "policyholder_name"), requests["payee"]
    strange = among(requests["item"], words()["refunds"]) & (payee != "") & (owner != "") & (payee != owner)
    for row in np.flatnonzero(strange).tolist():
        yield Fired((At(requests, row), At(data.policies, int(lines[row]))))
