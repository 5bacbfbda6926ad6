"""A formula called with the cells of a host: one row, or a whole column; every error ends as text in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from udfs.cells import ERROR, read, said, shown
from udfs.registry import Formula

Cells = Sequence[Any]
ROWS = (list, tuple)
SMALL_TABLE_ROWS = 1000


def call(formula: Formula, cells: Cells) -> Any:
    """A cell, or rows of cells. Never raises: whatever goes wrong is a short Chinese text."""
    try:
        if len(cells) > len(formula.arguments):
            return f"{ERROR}参数太多，{formula.name}最多{len(formula.arguments)}个"
        for argument, cell in zip(formula.arguments, cells, strict=False):
            if isinstance(cell, ROWS) and not argument.whole:
                return _with_ranges(formula, cells)
        return one(formula, cells)
    except Exception as error:  # the host must never crash, and a clerk must never see a traceback
        return said(error)


def _with_ranges(formula: Formula, cells: Cells) -> Any:
    from udfs.arrays import spread

    pairs = list(zip(formula.arguments, cells, strict=False))
    row = [cell if argument.whole else _single(cell) for argument, cell in pairs]
    if any(isinstance(cell, ROWS) and not argument.whole for (argument, _), cell in zip(pairs, row, strict=True)):
        return spread(formula, row)
    return one(formula, row)


def one(formula: Formula, cells: Cells) -> Any:
    """The result of one row of cells; blank where a required cell is blank, text where it cannot be computed."""
    try:
        values, given = [], len(cells)
        for place, argument in enumerate(formula.arguments):
            if place >= given and argument.required:
                return f"{ERROR}缺少参数“{argument.title}”"
            value = None
            if place < given:
                value = table(cells[place]) or None if argument.whole else read(argument, cells[place])
            if value is None or value == "":
                if argument.required:
                    return ""
                value = argument.default
            values.append(value)
        return _as_cells(formula.compute(*values))
    except Exception as error:
        return said(error)


class Range(tuple[tuple[Any, ...], ...]):
    """The rows of a range; it is the key of what is worked out from it once, so its hash is kept."""

    _hash: int

    def __hash__(self) -> int:
        if not hasattr(self, "_hash"):
            self._hash = super().__hash__()
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or super().__eq__(other)


def table(cell: Any) -> Range:
    """A range as rows of cells with None for blanks, trailing blank rows left off; a single cell is one row."""
    if type(cell) is tuple and len(cell) <= SMALL_TABLE_ROWS:
        try:
            return _same_table(cell)
        except TypeError:  # rows of a host that are lists cannot be a key
            return _table(cell)
    return _table(cell)


def _table(cell: Any) -> Range:
    given = cell if isinstance(cell, ROWS) else (cell,)
    rows = [
        tuple([None if value == "" else value for value in row]) if isinstance(row, ROWS) else (row or None,)
        for row in given
    ]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return Range(rows)


# Thousands of cells refer to the same 价值表, and the host hands it over anew for each.
_same_table = lru_cache(maxsize=64)(_table)


def _as_cells(result: Any) -> Any:
    if isinstance(result, list):
        return [[shown(value) for value in row] for row in result]
    return shown(result)


def _single(cell: Any) -> Any:
    """A range of one cell is that cell: hosts on the web hand over every argument as a range."""
    while isinstance(cell, ROWS) and len(cell) == 1:
        if isinstance(cell[0], ROWS) and len(cell[0]) != 1:
            return cell
        cell = cell[0]
    return cell
