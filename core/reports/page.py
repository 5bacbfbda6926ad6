"""One worksheet of a report: a cursor that writes titles, sections and tables, and a print set-up that fits A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, isnan
from typing import Any

from core.reports.page_breaks import BOTTOM, LEFT_RIGHT, TOP, Parting
from core.reports.style import DASH, FONT, Formats, shown, text_width

A4 = 9
WIDEST = 60
NARROWEST = 8
TWO_LINE_HEADING = 12
LINE_HEIGHT = 15
SMALL_LINE_HEIGHT = 11.5
INTERNAL, UNMASKED = "内部资料 注意保管", "含完整个人信息 用后销毁"
"""What stands at the head of every printed page."""
WIDE_SPACE = "\u3000"
"""Sets the month apart in a title; the small print of a header takes a plain space."""
PIXELS_PER_CHARACTER, PIXELS_OF_MARGIN = 7, 5


@dataclass(frozen=True)
class Formula:
    """A native formula with the value that previews show until it is calculated again; NaN is shown as —."""

    text: str
    value: float | str


@dataclass(frozen=True)
class Link:
    """A jump inside the workbook."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True)
class Column:
    """One column of a table: heading, kind of value (see ``NUMBER_FORMATS``), alignment."""

    heading: str
    kind: str = "text"
    align: str = ""
    look: str = "cell"


