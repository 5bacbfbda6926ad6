"""Opens a ledger: creates it from the records, brings an older file forward with a backup beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from core.ledger.access import ACCESS_COLUMNS
from core.ledger.changes import last_change
from core.ledger.connection import LedgerConnection
from core.ledger.problems import LedgerError, in_words
from core.records.catalogue import KEPT_RECORDS
from core.records.record import Record

GENERATION = 4
"""Raised when the fixed tables below change; a column added to a record needs no new generation."""

_BUSY_SECONDS = 20
_CACHE_KB = 32_768
"""SQLite's own 2 MB would write every page of a first load several times."""
_SQLITE: dict[type, str] = {int: "INTEGER", str: "TEXT"}

CHANGE_COLUMNS = {
    "id": int,
    "kind": str,
    "record": str,
    "known_at": str,
    "who": str,
    "why": str,
    "path": str,
    "sha256": str,
    "sheet": str,
    "as_of": str,
    "inserted": int,
    "changed": int,
    "undoes": int,
    "chain": str,
    "batch": int,
}

_FIXED_TABLES: dict[str, tuple[dict[str, type], str]] = {
    "changes": (CHANGE_COLUMNS, "id"),
    "runs": ({"id": int, "known_at": str, "who": str, "on_day": str, "verb": str, "books": str}, "id"),
    "findings": (
        {
            "id": int, "run": int, "code": str, "severity": str, "record": str, "record_key": str, "branch_code": str,
            "channel": str, "agent_no": str, "path": str, "sheet": str, "cell": str, "column_name": str, "message": str,
            "event_day": str,
        },
        "id",
    ),
    "synced_books": ({"sha256": str, "name": str, "last_change": int, "known_at": str}, "sha256"),
    "accesses": (ACCESS_COLUMNS, "id"),
    "closed_months": ({"month": str, "last_change": int, "known_at": str, "who": str, "last_run": int}, "month"),
}  # fmt: skip


def open_ledger(
    path: Path, *, create: bool = True, records: Sequence[type[Record]] = KEPT_RECORDS
) -> sqlite3.Connection:
    """A connection in autocommit mode with foreign keys, WAL and a busy timeout.

    Raises :class:`LedgerError` with a Chinese message when the file cannot be used (missing, locked, read-only, no
    ledger, written by a newer Neiqin).
    """
    if not create and path.is_file() and not path.stat().st_size:
        raise LedgerError(f"这个文件是空的，不是台账：{path.name}。", "请检查路径，或先用 sync 建立台账。")
    if not path.exists():
        if not create:
            raise LedgerError(f"找不到台账数据库：{path.name}。", "请检查路径，或先用 sync 建立台账。")
        _make_private(path)
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, factory=LedgerConnection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        generation = connection.execute("PRAGMA user_version").fetchone()[0]
        if generation > GENERATION:
            raise LedgerError("台账由更新版本的 Neiqin 写成。", "请升级本机的 Neiqin 后再打开。")
        if generation < GENERATION or _lacks_columns(connection, records):
            _bring_forward(connection, path, records, generation)
    except (sqlite3.Error, OSError) as error:
        raise in_words(error, path) from error
    return connection


def empty_ledger() -> sqlite3.Connection:
    """A ledger in memory: what a preview compares with where no ledger exists yet."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _bring_forward(connection, Path(), KEPT_RECORDS, 0)
    return connection


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise in_words(error, path) from error


def _lacks_columns(connection: sqlite3.Connection, records: Sequence[type[Record]]) -> bool:
    have: dict[str, set[str]] = {}
    for table, name in connection.execute(
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    ):
        have.setdefault(table, set()).add(name)
    return any(
        {column.name for column in record.columns()} - have.get(f"{record.table}_versions", set()) for record in records
    )


def _bring_forward(
    connection: sqlite3.Connection, path: Path, records: Sequence[type[Record]], generation: int
) -> None:
    """Create or extend all tables in one transaction; a ledger that already holds changes is backed up first."""
    from sqlite_utils import Database

    if generation:
        backup = path.with_name(f"{path.stem}.备份-{last_change(connection)}{path.suffix}")
        if not backup.exists():
            with closing(sqlite3.connect(backup)) as copy:
                connection.backup(copy)
            shutil.copymode(path, backup)
    connection.execute("BEGIN IMMEDIATE")
    try:
        database = Database(connection, recursive_triggers=False)
        for name, (columns, key) in _FIXED_TABLES.items():
            database.table(name).create(columns, pk=key, if_not_exists=True)
            _add_columns(connection, name, {column: _SQLITE[kind] for column, kind in columns.items()})
        for record in records:
            _create_record_tables(connection, record)
        connection.execute("CREATE INDEX IF NOT EXISTS findings_run ON findings(run)")
        connection.execute("CREATE INDEX IF NOT EXISTS changes_sha256 ON changes(sha256)")
        connection.execute(f"PRAGMA user_version={GENERATION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _add_columns(connection: sqlite3.Connection, table: str, columns: dict[str, str]) -> None:
    """Give a table of an older file the columns it lacks."""
    have = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    for name in columns.keys() - have:
        connection.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" {columns[name]}')


def _create_record_tables(connection: sqlite3.Connection, record: type[Record]) -> None:
    versions, current = f"{record.table}_versions", f"{record.table}_current"
    declared = ", ".join(f'"{column.name}" {column.kind.sqlite}' for column in record.columns())
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {versions} (ledger_version INTEGER PRIMARY KEY,"
        " ledger_change INTEGER NOT NULL REFERENCES changes(id), ledger_row INTEGER, ledger_key TEXT NOT NULL,"
        " ledger_as_of TEXT, ledger_effective_on TEXT, ledger_withdrawn INTEGER NOT NULL DEFAULT 0,"
        f" ledger_hash BLOB NOT NULL, {declared})"
    )
    _add_columns(connection, versions, {column.name: column.kind.sqlite for column in record.columns()})
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {current} (key TEXT PRIMARY KEY, version INTEGER NOT NULL, as_of TEXT,"
        f" hash BLOB NOT NULL) WITHOUT ROWID"
    )
    connection.execute(f"CREATE INDEX IF NOT EXISTS {versions}_key ON {versions}(ledger_key, ledger_version)")
    connection.execute(f"CREATE INDEX IF NOT EXISTS {versions}_change ON {versions}(ledger_change)")
    names = ", ".join(f'v."{column.name}"' for column in record.columns())
    connection.execute(f"DROP VIEW IF EXISTS {record.table}")
    connection.execute(
        f"CREATE VIEW {record.table} AS SELECT {names}, v.ledger_version, v.ledger_change, v.ledger_effective_on"
        f" FROM {current} c JOIN {versions} v ON v.ledger_version = c.version WHERE v.ledger_withdrawn = 0"
    )
