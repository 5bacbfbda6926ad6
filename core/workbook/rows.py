"""Which rows of a sheet are data: no blanks, totals, signatures, footnotes or repeated headings (cases 17, 33)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.normalise import cleaning
from core.normalise.parsed import Cell
from core.workbook.addresses import row_spans
from core.workbook.binding import Recognised
from core.workbook.grid import Grid

BLANK_ROWS_LIMIT = 1000
"""After this many blank rows the rest of a sheet is not read, and a finding says so."""

_HINT = re.compile("[计表核填办责打编空注明源※＊*]")
_TOTAL = re.compile(r"(?:本[页月季年日]|累计|全部)?(?:合计|小计|总计|累计)(?:[:(（].*|金额|笔数)?")
_SIGNED = re.compile(r"(?:制表|审核|复核|填表|经办|负责|打印|编制)(?:人|日期|时间|单位)?(?::.*)?|以下空白.*")
_FOOTNOTE = re.compile(r"(?:注|备注|说明|填表说明|数据来源|※|\*)\d?[:：.、].*|※.*")


@dataclass
class DataRows:
    """Row numbers from 0 of what is data, and of what was left out."""

    kept: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    beyond: int = 0
    """The first row with content behind a long gap, from 0; 0 when there is none."""

    @property
    def note(self) -> str:
        """What was left out, in words."""
        rows = row_spans([row + 1 for row in self.dropped])
        return f"未计入的合计、签名、脚注或重复表头行：{rows}" if rows else ""


def data_rows(grid: Grid, found: Recognised) -> DataRows:
    """The data rows below the headings, in order."""
    rows = DataRows()
    start = found.header.first_data_row
    last = start - 1
    headings = grid.rows[start - 1]
    for number, cells in enumerate(grid.rows[start:], start):
        first = _first_cell(cells)
        if first is None:
            continue
        if number - last > BLANK_ROWS_LIMIT:
            rows.beyond = number
            break
        last = number
        dropped = isinstance(first, str) and (_is_remark(first) or cells == headings)
        (rows.dropped if dropped else rows.kept).append(number)
    return rows


def _first_cell(cells: Sequence[Cell]) -> Cell:
    """The first cell with anything to see, None in a blank row."""
    for cell in cells:
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str) or cell[0].isalnum() or cleaning.tidy(cell):
            return cell
    return None


def _is_remark(first: str) -> bool:
    """Is a row that starts with this cell a total, a signature or a footnote?"""
    if first.isascii() and not first.startswith("*"):
        return False
    if not _HINT.search(first):
        return False
    key = cleaning.key_of(first)
    return any(pattern.fullmatch(key) for pattern in (_TOTAL, _SIGNED, _FOOTNOTE))
