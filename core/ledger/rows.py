"""Between a table's columns and the ledger's rows: exact storage values, row keys and row hashes.

Amounts are stored as whole fen, days as ISO text, fractions as decimal text, blanks as NULL. A row's hash covers its
non-blank values only, so a sheet that simply lacks a column does not look like a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from core.normalise.parsed import Holds
from core.records.record import Record
from core.table import Array, Origin, Table, blank, blanks

KEY_SEPARATOR = "\x1f"

Stored = list[Any]


def stored_column(column: Array, holds: Holds) -> Stored:
    """A column as SQLite values, ``None`` where blank."""
    if holds == "text":
        return [value or None for value in column.tolist()]
    empty = blanks(column)
    if holds == "day":
        texts = np.datetime_as_string(column, unit="D").tolist()
        return [None if gone else text for text, gone in zip(texts, empty.tolist(), strict=True)]
    if holds == "amount":
        whole = np.where(empty, 0, np.rint(np.where(empty, 0, column) * 100)).astype(np.int64).tolist()
    elif holds == "fraction":
        whole = [f"{value:.12g}" for value in np.where(empty, 0, column).tolist()]
    else:
        whole = np.where(empty, 0, column).tolist()
    return [None if gone else value for value, gone in zip(whole, empty.tolist(), strict=True)]


def loaded_column(values: Sequence[Any], holds: Holds) -> Array:
    """The inverse of :func:`stored_column`."""
    if holds == "text":
        column = blank("text", len(values))
        column[:] = [value or "" for value in values]
        return column
    if holds == "day":
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")
    numbers = np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)
    return numbers / 100 if holds == "amount" else numbers


def stored_rows(table: Table) -> dict[str, Stored]:
    """Every column of a table as SQLite values."""
    return {column.name: stored_column(table[column.name], column.kind.holds) for column in table.record.columns()}


def row_keys(record: type[Record], stored: dict[str, Stored]) -> list[str]:
    """Each row's key as one text."""
    parts = [["" if value is None else str(value) for value in stored[name]] for name in record.key]
    return parts[0] if len(parts) == 1 else [KEY_SEPARATOR.join(row) for row in zip(*parts, strict=True)]


def row_hashes(record: type[Record], stored: dict[str, Stored]) -> list[bytes]:
    """A 16-byte digest per row over its non-blank values."""
    pieces = [
        ["" if value is None else f"\x1e{column.name}={value}" for value in stored[column.name]]
        for column in record.columns()
        if any(value is not None for value in stored[column.name])
    ]
    rows: Iterable[tuple[str, ...]] = zip(*pieces, strict=True) if pieces else [()] * len(stored[record.key[0]])
    return [blake2b("".join(row).encode(), digest_size=16).digest() for row in rows]


def table_from(record: type[Record], rows: Sequence[Sequence[Any]], origin: Origin) -> Table:
    """A table of ledger rows (each in the order of ``record.columns()``). Rows carry no Excel address of their own."""
    columns = {}
    for position, column in enumerate(record.columns()):
        columns[column.name] = loaded_column([row[position] for row in rows], column.kind.holds)
    count = len(rows)
    return Table(record, columns, np.zeros(count, np.int32), np.zeros(count, np.int32), (origin,))


def select_list(record: type[Record], alias: str = "") -> str:
    """The record's columns for a SELECT, in order."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f'{prefix}"{column.name}"' for column in record.columns())
