"""The month's report: one workbook from the ledger as it was known, the same bytes for the same knowledge."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.bulk import no_collection
from core.days.moments import after, beijing
from core.ledger.changes import Clock, last_change, system_clock
from core.ledger.closings import closing_of, write_closing
from core.ledger.current import change_known_on
from core.ledger.cutoff import cutoffs, latest
from core.ledger.problems import LedgerError
from core.ledger.runs import last_run
from core.measures.month_data import month_end, parse_month
from core.privacy import MASKED, Sight
from core.reports.attention import attention
from core.reports.attention_lines import Attention
from core.reports.book import new_book
from core.reports.front_tab import HEADLINES, write_front
from core.reports.month_tabs import MONTH_TABS, in_writing_order
from core.reports.page import Link, Page
from core.reports.report_data import Knowledge, ReportData, gather

FRONT = "首页"
BACK_ROW = 2
"""The free row under every tab's title and subtitle: there stands the way back."""
TABS = (FRONT, *(tab.name for tab in MONTH_TABS))


@dataclass(frozen=True)
class ReportResult:
    """What was written. ``headline``: the front page's numbers; ``notes``: what needs attention, in Chinese."""

    path: Path
    tabs: tuple[str, ...]
    headline: dict[str, float]
    notes: tuple[str, ...]


@no_collection()
def write_month_report(
    connection: sqlite3.Connection,
    month: str,
    target: Path,
    *,
    known_on: date | None = None,
    close: bool = False,
    sight: Sight = MASKED,
    clock: Clock = system_clock,
) -> ReportResult:
    """Write the report of a month (``"YYYY-MM"``) to ``target``.

    ``known_on``: only what was known at the end of that day in China. ``close``: close the month; a closed month is
    reissued from what was known when it was closed. ValueError for another month text; LedgerError where the month
    can't be closed or the file can't be written.
    """
    parse_month(month)
    if close and known_on is None:
        _close(connection, month, clock)
    report = gather(connection, month, knowledge(connection, month, known_on), sight)
    noted = _write(report, target)
    headline = {name: report.compared[name].now.value for name in HEADLINES}
    return ReportResult(target, TABS, headline, tuple(each.text for each in noted))


@no_collection()
def known_month(connection: sqlite3.Connection, month: str, known_on: date | None = None) -> ReportData:
    """What a month's report shows, without writing it; ValueError for another month text."""
    return gather(connection, parse_month(month), knowledge(connection, month, known_on))


def knowledge(connection: sqlite3.Connection, month: str, known_on: date | None) -> Knowledge:
    """Up to where a month's report reads the ledger: a stated day first, then the month's closing, else everything."""
    if known_on is not None:
        until = after(known_on)
        words = f"截至 {known_on:%Y-%m-%d} 已入账的变更"
        return Knowledge(change_known_on(connection, known_on), last_run(connection, until), until, words)
    if closing := closing_of(connection, month):
        moment, words = closing.known_at, f"月结时（{beijing(closing.known_at)[:10]}）已入账的变更"
        return Knowledge(closing.last_change, closing.last_run, moment, words, closed=True)
    return Knowledge(last_change(connection))


def _close(connection: sqlite3.Connection, month: str, clock: Clock) -> None:
    """Remember the newest change as the month's last; a month already closed stays as it is."""
    if closing_of(connection, month):
        return
    cutoff = latest(cutoffs(connection))
    if cutoff is None or cutoff < month_end(month):
        raise LedgerError(f"{month} 的数据只到 {cutoff or '（空）'}，本月未满，不能月结。", "请先同步截至月末的台账。")
    write_closing(connection, month, clock)


def _write(report: ReportData, target: Path) -> list[Attention]:
    """Tabs stand in the order of ``TABS``, written so that links know their targets; gives what needs attention."""
    title = f"{report.office} {report.month_words}经营月报"
    with new_book(target, title, month_end(report.data.text), report.heads) as (workbook, formats):
        pages = {name: Page(workbook, formats, name) for name in TABS}
        for tab in in_writing_order():
            tab.write(pages[tab.name], report)
            pages[tab.name].put(BACK_ROW, 0, Link(FRONT, "A1", "← 首页"), "link")
        noted = attention(report)
        write_front(pages[FRONT], report, MONTH_TABS, noted)
    return noted
