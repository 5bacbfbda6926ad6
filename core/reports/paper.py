"""A form on A4 paper in portrait: fixed columns, boxes over several of them, rows as high as their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.reports.page import A4, lines_needed
from core.reports.style import FONT, Formats

LINE, SECTION_HEIGHT = 14.5, 20


class Paper:
    """A worksheet written top to bottom; ``row`` is the next row. ``widths``: of the columns, in characters."""

    def __init__(self, workbook: Any, formats: Formats, title: str, reference: str, widths: Sequence[int]) -> None:
        self.formats, self.widths, self.last = formats, widths, len(widths) - 1
        self.sheet = workbook.add_worksheet(title[:31])
        self.row = 0
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
        self.sheet.center_horizontally()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_header(f'&L&"{FONT}"&8 {reference}&R&"{FONT}"&8 内部资料 注意保管')
        pages, maker = "第 &P 页 共 &N 页", formats.maker
        self.sheet.set_footer(f'&L&"{FONT}"&8 {title}&C&"{FONT}"&8 {pages}&R&"{FONT}"&8 {maker}')

    def section(self, text: str) -> None:
        """A heading, underlined over the whole width."""
        self.sheet.set_row(self.row, SECTION_HEIGHT)
        self.box(0, self.last, text, "section")
        self.row += 1

    def height(self, *texts: tuple[str, int]) -> None:
        """As high as the longest text needs; programs do not measure wrapped or merged rows when they open a file."""
        lines = max(sum(lines_needed(line, width - 3) for line in text.split("\n")) for text, width in texts)
        self.sheet.set_row(self.row, LINE * lines + 4)

    def box(self, first: int, last: int, text: str, look: str) -> None:
        """A text over the columns ``first`` to ``last`` of the row."""
        form = self.formats(look)
        if first == last:
            self.sheet.write_string(self.row, first, text, form)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, "", form)
            self.sheet.write_string(self.row, first, text, form)

    def finish(self) -> None:
        """Print what was written and no more."""
        self.sheet.print_area(0, 0, self.row - 1, self.last)
