"""The columns that measures read, straight from the ledger: a report of 100,000 policies needs half of theirs.

Rows come in the order of their keys, as from ``core.ledger.current``, each with the 数据截止日 of its newest version.
They are taken in pieces that fit the processor's cache; equal texts are one object and equal days are read once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from core.normalise.parsed import Holds
from core.records.record import Record
from core.table import Array, Origin, Table, blank

PIECE = 2000
"""Rows taken at a time."""


class Known:
    """Texts and days that were met before: share one between the tables of a report."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.days = _Days()


class _Days(dict[str, int]):
    """Days since 1970 by the day as the ledger stores it; a blank one is NumPy's NaT."""

    def __missing__(self, text: str) -> int:
        self[text] = number = int(np.datetime64(text or "NaT", "D").astype(np.int64))
        return number


def load_columns(
    connection: sqlite3.Connection,
    record: type[Record],
    names: Sequence[str],
    until_change: int | None = None,
    known: Known | None = None,
) -> tuple[Table, Array]:
    """A table of the columns ``names`` as known after ``until_change`` (None: now), and each row's 数据截止日."""
    newest = f"{record.table}_current"
    values: list[Any] = []
    if until_change is not None:
        newest = (
            f"(SELECT ledger_key AS key, MAX(ledger_version) AS version FROM {record.table}_versions"
            " WHERE ledger_change <= ? GROUP BY ledger_key)"
        )
        values = [until_change]
    holds: dict[str, Holds] = {"ledger_as_of": "day"}
    holds |= {name: record.column(name).kind.holds for name in names}
    # Texts and days have their blank made by SQLite: a piece without None is read without a look at each value.
    listed = ", ".join(
        f"IFNULL(v.\"{name}\", '')" if kind in ("text", "day") else f'v."{name}"' for name, kind in holds.items()
    )
    query = (
        f"SELECT {listed} FROM {newest} c"
        f" JOIN {record.table}_versions v ON v.ledger_version = c.version"
        " WHERE v.ledger_withdrawn = 0 ORDER BY c.key"
    )
    columns = _read(connection.execute(query, values), list(holds.values()), known or Known())
    loaded = dict(zip(holds, columns, strict=True))
    as_of = loaded.pop("ledger_as_of")
    count = len(as_of)
    origin = Origin("台账", record.sheet, letters=dict.fromkeys(names, ""))
    return Table(record, loaded, np.zeros(count, np.int32), np.zeros(count, np.int32), (origin,)), as_of


class _Column(Protocol):
    """Takes a column piece by piece."""

    def add(self, values: Sequence[Any]) -> None: ...

    def whole(self) -> Array: ...


class _Texts:
    def __init__(self, known: Known) -> None:
        self._same, self._values = known.texts.setdefault, list[str]()

    def add(self, values: Sequence[Any]) -> None:
        self._values.extend(map(self._same, values, values))

    def whole(self) -> Array:
        column = blank("text", len(self._values))
        column[:] = self._values
        return column


class _DayColumn:
    def __init__(self, known: Known) -> None:
        self._number, self._pieces = known.days.__getitem__, [np.zeros(0, dtype=np.int64)]

    def add(self, values: Sequence[Any]) -> None:
        self._pieces.append(np.fromiter(map(self._number, values), np.int64, len(values)))

    def whole(self) -> Array:
        return np.concatenate(self._pieces).view("datetime64[D]")


class _Numbers:
    def __init__(self, divisor: int) -> None:
        self._divisor, self._pieces = divisor, [np.zeros(0)]

    def add(self, values: Sequence[Any]) -> None:
        """NumPy itself reads None as NaN."""
        self._pieces.append(np.array(values, dtype=np.float64))

    def whole(self) -> Array:
        return np.concatenate(self._pieces) / self._divisor


def _read(cursor: sqlite3.Cursor, holds: Sequence[Holds], known: Known) -> list[Array]:
    """Every column of a query; amounts are stored in fen."""
    columns: list[_Column] = [
        _Texts(known) if kind == "text" else _DayColumn(known) if kind == "day"
        else _Numbers(100 if kind == "amount" else 1)
        for kind in holds
    ]  # fmt: skip
    while rows := cursor.fetchmany(PIECE):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.add(values)
    return [column.whole() for column in columns]
