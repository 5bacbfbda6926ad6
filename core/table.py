"""Rows of one record as columns that remember where they came from.

A table holds the rows of one record read in one run, from however many sheets and workbooks. Columns are NumPy arrays:
text as object arrays of ``str`` (``""`` blank), days as ``datetime64[D]`` (``NaT`` blank), amounts (yuan), numbers and
fractions as float64 (``NaN`` blank). Every value can still name its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from core.findings import Where
from core.normalise.parsed import Holds
from core.records.record import Record

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

DTYPES: dict[Holds, Any] = {
    "text": object,
    "day": "datetime64[D]",
    "amount": np.float64,
    "number": np.float64,
    "fraction": np.float64,
}


@dataclass(frozen=True)
class Origin:
    """One sheet that rows were read from. ``letters`` and ``headings`` map field names to the sheet's own columns."""

    path: str
    sheet: str
    sha256: str = ""
    cutoff: date | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


def blank(holds: Holds, length: int) -> Array:
    """A column of blanks."""
    if holds == "text":
        return np.full(length, "", dtype=object)
    return np.full(length, np.datetime64("NaT") if holds == "day" else np.nan, dtype=DTYPES[holds])


def blanks(column: Array) -> Mask:
    """Where a column is blank."""
    if column.dtype == object:
        return np.asarray(column == "", dtype=bool)
    return np.asarray(np.isnat(column) if column.dtype.kind == "M" else np.isnan(column), dtype=bool)


@dataclass(frozen=True)
class Table:
    """Rows of ``record``. ``row`` is the Excel row number, ``origin`` the index into ``origins``.

    ``typed`` keeps, by field and row index, what stood in the cell wherever the canonical value is not simply that.
    """

    record: type[Record]
    columns: Mapping[str, Array]
    row: npt.NDArray[np.int32]
    origin: npt.NDArray[np.int32]
    origins: tuple[Origin, ...]
    typed: Mapping[str, Mapping[int, object]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def column_present(self, name: str) -> Mask:
        """Per row: does its sheet have this column at all? A missing column is another thing than a blank cell."""
        present = np.array([name in origin.letters for origin in self.origins], dtype=bool)
        return present[self.origin] if len(self.origins) else np.zeros(len(self), dtype=bool)

    def where(self, name: str, index: int) -> Where:
        """The cell of a field in a row; the row's first cell when the sheet lacks the column."""
        origin = self.origins[self.origin[index]]
        column = self.record.column(name)
        letter = origin.letters.get(name, "A")
        return Where(origin.path, origin.sheet, f"{letter}{self.row[index]}", origin.headings.get(name, column.heading))

    def as_typed(self, name: str, index: int) -> str:
        """What the clerk typed, as text."""
        raw = self.typed.get(name, {}).get(index)
        return text_of(self.columns[name][index]) if raw is None else str(raw)

    def take(self, rows: Rows | Mask) -> Table:
        """The table of some rows, in that order."""
        chosen = np.flatnonzero(rows) if rows.dtype == bool else rows
        new = {int(old): index for index, old in enumerate(chosen)}
        typed = {
            name: {new[row]: value for row, value in cells.items() if row in new} for name, cells in self.typed.items()
        }
        columns = {name: column[chosen] for name, column in self.columns.items()}
        return Table(self.record, columns, self.row[chosen], self.origin[chosen], self.origins, typed)

    def keys(self) -> list[tuple[str, ...]]:
        """Each row's key as text, in the record's key order."""
        return list(zip(*([text_of(value) for value in self.columns[name]] for name in self.record.key), strict=True))

    def record_at(self, index: int) -> Any:
        """One row as the record's pydantic model, amounts as exact Decimal."""
        return self.record.model()(**{name: scalar(column[index]) for name, column in self.columns.items()})

    @cached_property
    def _first_by_field(self) -> dict[str, dict[Any, int]]:
        return {}

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What a room has worked out from these rows once, under a name of its own."""
        return {}

    def first_by(self, name: str) -> dict[Any, int]:
        """The first row index of every value of a field (blank left out)."""
        if name not in self._first_by_field:
            values = self.columns[name].tolist()
            first = dict(zip(reversed(values), range(len(values) - 1, -1, -1), strict=True))
            first.pop("", None)
            self._first_by_field[name] = first
        return self._first_by_field[name]

    def match(self, name: str, values: Iterable[Any]) -> Rows:
        """For every value the first row index whose ``name`` equals it, -1 where there is none."""
        return np.fromiter(map(self.first_by(name).get, values, repeat(-1)), dtype=np.intp)

    def look_up(self, rows: Rows, name: str) -> Array:
        """The column ``name`` at ``rows``; blank where a row is -1."""
        column = self.columns[name]
        found = rows >= 0
        result = blank(self.record.column(name).kind.holds, len(rows))
        result[found] = column[rows[found]]
        return result


@cache
def empty_table(record: type[Record]) -> Table:
    """The table without rows; a run asks for it hundreds of times."""
    columns = {column.name: blank(column.kind.holds, 0) for column in record.columns()}
    return Table(record, columns, np.zeros(0, np.int32), np.zeros(0, np.int32), ())


def concatenate(tables: Sequence[Table]) -> Table:
    """One table of several of the same record, in order; addresses stay with their rows."""
    record = tables[0].record
    if len(tables) == 1:
        return tables[0]
    origins: list[Origin] = []
    origin, typed, start = [], {}, 0  # type: list[Array], dict[str, dict[int, object]], int
    for table in tables:
        origin.append(table.origin + len(origins))
        origins.extend(table.origins)
        for name, cells in table.typed.items():
            typed.setdefault(name, {}).update({row + start: value for row, value in cells.items()})
        start += len(table)
    columns = {name: np.concatenate([table[name] for table in tables]) for name in tables[0].columns}
    row = np.concatenate([table.row for table in tables])
    return Table(record, columns, row, np.concatenate(origin), tuple(origins), typed)


class Tables(Mapping[str, Table]):
    """All tables of a run by their English plural name; a record that was not read is an empty table."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        groups: dict[str, list[Table]] = {}
        for table in tables:
            groups.setdefault(table.record.table, []).append(table)
        self._tables = {name: concatenate(group) for name, group in groups.items()}

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def of(self, record: type[Record]) -> Table:
        """The table of a record, empty when nothing of it was read."""
        return self._tables.get(record.table) or empty_table(record)

    def has(self, record: type[Record]) -> bool:
        """Was a sheet of this record read, even an empty one?"""
        return record.table in self._tables

    def together(self, other: Tables) -> Tables:
        """Both collections, rows of the same record one after the other."""
        return Tables([*self.values(), *other.values()])


def scalar(value: Any) -> Any:
    """A column's value at the border: str, date, exact Decimal, or None."""
    if isinstance(value, str):
        return value
    if isinstance(value, np.datetime64):
        return value.item()  # None for NaT
    return None if np.isnan(value) else Decimal(repr(float(value)))


def text_of(value: Any) -> str:
    """A column's value as plain text, blank as ``""``; whole numbers without a decimal point."""
    plain = scalar(value)
    if plain is None:
        return ""
    if isinstance(plain, Decimal):
        return format(plain.normalize(), "f")
    return str(plain)
