"""Writing changes: one row in ``changes`` per record and sheet, one version per row, all in one transaction.

Changes of several records that belong together (a request, the policy lines it alters, the events) share the number of
the first of them as their ``batch``. Each change carries the hash of the one before it (a chain), over its own facts
and the hashes of its versions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from itertools import count, repeat
from pathlib import Path
from typing import Any

from core.account import current_account
from core.bulk import no_collection
from core.ledger.change import Change, chain_link, facts_of
from core.ledger.plan import Plan
from core.ledger.problems import LedgerError, in_words
from core.ledger.rows import is_blank
from core.ledger.table_plan import TablePlan
from core.records.record import Record

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC: when the ledger came to know something. The only clock the ledger reads."""
    return datetime.now(UTC)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Waits for another writer, and tells in Chinese when it cannot write."""
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error | OSError):
            raise in_words(error, path) from error
        raise


def one_transaction(connection: sqlite3.Connection) -> AbstractContextManager[None]:
    """The caller's transaction where one is open (both or neither), else :func:`transaction`."""
    return nullcontext() if connection.in_transaction else transaction(connection)


def last_change(connection: sqlite3.Connection) -> int:
    """The id of the newest change, 0 in a new ledger."""
    return int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM changes").fetchone()[0])


def head(connection: sqlite3.Connection) -> str:
    """The hash at the head of the chain, printed on every report."""
    row = connection.execute("SELECT chain FROM changes ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def apply_plan(
    connection: sqlite3.Connection,
    plan: Plan,
    *,
    kind: str = "sync",
    why: str = "",
    who: str = "",
    clock: Clock = system_clock,
) -> list[Change]:
    """Write a plan in one transaction of its own."""
    with transaction(connection):
        return write_plan(connection, plan, kind=kind, why=why, who=who, clock=clock)


@no_collection()
def write_plan(
    connection: sqlite3.Connection,
    plan: Plan,
    *,
    kind: str = "sync",
    why: str = "",
    who: str = "",
    clock: Clock = system_clock,
) -> list[Change]:
    """Write a plan inside the caller's transaction; refuses a plan made before somebody else's change."""
    if last_change(connection) != plan.base_change:
        raise LedgerError("预览之后台账又有了新的变动。", "请重新预览后再确认；本次没有写入任何内容。")
    written = []
    for table in plan.tables:
        written += _write_table(connection, table, kind, why, who or current_account(), clock)
    for batch in plan.batches:
        first = last_change(connection) + 1
        for table in batch.tables:
            written += _write_table(connection, table, kind, batch.why, who or current_account(), clock, first)
    return written


def _write_table(
    connection: sqlite3.Connection,
    plan: TablePlan,
    kind: str,
    why: str,
    who: str,
    clock: Clock,
    batch: int | None = None,
) -> list[Change]:
    fresh = set(plan.inserted)
    by_origin: dict[int, list[int]] = {}
    for index in sorted([*plan.inserted, *plan.changed]):
        by_origin.setdefault(int(plan.table.origin[index]), []).append(index)
    changes = []
    for origin_index, rows in by_origin.items():
        origin = plan.table.origins[origin_index]
        inserted = sum(index in fresh for index in rows)
        change = Change(
            last_change(connection) + 1, kind, plan.record.table, clock().isoformat(timespec="seconds"), who, why,
            Path(origin.path).name, origin.sha256, origin.sheet, plan.as_of[rows[0]], inserted, len(rows) - inserted,
            batch=batch,
        )  # fmt: skip
        effective = plan.effective_on or plan.stored.get(plan.record.event_date, plan.as_of)
        sheet_rows = plan.table.row[rows].tolist()
        versions = [
            (sheet_row, plan.keys[i], plan.as_of[i], effective[i] or plan.as_of[i], i in plan.withdrawn, plan.hashes[i])
            for sheet_row, i in zip(sheet_rows, rows, strict=True)
        ]
        values = {
            name: list(map(column.__getitem__, rows)) for name, column in plan.stored.items() if not is_blank(column)
        }
        changes.append(write_change(connection, plan.record, change, versions, values))
    return changes


def write_change(
    connection: sqlite3.Connection,
    record: type[Record],
    change: Change,
    versions: Sequence[tuple[int, str, str, str, int, bytes]],
    values: Mapping[str, Sequence[Any]],
) -> Change:
    """Append one change inside the caller's transaction.

    ``versions``: (sheet_row, key, as_of, effective_on, withdrawn, hash) per row; ``values``: by field one value per
    row, where any row has one. What is blank in all rows is not even bound: half the time of a first load.
    """
    chained = Change(
        **{**facts_of(change), "chain": chain_link(head(connection), change, ((v[1], v[5], v[4]) for v in versions))}
    )
    facts = facts_of(chained)
    connection.execute(
        f"INSERT INTO changes ({', '.join(facts)}) VALUES ({', '.join('?' * len(facts))})", list(facts.values())
    )
    names = "".join(f', "{column.name}"' for column in record.columns() if column.name in values)
    columns = [values[column.name] for column in record.columns() if column.name in values]
    start = (
        int(connection.execute(f"SELECT COALESCE(MAX(ledger_version), 0) FROM {record.table}_versions").fetchone()[0])
        + 1
    )
    marks = ", ".join("?" * (8 + len(columns)))
    connection.executemany(
        f"INSERT INTO {record.table}_versions"
        " (ledger_version, ledger_change, ledger_row, ledger_key, ledger_as_of, ledger_effective_on, ledger_withdrawn,"
        f" ledger_hash{names}) VALUES ({marks})",
        zip(count(start), repeat(chained.id), *zip(*versions, strict=True), *columns),
    )
    connection.execute(
        f"INSERT INTO {record.table}_current (key, version, as_of, hash)"
        " SELECT ledger_key, ledger_version, ledger_as_of, CASE WHEN ledger_withdrawn THEN x'' ELSE ledger_hash END"
        f" FROM {record.table}_versions WHERE ledger_version >= ? ORDER BY ledger_version"
        " ON CONFLICT(key) DO UPDATE SET version = excluded.version, as_of = excluded.as_of, hash = excluded.hash",
        (start,),
    )
    return chained
