"""A range with headings as a table of one record, so that a formula sees what the sheet of that record says.

The headings are those of the record and their synonyms; other columns are left aside. A list of 栏目 and 值 in two
columns is one row standing upright.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from udfs.cells import Refused

Rows = tuple[tuple[Any, ...], ...]


def table_of(record: Any, rows: Rows) -> Any:
    """The rows below the headings as a ``core.table.Table``. :class:`Refused` when no heading is known."""
    known = _headings(record)
    fields: dict[str, int] = {}
    for place, heading in enumerate(rows[0] if rows else []):
        name = known.get(_key(heading))
        if name is not None:
            fields.setdefault(name, place)
    if not fields:
        raise Refused(f"第一行要有“{record.sheet}”表的标题，例如：{'、'.join(_first_headings(record))}")
    return from_columns(record, {name: [row[place] for row in rows[1:]] for name, place in fields.items()})


def from_columns(record: Any, cells: Mapping[str, Sequence[Any]]) -> Any:
    """A table of the fields given as columns of cells, all of one length; every other field is blank."""
    import numpy as np

    from core.normalise.parsed import Heading
    from core.table import Origin, Table, blank
    from core.workbook.read_columns import read_column

    length = max(map(len, cells.values()))
    columns, typed = {}, {}
    for column in record.columns():
        given = cells.get(column.name)
        if given is None:
            columns[column.name] = blank(column.kind.holds, length)
            continue
        parsed = read_column(column.kind, [_day(column, cell) for cell in given], Heading(column.heading))
        columns[column.name], typed[column.name] = parsed.values, parsed.typed
    origin = Origin("", record.sheet, letters=dict.fromkeys(cells, "A"))
    numbers = np.arange(1, length + 1, dtype=np.int32)
    return Table(record, columns, numbers, np.zeros(length, np.int32), (origin,), typed)


def lying(rows: Rows) -> Rows:
    """Headings in the first row: a list of 栏目 and 值 in two columns is laid on its side."""
    upright = bool(rows) and max(map(len, rows)) == 2 and len(rows) > 2
    return tuple(zip(*rows, strict=True)) if upright else rows


@cache
def _headings(record: Any) -> dict[str, str]:
    """Heading or synonym as compared → field name; the heading itself goes before a synonym."""
    synonyms = {_key(alias): column.name for column in record.columns() for alias in column.aliases}
    return synonyms | {_key(column.heading): column.name for column in record.columns()}


def _first_headings(record: Any) -> list[str]:
    return [column.heading for column in record.columns() if column.required][:3]


def _key(cell: Any) -> str:
    from core.normalise.cleaning import key_of

    return key_of(cell) if isinstance(cell, str) else ""


def _day(column: Any, cell: Any) -> Any:
    """Hosts without days hand over their numbers."""
    from udfs.cells import from_serial

    return from_serial(cell) if column.kind.holds == "day" else cell
