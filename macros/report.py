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
    letters: Path | None = None,
    sight: Sight = MASKED,
) -> Outcome:
    """Write the report of a month; the notes are what needs attention. ``targets``: also a workbook of 建议目标.

    ``letters``: also the letters that open claims owe their customers, as the ledger stands.
    """
    results = {name: path for name, path in (("out", target), ("targets", targets), ("letters", letters)) if path}
    for name, path in results.items():
        if path.suffix.lower() != ".xlsx":
            raise UsageError(f"报表是工作簿，--{name} 请以 .xlsx 结尾，收到：{path}")
    if len({path.resolve() for path in results.values()}) < len(results):
        raise UsageError(f"{'、'.join(f'--{name}' for name in results)} 不能是同一个文件，结果会互相覆盖")
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
    if letters is not None:
        _write_letters(ledger, month, letters, outcome)
    outcome.data = {"month": month, "headline": result.headline, "notes": list(result.notes)}
    return outcome


def _write_letters(ledger: sqlite3.Connection, month: str, path: Path, outcome: Outcome) -> None:
    """补充资料通知书, 核定通知书 and 拒赔通知书 of the open claims, one page each."""
    from core.measures.claims_month import letters_of
    from core.measures.month_data import MonthData
    from core.reports.claim_letters import write_claim_letters

    data = MonthData.load(ledger, month)
    due = letters_of(data)
    outcome.files.append(write_claim_letters(due, path, data.as_of_day))
    held_back = sum(bool(letter.obstacle) for letter in due)
    outcome.say(f"理赔函件：{path}（应发 {len(due)} 件，其中 {held_back} 件内容不全，见目录）")


def _propose(ledger: sqlite3.Connection, month: str, path: Path, outcome: Outcome) -> None:
    """The 目标 workbook with the proposals filled in: a supervisor changes it and syncs it back."""
    from core.measures.month_data import MonthData
    from core.measures.proposals import proposals, target_rows
    from core.records.reference import Target
    from xlsx_templates.builder import fill_template

    rows = target_rows(proposals(MonthData.load(ledger, month)))
    outcome.files.append(fill_template("目标", path, {Target: rows}))
    outcome.say(f"建议目标：{path}（{len(rows)} 行，由历史推算；修改后用 neiqin sync 同步才成为目标）")
