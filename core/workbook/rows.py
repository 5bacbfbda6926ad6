"""Which rows of a sheet are data: no blanks, totals, signatures, footnotes or repeated headings (cases 17, 33)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.normalise import cleaning
from core.normalise.parsed import Cell
from core.workbook.addresses import row_spans
from core.workbook.grid import Grid
from core.workbook.headings import heading_text
from core.workbook.recognise import Recognised

BLANK_ROWS_LIMIT = 1000
"""After this many blank rows the rest of a sheet is not read, and a finding says so."""

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
    first = found.header.first_data_row
    last = first - 1
    heads = [(j, heading.forms) for j, heading in list(found.headings.items())[:4]]
    for number, cells in enumerate(grid.rows[first:], first):
        if _is_blank(cells):
            continue
        if number - last > BLANK_ROWS_LIMIT:
            rows.beyond = number
            break
        last = number
        (rows.dropped if _is_no_data(cells, heads) else rows.kept).append(number)
    return rows


def _is_blank(cells: list[Cell]) -> bool:
    if any(cells):
        return all(isinstance(cell, str) and not cleaning.tidy(cell) for cell in cells if cell)
    return all(cell is None or cell == "" for cell in cells)


def _is_no_data(cells: list[Cell], heads: list[tuple[int, tuple[str, ...]]]) -> bool:
    first = next(cell for cell in cells if cell is not None and cell != "" and cell != " ")
    if not isinstance(first, str):
        return False
    key = cleaning.key_of(first)
    if _TOTAL.fullmatch(key) or _SIGNED.fullmatch(key) or _FOOTNOTE.fullmatch(key):
        return True
    return len(heads) > 1 and all(
        j < len(cells) and cleaning.key_of(heading_text(cells[j])) in forms for j, forms in heads
    )
