"""报表: the month report from the ledger."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.privacy import MASKED, Sight
from core.reports.month_report import write_month_report
from macros.files import keep_filled_in
from macros.outcome import Outcome, UsageError


def report(
    ledger: sqlite3.Connection,
    month: str,
    target: Path,
    known_on: date | None,
    *,
    close: bool = False,
    targets: Path | None = None,
    sight: Sight = MASKED,
) -> Outcome:
    """Write the report of a month; the notes are what needs attention. ``targets``: also a workbook of 建议目标."""
    for name, path in (("out", target), ("targets", targets)):
        if path is not None and path.suffix.lower() != ".xlsx":
            raise UsageError(f"报表是工作簿，--{name} 请以 .xlsx 结尾，收到：{path}")
    if targets is not None:
        keep_filled_in([targets])
    try:
        result = write_month_report(ledger, month, target, known_on=known_on, close=close, sight=sight)
    except ValueError as error:
        raise UsageError(f"月份请写成 2026-10 的样子，收到：{month}") from error
    outcome = Outcome([f"报表：{result.path}（{'、'.join(result.tabs)}）"], files=[result.path])
    outcome.say(*(f"  {note}" for note in result.notes))
    if targets is not None:
        _propose(ledger, month, targets, outcome)
    outcome.data = {"month": month, "headline": result.headline, "notes": list(result.notes)}
    return outcome


def _propose(ledger: sqlite3.Connection, month: str, path: Path, outcome: Outcome) -> None:
    """The 目标 workbook with the proposals filled in: a supervisor changes it and syncs it back."""
    from core.measures.month_data import MonthData
    from core.measures.proposals import proposals, target_rows
    from core.records.reference import Target
    from xlsx_templates.builder import fill_template

    rows = target_rows(proposals(MonthData.load(ledger, month)))
    outcome.files.append(fill_template("目标", path, {Target: rows}))
    outcome.say(f"建议目标：{path}（{len(rows)} 行，由历史推算；修改后用 neiqin sync 同步才成为目标）")
