"""One payment poured over what it is for: who is paid, which events follow, and what must be said about it.

The premium of a contract is one sum. A part of it moves no line of the policy, and the company decides
(``receipt_part_payment``) whether it is booked at once or waits in suspense for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from core.events.allocation import Paid, Purse
from core.events.bank_money import BankMoney
from core.events.claimed import Claimed
from core.events.line_left import is_this_payment, left_on
from core.events.notes import note
from core.events.office_event import OfficeEvent
from core.events.owed import ZERO, Owed
from core.events.payment_dues import At, Dues, PaymentError
from core.findings import Finding
from core.receipts.due import RENEWAL
from core.receipts.line_use import Proved
from core.servicing.lines import Held
from core.table import Table
from core.values.figure import amount_text

WAITS = "挂账"
"""The company's word for a part payment that stays in suspense."""
Outcome = tuple[list[Paid], list[OfficeEvent], list[Finding]]


def carried_out(
    payment: Sequence[Claimed],
    table: Table,
    dues: Dues,
    booked: Mapping[str, Sequence[Held]],
    proved: Mapping[str, Proved],
) -> Outcome:
    """What a payment pays, its events and findings. PaymentError where nothing of it can be booked.

    ``table``: 到账认领; ``booked``: rows of 保费收入 by bank serial; ``proved``: orders of 付款清单 by it.
    """
    purse = Purse(_purse(payment, table, dues, booked, proved))
    paid, events = list[Paid](), list[OfficeEvent]()
    findings: list[Finding] = []
    order = {claim.due: claim for claim in reversed(payment)}
    for key, claim in sorted(order.items(), key=lambda item: (item[0][2] or dues.copy.on, item[0][0])):
        at = (table, claim.row)
        owed = dues.owed(key, at)
        findings += _fits(claim, owed, dues, proved.get(claim.money.serial, {}), at)
        own = [purse.pay(one) for one in owed]
        paid += own
        done, short = _completed(own, dues, at)
        events += done
        findings += short
    purse.pour_out(paid)
    return paid, events, [*findings, *_too_much(paid, dues.tolerance, (table, payment[0].row))]


def _fits(claim: Claimed, owed: Sequence[Owed], dues: Dues, proved: Proved, at: At) -> Iterator[Finding]:
    """Money in the direction of what it is claimed for; a debit that proves an order pays that one."""
    if not is_this_payment(owed, dues.number_of(claim.due[0]), proved):
        raise _another_payment(claim, proved, at)
    for one in owed:
        if one.amount * claim.money.amount < 0:
            words = {"serial": claim.money.serial, "business": one.business}
            raise PaymentError(note("R12", at[0], "business", at[1], **words))
        if one.business == RENEWAL and one.line is None:
            yield note("R13", at[0], "due_on", at[1], due=one.due_on)


def _another_payment(claim: Claimed, proved: Proved, at: At) -> PaymentError:
    words = {"serial": claim.money.serial, "policies": "、".join(sorted(proved))}
    return PaymentError(note("R15", at[0], "bank_serial", at[1], **words))


def _completed(own: Sequence[Paid], dues: Dues, at: At) -> tuple[list[OfficeEvent], list[Finding]]:
    """The events of what is paid in full: of a renewal all of its lines together or none."""
    left = sum((one.left for one in own if one.left > dues.tolerance), ZERO)
    together = [one for one in own if one.owed.business == RENEWAL]
    whole = [one for one in own if one.left <= dues.tolerance and not (left and one in together)]
    parts = [part for one in together for part in one.parts]
    events = [event for one in whole for event in dues.complete(one, parts if one in together else one.parts, at)]
    return events, [_short(own, left, dues, at)] if left else []


def _short(own: Sequence[Paid], left: Decimal, dues: Dues, at: At) -> Finding:
    due = sum((abs(one.owed.amount) for one in own), ZERO)
    words = {"due": amount_text(due), "left": amount_text(left), "paid": amount_text(due - left)}
    waits = own[0].owed.amount > 0 and str(dues.copy.law.value("receipt_part_payment", dues.copy.on).value) == WAITS
    return note("R16" if waits else "R09", at[0], "document_no", at[1], **words)


def _too_much(paid: Sequence[Paid], tolerance: Decimal, at: At) -> list[Finding]:
    over = sum((one.over for one in paid), ZERO)
    if over <= tolerance:
        return []
    due = sum((abs(one.owed.amount) for one in paid), ZERO)
    words = {"due": amount_text(due), "paid": amount_text(due + over), "left": amount_text(over)}
    return [note("R10", at[0], "document_no", at[1], **words)]


def _purse(
    payment: Sequence[Claimed],
    table: Table,
    dues: Dues,
    booked: Mapping[str, Sequence[Held]],
    proved: Mapping[str, Proved],
) -> list[tuple[BankMoney, Decimal]]:
    """What the bank lines still hold, as positive amounts, by day and serial."""
    found = {}
    own = {number for claim in payment for number in (claim.due[0], dues.number_of(claim.due[0]))}
    for claim in payment:
        money = claim.money
        rows, orders = booked.get(money.serial, ()), proved.get(money.serial, {})
        left = left_on(money, rows, orders, own)
        if left <= 0 and orders and not own & orders.keys():
            raise _another_payment(claim, orders, (table, claim.row))
        if left <= 0:
            documents = "、".join(dict.fromkeys(row.text("policy_no") for row in rows))
            words = {"serial": money.serial, "document": documents}
            raise PaymentError(note("R03", table, "bank_serial", claim.row, **words))
        found[money.serial, money.own_account] = (money, left)
    return sorted(found.values(), key=lambda one: (one[0].booked_on, one[0].serial))
