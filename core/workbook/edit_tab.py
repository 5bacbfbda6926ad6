"""One of our tabs, and the sheet part that shows it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Literal

from core.findings import Severity
from core.workbook.edit_styles import Formats
from core.workbook.edit_xml import HEAD, MAIN, attribute_text, cell_text

Kind = Literal["text", "count", "money", "rate", "day"]
_LINE, _EDGE = 15.5, 4  # points: one line of 11-point text, and what a cell needs besides
_DAY_ZERO = date(1899, 12, 30).toordinal()


@dataclass(frozen=True)
class Tab:
    """One tab; rows and columns count from 0.

    ``rows``: str, numbers, dates, Severity (tinted) or None; ``widths``: characters per column; ``header_row``: frozen,
    with a filter; ``links``: (row, column) -> e.g. ``#'投保单'!C5``; ``kinds``: how a column's numbers are shown.
    """

    name: str
    rows: Sequence[Sequence[object]]
    widths: Sequence[float] = ()
    header_row: int = 0
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    kinds: Mapping[int, Kind] = field(default_factory=dict)


def column_letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    return (column_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def sheet_xml(tab: Tab, formats: Formats) -> bytes:
    """The worksheet part: frozen and filtered at its header row, A4 landscape, no formula anywhere."""
    width = max((len(row) for row in tab.rows), default=1)
    last = f"{column_letters(max(width, 1) - 1)}{max(len(tab.rows), 1)}"
    head = tab.header_row + 1
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{chars}" customWidth="1"/>' for at, chars in enumerate(tab.widths, 1)
    )
    rows = "".join(_row_xml(tab, at, row, formats) for at, row in enumerate(tab.rows))
    links = "".join(
        f'<hyperlink ref="{column_letters(column)}{row + 1}" location="{attribute_text(target.lstrip("#"))}"/>'
        for (row, column), target in sorted(tab.links.items())
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{rows}</sheetData>"
        f'<autoFilter ref="A{head}:{last}"/>{f"<hyperlinks>{links}</hyperlinks>" if links else ""}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _row_xml(tab: Tab, at: int, row: Sequence[object], formats: Formats) -> str:
    cells = (_cell_xml(tab, at, column, value, formats) for column, value in enumerate(row))
    height = _LINE * _lines(tab, row) + _EDGE if at > tab.header_row else _LINE * 1.5
    return f'<row r="{at + 1}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _lines(tab: Tab, row: Sequence[object]) -> int:
    """How many lines the fullest cell needs at its column's width; a Chinese character is two narrow ones wide."""
    return max((_wrapped(str(value), width) for value, width in zip(row, tab.widths, strict=False)), default=1)


def _wrapped(text: str, width: float) -> int:
    room = max(width - 2, 1)
    return sum(
        max(1, math.ceil(sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) / room)) for line in text.split("\n")
    )


def _cell_xml(tab: Tab, row: int, column: int, value: object, formats: Formats) -> str:
    name = _place_of(tab, row, column) or _format_of(tab, column, value)
    start = f'<c r="{column_letters(column)}{row + 1}" s="{formats.cell(name)}"'
    if value is None or value == "":
        return start + "/>"
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{start}><v>{value.toordinal() - _DAY_ZERO}</v></c>"
    if isinstance(value, Real | Decimal) and math.isfinite(value):
        return f"{start}><v>{value}</v></c>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{cell_text(str(value))}</t></is></c>'


def _place_of(tab: Tab, row: int, column: int) -> str:
    """The format that a cell's place decides: above the headings, the headings, a link."""
    if row < tab.header_row:
        return "remark" if row else "title"
    return "header" if row == tab.header_row else "link" if (row, column) in tab.links else ""


def _format_of(tab: Tab, column: int, value: object) -> str:
    """Text that a spreadsheet would take for a formula when the cell is edited is marked as text (quotePrefix)."""
    if isinstance(value, str):
        return value if isinstance(value, Severity) else "quoted" if value[:1] in tuple("=+-@") else "text"
    return "day" if isinstance(value, date) else tab.kinds.get(column, "text")
