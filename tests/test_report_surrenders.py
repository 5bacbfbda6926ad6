"""The 退保 tab: what it says for an office of which every surrender is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from openpyxl import load_workbook

from core.reports.month_report import write_month_report
from tests.month_ledger import new_ledger, sheets_of

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    folder = tmp_path_factory.mktemp("report")
    with closing(new_ledger(folder, sheets_of("surrenders_by_hand.md"))) as ledger:
        path = write_month_report(ledger, "2026-10", folder / "月报.xlsx").path
    yield list(load_workbook(path, data_only=True)["退保"].iter_rows(values_only=True))


def after(rows: Rows, heading: str) -> Rows:
    place = next(number for number, row in enumerate(rows) if str(row[0]).startswith(heading))
    return rows[place + 1 :]


def test_the_summary_says_how_many_and_how_much(rows: Rows) -> None:
    this, last, pending = after(rows, "概况")[1:4]
    assert this[:8] == ("本月退保", 3, 4, 1, 1, 6200, 103600, 100100)
    assert last[:3] == ("上月退保", 1, 1)
    assert (pending[0], pending[1], pending[7]) == ("已申请未办结", 1, 51000)


def test_each_cause_has_its_movement_and_what_nobody_wrote_down_stands_last(rows: Rows) -> None:
    table = after(rows, "按原因")[1:5]
    assert [row[0] for row in table][-1] == "未登记原因"
    assert next(row[1:6] for row in table if str(row[0]).startswith("02")) == (1, 0, 1, 1, 0.2)


def test_the_rows_behind_stand_below_without_a_customers_name(rows: Rows) -> None:
    listed = after(rows, "本月退保明细")[1:5]
    assert [row[0] for row in listed] == ["Q3", "Q2", "Q1", "Q1"]
    assert listed[1][6:12] == (2, 10000, 5000, 4200, 0.42, "02 销售误导/与宣传不符")
    assert listed[3][9] == "—"
