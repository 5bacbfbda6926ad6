"""The plan for one record: which of its rows are new, changed, the same or refused, and what the changed ones held."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from core.ledger.rows import Stored, row_hashes, select_list
from core.records.record import Record
from core.table import Table

_KEYS_PER_QUERY = 500
_KEYS_LOOKED_UP = 5_000
"""Above this, reading the keys of the whole record is quicker than looking each one up."""


@dataclass(frozen=True)
class CellChange:
    """One cell that a change would alter, as stored: amounts in fen, days as ISO text."""

    key: str
    column: str
    heading: str
    before: object
    after: object


@dataclass
class TablePlan:
    """The plan for one record. ``inserted``, ``changed`` and ``refused`` are row indices of ``table``.

    ``repeated``: those of ``same`` that say what an earlier row of their sheet says, be it in the ledger or not.
    ``effective_on``: per row the day a change takes effect, as ISO text; empty: the record's own day. ``withdrawn``:
    those of ``changed`` that the ledger shows no longer, such as a premium due whose receipt has come.
    """

    table: Table
    stored: dict[str, Stored]
    keys: list[str]
    hashes: list[bytes]
    as_of: list[str]
    inserted: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    same: int = 0
    repeated: int = 0
    refused: list[int] = field(default_factory=list)
    before: dict[int, tuple[object, ...]] = field(default_factory=dict)
    effective_on: list[str] = field(default_factory=list)
    withdrawn: frozenset[int] = frozenset()

    @property
    def record(self) -> type[Record]:
        """The record whose rows are planned."""
        return self.table.record

    def only(self, rows: Collection[int], new: Container[int]) -> TablePlan:
        """The plan for some of its rows: those of ``new`` are inserted, those that replace something are changed."""
        inserted, changed = ([row for row in rows if row in place] for place in (new, self.before))
        return replace(self, inserted=inserted, changed=changed, same=0, repeated=0, refused=[])

    def leave_out(self, rows: Container[int]) -> None:
        """Some rows are written by another plan, or by none: here they are neither inserted nor changed."""
        self.inserted = [row for row in self.inserted if row not in rows]
        self.changed = [row for row in self.changed if row not in rows]

    def refuse(self, rows: Collection[int]) -> None:
        """Some rows are left out and counted among the refused."""
        self.leave_out(rows)
        self.refused = sorted({*self.refused, *rows})

    def cell_changes(self) -> Iterator[CellChange]:
        """Every cell that would change, in row order."""
        for index in self.changed:
            for position, column in enumerate(self.record.columns()):
                before, after = self.before[index][position], self.stored[column.name][index]
                if before != after:
                    yield CellChange(self.keys[index], column.name, column.heading, before, after)


def keep_missing_columns(connection: sqlite3.Connection, plan: TablePlan) -> None:
    """Fetch what changed rows hold now. A column that the sheet lacks keeps its value; what is then equal stays."""
    names = [column.name for column in plan.record.columns()]
    held = _current_rows(connection, plan.record, [plan.keys[index] for index in plan.changed])
    lacking = [[name for name in names if name not in origin.letters] for origin in plan.table.origins]
    really: list[int] = []
    for index in plan.changed:
        row = held.get(plan.keys[index])
        if row is None:
            plan.inserted.append(index)
            continue
        values = dict(zip(names, row, strict=True))
        for name in lacking[plan.table.origin[index]]:
            plan.stored[name][index] = values[name]
        if all(values[name] == plan.stored[name][index] for name in names):
            plan.same += 1
            continue
        plan.before[index] = row
        really.append(index)
    plan.changed = really
    filled = sorted(really)
    partial = {name: [plan.stored[name][index] for index in filled] for name in names}
    for index, digest in zip(filled, row_hashes(plan.record, partial), strict=True) if filled else ():
        plan.hashes[index] = digest


def days_of_current(connection: sqlite3.Connection, record: type[Record], keys: list[str]) -> dict[str, str]:
    """The 数据截止日 of what the ledger holds under some keys, ISO text."""
    return _of_current(connection, record, "as_of", keys)


def hashes_of_current(connection: sqlite3.Connection, record: type[Record], keys: list[str]) -> dict[str, bytes]:
    """The row hashes of what the ledger holds under some keys; a large plan may get those of other keys with them."""
    if len(keys) > _KEYS_LOOKED_UP:
        return dict(connection.execute(f"SELECT key, hash FROM {record.table}_current"))
    return _of_current(connection, record, "hash", keys)


def _of_current(connection: sqlite3.Connection, record: type[Record], column: str, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        some = keys[start : start + _KEYS_PER_QUERY]
        query = f"SELECT key, {column} FROM {record.table}_current WHERE key IN ({','.join('?' * len(some))})"
        found.update(connection.execute(query, some))
    return found


def _current_rows(
    connection: sqlite3.Connection, record: type[Record], keys: list[str]
) -> dict[str, tuple[object, ...]]:
    """What the ledger holds now for some keys; withdrawn rows are left out."""
    found: dict[str, tuple[object, ...]] = {}
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        some = keys[start : start + _KEYS_PER_QUERY]
        marks = ",".join("?" * len(some))
        query = (
            f"SELECT v.ledger_key, {select_list(record, 'v')} FROM {record.table}_current c"
            f" JOIN {record.table}_versions v ON v.ledger_version = c.version"
            f" WHERE v.ledger_withdrawn = 0 AND c.key IN ({marks})"
        )
        found.update((row[0], tuple(row[1:])) for row in connection.execute(query, some))
    return found
