"""A formula over one row of cells: each read as the kind of its argument, a whole range as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from udfs.cells import ERROR, read, said, shown
from udfs.declared import Declared

Cells = Sequence[Any]
ROWS = (list, tuple)
SMALL_TABLE_ROWS = 1000


def one(formula: Declared, cells: Cells) -> Any:
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
