"""报表: the month report from the ledger."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.reports.month_report import write_month_report
from macros.outcome import Outcome, UsageError


def report(
    ledger: sqlite3.Connection, month: str, target: Path, known_on: date | None, *, close: bool = False
) -> Outcome:
    """Write the report of a month; the notes are what needs attention."""
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"报表是工作簿，--out 请以 .xlsx 结尾，收到：{target}")
    try:
        result = write_month_report(ledger, month, target, known_on=known_on, close=close)
    except ValueError as error:
        raise UsageError(f"月份请写成 2026-10 的样子，收到：{month}") from error
    outcome = Outcome([f"报表：{result.path}（{'、'.join(result.tabs)}）"], files=[result.path])
    outcome.say(*(f"  {note}" for note in result.notes))
    outcome.data = {"month": month, "headline": result.headline, "notes": list(result.notes)}
    return outcome
