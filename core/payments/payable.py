"""Everything that is owed to somebody: money of 保全 events, granted claims, and premium to give back.

Amounts are positive yuan here. A payable that its own register calls paid is known, and never listed for payment again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from core.claims.duties import granted
from core.money import yuan
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.policy import PremiumReceipt
from core.records.servicing import ServicingRequest
from core.servicing.payments import payments
from core.table import Table, Tables, scalar

SERVICING, CLAIM, REFUND = "保全", "理赔", "退费"
NUMBER_PREFIX = "FK"
ON_ACCOUNT = "-XF"
"""Behind the number of what a case was paid on account."""
SOURCES: tuple[type[PolicyEvent | ServicingRequest | Claim | PremiumReceipt], ...] = (
    PolicyEvent, ServicingRequest, Claim, PremiumReceipt,
)  # fmt: skip
"""The records that payables are read from."""


@dataclass(frozen=True, slots=True)
class Payable:
    """One sum owed. ``number``: of its 付款清单 row while it was never returned.

    ``paid_on``: the day its own register says, None while it is open. ``booked``: yuan of 退费 or 理赔 rows of
    保费收入 that book this very payment. ``benefit``: 险种责任 of a claim. ``also``: further numbers under which
    the same sum may have been ordered before: of the 退费 row that an event was booked with, or of its due day.
    """

    number: str
    source: str
    source_no: str
    policy_no: str
    item: str
    due_on: date | None
    amount: Decimal
    payee: str
    payee_account: str
    identity_check: str = ""
    paid_on: date | None = None
    benefit: str = ""
    booked: Decimal = Decimal(0)
    also: tuple[str, ...] = ()


def payables(tables: Tables) -> list[Payable]:
    """Every payable of 保单事件, 理赔台账 and 保费收入, by due day and number."""
    refunds = _refunds(tables.of(PremiumReceipt))
    owed = _of_events(tables.of(PolicyEvent), tables.of(ServicingRequest))
    claims = _with_claim_bookings(_of_claims(tables.of(Claim)), tables.of(PremiumReceipt))
    found = [*_with_bookings(owed, refunds), *claims, *refunds.values()]
    return sorted(found, key=lambda each: (each.due_on or date.min, each.number))


def _of_events(events: Table, requests: Table) -> Iterator[Payable]:
    for one in payments(events, requests):
        if one.amount < 0:
            yield Payable(
                NUMBER_PREFIX + one.event_no, SERVICING, one.request_no or one.event_no, one.policy_no, one.item,
                one.effective_on, -one.amount, one.payee, one.payee_account, one.identity_check, one.paid_on,
            )  # fmt: skip


def _of_claims(claims: Table) -> Iterator[Payable]:
    """Granted cases with an amount; 案件号 is the number of the case and of its payment.

    What was paid on account (先予支付, 保险法第二十五条) is a payment of its own, and only the rest is still owed.
    """
    for row in np.flatnonzero(granted(claims) & (np.nan_to_num(claims["assessed"]) > 0)).tolist():
        get = {name: scalar(claims[name][row]) for name in _OF_CLAIM}
        whole = Payable(
            NUMBER_PREFIX + get["claim_no"], CLAIM, get["claim_no"], get["policy_no"], f"{get['benefit']}保险金",
            get["agreed_on"] or get["notified_on"] or get["assessed_on"], yuan(get["assessed"]), get["payee"],
            get["payee_account"], paid_on=get["paid_on"], benefit=get["benefit"],
        )  # fmt: skip
        before = yuan(get["advanced"] or 0) if get["advanced_on"] else Decimal(0)
        if before > 0:
            number, item = f"{whole.number}{ON_ACCOUNT}", f"{whole.item}（先予支付）"
            yield replace(whole, number=number, item=item, amount=before, paid_on=get["advanced_on"])
        if before < whole.amount:
            yield replace(whole, amount=whole.amount - before)


_OF_CLAIM = (
    "claim_no", "policy_no", "benefit", "assessed", "payee", "payee_account", "paid_on", "agreed_on",
    "notified_on", "assessed_on", "advanced", "advanced_on",
)  # fmt: skip


def _refunds(receipts: Table) -> dict[tuple[str, str], Payable]:
    """退费 rows, the lines of one policy and one due day (and one bank serial) together."""
    sums: dict[tuple[str, str], Payable] = {}
    for row in (receipts["business"] == REFUND).nonzero()[0].tolist():
        policy, serial = receipts["policy_no"][row], receipts["bank_serial"][row]
        due_on, paid_on = receipts["due_on"][row].item(), receipts["received_on"][row].item()
        came = scalar(receipts["received"][row])
        amount = -yuan(came if came is not None else scalar(receipts["due"][row]) or Decimal(0))
        key = (policy, serial or f"{due_on:%Y%m%d}" if serial or due_on else "")
        before = sums.get(key)
        sums[key] = Payable(
            _refund_number(policy, key[1]), REFUND, policy, policy, "退还保费", due_on or paid_on,
            amount + (before.amount if before else Decimal(0)), *_payer(receipts, row),
            paid_on=paid_on if came is not None else None,
            also=(_refund_number(policy, f"{due_on:%Y%m%d}"),) if serial and due_on else (),
        )  # fmt: skip
    return {key: one for key, one in sums.items() if one.amount > 0}


def _refund_number(policy: str, last: str) -> str:
    return f"{NUMBER_PREFIX}TF{policy}-{last}"


def _payer(receipts: Table, row: int) -> tuple[str, str]:
    """Premium goes back to whoever paid it; reports do not load these columns."""
    if "payer" not in receipts.columns:
        return "", ""
    return receipts["payer"][row], receipts["payer_account"][row]


def _with_bookings(owed: Iterator[Payable], refunds: dict[tuple[str, str], Payable]) -> Iterator[Payable]:
    """A 退费 row of the same policy and amount books the payment of the event; it is not a second debt."""
    by_policy: dict[tuple[str, Decimal], list[tuple[str, str]]] = {}
    for key, refund in refunds.items():
        by_policy.setdefault((refund.policy_no, refund.amount), []).append(key)
    for one in owed:
        same = by_policy.get((one.policy_no, one.amount))
        if not same:
            yield one
            continue
        refund = refunds.pop(same.pop(0))
        also = (refund.number, *refund.also)
        yield replace(one, paid_on=one.paid_on or refund.paid_on, booked=refund.amount, also=also)


def _with_claim_bookings(owed: Iterator[Payable], receipts: Table) -> Iterator[Payable]:
    """A 理赔 row of 保费收入 of the same policy and amount books the payment of the case."""
    booked: dict[tuple[str, Decimal], list[date]] = {}
    for row in np.flatnonzero((receipts["business"] == CLAIM) & ~np.isnat(receipts["received_on"])).tolist():
        amount = -yuan(float(np.nan_to_num(receipts["received"][row])))
        booked.setdefault((receipts["policy_no"][row], amount), []).append(scalar(receipts["received_on"][row]))
    for one in owed:
        same = booked.get((one.policy_no, one.amount))
        yield replace(one, paid_on=one.paid_on or same[0], booked=one.amount) if same else one
        if same:
            same.pop(0)


def by_number(found: list[Payable]) -> Mapping[str, Payable]:
    """The payables by the number of their first order."""
    return {one.number: one for one in found}


def by_every_number(found: Iterable[Payable]) -> Mapping[str, Payable]:
    """The payables by every number that an order for them may carry; a number of its own comes first."""
    known = list(found)
    return {number: one for one in known for number in one.also} | {one.number: one for one in known}
