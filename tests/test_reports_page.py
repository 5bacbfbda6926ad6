"""A page of a report, as the printer gets it: what its header says, and how wide its columns are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.reports.book import new_book
from core.reports.page import Column, Page


def finished(folder: Path, **told: str) -> Worksheet:
    """A page with a title, a column of fixed width and one of 30 characters, ready for the printer."""
    target = folder / "页.xlsx"
    with new_book(target, "页", date(2026, 10, 31)) as (workbook, formats):
        page = Page(workbook, formats, "续期")
        page.title("续期与失效　2026年10月", "杭州支公司")
        page.fix_widths((12, None))
        page.table((Column("保单号"), Column("说明")), [["P1", "x" * 30]])
        page.printed("统计日 2026-10-31", landscape=True, **told)
    return load_workbook(target)["续期"]


@pytest.mark.parametrize(
    ("told", "header"), [({}, "续期与失效 2026年10月"), ({"title": "续期 付款凭单"}, "续期 付款凭单")]
)
def test_the_header_says_the_pages_title_with_a_plain_space_unless_told_otherwise(
    tmp_path: Path, told: dict[str, str], header: str
) -> None:
    assert finished(tmp_path, **told).oddHeader.left.text.strip() == header


def test_a_column_is_as_wide_as_was_fixed_or_as_its_longest_text_and_a_margin_of_two(tmp_path: Path) -> None:
    widths = finished(tmp_path).column_dimensions
    assert [round(widths[letter].width) for letter in "AB"] == [13, 33], "Excel adds a margin of its own"
