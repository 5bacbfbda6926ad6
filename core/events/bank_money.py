"""The bank lines that 到账认领 names: how much each brought, and how much of it is booked already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ledger.plan import Plan
from core.records.banking import BankLine
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from core.servicing.held import planned_rows
from core.servicing.lines import Held, rows_of

ZERO = Decimal(0)
_SERIALS_PER_QUERY = 500
"""All receipts are looked through for each query, and SQLite binds a limited number of values."""


@dataclass(frozen=True)
class BankMoney:
    """One bank line. ``amount``: yuan, received +, paid −."""

    serial: str
    own_account: str
    amount: Decimal
    booked_on: date
    payer: str
    payer_account: str


def bank_money(connection: sqlite3.Connection, plan: Plan, serials: Iterable[str]) -> dict[str, list[BankMoney]]:
    """The bank lines of some serials, those of the same sync included."""
    wanted = set(serials)
    rows = rows_of(connection, BankLine, sorted(wanted)) | planned_rows(plan, BankLine, wanted)
    found: dict[str, list[BankMoney]] = {}
    for row in rows.values():
        day = row.day("booked_on")
        if day is not None:
            money = BankMoney(
                row.text("bank_serial"), row.text("own_account"), _signed(row), day, row.text("payer"),
                row.text("payer_account"),
            )  # fmt: skip
            found.setdefault(money.serial, []).append(money)
    return found


def booked_under(connection: sqlite3.Connection, plan: Plan, serials: Iterable[str]) -> dict[str, list[Held]]:
    """The rows of 保费收入 that carry one of some serials: what of these bank lines is booked already."""
    wanted = set(serials)
    documents: set[str] = set()
    for start in range(0, len(wanted), _SERIALS_PER_QUERY):
        some = sorted(wanted)[start : start + _SERIALS_PER_QUERY]
        query = f"SELECT DISTINCT policy_no FROM premium_receipts WHERE bank_serial IN ({','.join('?' * len(some))})"
        documents.update(row[0] for row in connection.execute(query, some))
    rows: Mapping[str, Held] = rows_of(connection, PremiumReceipt, sorted(documents)) | _read(plan, wanted)
    found: dict[str, list[Held]] = {}
    for row in rows.values():
        if row.text("bank_serial") in wanted:
            found.setdefault(row.text("bank_serial"), []).append(row)
    return found


def returned_under(connection: sqlite3.Connection, plan: Plan, serials: Iterable[str]) -> dict[str, str]:
    """By serial the 付款号 of the payment that the bank line brings back: such money is nobody's premium."""
    rows = connection.execute("SELECT returned_serial, order_no FROM payment_orders WHERE returned_serial IS NOT NULL")
    found = dict(rows.fetchall())
    for part in (each for each in plan.tables if each.record is PaymentOrder):
        stored = part.stored
        found |= {stored["returned_serial"][row]: stored["order_no"][row] for row in (*part.inserted, *part.changed)}
    return {serial: found[serial] for serial in set(serials) & found.keys()}


def _read(plan: Plan, serials: set[str]) -> dict[str, Held]:
    """Rows of 保费收入 with one of some serials that the same sync brings."""
    parts = [part for part in plan.tables if part.record is PremiumReceipt]
    documents = {
        part.stored["policy_no"][row]
        for part in parts
        for row in (*part.inserted, *part.changed)
        if part.stored["bank_serial"][row] in serials
    }
    return planned_rows(plan, PremiumReceipt, documents)


def _signed(row: Held) -> Decimal:
    if row.values["amount"] is not None:
        return row.amount("amount")
    return row.amount("income") - abs(row.amount("outlay"))