class Page:
    """A worksheet being written from top to bottom. ``row`` is the next free row, from 0."""

    def __init__(self, workbook: Any, formats: Formats, name: str) -> None:
        self.name = name
        self.workbook = workbook
        self.sheet = workbook.add_worksheet(name)
        self.formats = formats
        self.row = 0
        self._fixed: dict[int, int] = {}
        self._widths: dict[int, int] = {}
        self._last_column = 0
        self._title = ""
        self.parting = Parting()
        self.sheet.hide_gridlines(2)

    def put(
        self, row: int, column: int, value: object, look: str = "cell", kind: str = "text", align: str = ""
    ) -> None:
        """Write one cell by the type of its value. Text is always text, also where it begins with = + - @."""
        form = self.formats(look, kind, align)
        self._last_column = max(self._last_column, column)
        if isinstance(value, Formula):
            self._put_formula(row, column, value, form, look)
        elif isinstance(value, Link):
            self.sheet.write_url(row, column, f"internal:'{value.sheet}'!{value.cell}", form, string=value.text)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, form)
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, form)
        elif isnan(float(value)):  # type: ignore[arg-type]
            self.sheet.write_string(row, column, DASH, self.formats(look, kind, align or "right"))
        else:
            self.sheet.write_number(row, column, float(value), form)  # type: ignore[arg-type]

    def _put_formula(self, row: int, column: int, formula: Formula, form: Any, look: str) -> None:
        empty = isinstance(formula.value, float) and isnan(formula.value)
        self.sheet.write_formula(row, column, formula.text, form, DASH if empty else formula.value)

    def fix_widths(self, widths: Sequence[int | None]) -> None:
        """Widths that do not follow the content, in characters, from column A; None for those that do."""
        self._fixed = {column: width for column, width in enumerate(widths) if width}

    def title(self, text: str, subtitle: str = "") -> None:
        """The page's title and a grey line under it."""
        self._title = text
        self.high(self.row, 30)
        self.put(self.row, 0, text, "title")
        if subtitle:
            self.put(self.row + 1, 0, subtitle, "subtitle")
        self.row += 3 if subtitle else 2

    def section(self, text: str, columns: int) -> None:
        """A section's heading, underlined over the table's width."""
        self.high(self.row, 20)
        self.parting.section(self.row)
        for column in range(columns):
            self.put(self.row, column, text if column == 0 else None, "section")
        self.row += 1

    def high(self, row: int, points: float) -> None:
        """Give a row its height."""
        self.sheet.set_row(row, points)
        self.parting.high(row, points)

    def chart(self, row: int, column: int, chart: Any, width: int, height: int, **shifted: int) -> None:
        """Hang a chart of some pixels from a cell; it is not cut by a page's end. ``shifted``: x_offset, y_offset."""
        chart.set_size({"width": width, "height": height})
        self.sheet.insert_chart(row, column, chart, shifted)
        self.parting.chart(row, height + shifted.get("y_offset", 0))

    def across(self, row: int, first: int, last: int, value: object, look: str = "cell", kind: str = "text") -> None:
        """One value over several columns of a row."""
        self.sheet.merge_range(row, first, row, last, "", self.formats(look, kind))
        self._last_column = max(self._last_column, last)
        self.put(row, first, value, look, kind)

    def line(self, text: str, columns: int, look: str = "note") -> None:
        """A note over several columns, on the page of the row above it."""
        self.parting.keep(max(self.row - 1, 0), self.row)
        self.across(self.row, 0, columns - 1, text, look)
        self.row += 1

    def headings(self, columns: Sequence[Column], last: int | None = None) -> int:
        """A row of column headings, the final one over the columns until ``last``; gives its row."""
        self.high(self.row, 30)
        self.parting.heading(self.row)
        for place, column in enumerate(columns):
            self.put(self.row, place, column.heading, "heading")
            width = text_width(column.heading)
            self.widen(place, ceil(width / 2) + 1 if width > TWO_LINE_HEADING else width)
        if last is not None:
            self.across(self.row, len(columns) - 1, last, columns[-1].heading, "heading")
        self.row += 1
        return self.row - 1

    def record(self, columns: Sequence[Column], values: Sequence[object], look: str = "") -> None:
        """One row of a table; ``look`` replaces the columns' own."""
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            self.put(self.row, place, value, look or column.look, column.kind, column.align)
            plain = value.value if isinstance(value, Formula) else value.text if isinstance(value, Link) else value
            if column.look != "wrap":
                self.widen(place, text_width(shown(plain, column.kind)))
        self._set_height(columns, values)
        self.row += 1

    def _set_height(self, columns: Sequence[Column], values: Sequence[object]) -> None:
        """As high as the longest wrapped text needs, because not every program measures rows when it opens a file."""
        lines = [
            lines_needed(str(value), self._fixed[place] - 2)
            for place, (column, value) in enumerate(zip(columns, values, strict=True))
            if column.look == "wrap" and value and place in self._fixed
        ]
        self.high(self.row, LINE_HEIGHT * max(lines, default=1) + 3)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[object]], empty: str = "没有"
    ) -> tuple[int, int]:
        """Headings and rows; gives the first and last row of the body. Without rows one line says so."""
        self.headings(columns)
        first = self.row
        for values in rows:
            self.record(columns, values)
        if not rows:
            self.nothing(empty)
        return first, self.row - 1

    def nothing(self, text: str) -> None:
        """A grey line where a table has no rows."""
        self.put(self.row, 0, text, "subtitle")
        self.row += 1

    def widen(self, column: int, width: int) -> None:
        """The column must show a text of this width."""
        self._widths[column] = min(max(width + 2, self._widths.get(column, NARROWEST)), WIDEST)

    def set_widths(self) -> int:
        """Give every column its fixed or its needed width; gives the table's width in pixels."""
        for column, width in enumerate(self._columns()):
            self.sheet.set_column(column, column, width)
        return self._pixels()

    def _columns(self) -> list[int]:
        return [self._fixed.get(at, self._widths.get(at, NARROWEST)) for at in range(self._last_column + 1)]

    def _pixels(self) -> int:
        return sum(width * PIXELS_PER_CHARACTER + PIXELS_OF_MARGIN for width in self._columns())

    def printed(
        self,
        footer: str,
        *,
        landscape: bool,
        title: str = "",
        heading_row: int | None = None,
        one_page: bool = False,
        mark: str = INTERNAL,
    ) -> None:
        """Finish the page: widths; A4, fitted to the width (or to one page), headings repeated, page numbers, cut-off.

        ``title``: what the header says instead of the page's own title.
        """
        self.set_widths()
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=LEFT_RIGHT, right=LEFT_RIGHT, top=TOP, bottom=BOTTOM)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), self._last_column)
        if one_page:
            self.sheet.fit_to_pages(1, 1)
        else:
            heading_row = self.parting.applied(self.sheet, self.row, self._pixels(), landscape, heading_row)
        if heading_row is not None:
            self.sheet.repeat_rows(heading_row)
        header = title or self._title.replace(WIDE_SPACE, " ")
        # The space keeps a header that begins with a digit from being read as part of the font's size.
        self.sheet.set_header(f'&L&"{FONT}"&8 {header}&R&"{FONT}"&8 {mark}')
        pages, maker = "第 &P 页 共 &N 页", self.formats.maker
        self.sheet.set_footer(f'&L&"{FONT}"&8 {footer}&C&"{FONT}"&8 {pages}&R&"{FONT}"&8 {maker}')


def lines_needed(text: str, width: int) -> int:
    """How many lines a wrapped text takes in a column of some width."""
    return max(1, ceil(text_width(text) / max(width, 1)))
