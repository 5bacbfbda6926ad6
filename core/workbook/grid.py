"""One sheet as a grid of cells, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.normalise.parsed import Cell
from core.workbook.sheet_xml import SheetFacts

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, rows and columns from 0."""


@dataclass
class Grid:
    """``rows[i][j]`` is the cell in Excel row i+1, column j+1; ``""`` or None where it is empty."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: bool = False
    named: bool = True
    """False where the file has no sheet names (csv): the file's name stands in."""


@dataclass
class Book:
    """The visible content of one file."""

    path: str
    sha256: str
    grids: list[Grid]
    epoch_1904: bool = False
