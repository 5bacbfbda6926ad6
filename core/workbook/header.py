"""Where the headings stand: one or two rows within the first twenty, merged group headings spread out (case 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.workbook.grid import Grid
from core.workbook.headings import Written, heading_text, written

SEARCHED_ROWS = 20


@dataclass(frozen=True)
class Header:
    """First heading ``row`` from 0, ``depth`` 1 or 2 rows; ``columns[j]``: the readings of column j, best first."""

    row: int
    depth: int
    columns: tuple[tuple[Written, ...], ...]

    @property
    def first_data_row(self) -> int:
        """The row below the headings, from 0."""
        return self.row + self.depth


def possible_headers(grid: Grid) -> list[Header]:
    """Every row, and every pair of rows, that may hold the headings."""
    headers = []
    for row in range(min(SEARCHED_ROWS, len(grid.rows))):
        texts = [heading_text(cell) for cell in grid.rows[row]]
        if not any(texts):
            continue
        headers.append(Header(row, 1, tuple((written(text),) if text else () for text in texts)))
        if row + 1 < len(grid.rows):
            below = [heading_text(cell) for cell in grid.rows[row + 1]]
            headers.append(Header(row, 2, _two_rows(_spread(grid, row, texts, below), below)))
    return headers


def _spread(grid: Grid, row: int, texts: Sequence[str], below: Sequence[str]) -> list[str]:
    """Group headings carried to the right over their merged cells, or over blanks that have a heading below."""
    spread = list(texts)
    merged = {(first, last) for (top, first), (_, last) in grid.merges if top == row}
    for first, last in merged:
        for column in range(first + 1, min(last, len(spread) - 1) + 1):
            spread[column] = spread[first]
    if not merged:
        for column in range(1, min(len(spread), len(below))):
            if not spread[column] and below[column]:
                spread[column] = spread[column - 1]
    return spread


def _two_rows(groups: Sequence[str], below: Sequence[str]) -> tuple[tuple[Written, ...], ...]:
    columns = []
    for column in range(max(len(groups), len(below))):
        group = groups[column] if column < len(groups) else ""
        child = below[column] if column < len(below) else ""
        texts = [group + child, child] if child and group != child else [group or child]
        columns.append(tuple(written(text) for text in texts if text))
    return tuple(columns)
