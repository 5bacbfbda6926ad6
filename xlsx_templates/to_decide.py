"""A workbook of proposals for a person to decide: rows of one record filled in, the decision left open.

It goes back through 同步 as it is: title and 数据截止日 above the headings, dropdown in the column to fill in. A payer
stands there by full name, because a person must recognise him: every printed page is marked as a working paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.records.record import Column, Record
from core.reports.book import new_book
from core.reports.page import INTERNAL, lines_needed
from core.reports.style import text_width
from xlsx_templates import look
from xlsx_templates.builder import draw_columns

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADING_ROW = 2
WIDEST = 34
"""Texts that need more are wrapped."""


def write_to_decide(
    target: Path, record: type[Record], rows: Sequence[Mapping[str, Any]], names: Sequence[str], on: date, hint: str
) -> Path:
    """Write ``rows`` (by field name) with the columns ``names``, in their order; cells to fill in are pale yellow."""
    columns = [record.column(name) for name in names]
    with new_book(target, record.sheet, on) as (workbook, _):
        sheet = workbook.add_worksheet(record.sheet)
        draw_columns(workbook, sheet, record, columns, HEADING_ROW)
        look.header(sheet, record.sheet, INTERNAL)
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, f"{record.sheet}　{len(rows)} 条", workbook.add_format(look.title()))
        sheet.write_string(
            1, 0, f"数据截止日：{on}　{hint}", workbook.add_format(look.cell("@", font_color=look.MUTED))
        )
        widths = [_width(column, rows) for column in columns]
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        for place, row in enumerate(rows, start=HEADING_ROW + 1):
            _write_row(workbook, sheet, place, columns, widths, row)
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        sheet.fit_to_pages(1, 0)
    return target


def _width(column: Column, rows: Sequence[Mapping[str, Any]]) -> int:
    """As wide as its longest text, so that a number stays in one line; narrow where no row holds anything."""
    if column.kind.holds != "text" or not any(column.name in row for row in rows):
        return int(column.kind.width)
    needed = max(text_width(str(row.get(column.name) or "")) for row in rows)
    return min(max(needed, text_width(column.heading)) + 4, WIDEST)


def _write_row(
    workbook: Workbook,
    sheet: Worksheet,
    place: int,
    columns: Sequence[Column],
    widths: Sequence[int],
    row: Mapping[str, Any],
) -> None:
    lines = 1
    for position, column in enumerate(columns):
        value = row.get(column.name)
        if value in (None, ""):
            sheet.write_blank(place, position, None, _format(workbook, column, fill_in=column.name not in row))
        elif column.kind.holds == "day":
            sheet.write_datetime(place, position, value, _format(workbook, column))
        elif column.kind.holds in ("amount", "number"):
            sheet.write_number(place, position, float(value), _format(workbook, column))
        else:
            sheet.write_string(place, position, str(value), _format(workbook, column))
            lines = max(lines, lines_needed(str(value), widths[position] - 3))
    sheet.set_row(place, 15 * lines + 3)


def _format(workbook: Workbook, column: Column, *, fill_in: bool = False) -> Any:
    centred = column.kind.holds == "day" or bool(column.kind.choices)
    left = {} if centred else {"align": "left", "indent": 1}
    more = {"text_wrap": True, **left} if column.kind.holds == "text" else {}
    colour = {"bg_color": look.INPUT} if fill_in else {}
    alike = look.cell(
        column.kind.number_format,
        **{"align": "center" if centred else "", "border": 1, "border_color": look.LINE, **more, **colour},
    )
    return workbook.add_format(alike)
