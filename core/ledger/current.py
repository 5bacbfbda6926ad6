"""What the ledger holds: now, or as it was known on a past day."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from core.days.moments import after
from core.ledger.rows import select_list, table_from
from core.ledger.standing import current_table, ledger_origin
from core.records.record import Record
from core.table import Table, Tables


def change_known_on(connection: sqlite3.Connection, day: date) -> int:
    """The last change that the ledger knew at the end of a day in China, 0 when it knew nothing."""
    until = after(day)
    row = connection.execute("SELECT COALESCE(MAX(id), 0) FROM changes WHERE known_at < ?", (until,)).fetchone()
    return int(row[0])


def load_table(
    connection: sqlite3.Connection,
    record: type[Record],
    *,
    until_change: int | None = None,
    where: str = "",
    values: Sequence[object] = (),
) -> Table:
    """The rows of a record: the current ones, or those after ``until_change``.

    ``where`` is a condition on the record's own columns written by the caller's code, its values always bound.
    """
    if until_change is None and not where:
        return current_table(connection, record)
    columns = select_list(record, "v")
    condition = f" AND {where}" if where else ""
    if until_change is None:
        query = (
            f"SELECT {columns} FROM {record.table}_current c JOIN {record.table}_versions v"
            f" ON v.ledger_version = c.version WHERE v.ledger_withdrawn = 0{condition} ORDER BY v.ledger_key"
        )
        rows = connection.execute(query, list(values)).fetchall()
    else:
        query = (
            f"SELECT {columns} FROM (SELECT MAX(ledger_version) AS version FROM {record.table}_versions"
            f" WHERE ledger_change <= ? GROUP BY ledger_key) c JOIN {record.table}_versions v"
            f" ON v.ledger_version = c.version WHERE v.ledger_withdrawn = 0{condition} ORDER BY v.ledger_key"
        )
        rows = connection.execute(query, [until_change, *values]).fetchall()
    return table_from(record, rows, ledger_origin(record))


def load_tables(
    connection: sqlite3.Connection, records: Sequence[type[Record]], *, until_change: int | None = None
) -> Tables:
    """The tables of several records, empty ones left out."""
    tables = (load_table(connection, record, until_change=until_change) for record in records)
    return Tables(table for table in tables if len(table))
