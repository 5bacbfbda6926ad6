"""What only some may change: 权限 by a 主管, 红旗处理 by those who may see restricted tabs. Others' rows are refused.

The first list is taken from anybody, because somebody must begin; it has to name a 主管, and the chain keeps
who it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.access.viewer import SUPERVISOR, Viewer, days_of, in_force, viewer_of
from core.days.moments import today
from core.findings import Finding, Severity
from core.ledger.access import log_access
from core.ledger.current import load_table
from core.ledger.plan import Plan
from core.ledger.problems import LedgerError
from core.ledger.table_plan import TablePlan
from core.records.flag_decision import FlagDecision
from core.records.record import Record
from core.records.reference import Permission

NOT_ALLOWED, NO_SUPERVISOR = "L03", "L04"
GUARDED: dict[type[Record], str] = {Permission: "permissions", FlagDecision: "restricted"}
"""The right that changing a record asks for."""


def guard(connection: sqlite3.Connection, plan: Plan, on: date | None = None) -> None:
    """Move rows that this account may not change from the plan to its refused ones, each with a finding."""
    guarded = [table for table in plan.tables if table.record in GUARDED and (table.inserted or table.changed)]
    if not guarded:
        return
    viewer, day = viewer_of(connection, on), on or today()
    for table in guarded:
        if not viewer.may(GUARDED[table.record]):
            fix = "请交给有权限的人同步；其余各表不受影响。"
            _refuse(plan, table, NOT_ALLOWED, _who_may(viewer, table.record), fix)
        elif table.record is Permission and not _supervised(connection, table, day):
            what = f"改动后权限表里没有任何在有效期内的{SUPERVISOR}，以后将无人能改权限，本表不入账。"
            _refuse(plan, table, NO_SUPERVISOR, what, f"请至少保留一个在有效期内的{SUPERVISOR}账号。")


def note_refused(connection: sqlite3.Connection, plan: Plan, books: Sequence[Path]) -> None:
    """Log that somebody tried to change what is not theirs to change, in the transaction of what they may."""
    sheets = {finding.where.sheet for finding in plan.findings if finding.code == NOT_ALLOWED}
    if sheets:
        rows = sum(finding.code == NOT_ALLOWED for finding in plan.findings)
        log_access(connection, "修改" + "、".join(sorted(sheets)), books, rows, "无权修改", allowed=False)


def refuse_undo(connection: sqlite3.Connection, change: int) -> None:
    """LedgerError for taking back a change of what is guarded: it would bring old rights, or none, back in force."""
    row = connection.execute("SELECT record FROM changes WHERE id = ?", (change,)).fetchone()
    sheets = {record.table: record.sheet for record in GUARDED}
    if row and row[0] in sheets:
        log_access(connection, f"撤销{sheets[row[0]]}", (), 0, f"第 {change} 号变更", allowed=False)
        fix = "请由有权限的人同步改好的表；这次尝试已记入查阅记录。"
        raise LedgerError(f"《{sheets[row[0]]}》的变更不能撤销。", fix)


def _who_may(viewer: Viewer, record: type[Record]) -> str:
    needed = SUPERVISOR if record is Permission else "可看受限页的账号"
    return f"{viewer}不能改动《{record.sheet}》，只有{needed}可以；本行不入账，写入时这次尝试记入查阅记录。"


def _refuse(plan: Plan, table: TablePlan, code: str, message: str, fix: str) -> None:
    name, rows = table.record.key[0], sorted([*table.inserted, *table.changed])
    places = ((table.table.where(name, row), table.table.as_typed(name, row)) for row in rows)
    plan.findings += [Finding(code, Severity.REFUSED, where, typed, message, fix) for where, typed in places]
    table.refuse(rows)


def _supervised(connection: sqlite3.Connection, planned: TablePlan, on: date) -> bool:
    """Does at least one 主管 remain in force once the plan is written?"""
    written = [*planned.inserted, *planned.changed]
    stored, held = planned.stored, load_table(connection, Permission)
    rows = [(stored["role"][i], _day(stored["valid_from"][i]), _day(stored["valid_to"][i])) for i in written]
    replaced = {stored["account"][i] for i in written}
    kept = [row for row, account in enumerate(held["account"].tolist()) if account not in replaced]
    rows += [(held["role"][row], *days_of(held, row)) for row in kept]
    return any(role == SUPERVISOR and in_force(first, last, on) for role, first, last in rows)


def _day(stored: object) -> date | None:
    return date.fromisoformat(str(stored)) if stored else None
