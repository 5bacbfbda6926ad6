"""付款清单 rows: how far each is, and which number the order of a payable carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from core.payments.payable import Payable
from core.records.payment import PaymentOrder
from core.table import Table, scalar

AGAIN = "#"
"""Before the turn of an order that follows one whose money came back: FKSJ00000001#2. No case number has this sign."""


class State(StrEnum):
    """状态, in the order in which an order moves."""

    TO_PREPARE = "待制单"
    PREPARED = "待复核"
    SIGNED = "已复核"
    PAID = "已付"
    RETURNED = "已退回"


OPEN = (State.PREPARED, State.SIGNED)


def state_of(row: Mapping[str, Any]) -> State:
    """What the filled-in cells say."""
    if row["returned_on"]:
        return State.RETURNED
    if row["paid_on"]:
        return State.PAID
    return State.SIGNED if row["signed_off_by"] else State.PREPARED


def rows_of(orders: Table) -> list[dict[str, Any]]:
    """付款清单 as plain rows, by number and turn."""
    names = [column.name for column in PaymentOrder.columns()]
    rows = [{name: scalar(orders[name][row]) for name in names} for row in range(len(orders))]
    return sorted(rows, key=lambda row: _base_and_turn(str(row["order_no"])))


def base_of(number: str) -> str:
    """The number of the payable behind an order."""
    return _base_and_turn(number)[0]


def _base_and_turn(number: str) -> tuple[str, int]:
    base, again, turn = number.rpartition(AGAIN)
    return (base, int(turn)) if again and turn.isdecimal() else (number, 1)


def standing(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """By payable the order that stands: the last one, unless its money came back."""
    last: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        last[base_of(str(row["order_no"]))] = row
    return {base: row for base, row in last.items() if state_of(row) is not State.RETURNED}


def order_of(payable: Payable, stand: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The standing order for a payable, under whichever of its numbers it was made."""
    return next((stand[number] for number in (payable.number, *payable.also) if number in stand), None)


def next_number(payable: Payable, rows: Iterable[Mapping[str, Any]]) -> str:
    """The number of the payable's next order: its own, and after a return with the turn behind it."""
    returned = sum(base_of(str(row["order_no"])) == payable.number for row in rows)
    return payable.number if not returned else f"{payable.number}{AGAIN}{returned + 1}"
