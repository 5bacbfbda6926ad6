"""Where a tab's printed pages end, with rows of 10 points on pages of 100."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.reports.book import new_book
from core.reports.page import Column, Page
from core.reports.page_breaks import page_ends, page_height
from tests.month_ledger import OCTOBER_END


def ends(rows: int, *kept: tuple[int, int], turns: tuple[int, ...] = (), repeated: int | None = None) -> list[int]:
    return page_ends(lambda row: 10.0, rows, 100.0, kept, turns, repeated)


def test_rows_fill_page_after_page() -> None:
    assert ends(10) == []
    assert ends(35) == [10, 20, 30]


def test_a_title_at_the_foot_goes_over_with_the_rows_that_it_heads() -> None:
    assert ends(25, (8, 11)) == [8, 18]
    assert ends(25, (10, 13)) == [10, 20]


def test_what_hangs_together_in_a_chain_goes_over_together() -> None:
    assert ends(15, (6, 8), (8, 11)) == [6]


def test_what_is_longer_than_a_page_is_cut_after_all() -> None:
    assert ends(25, (0, 24)) == [10, 20]


def test_a_turn_begins_a_page_wherever_it_stands() -> None:
    assert ends(20, turns=(4,)) == [4, 14]


def test_a_repeated_heading_takes_its_room_on_the_pages_after_it() -> None:
    assert ends(30, repeated=2) == [10, 19, 28]


def test_the_wider_the_tab_the_smaller_its_print_and_the_more_rows_a_page_holds() -> None:
    narrow, wide = page_height(800, landscape=True), page_height(2072, landscape=True)
    assert narrow == pytest.approx(0.97 * (595.28 - 97.2))
    assert wide == pytest.approx(narrow * 2, rel=0.001)


def test_a_tab_with_a_long_last_table_repeats_its_headings_and_parts_no_section(tmp_path: Path) -> None:
    columns = (Column("编号"), Column("事项"))
    with new_book(tmp_path / "b.xlsx", "试", OCTOBER_END) as (workbook, formats):
        page = Page(workbook, formats, "试")
        page.section("第一节", 2)
        page.table(columns, [["1", "甲"]] * 20)
        page.row += 1
        page.section("第二节", 2)
        second = page.row
        page.table(columns, [["2", "乙"]] * 60)
        page.set_widths()
        page.printed("", landscape=True)
    sheet = load_workbook(tmp_path / "b.xlsx")["试"]
    begins = [brk.id for brk in sheet.row_breaks.brk]
    assert begins[0] == second - 1 and len(begins) == 3
    assert sheet.print_title_rows == f"${second + 1}:${second + 1}"
    assert sheet.page_setup.fitToHeight == 0
