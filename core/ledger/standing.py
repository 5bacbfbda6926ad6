"""Whole records as the ledger holds them now, kept with the connection and brought forward by what has changed since.

A run asks for the same records several times: for its rules, for what is due, and again once all is written. Only the
first time are all rows read; later the rows of the changes made since then are put in their places.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.ledger.changes import last_change
from core.ledger.connection import LedgerConnection, Standing
from core.ledger.rows import select_list, table_from
from core.records.record import Record
from core.table import Array, Origin, Table

KeyedRow = tuple[Any, ...]
"""The key in the ledger, then the record's columns."""


def current_table(connection: sqlite3.Connection, record: type[Record]) -> Table:
    """All current rows of a record in the order of their keys; its columns are shared and cannot be written to.

    Inside a transaction nothing is remembered: what it wrote may be taken back.
    """
    if not isinstance(connection, LedgerConnection) or connection.in_transaction:
        return _table(record, _all_rows(connection, record))
    change = last_change(connection)
    kept = connection.standing.get(record.table)
    if kept is None:
        rows = _all_rows(connection, record)
        kept = Standing(change, [row[0] for row in rows], _locked(_table(record, rows)))
    elif kept.change != change:
        kept = _brought_forward(connection, record, kept, change)
    connection.standing[record.table] = kept
    return kept.table


def _all_rows(connection: sqlite3.Connection, record: type[Record]) -> list[KeyedRow]:
    """The current rows in the order of their keys."""
    query = (
        f"SELECT v.ledger_key, {select_list(record, 'v')} FROM {record.table}_current c JOIN {record.table}_versions v"
        " ON v.ledger_version = c.version WHERE v.ledger_withdrawn = 0 ORDER BY v.ledger_key"
    )
    return connection.execute(query).fetchall()


def _rows_since(connection: sqlite3.Connection, record: type[Record], change: int) -> list[KeyedRow]:
    """The same for rows whose version came after ``change``; the versions are few, so they are looked at first."""
    query = (
        f"SELECT v.ledger_key, {select_list(record, 'v')} FROM {record.table}_versions v"
        f" CROSS JOIN {record.table}_current c ON c.key = v.ledger_key AND c.version = v.ledger_version"
        " WHERE v.ledger_change > ? AND v.ledger_withdrawn = 0"
    )
    return sorted(connection.execute(query, (change,)), key=lambda row: row[0])


def _brought_forward(connection: sqlite3.Connection, record: type[Record], kept: Standing, change: int) -> Standing:
    """Take out every row that has changed since, and put in those of them that are still there."""
    query = f"SELECT DISTINCT ledger_key FROM {record.table}_versions WHERE ledger_change > ?"
    touched = {key for (key,) in connection.execute(query, (kept.change,))}
    if not touched:
        return Standing(change, kept.keys, kept.table)
    new = _rows_since(connection, record, kept.change)
    stays = np.array([key not in touched for key in kept.keys], dtype=bool)
    left = [key for key in kept.keys if key not in touched]
    places = [bisect_left(left, row[0]) for row in new]
    fresh = _table(record, new)
    columns = {name: np.insert(column[stays], places, fresh[name]) for name, column in kept.table.columns.items()}
    keys = sorted([*left, *(row[0] for row in new)])
    return Standing(change, keys, _locked(_with_columns(record, columns, len(keys))))


def _table(record: type[Record], rows: Sequence[KeyedRow]) -> Table:
    return table_from(record, [row[1:] for row in rows], ledger_origin(record))


def _with_columns(record: type[Record], columns: dict[str, Array], count: int) -> Table:
    return Table(record, columns, np.zeros(count, np.int32), np.zeros(count, np.int32), (ledger_origin(record),))


def ledger_origin(record: type[Record]) -> Origin:
    """Rows of the ledger have no address of their own."""
    return Origin("台账", record.sheet, letters={column.name: "" for column in record.columns()})


def _locked(table: Table) -> Table:
    for column in (*table.columns.values(), table.row, table.origin):
        column.flags.writeable = False
    return table
