"""What happened: every change of the ledger, and a policy's past step by step."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from core.ledger.change import Change
from core.ledger.changes import last_change
from core.ledger.problems import LedgerError
from core.ledger.rows import select_list
from core.ledger.table_plan import CellChange
from core.records.catalogue import KEPT_RECORDS
from core.records.record import Record

CHANGE_FIELDS = ", ".join(f"h.{name}" for name in Change.__dataclass_fields__)
"""The columns of a :class:`Change`, of the table ``changes`` called h."""


@dataclass(frozen=True)
class Step:
    """One step in a row's past: the change, where it stood in the workbook, and the cells it altered."""

    change: Change
    record: type[Record]
    key: str
    sheet_row: int
    effective_on: str
    withdrawn: bool
    cells: tuple[CellChange, ...]


def changes(connection: sqlite3.Connection, until_change: int | None = None) -> list[Change]:
    """Every change, oldest first."""
    limit = last_change(connection) if until_change is None else until_change
    query = f"SELECT {CHANGE_FIELDS} FROM changes h WHERE h.id <= ? ORDER BY h.id"
    return [Change(*row) for row in connection.execute(query, (limit,))]


def change_of(connection: sqlite3.Connection, change_id: int) -> Change:
    """One change by its number. LedgerError where there is none."""
    row = connection.execute(f"SELECT {CHANGE_FIELDS} FROM changes h WHERE h.id = ?", (change_id,)).fetchone()
    if row is None:
        raise LedgerError(f"台账里没有第 {change_id} 号变更。", "请用 history 查看变更编号。")
    return Change(*row)


def history(connection: sqlite3.Connection, policy_no: str, until_change: int | None = None) -> list[Step]:
    """All that happened to the rows of one policy, in every record that carries a policy number, oldest first."""
    limit = last_change(connection) if until_change is None else until_change
    steps: list[Step] = []
    for record in KEPT_RECORDS:
        if any(column.name == "policy_no" for column in record.columns()):
            steps += _steps(connection, record, policy_no, limit)
    return sorted(steps, key=lambda step: step.change.id)


def _steps(connection: sqlite3.Connection, record: type[Record], policy_no: str, limit: int) -> list[Step]:
    versions = f"{record.table}_versions"
    width = len(Change.__dataclass_fields__)
    query = (
        f"SELECT {CHANGE_FIELDS}, v.ledger_key, v.ledger_row, v.ledger_effective_on, v.ledger_withdrawn,"
        f" {select_list(record, 'v')} FROM {versions} v JOIN changes h ON h.id = v.ledger_change"
        f" WHERE v.ledger_change <= ? AND v.ledger_key IN (SELECT ledger_key FROM {versions} WHERE policy_no = ?)"
        " ORDER BY v.ledger_version"
    )
    steps: list[Step] = []
    before: dict[str, tuple[Any, ...]] = {}
    for row in connection.execute(query, (limit, policy_no)):
        key, sheet_row, effective_on, withdrawn = row[width : width + 4]
        values = tuple(row[width + 4 :])
        blank = (None,) * len(values)
        earlier, later = before.get(key, blank), blank if withdrawn else values
        cells = tuple(
            CellChange(key, column.name, column.heading, was, now)
            for column, was, now in zip(record.columns(), earlier, later, strict=True)
            if was != now
        )
        steps.append(
            Step(Change(*row[:width]), record, key, sheet_row or 0, effective_on or "", bool(withdrawn), cells)
        )
        before[key] = later
    return steps
