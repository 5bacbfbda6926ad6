"""Taking a change back. Undo is a change of its own; nothing is ever deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.account import current_account
from core.ledger.change import Change
from core.ledger.changes import Clock, last_change, one_transaction, system_clock, write_change
from core.ledger.history import CHANGE_FIELDS
from core.ledger.problems import LedgerError
from core.ledger.rows import select_list
from core.records.catalogue import by_table
from core.records.record import Record

Follow = Callable[[sqlite3.Connection, Sequence[Change], int, str, str], list[Change]]
"""(connection, what is taken back, batch, who, why) → the further changes written."""


@dataclass(frozen=True)
class Undone:
    """What an undo wrote. ``id``: the first of its changes, which undoes the undo; ``changed``: rows over all."""

    id: int
    changed: int
    changes: tuple[Change, ...]


def undo(
    connection: sqlite3.Connection,
    change_id: int,
    why: str,
    *,
    who: str = "",
    clock: Clock = system_clock,
    follow: Follow | None = None,
) -> Undone:
    """Take one change back, and with it all of its batch, newest first: each row returns to what it was before.

    Refused when a later change touched one of the rows: those must be taken back first, newest first. ``follow``:
    writes what else must go in the same transaction and batch, or refuses by LedgerError.
    """
    with one_transaction(connection):
        return _take_back(connection, change_id, why, who or current_account(), clock, follow)


def _take_back(
    connection: sqlite3.Connection, change_id: int, why: str, who: str, clock: Clock, follow: Follow | None
) -> Undone:
    together = _together(connection, change_id)
    if later := _later(connection, together):
        numbers = "、".join(map(str, later))
        raise LedgerError(
            f"第 {change_id} 号变更之后，同一批记录又有变更（{numbers} 号）。", "请先从最新的一号开始逐个撤销。"
        )
    first = last_change(connection) + 1
    batch = first if len(together) > 1 else None
    written = []
    for target in reversed(together):
        record = by_table()[target.record]
        versions, values = _restored(connection, record, target.id)
        change = Change(
            last_change(connection) + 1, "undo", target.record, clock().isoformat(timespec="seconds"),
            who, why, as_of=target.as_of, changed=len(versions), undoes=target.id, batch=batch,
        )  # fmt: skip
        columns = dict(
            zip((column.name for column in record.columns()), zip(*values, strict=True), strict=bool(values))
        )
        written.append(write_change(connection, record, change, versions, columns))
    if follow is not None:
        written += follow(connection, together, first, who, why)
    return Undone(first, sum(change.changed for change in written), tuple(written))


def _together(connection: sqlite3.Connection, change_id: int) -> list[Change]:
    """The change and all of its batch, oldest first."""
    query = (
        f"SELECT {CHANGE_FIELDS} FROM changes h JOIN changes t ON t.id = ?"
        " WHERE h.id = t.id OR h.batch = t.batch ORDER BY h.id"
    )
    together = [Change(*row) for row in connection.execute(query, (change_id,))]
    if not together:
        raise LedgerError(f"台账里没有第 {change_id} 号变更。", "请用 history 查看变更编号。")
    return together


def _later(connection: sqlite3.Connection, together: Sequence[Change]) -> list[int]:
    """The changes after these that touched one of their rows and still stand."""
    later: dict[int, int | None] = {}
    for change in together:
        name = f"{by_table()[change.record].table}_versions"
        query = (
            f"SELECT DISTINCT h.id, h.undoes FROM {name} v JOIN {name} w"
            " ON w.ledger_key = v.ledger_key AND w.ledger_version > v.ledger_version"
            " JOIN changes h ON h.id = w.ledger_change WHERE v.ledger_change = ?"
        )
        later.update(connection.execute(query, (change.id,)))
    return _standing({number: undoes for number, undoes in later.items() if number not in {c.id for c in together}})


def _standing(later: Mapping[int, int | None]) -> list[int]:
    """Of some changes (number → what it undoes) those that still stand: one taken back and its undo cancel out."""
    cancelled: set[int] = set()
    for number in sorted(later, reverse=True):
        undone = later[number]
        if number not in cancelled and undone is not None and undone in later:
            cancelled |= {number, undone}
    return sorted(later.keys() - cancelled)


def _restored(
    connection: sqlite3.Connection, record: type[Record], change_id: int
) -> tuple[list[tuple[int, str, str, str, int, bytes]], list[tuple[Any, ...]]]:
    """The versions that bring every row of a change back to its state before; a row that was new is withdrawn."""
    name = f"{record.table}_versions"
    previous = (
        f"(SELECT MAX(p.ledger_version) FROM {name} p"
        " WHERE p.ledger_key = v.ledger_key AND p.ledger_version < v.ledger_version)"
    )
    query = (
        "SELECT b.ledger_version IS NULL, v.ledger_key, COALESCE(b.ledger_as_of, ''),"
        " COALESCE(b.ledger_effective_on, v.ledger_effective_on), COALESCE(b.ledger_withdrawn, 1),"
        f" COALESCE(b.ledger_hash, v.ledger_hash), {select_list(record, 'b')}, {select_list(record, 'v')} FROM {name} v"
        f" LEFT JOIN {name} b ON b.ledger_version = {previous}"
        " WHERE v.ledger_change = ? ORDER BY v.ledger_version"
    )
    width = len(record.columns())
    versions, values = [], []
    for row in connection.execute(query, (change_id,)):
        was_new, before, itself = row[0], row[6 : 6 + width], row[6 + width :]
        versions.append((0, *row[1:6]))
        values.append(tuple(itself if was_new else before))
    return versions, values
