"""An undone event or case takes its open payment with it; a payment made stops the undo until the money is back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from core.ledger.change import Change
from core.ledger.changes import Clock, last_change, system_clock, write_change
from core.ledger.current import load_table
from core.ledger.problems import LedgerError
from core.ledger.rows import row_hashes, row_keys, stored_rows
from core.payments.orders import State, base_of, state_of
from core.payments.payable import NUMBER_PREFIX
from core.payments.relied_on import refuse_booked_repayments, refuse_relied_on, vanishing
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.payment import PaymentOrder
from core.table import Table, scalar


def take_back_orders(
    connection: sqlite3.Connection,
    undone: Sequence[Change],
    batch: int,
    who: str,
    why: str,
    clock: Clock = system_clock,
) -> list[Change]:
    """Withdraw, inside the undo's transaction and as part of its batch, the orders of what is being taken back.

    LedgerError where one of them is paid, or where a bank line proves what still stands.
    """
    refuse_relied_on(connection, undone)
    refuse_booked_repayments(connection, undone)
    numbers = {NUMBER_PREFIX + number for number in _sources(connection, undone)}
    orders = load_table(connection, PaymentOrder) if numbers else None
    if orders is None:
        return []
    own = orders.take(_mask(orders, numbers))
    states = [state_of(_row(own, row)) for row in range(len(own))]
    for row, state in enumerate(states):
        if state is State.PAID:
            raise LedgerError(
                f"付款 {own['order_no'][row]} 已于 {scalar(own['paid_on'][row])} 付出，不能撤销它的来源。",
                "请先追回款项，在“付款清单”填写退回日和退回流水号并同步，再撤销。",
            )
    open_rows = own.take(_mask_of([state is not State.RETURNED for state in states]))
    if not len(open_rows):
        return []
    stored = stored_rows(open_rows)
    change = Change(
        last_change(connection) + 1, "undo", PaymentOrder.table, clock().isoformat(timespec="seconds"), who, why,
        changed=len(open_rows), batch=batch,
    )  # fmt: skip
    days = stored["due_on"]
    versions = [
        (0, key, "", day or "", 1, digest)
        for key, day, digest in zip(row_keys(PaymentOrder, stored), days, row_hashes(PaymentOrder, stored), strict=True)
    ]
    return [write_change(connection, PaymentOrder, change, versions, stored)]


def _sources(connection: sqlite3.Connection, undone: Sequence[Change]) -> list[str]:
    """Events and cases that are gone with the undo; those that an undone undo brings back are not among them."""
    found: list[str] = []
    for record, name in ((PolicyEvent, "event_no"), (Claim, "claim_no")):
        found += [row[0] for row in vanishing(connection, undone, record, name)]
    return found


def _mask(orders: Table, numbers: set[str]) -> Any:
    return _mask_of([base_of(number) in numbers for number in orders["order_no"].tolist()])


def _mask_of(chosen: Sequence[bool]) -> Any:
    import numpy as np

    return np.array(chosen, dtype=bool)


def _row(orders: Table, row: int) -> dict[str, Any]:
    return {name: scalar(orders[name][row]) for name in ("signed_off_by", "paid_on", "returned_on")}
