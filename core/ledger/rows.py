"""Between a table's columns and the ledger's rows: exact storage values, row keys and row hashes.

Amounts are stored as whole fen, days as ISO text, fractions as decimal text, blanks as NULL. A row's hash covers its
non-blank values only, so a sheet that simply lacks a column does not look like a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import Any

import numpy as np

from core.normalise.parsed import Holds
from core.records.record import Record
from core.table import Array, Origin, Table, blank, blanks

KEY_SEPARATOR = "\x1f"
_FIELD_MARK = "\x1e"
_FEW = 200
"""A column with a gap in fewer than one row of so many is nearly full: those rows are written one by one."""

Stored = list[Any]


def stored_column(column: Array, holds: Holds) -> Stored:
    """A column as SQLite values, ``None`` where blank."""
    if holds == "text":
        texts: Stored = column.tolist()
        return texts if all(texts) else [text or None for text in texts] if any(texts) else [None] * len(texts)
    empty = blanks(column)
    if empty.all():
        return [None] * len(column)
    values = _written(np.where(empty, column[~empty][0], column), holds) if empty.any() else _written(column, holds)
    for row in np.flatnonzero(empty).tolist():
        values[row] = None
    return values


def _written(column: Array, holds: Holds) -> Stored:
    """The values of a column without blanks; text is not among them."""
    if holds == "day":
        return _once_each(column, lambda days: np.datetime_as_string(days, unit="D").tolist())
    if holds == "amount":
        return list(np.rint(column * 100).astype(np.int64).tolist())
    if holds == "fraction":
        return [f"{value:.12g}" for value in column.tolist()]
    return list(column.tolist())


def _once_each(column: Array, written: Callable[[Array], Stored]) -> Stored:
    """A column written by its distinct values: days repeat, and equal texts are one object."""
    distinct, place = np.unique(column, return_inverse=True)
    texts = np.empty(len(distinct), dtype=object)
    texts[:] = written(distinct)
    return list(texts[place].tolist())


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
    count = len(stored[record.key[0]])
    blanks_in = {column.name: _blanks_in(stored[column.name]) for column in record.columns()}
    marks = {name: f"{_FIELD_MARK}{name}=" for name, blanks in blanks_in.items() if blanks < count}
    nearly_full = {name for name in marks if blanks_in[name] <= count / _FEW}
    digests = _digests(_texts(marks, stored, nearly_full) if marks else [""] * count)
    gaps = (enumerate(stored[name]) for name in nearly_full if blanks_in[name])
    for row in {row for column in gaps for row, value in column if value is None}:
        filled = ((mark, stored[name][row]) for name, mark in marks.items())
        digests[row] = _digests(["".join(f"{mark}{value}" for mark, value in filled if value is not None)])[0]
    return digests


def _texts(marks: dict[str, str], stored: dict[str, Stored], nearly_full: set[str]) -> Iterable[str]:
    """Each row with its marks; the few rows with a gap in a nearly full column come out wrong and are left to others.

    Full columns that stand together are written by one template, which is quicker than cell by cell.
    """
    pieces: list[Iterable[str]] = []
    for full, names in groupby(marks, nearly_full.__contains__):
        if full:
            together = list(names)
            template = "".join(f"{marks[name]}%s" for name in together)
            pieces.append(map(template.__mod__, zip(*(stored[name] for name in together), strict=True)))
        else:
            pieces += [["" if value is None else f"{marks[name]}{value}" for value in stored[name]] for name in names]
    return map("".join, zip(*pieces, strict=True))


def _blanks_in(values: Stored) -> int:
    """In how many rows nothing is stored; of a column of texts or amounts that are all there C tells it at once."""
    return 0 if all(values) else values.count(None)


def _digests(texts: Iterable[str]) -> list[bytes]:
    """One after the other: all texts of a large table at once would be as large as its workbook."""
    return [hashed.digest() for hashed in map(partial(blake2b, digest_size=16), map(str.encode, texts))]


def is_blank(values: Stored) -> bool:
    """Is nothing stored in any row? Most columns that are not say so in their first row."""
    return not values or (values[0] is None and values.count(None) == len(values))


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
