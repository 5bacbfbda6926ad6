"""The columns that measures read, straight from the ledger: a report of 100,000 policies needs half of theirs.

Rows come in the order of their keys, as from ``core.ledger.current``, each with the 数据截止日 of its newest version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.normalise.parsed import Holds
from core.records.record import Record
from core.table import Array, Origin, Table, blank


def load_columns(
    connection: sqlite3.Connection, record: type[Record], names: Sequence[str], until_change: int | None = None
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
    listed = ", ".join(f'v."{name}"' for name in names)
    query = (
        f"SELECT v.ledger_as_of, {listed} FROM {newest} c"
        f" JOIN {record.table}_versions v ON v.ledger_version = c.version"
        " WHERE v.ledger_withdrawn = 0 ORDER BY c.key"
    )
    rows = connection.execute(query, values).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(names) + 1)
    loaded = {
        name: _column(column, record.column(name).kind.holds) for name, column in zip(names, columns[1:], strict=True)
    }
    count = len(rows)
    origin = Origin("台账", record.sheet, letters=dict.fromkeys(names, ""))
    table = Table(record, loaded, np.zeros(count, np.int32), np.zeros(count, np.int32), (origin,))
    return table, _column(columns[0], "day")


def _column(values: Sequence[Any], holds: Holds) -> Array:
    """Stored values as a column; NumPy itself reads None as NaN and NaT."""
    if holds == "text":
        column = blank("text", len(values))
        column[:] = [value or "" for value in values] if None in values else values
        return column
    if holds == "day":
        # A report's days repeat, and NumPy takes long over each None: every day is read once.
        distinct = list(set(values))
        read = dict(zip(distinct, np.array(distinct, dtype="datetime64[D]").astype(np.int64).tolist(), strict=True))
        return np.array([read[value] for value in values], dtype=np.int64).view("datetime64[D]")
    numbers = np.array(values, dtype=np.float64)
    return numbers / 100 if holds == "amount" else numbers
