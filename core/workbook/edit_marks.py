"""Colours on a user's cells, as conditional formats of our own: no cell, format or formula is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from core.findings import Severity
from core.workbook.edit_styles import Formats
from core.workbook.edit_tab import column_letters
from core.workbook.edit_xml import (
    Element,
    UnsafeError,
    cell_text,
    cut,
    elements,
    in_dialect,
    place_for,
    root_tag,
    splice,
)

Cell = tuple[int, int]  # 0-based row and column
SHEET_ORDER = [  # of the schema, as far as something of ours may follow
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing"),
]
SIGN = "内勤校验"  # stands in the formula of each rule of ours
MARK_FORMULA = f'LEN("{SIGN}")>0'
_RANGES = 400  # ranges in one rule: Excel refuses lists of many thousands


def parse_cell(address: str) -> Cell:
    """``B3`` -> (2, 1). Raises ValueError for anything else."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", address)
    if match is None:
        raise ValueError(f"not a cell address: {address!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def cell_name(cell: Cell) -> str:
    """(2, 1) -> ``B3``."""
    return f"{column_letters(cell[1])}{cell[0] + 1}"


def tail_elements(sheet: bytes, depth: int = 1) -> list[Element]:
    """What stands behind a sheet's cells, with offsets in the whole part; the cells stay unparsed."""
    root, at = root_tag(sheet), _cells_end(sheet)
    shift = at - len(root)
    return [
        Element(one.name, one.attributes, one.start + shift, one.inner + shift, one.close + shift, one.end + shift)
        for one in elements(root + sheet[at:], depth)
    ]


def place_behind_cells(sheet: bytes, name: str) -> int:
    """Where in the whole part an element that belongs behind the cells may stand."""
    return place_for(tail_elements(sheet), SHEET_ORDER, name) or _cells_end(sheet)


def add_colours(sheet: bytes, colours: Mapping[Cell, Severity], formats: Formats) -> bytes:
    """The sheet with the cells coloured. Our rules come last: where the user's own set a fill too, theirs wins."""
    at = place_behind_cells(sheet, "conditionalFormatting")
    used = re.findall(rb'priority="(\d+)"', sheet[_cells_end(sheet) :])
    priority = max(map(int, used), default=0)
    text = ""
    for severity in Severity:
        ranges = list(joined_ranges(cell for cell, colour in colours.items() if colour is severity))
        for first in range(0, len(ranges), _RANGES):
            priority += 1
            text += (
                f'<conditionalFormatting sqref="{" ".join(ranges[first : first + _RANGES])}">'
                f'<cfRule type="expression" dxfId="{formats.mark(severity)}" priority="{priority}">'
                f"<formula>{cell_text(MARK_FORMULA)}</formula></cfRule></conditionalFormatting>"
            )
    return splice(sheet, at, at, in_dialect(sheet, text))


def remove_colours(sheet: bytes) -> tuple[bytes, int]:
    """The sheet without our rules, found by the word in their formula, and how many cells they coloured.

    Excel puts rules for the same cells into one element: a rule of the user's in there stays.
    """
    if SIGN.encode() not in sheet:
        return sheet, 0
    rules = [rule for rule in tail_elements(sheet, 2) if rule.name == "cfRule"]
    ours = [rule for rule in rules if SIGN.encode() in sheet[rule.start : rule.end]]
    gone: list[Element] = []
    cells = 0
    for block in tail_elements(sheet):
        inside = [rule for rule in ours if block.start < rule.start < block.end]
        alone = len(inside) == sum(block.start < rule.start < block.end for rule in rules)
        gone += [block] if inside and alone else inside
        cells += sum(map(_size, block.attributes["sqref"].split())) if inside else 0
    return cut(sheet, gone), cells


def _size(area: str) -> int:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = parse_cell(first), parse_cell(last or first)
    return (bottom - top + 1) * (right - left + 1)


def _cells_end(sheet: bytes) -> int:
    at = sheet.rfind(b"sheetData")
    if at < 0:
        raise UnsafeError("工作表内容不完整")
    return sheet.index(b">", at) + 1


def joined_ranges(cells: Iterable[Cell]) -> Iterable[str]:
    """Cells as ranges, those below each other joined: B2:B9."""
    ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]))
    for _, run in groupby(enumerate(ordered), key=lambda pair: (pair[1][1], pair[1][0] - pair[0])):
        members: Sequence[Cell] = [cell for _, cell in run]
        first, last = cell_name(members[0]), cell_name(members[-1])
        yield first if first == last else f"{first}:{last}"
