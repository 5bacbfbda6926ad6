"""One sheet as a grid of cells, whatever file it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.normalise.parsed import Cell
from core.workbook.sheet_xml import SheetFacts

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, rows and columns from 0."""


@dataclass
class Grid:
    """``rows[i][j]``: the cell in Excel row i+1, column j+1, ``""`` or None where empty; all rows are as long."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: list[Merge] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: bool = False


@dataclass
class Book:
    """The visible content of one file."""

    path: str
    sha256: str
    grids: list[Grid]
    epoch_1904: bool = False


def squared(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of unequal length, as csv and web pages have them, filled up with empty cells."""
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
