"""待办: the list of open matters as a workbook for the departments to fill in and sync back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.measures.month_data import parse_month
from core.records.tasks import Task
from core.reports.month_report import known_month
from core.reports.todo_book import write_todo_book
from macros.files import keep_filled_in
from macros.outcome import Outcome, UsageError


def todo(ledger: sqlite3.Connection, month: str, target: Path, department: str) -> Outcome:
    """Write the workbook of a month's open matters; an existing file is kept, for it may be filled in."""
    departments = Task.column("to_department").kind.choices
    if department and department not in departments:
        raise UsageError(f"没有“{department}”这个部门。可用：{'、'.join(departments)}")
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"待办是工作簿，--out 请以 .xlsx 结尾，收到：{target}")
    keep_filled_in([target])
    try:
        parse_month(month)
    except ValueError as error:
        raise UsageError(str(error)) from error
    report = known_month(ledger, month)
    count = write_todo_book(report.todos, target, report.office, department)
    late = sum(department in ("", row.todo.to_department) for row in report.todos.overdue)
    outcome = Outcome([f"待办：{target}（未办结 {count} 件，逾期 {late} 件）"], files=[target])
    if missing := report.data.nothing_known:
        outcome.say(f"  注意：{missing}；清单只有当时已知的事项，请核对 --month。")
    outcome.data = {"month": month, "open": count, "overdue": late}
    return outcome
