"""Writes rows of records as the office would: title, 数据截止日, headings, then row after row, each forgotten.

Rows are plain dicts of field name to value. ``dressed`` overrides single cells with what a careless hand left there
(see :mod:`core.demo.dirt`). Memory stays the same however many rows are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Protocol

from core.records.record import Column, Record

MADE_ON = datetime(2026, 1, 1)
"""Stands in the file's properties instead of the clock: the same seed gives the same bytes."""
EPOCH = date(1899, 12, 30)
HEADING_ROW = 2
FONT, INK, DARK, PALE = "微软雅黑", "#1F2937", "#1F4E79", "#EEF3F9"
PAGE_WIDTH = 190
"""Characters that stay legible on one landscape A4 page."""
NUMERIC = ("amount", "number", "fraction")


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A formula that ended in an error, such as ``#N/A``."""

    formula: str
    text: str


class Sheet(Protocol):
    """What rows are written to; ``write`` returns the Excel row number."""

    name: str

    @property
    def columns(self) -> Sequence[Column]: ...
    def write(self, row: Mapping[str, Any], dressed: Mapping[str, Any] = ...) -> int: ...
    def write_total(self, text: str, sums: Mapping[str, float]) -> int: ...


class Book:
    """A new workbook; use as a context manager."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        self.path = path
        self._workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
        self._workbook.set_properties({"title": path.stem, "company": "示例人寿保险公司", "created": MADE_ON})
        self._formats: dict[tuple[str, ...], Any] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._workbook.close()

    def add(
        self,
        record: type[Record],
        title: str,
        cut_off: date,
        *,
        name: str = "",
        columns: Sequence[Column] = (),
        headings: Mapping[str, str] | None = None,
    ) -> RecordSheet:
        """A sheet for a record: all its columns, or the given ones under the given headings. One sheet at a time."""
        return RecordSheet(self, name or record.sheet, columns or record.columns(), title, cut_off, headings or {})

    def worksheet(self, name: str) -> Any:
        """A bare worksheet."""
        return self._workbook.add_worksheet(name)

    def style(self, number_format: str = "@", look: str = "body") -> Any:
        """A format, made once."""
        key = (number_format, look)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"num_format": number_format, **LOOKS[look]})
        return self._formats[key]


LOOKS: dict[str, dict[str, Any]] = {
    "body": {"font_name": FONT, "font_size": 10, "font_color": INK},
    "centred": {"font_name": FONT, "font_size": 10, "font_color": INK, "align": "center"},
    "title": {"font_name": FONT, "font_size": 15, "bold": True, "font_color": DARK},
    "note": {"font_name": FONT, "font_size": 10, "font_color": "#6B7280"},
    "heading": {
        "font_name": FONT, "font_size": 10, "bold": True, "font_color": "white", "bg_color": DARK, "align": "center",
        "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#B8C4D2",
    },
    "total": {"font_name": FONT, "font_size": 10, "bold": True, "bg_color": PALE, "top": 1},
}  # fmt: skip


class RecordSheet:
    """One worksheet of one record."""

    def __init__(
        self, book: Book, name: str, columns: Sequence[Column], title: str, cut_off: date, headings: Mapping[str, str]
    ) -> None:
        self.columns = tuple(columns)
        self.name = name
        self.row = HEADING_ROW
        self._book = book
        self._sheet = book.worksheet(name)
        self._places = {column.name: place for place, column in enumerate(columns)}
        self._numeric = {place for place, column in enumerate(columns) if column.kind.holds in NUMERIC}
        self._styles = [book.style(column.kind.number_format, _look(column)) for column in columns]
        self._draw_top(title, cut_off, headings)

    def _draw_top(self, title: str, cut_off: date, headings: Mapping[str, str]) -> None:
        sheet, last = self._sheet, min(len(self.columns), 8) - 1
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column.kind.width, self._styles[place])
        sheet.set_row(0, 28)
        sheet.merge_range(0, 0, 0, last, title, self._book.style(look="title"))
        sheet.write_string(1, 0, f"数据截止日：{cut_off:%Y-%m-%d}", self._book.style(look="note"))
        sheet.set_row(HEADING_ROW, 32)
        for place, column in enumerate(self.columns):
            heading = headings.get(column.name, column.heading)
            sheet.write_string(HEADING_ROW, place, heading, self._book.style(look="heading"))
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(HEADING_ROW)
        sheet.fit_to_pages(-(-sum(column.kind.width for column in self.columns) // PAGE_WIDTH), 0)
        sheet.set_footer(f'&C&"{FONT}"第 &P 页，共 &N 页')

    def write(self, row: Mapping[str, Any], dressed: Mapping[str, Any] = MappingProxyType({})) -> int:
        """Append a row; the Excel row number."""
        self.row += 1
        for name, value in row.items():
            place = self._places.get(name)
            if place is not None and name not in dressed:
                self._write_cell(place, value)
        for name, value in dressed.items():
            self._write_as_typed(self._places[name], value)
        return self.row + 1

    def write_total(self, text: str, sums: Mapping[str, float]) -> int:
        """Append a 合计 row: ``text`` in the first column, sums below their columns."""
        self.row += 1
        style = self._book.style("#,##0.00", "total")
        for place, column in enumerate(self.columns):
            if place == 0:
                self._sheet.write_string(self.row, place, text, style)
            elif column.name in sums:
                self._sheet.write_number(self.row, place, sums[column.name], style)
        return self.row + 1

    def _write_cell(self, place: int, value: Any) -> None:
        if value is None or value == "":
            return
        style = self._styles[place]
        if place in self._numeric:
            self._sheet.write_number(self.row, place, _number(value), style)
        elif isinstance(value, date):
            self._sheet.write_number(self.row, place, (value - EPOCH).days, style)
        else:
            self._sheet.write_string(self.row, place, str(value), style)

    def _write_as_typed(self, place: int, value: Any) -> None:
        if isinstance(value, ErrorCell):
            self._sheet.write_formula(self.row, place, value.formula, self._styles[place], value.text)
        elif isinstance(value, int | float):
            self._sheet.write_number(self.row, place, value, self._book.style("General"))
        elif value:
            self._sheet.write_string(self.row, place, value, self._styles[place])


def _look(column: Column) -> str:
    """Days, whole numbers and words of a list stand in the middle, so that they do not run into their neighbours."""
    return "centred" if column.kind.holds == "day" or column.kind.choices or column.kind.name == "整数" else "body"


def _number(value: Any) -> float:
    """A number as given, or text such as 80% as a fraction."""
    if isinstance(value, str):
        return float(value.removesuffix("%")) / 100 if value.endswith("%") else float(value)
    return float(value)
