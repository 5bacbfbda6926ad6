"""A formula called with the cells of a host: one row, or a whole column; every error ends as text in its cell."""

from __future__ import annotations

from typing import Any

from udfs.cells import ERROR, said
from udfs.declared import Declared
from udfs.one_row import ROWS, Cells, one


def call(formula: Declared, cells: Cells) -> Any:
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


def _with_ranges(formula: Declared, cells: Cells) -> Any:
    from udfs.arrays import spread

    pairs = list(zip(formula.arguments, cells, strict=False))
    row = [cell if argument.whole else _single(cell) for argument, cell in pairs]
    if any(isinstance(cell, ROWS) and not argument.whole for (argument, _), cell in zip(pairs, row, strict=True)):
        return spread(formula, row)
    return one(formula, row)


def _single(cell: Any) -> Any:
    """A range of one cell is that cell: hosts on the web hand over every argument as a range."""
    while isinstance(cell, ROWS) and len(cell) == 1:
        if isinstance(cell[0], ROWS) and len(cell[0]) != 1:
            return cell
        cell = cell[0]
    return cell
