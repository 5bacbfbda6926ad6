"""The day's 付款清单: open orders, and an order for every payable that is due and has none; with control totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.payments.orders import OPEN, State, next_number, order_of, standing, state_of
from core.payments.overtaken import overtaken
from core.payments.payable import Payable
from core.payments.payee import account_check
from core.payments.surroundings import Surroundings
from core.records.payment import PaymentOrder

LAST_DIGITS = 8
"""Of every account so many last digits are added up."""
_BLANK: dict[str, Any] = {column.name: "" if column.kind.holds == "text" else None for column in PaymentOrder.columns()}


@dataclass(frozen=True, slots=True)
class Control:
    """控制总数: how many, yuan, and the sum of the accounts' last digits: a changed account changes it."""

    count: int
    amount: Decimal
    accounts: int


def control(rows: Iterable[Mapping[str, Any]]) -> Control:
    """The control totals of some orders."""
    listed = list(rows)
    digits = ("".join(sign for sign in row["payee_account"] if sign.isdigit()) for row in listed)
    accounts = sum(int(number[-LAST_DIGITS:] or 0) for number in digits)
    return Control(len(listed), sum((row["amount"] for row in listed), Decimal(0)), accounts)


def to_pay(around: Surroundings) -> list[dict[str, Any]]:
    """Rows for the workbook of the day ``around.on``: new ones first, then those to sign off, then those to pay.

    Orders that must not be paid any more (:func:`core.payments.overtaken.overtaken`) are left out.
    A signed-off order gets the bank line that alone fits it as a proposal; the person who syncs it confirms it.
    """
    stand = standing(around.orders)
    held = [dict(row) for row in stand.values() if state_of(row) in OPEN]
    new = [_order(payable, around) for payable in around.owed.values() if _is_due(payable, stand, around)]
    proposals = _proposals([row for row in held if state_of(row) is State.SIGNED], around)
    stopped = overtaken(around, proposals)
    held = [row for row in held if row["order_no"] not in stopped]
    for row in held:
        row |= proposals.get(row["order_no"], {})
    places = {State.PREPARED: 1, State.SIGNED: 2, State.PAID: 3}
    listed = [(0 if row in new else places[state_of(row)], str(row["order_no"]), row) for row in (*new, *held)]
    return [row for _, _, row in sorted(listed, key=lambda one: one[:2])]


def _is_due(payable: Payable, stand: Mapping[str, Any], around: Surroundings) -> bool:
    due = payable.due_on is None or payable.due_on <= around.on
    return due and payable.paid_on is None and order_of(payable, stand) is None


def _order(payable: Payable, around: Surroundings) -> dict[str, Any]:
    files = around.files(payable.policy_no)
    return _BLANK | {
        "order_no": next_number(payable, around.orders),
        "source": payable.source,
        "source_no": payable.source_no,
        "policy_no": payable.policy_no,
        "item": payable.item,
        "due_on": payable.due_on or around.on,
        "amount": payable.amount,
        "payee": payable.payee,
        "payee_account": payable.payee_account,
        "account_check": account_check(payable, payable.payee, payable.payee_account, files),
        "identity_check": payable.identity_check,
        "prepared_by": around.account,
        "prepared_on": around.on,
    }


def _proposals(signed: Sequence[Mapping[str, Any]], around: Surroundings) -> dict[str, dict[str, Any]]:
    """付款日 and 流水号 where one unused bank line, and no other signed order, has this amount and account."""
    used = {row["paid_serial"] for row in around.orders}
    free: dict[tuple[Decimal, str], list[str]] = {}
    for serial, line in around.bank.items():
        if line.amount < 0 and serial not in used:
            free.setdefault((-line.amount, line.account), []).append(serial)
    wanted: dict[tuple[Decimal, str], list[str]] = {}
    for row in signed:
        wanted.setdefault((row["amount"], row["payee_account"]), []).append(row["order_no"])
    return {
        orders[0]: {"paid_serial": free[key][0], "paid_on": around.bank[free[key][0]].booked_on}
        for key, orders in wanted.items()
        if len(orders) == 1 and len(free.get(key, ())) == 1
    }
