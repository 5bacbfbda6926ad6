"""The companion: a new workbook with our tabs, for a user's file that cannot be edited without risk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from core.findings import Severity
from core.private_file import private_draft
from core.workbook.edit_styles import HEADER_FILL, TINTS
from core.workbook.edit_tab import Tab

MARKS_TAB = "标记"
_NUMBERS = {"count": "#,##0", "money": "#,##0.00", "rate": "0.00%", "day": "yyyy-mm-dd"}


def marks_tab(marks: Sequence[tuple[str, str, Severity, str]]) -> Tab:
    """The marks as a list (工作表, 单元格, 级别, 说明), since there is no cell to put them on."""
    return Tab(MARKS_TAB, [["工作表", "单元格", "级别", "说明"], *marks], [18, 10, 8, 80])


def write_companion(target: Path, tabs: Sequence[Tab]) -> None:
    """Writes the tabs as a new .xlsx, whole or not at all, without links: their cells are in another file."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with private_draft(target) as draft, xlsxwriter.Workbook(str(draft), options) as book:
        for tab in tabs:
            _write(book, tab)


def _write(book: Any, tab: Tab) -> None:
    sheet = book.add_worksheet(tab.name)
    plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}
    header = book.add_format({**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": f"#{HEADER_FILL}"})
    text = book.add_format(plain)
    quoted = book.add_format({**plain, "quote_prefix": True})
    tints = {severity: book.add_format({**plain, "bg_color": f"#{colour}"}) for severity, colour in TINTS.items()}
    numbers = {kind: book.add_format({**plain, "num_format": code}) for kind, code in _NUMBERS.items()}
    for row, values in enumerate(tab.rows):
        for column, value in enumerate(values):
            if row == tab.header_row:
                sheet.write_string(row, column, str(value), header)
            elif value is None or value == "":
                sheet.write_blank(row, column, None, text)
            elif isinstance(value, Severity):
                sheet.write_string(row, column, value, tints[value])
            elif isinstance(value, str):
                sheet.write_string(row, column, value, quoted if value[0] in "=+-@" else text)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value, numbers["day"])
            else:
                sheet.write(row, column, value, numbers.get(tab.kinds.get(column, "text"), text))
    for column, width in enumerate(tab.widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(tab.header_row + 1, 0)
    sheet.repeat_rows(tab.header_row)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
