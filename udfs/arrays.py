"""Whole columns in and out: one pass over NumPy columns where the formula has a twin for them, else row by row.

All ranges of a call have the same shape; single cells stand for every row. The result has that shape too, except that
references to whole columns of a sheet (A:A) are answered down to their last filled row. A column result that is blank
although its inputs are not is asked for again alone, so that the cell says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from udfs.cells import ERROR, FIRST_SERIAL, LAST_SERIAL, SERIAL_ZERO, Refused, from_serial, is_blank, read, shown
from udfs.declared import Argument, Declared
from udfs.one_row import one, table

WHOLE_SHEET_ROWS = 65_536
_KINDS = {"text": "TEXT", "code": "NUMBER_TEXT", "document": "DOCUMENT_NO", "day": "DAY", "amount": "AMOUNT",
          "number": "NUMBER", "count": "COUNT", "share": "SHARE", "rate": "RATE", "term": "TERM"}  # fmt: skip

Rows = list[list[Any]]


def spread(formula: Declared, cells: Sequence[Any]) -> Rows:
    """The formula for every row of its ranges. :class:`Refused` when the ranges differ in shape."""
    flat, height, width = _flattened(formula, cells)
    results: list[Any] | None = None
    if formula.whole_columns is not None:
        results = _in_one_pass(formula, flat, height * width)
    if results is None:
        results = [_one_cell(one(formula, row)) for row in _rows(flat, height * width)]
    return [results[start : start + width] for start in range(0, height * width, width)]


def _one_cell(result: Any) -> Any:
    """One row of input has one cell of output."""
    if isinstance(result, list):
        return result[0][0] if len(result) == 1 else f"{ERROR}结果有多行，这里每行只能有一个，请把区域改为单个单元格"
    return result


class _Column(list[Any]):
    """The cells of a range one after another; everything else in a call stands for all rows."""


def _flattened(formula: Declared, cells: Sequence[Any]) -> tuple[list[Any], int, int]:
    shapes, flat = set(), []  # type: set[tuple[int, int]], list[Any]
    for argument, cell in zip(formula.arguments, cells, strict=False):
        if argument.whole or not isinstance(cell, list | tuple):
            flat.append(cell)
            continue
        rows = [row if isinstance(row, list | tuple) else (row,) for row in cell]
        shapes.add((len(rows), len(rows[0])))
        flat.append(_Column(value for row in rows for value in row))
    if len(shapes) > 1:
        raise Refused("各区域的行数、列数必须相同")
    height, width = shapes.pop()
    if height >= WHOLE_SHEET_ROWS:
        filled = max(_filled(column) for column in flat if isinstance(column, _Column))
        height = max(-(-filled // width), 1)
        flat = [_Column(cell[: height * width]) if isinstance(cell, _Column) else cell for cell in flat]
    return flat, height, width


def _filled(column: Sequence[Any]) -> int:
    """The number of cells up to the last one that is not blank."""
    return next((place for place in range(len(column), 0, -1) if not is_blank(column[place - 1])), 0)


def _rows(flat: Sequence[Any], count: int) -> Iterable[list[Any]]:
    for row in range(count):
        yield [cell[row] if isinstance(cell, _Column) else cell for cell in flat]


def _in_one_pass(formula: Declared, flat: Sequence[Any], count: int) -> list[Any] | None:
    """Results of the twin, None where it refuses the columns as a whole (then each row speaks for itself)."""
    import numpy as np

    assert formula.whole_columns is not None
    complete = np.ones(count, dtype=bool)
    inputs = []
    for place, argument in enumerate(formula.arguments):
        cell = flat[place] if place < len(flat) else None
        if argument.whole:
            inputs.append(table(cell))
            continue
        column = _column(argument, cell, count)
        if argument.span is not None:
            column[~argument.span.holds(column)] = np.nan
        blank = _blank(column)
        if argument.required:
            complete &= ~blank
        elif isinstance(cell, _Column):
            complete &= ~(blank & np.array([not is_blank(value) for value in cell]))
            column[blank] = _repeated(argument, argument.default, 1)[0]
        inputs.append(column)
    try:
        computed = formula.whole_columns(*inputs)
    except (ValueError, LookupError):
        return None
    results = [shown(value) for value in computed.tolist()]
    for row in np.flatnonzero(~complete | _blank(computed)):
        results[row] = _one_cell(one(formula, [cell[row] if isinstance(cell, _Column) else cell for cell in flat]))
    return results


def _column(argument: Argument, cell: Any, count: int) -> Any:
    """A NumPy column of shape (count,) in the house's types; unreadable cells are blank in it."""
    import numpy as np

    if not isinstance(cell, _Column):
        value = read(argument, cell)
        return _repeated(argument, argument.default if is_blank(value) else value, count)
    if argument.choices:
        words = np.empty(count, dtype=object)
        words[:] = [_choice(argument, value) for value in cell]
        return words
    if argument.kind == "day" and all(type(value) is float for value in cell):
        numbers = np.array(cell)
        if ((numbers >= FIRST_SERIAL) & (numbers < LAST_SERIAL)).all():
            return np.datetime64(SERIAL_ZERO) + np.floor(numbers).astype("timedelta64[D]")
    from core.normalise.parsed import Heading
    from core.records import kinds
    from core.workbook.read_columns import parse_column

    return parse_column(getattr(kinds, _KINDS[argument.kind]), [_native(argument, value) for value in cell], Heading())[
        0
    ]


def _native(argument: Argument, cell: Any) -> Any:
    """A cell as the reader of workbooks knows it: blanks are None, a number that is a day is that day."""
    if cell == "":
        return None
    return from_serial(cell) if argument.kind == "day" else cell


def _choice(argument: Argument, cell: Any) -> str:
    try:
        return str(read(argument, cell) or "")
    except Refused:
        return ""


def _repeated(argument: Argument, value: Any, count: int) -> Any:
    import numpy as np

    if argument.kind == "day":
        return np.full(count, np.datetime64("NaT") if value is None else np.datetime64(value), "datetime64[D]")
    if argument.kind in ("amount", "number", "count", "share", "rate"):
        return np.full(count, np.nan if value is None else float(value))
    column = np.empty(count, dtype=object)
    column.fill("" if value is None else value)
    return column


def _blank(column: Any) -> Any:
    from core.table import blanks

    return blanks(column)
