"""A formula called with the cells of a host: one row, or a whole column; every error ends as text in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from udfs.cells import ERROR, is_blank, read, said, shown
from udfs.registry import Formula

Cells = Sequence[Any]
SMALL_TABLE_ROWS = 1000


def call(formula: Formula, cells: Cells) -> Any:
    """A cell, or rows of cells. Never raises: whatever goes wrong is a short Chinese text."""
    try:
        if len(cells) > len(formula.arguments):
            return f"{ERROR}参数太多，{formula.name}最多{len(formula.arguments)}个"
        row, ranges = [], False
        for argument, cell in zip(formula.arguments, cells, strict=False):
            given = cell if argument.whole else _single(cell)
            ranges |= not argument.whole and isinstance(given, list | tuple)
            row.append(given)
        if not ranges:
            return one(formula, row)
        from udfs.arrays import spread

        return spread(formula, row)
    except Exception as error:  # the host must never crash, and a clerk must never see a traceback
        return said(error)


def one(formula: Formula, cells: Cells) -> Any:
    """The result of one row of cells; blank where a required cell is blank, text where it cannot be computed."""
    try:
        values = []
        for place, argument in enumerate(formula.arguments):
            if place >= len(cells) and argument.required:
                return f"{ERROR}缺少参数“{argument.title}”"
            cell = cells[place] if place < len(cells) else None
            value = table(cell) if argument.whole else read(argument, cell)
            if is_blank(value) or value == ():
                if argument.required:
                    return ""
                value = argument.default
            values.append(value)
        return _as_cells(formula.compute(*values))
    except Exception as error:
        return said(error)


def table(cell: Any) -> tuple[tuple[Any, ...], ...]:
    """A range as rows of cells with None for blanks, trailing blank rows left off; a single cell is one row."""
    small = type(cell) is tuple and len(cell) <= SMALL_TABLE_ROWS and all(type(row) is tuple for row in cell)
    return _same_table(cell) if small else _table(cell)


def _table(cell: Any) -> tuple[tuple[Any, ...], ...]:
    given = cell if isinstance(cell, list | tuple) else (cell,)
    rows = [
        tuple([None if value == "" else value for value in row]) if isinstance(row, list | tuple) else (row or None,)
        for row in given
    ]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return tuple(rows)


# Thousands of cells refer to the same 价值表, and the host hands it over anew for each.
_same_table = lru_cache(maxsize=64)(_table)


def _as_cells(result: Any) -> Any:
    if isinstance(result, list):
        return [[shown(value) for value in row] for row in result]
    return shown(result)


def _single(cell: Any) -> Any:
    """A range of one cell is that cell: hosts on the web hand over every argument as a range."""
    while isinstance(cell, list | tuple) and len(cell) == 1:
        cell = cell[0]
    return cell
