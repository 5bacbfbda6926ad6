"""The 目标 tab, and the workbook of proposals that becomes targets once somebody has changed and synced it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.measures.registry import measures
from core.measures.targets import target_of
from core.reports.goal_sections import rough
from core.reports.month_report import write_month_report
from macros.outcome import UsageError
from macros.report import report as report_verb
from macros.session import open_session
from macros.sync import sync
from tests.month_ledger import OCTOBER_END, month, new_ledger
from tests.test_measures_goals import book

Rows = list[tuple[Any, ...]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, book())
    yield connection
    connection.close()


def rows_of(path: Path, sheet: str) -> Rows:
    return list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def test_the_tab_shows_gap_outlook_method_and_proposal(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    rows = rows_of(write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx").path, "目标")
    renewal = next(row for row in rows if row[0] == "续期保费")
    assert renewal[1:4] == (110, 120, -10)
    assert renewal[4] == 110, "the month is over: its end is what it came to"
    assert renewal[9] == 1560, "1,320 came in and 242 will: three digits, not a false precision"
    assert renewal[12] == "预计达成"
    assert renewal[13] == "年末：去年同月 × 近 12 个月同比 110.0%；区间为 11 个可比时段的最低至最高"
    assert "建议目标（由历史推算，待主管确认）" in [row[0] for row in rows]
    proposed = [row for row in rows if row[:2] == ("续期保费", "2026-11")]
    assert [row[2] for row in proposed] == [121]
    cells = [row[:8] for row in rows if row[:2] == ("续期保费", "8602")]
    assert cells == [("续期保费", "8602", "银保", None, 27.5, 27.5 / 40, 40, -12.5)]


def test_a_projection_keeps_three_digits() -> None:
    assert (rough(1_234_567), rough(0.89654), rough(-45_678), rough(0)) == (1_230_000, 0.897, -45_700, 0)


def test_proposals_come_back_as_targets_after_a_supervisor_changed_them(
    ledger: sqlite3.Connection, tmp_path: Path
) -> None:
    path = tmp_path / "建议目标.xlsx"
    said = report_verb(ledger, "2026-10", tmp_path / "月报.xlsx", None, targets=path)
    assert path in said.files
    filled = load_workbook(path)
    sheet = filled["目标"]
    mine = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "2026-11" and row[2].value == "银保")
    assert mine[5].value == 30
    mine[5].value = 45
    filled.save(path)
    sync(open_session([path], on=OCTOBER_END, ledger=ledger), ledger, write=True)
    assert target_of(month(ledger), measures()["续期保费"], "2026-11") == 91 + 45


def test_a_filled_in_workbook_is_not_replaced(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "建议目标.xlsx"
    report_verb(ledger, "2026-10", tmp_path / "月报.xlsx", None, targets=path)
    with pytest.raises(UsageError, match="没有覆盖"):
        report_verb(ledger, "2026-10", tmp_path / "月报2.xlsx", None, targets=path)
