"""Our tabs in a book that is open in Excel: each written in whole ranges, known again by the same names as in files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from numbers import Real
from typing import Any

from core.findings import Severity
from core.workbook.edit_styles import HEADER_FILL, TINTS
from core.workbook.edit_tab import Tab
from core.workbook.edit_tabs import SIGN, free_name

_TEXT, _LINK = "@", "General"
_NUMBERS = {"count": "#,##0", "money": "#,##0.00", "rate": "0.00%", "day": "yyyy-mm-dd"}
_CELL_LIMIT = 32_767


def own_tabs(book: Any) -> list[str]:
    """The present names of our tabs: a name of ours refers to each, also after the user has renamed or moved it."""
    ours = {_sheet_of(name.refers_to) for name in _signs(book)}
    return [sheet.name for sheet in book.sheets if sheet.name in ours]


def remove_tabs(book: Any) -> int:
    """Remove our tabs and their names; gives the number of tabs."""
    tabs = own_tabs(book)
    for name in _signs(book):
        name.delete()
    for tab in tabs:
        book.sheets[tab].delete()
    return len(tabs)


def add_tab(book: Any, tab: Tab) -> str:
    """Add one tab at the end and give the name it got."""
    names = [sheet.name for sheet in book.sheets]
    sheet = book.sheets.add(free_name(tab.name, names), after=book.sheets[names[-1]])
    taken = {name.name for name in book.names}
    sign = next(sign for number in range(1, len(taken) + 2) if (sign := f"{SIGN}{number}") not in taken)
    quoted = sheet.name.replace("'", "''")
    book.names.add(sign, f"='{quoted}'!$A$1")
    _write(sheet, tab)
    return str(sheet.name)


def _write(sheet: Any, tab: Tab) -> None:
    """Formats first: Excel would round a certificate number, and take a remark with = for a formula."""
    width = max((len(row) for row in tab.rows), default=1)
    rows = [[*row, *[None] * (width - len(row))] for row in tab.rows] or [[None]]
    for column in range(width):
        cells = [row[column] for row in rows]
        for first, last, form in _runs(cells, lambda at, column=column: _format(tab, at, column, rows[at][column])):
            sheet.range((first + 1, column + 1), (last + 1, column + 1)).number_format = form
    sheet.range((1, 1)).value = [[_plain(value) for value in row] for row in rows]
    _link(sheet, tab, rows)
    _dress(sheet, tab, rows, width)


def _link(sheet: Any, tab: Tab, rows: Sequence[Sequence[object]]) -> None:
    """Links as one range of formulas per column; a hyperlink object each would take Excel a second per few hundred."""
    for column in sorted({column for _, column in tab.links}):
        linked = sorted(row for row, at in tab.links if at == column)
        for _, run in groupby(enumerate(linked), key=lambda pair: pair[1] - pair[0]):
            at = [row for _, row in run]
            formulas = [[_hyperlink(tab.links[row, column], str(rows[row][column]))] for row in at]
            cells = sheet.range((at[0] + 1, column + 1), (at[-1] + 1, column + 1))
            cells.formula = formulas
            cells.font.color = "#0563C1"


def _dress(sheet: Any, tab: Tab, rows: Sequence[Sequence[object]], width: int) -> None:
    head = sheet.range((tab.header_row + 1, 1), (tab.header_row + 1, width))
    head.color, head.font.color, head.font.bold = f"#{HEADER_FILL}", "#FFFFFF", True
    sheet.range((1, 1)).font.bold = True
    for column, chars in enumerate(tab.widths, 1):
        sheet.range((1, column)).column_width = chars
    if len(rows) > tab.header_row + 1:
        sheet.range((tab.header_row + 2, 1), (len(rows), width)).wrap_text = True
    for column in range(width):
        cells = [row[column] for row in rows]
        for first, last, severity in _runs(cells, lambda at, cells=cells: cells[at]):
            if isinstance(severity, Severity):
                sheet.range((first + 1, column + 1), (last + 1, column + 1)).color = f"#{TINTS[severity]}"


def _runs(cells: Sequence[object], key: Callable[[int], Any]) -> Iterator[tuple[int, int, Any]]:
    """Neighbours with the same key: first row, last row, key."""
    for value, run in groupby(range(len(cells)), key=key):
        rows = list(run)
        yield rows[0], rows[-1], value


def _format(tab: Tab, row: int, column: int, value: object) -> str:
    if (row, column) in tab.links:
        return _LINK
    if isinstance(value, date):
        return _NUMBERS["day"]
    if isinstance(value, Real | Decimal) and not isinstance(value, bool):
        return _NUMBERS.get(tab.kinds.get(column, ""), _LINK)
    return _TEXT


def _plain(value: object) -> object:
    """A value as Excel takes it: exact amounts as numbers, texts no longer than a cell holds."""
    if isinstance(value, Decimal):
        return float(value)
    return str(value)[:_CELL_LIMIT] if isinstance(value, str) else value


def _hyperlink(target: str, text: str) -> str:
    return '=HYPERLINK("{}","{}")'.format(*(part.replace('"', '""') for part in (target, text)))


def _signs(book: Any) -> list[Any]:
    return [name for name in book.names if name.name.startswith(SIGN)]


def _sheet_of(reference: str) -> str:
    """The sheet that ``='校验结果'!$A$1`` refers to; of a lost one (#REF!) nothing."""
    return reference.lstrip("=").rpartition("!")[0].strip("'").replace("''", "'")
