"""付款清单 within a sync: new and changed rows are judged, refused ones leave the plan. Nothing is written here."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from core.law.lookup import Law
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.payments.judge import judge
from core.payments.notes import note
from core.payments.orders import State, state_of
from core.payments.surroundings import Surroundings, look_around
from core.receipts.line_use import booked_out_under, paid_to_others, proved_under
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from core.servicing.lines import typed

RULES = {"P07": "B207", "P08": "B203"}
"""Which rule of the catalogue a refusal rests on."""


def plan_orders(connection: sqlite3.Connection, plan: Plan, law: Law, on: date, account: str) -> None:
    """Judge the sync's rows of 付款清单 as ``account``; findings and the preview's control totals go into the plan."""
    part = next((table for table in plan.tables if table.record is PaymentOrder), None)
    if part is None or not (part.inserted or part.changed):
        return
    rows = {row: _values(part, row) for row in sorted((*part.inserted, *part.changed))}
    around = look_around(connection, law, on, account, [one["order_no"] for one in rows.values()], plan)
    listed, returns = _listed(around, rows)
    booked_for = _booked_for_others(connection, plan, {one["paid_serial"] for one in rows.values()} - {""})
    premiums = _premiums(connection, plan, set(returns))
    around = replace(around, listed=listed, returns=returns, premiums=premiums, booked_for=booked_for)
    refused: set[int] = set()
    for row, values in rows.items():
        for wrong in judge(values, _held(part, row), around):
            basis = law.rule(RULES[wrong.code]).basis if wrong.code in RULES else ()
            plan.findings.append(note(wrong.code, part.table, wrong.column, row, basis, **wrong.parts))
            refused.add(row)
    part.refuse(refused)
    plan.says += _control_totals([values for row, values in rows.items() if row not in refused])


def _values(part: TablePlan, row: int) -> dict[str, Any]:
    return {column.name: typed(part.stored[column.name][row], column.kind.holds) for column in part.record.columns()}


def _held(part: TablePlan, row: int) -> dict[str, Any] | None:
    before = part.before.get(row)
    if before is None:
        return None
    columns = zip(part.record.columns(), before, strict=True)
    return {column.name: typed(value, column.kind.holds) for column, value in columns}


def _listed(around: Surroundings, rows: Mapping[int, Mapping[str, Any]]) -> tuple[dict[str, Decimal], dict[str, int]]:
    """By bank serial what the orders pay, and how many it brings back, once this sync is written."""
    after = {row["order_no"]: row for row in (*around.orders, *rows.values())}
    sums: dict[str, Decimal] = {}
    for row in after.values():
        if row["paid_serial"] and row["amount"]:
            sums[row["paid_serial"]] = sums.get(row["paid_serial"], Decimal(0)) + row["amount"]
    return sums, Counter(row["returned_serial"] for row in after.values() if row["returned_serial"])


def _premiums(connection: sqlite3.Connection, plan: Plan, serials: set[str]) -> frozenset[str]:
    """Of some bank serials those that 保费收入 books, in the ledger or in this sync."""
    if not serials:
        return frozenset()
    booked = {row[0] for row in connection.execute("SELECT bank_serial FROM premium_receipts WHERE received > 0")}
    for part in plan.every_table():
        if part.record is PremiumReceipt:
            booked.update(part.stored["bank_serial"][row] for row in (*part.inserted, *part.changed))
    return frozenset(serials & booked)


def _booked_for_others(connection: sqlite3.Connection, plan: Plan, serials: set[str]) -> dict[str, list[str]]:
    """By serial of a debit the policies for which 保费收入 books it, though the orders pay something else with it."""
    proved, booked = proved_under(connection, plan, serials), booked_out_under(connection, plan, serials)
    return {serial: paid_to_others(proved.get(serial, {}), rows) for serial, rows in booked.items()}


def _control_totals(rows: list[dict[str, Any]]) -> list[str]:
    """What a person compares with the printed list before confirming."""
    said = []
    for state in State:
        of_state = [row for row in rows if state_of(row) is state]
        if of_state:
            amount = sum((row["amount"] for row in of_state), Decimal(0))
            said.append(f"  付款清单　{state.value}　{len(of_state)} 笔　{amount:,.2f} 元")
    return said
