"""What else stands on a row that an undo would take away: a bank line that was booked, or that proves a payment."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from core.ledger.change import Change
from core.ledger.problems import LedgerError
from core.receipts.repayments import REPAYMENT
from core.records.banking import BankLine
from core.records.event import PolicyEvent
from core.records.record import Record

_BOOKED = (
    "SELECT 1 FROM premium_receipts_current c JOIN premium_receipts_versions v ON v.ledger_version = c.version"
    " JOIN changes h ON h.id = v.ledger_change"
    " JOIN changes b ON b.batch = h.batch AND b.record = 'receipt_claims'"
    " WHERE v.ledger_withdrawn = 0 AND v.bank_serial = ?"
)
"""A row of 保费收入 that a confirmed 到账认领 wrote; what finance wrote down itself does not rest on our bank line."""
_PROVES = "SELECT order_no FROM payment_orders WHERE ? IN (paid_serial, returned_serial)"

_REPAID = (
    "SELECT (SELECT SUM(received) FROM premium_receipts WHERE policy_no = :policy AND business = :item)"
    " > (SELECT COALESCE(SUM(amount), 0) FROM policy_events WHERE policy_no = :policy AND item = :item)"
)
"""Does 保费收入 book more than the repayments that are left once the undo is written?"""


def refuse_relied_on(connection: sqlite3.Connection, undone: Sequence[Change]) -> None:
    """LedgerError where bank lines would vanish that a 到账认领 booked or that prove a payment or its return."""
    for (serial,) in vanishing(connection, undone, BankLine, "bank_serial"):
        if connection.execute(_BOOKED, (serial,)).fetchone():
            raise LedgerError(f"流水 {serial} 已由到账认领入账，不能撤销。", "请先撤销那一次到账认领，再撤销银行流水。")
        if order := connection.execute(_PROVES, (serial,)).fetchone():
            raise LedgerError(
                f"流水 {serial} 是付款 {order[0]} 的凭据，不能撤销。", "请先撤销那一次付款登记，再撤销银行流水。"
            )


def refuse_booked_repayments(connection: sqlite3.Connection, undone: Sequence[Change]) -> None:
    """LedgerError where a 借款清偿 would vanish whose money 保费收入 books as such."""
    for policy, item in vanishing(connection, undone, PolicyEvent, "policy_no, item"):
        if item == REPAYMENT and connection.execute(_REPAID, {"policy": policy, "item": item}).fetchone()[0]:
            raise LedgerError(f"{policy} 的借款清偿已有到账入账，不能撤销。", "请先撤销那一次入账，再撤销借款清偿。")


def vanishing(
    connection: sqlite3.Connection, undone: Sequence[Change], record: type[Record], columns: str
) -> list[tuple[Any, ...]]:
    """Of the rows of a record that some changes brought those that were new with them: nothing of them remains."""
    own = [change.id for change in undone if change.record == record.table]
    name = f"{record.table}_versions"
    before = (
        f"SELECT p.ledger_withdrawn FROM {name} p WHERE p.ledger_key = v.ledger_key"
        " AND p.ledger_version < v.ledger_version ORDER BY p.ledger_version DESC LIMIT 1"
    )
    query = (
        f"SELECT {columns} FROM {name} v WHERE v.ledger_withdrawn = 0 AND COALESCE(({before}), 1) = 1"
        f" AND v.ledger_change IN ({','.join('?' * len(own))})"
    )
    return connection.execute(query, own).fetchall() if own else []
