"""Parts of a one-page sheet in A4 portrait: pairs of label and text, tables whose last column runs over the rest."""

from __future__ import annotations

from collections.abc import Sequence

from core.reports.page import LINE_HEIGHT, Column, Page, lines_needed

COLUMNS = 6
WIDTHS = (22, 22, 18, 14, 14, 14)
REST_WIDTH = sum(WIDTHS[2:]) - 4


def pairs(page: Page, title: str, given: Sequence[tuple[str, str]], marked: str = "") -> None:
    """Label and text side by side, two pairs a row as high as its text; a text equal to ``marked`` stands out."""
    page.section(title, COLUMNS)
    lines: dict[int, int] = {}
    for place, (label, text) in enumerate(given):
        row, column = page.row + place // 2, place % 2 * 3
        page.put(row, column, label, "group")
        page.across(row, column + 1, column + 2, text, "attention" if marked and text == marked else "wrap")
        lines[row] = max(lines.get(row, 1), lines_needed(text, sum(WIDTHS[column + 1 : column + 3]) - 2))
        page.high(row, LINE_HEIGHT * lines[row])
    page.row += (len(given) + 1) // 2 + 1


def spread(page: Page, title: str, columns: Sequence[Column], rows: Sequence[Sequence[object]], empty: str) -> None:
    """A table of three columns whose last one runs over the rest of the page."""
    page.section(title, COLUMNS)
    for place, column in enumerate(columns[:2]):
        page.put(page.row, place, column.heading, "heading")
    page.across(page.row, 2, COLUMNS - 1, columns[2].heading, "heading")
    page.row += 1
    for row in rows:
        for place, column in enumerate(columns[:2]):
            page.put(page.row, place, row[place], "wrap", column.kind, column.align)
        page.across(page.row, 2, COLUMNS - 1, row[2], "wrap")
        widths = (WIDTHS[0] - 2, WIDTHS[1] - 2, REST_WIDTH)
        lines = max(lines_needed(str(text), width) for text, width in zip(row, widths, strict=True))
        page.high(page.row, LINE_HEIGHT * lines + 3)
        page.row += 1
    if not rows:
        page.nothing(empty)
    page.row += 1
