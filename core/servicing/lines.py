"""A policy line as servicing sees it: its values at the border (text, day, Decimal yuan), and where it stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from core.ledger.rows import KEY_SEPARATOR, row_hashes, row_keys, select_list, table_from
from core.ledger.table_plan import TablePlan
from core.money import yuan
from core.normalise.parsed import Holds, Value
from core.records.policy import Policy
from core.records.record import Record
from core.servicing.transitions import Standing
from core.table import Origin, Table


@dataclass(frozen=True)
class Held:
    """A row of the ledger. ``values`` by field name of its record; ``as_of``: the 数据截止日 it was known by."""

    key: str
    values: Mapping[str, Value]
    as_of: str = ""

    def text(self, name: str) -> str:
        """A text column, blank as ``""``."""
        return str(self.values[name] or "")

    def amount(self, name: str) -> Decimal:
        """An amount in yuan, blank as 0."""
        value = self.values[name]
        return value if isinstance(value, Decimal) else Decimal(0)

    def day(self, name: str) -> date | None:
        """A day, None where blank."""
        value = self.values[name]
        return value if isinstance(value, date) else None


@dataclass(frozen=True)
class Line(Held):
    """One 险种 of one policy: a row of 保单台账."""

    @property
    def standing(self) -> Standing:
        """保单状态, 交费状态 and 终止原因."""
        return Standing(self.text("status"), self.text("premium_status"), self.text("termination_reason"))

    def with_changes(self, changes: Mapping[str, Value]) -> Line:
        """The line after some columns have changed."""
        return replace(self, values={**self.values, **changes})


def lines_of(connection: sqlite3.Connection, policy_numbers: Iterable[str]) -> dict[str, Line]:
    """The lines that the ledger holds for some policies, by ledger key."""
    found = rows_of(connection, Policy, policy_numbers)
    return {key: Line(row.key, row.values, row.as_of) for key, row in found.items()}


def line_from(key: str, stored: Sequence[Any], as_of: str) -> Line:
    """A policy line of stored values in the order of the record's columns."""
    return Line(key, held_from(Policy, key, stored, as_of).values, as_of)


def rows_of(connection: sqlite3.Connection, record: type[Record], first_parts: Iterable[str]) -> dict[str, Held]:
    """The rows of a record whose keys begin with one of ``first_parts`` (policy numbers, say), by ledger key."""
    query = (
        f"SELECT c.key, c.as_of, {select_list(record, 'v')} FROM {record.table}_current c"
        f" JOIN {record.table}_versions v ON v.ledger_version = c.version"
        " WHERE v.ledger_withdrawn = 0 AND c.key >= ? AND c.key < ?"
    )
    found: dict[str, Held] = {}
    for part in dict.fromkeys(first_parts):
        for row in connection.execute(query, (part + KEY_SEPARATOR, part + chr(ord(KEY_SEPARATOR) + 1))):
            found[row[0]] = held_from(record, row[0], row[2:], row[1] or "")
    return found


def held_from(record: type[Record], key: str, stored: Sequence[Any], as_of: str) -> Held:
    """A row of stored values in the order of the record's columns."""
    columns = record.columns()
    values = {column.name: typed(value, column.kind.holds) for column, value in zip(columns, stored, strict=True)}
    return Held(key, values, as_of)


def typed(value: Any, holds: Holds) -> Value:
    """A stored value at the border: fen to yuan, ISO text to a day, NULL to ``""`` for text and None otherwise."""
    if value is None:
        return "" if holds == "text" else None
    if holds == "amount":
        return Decimal(int(value)) / 100
    if holds == "day":
        return date.fromisoformat(value)
    return str(value) if holds == "text" else Decimal(str(value))


def stored(value: Value, holds: Holds) -> Any:
    """The inverse of :func:`typed`."""
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        if holds == "amount":
            return int(yuan(value) * 100)
        return f"{value:.12g}" if holds == "fraction" else float(value)
    return value.isoformat() if isinstance(value, date) else value


def as_table(lines: Sequence[Line]) -> Table:
    """The lines as a table without addresses."""
    columns = Policy.columns()
    rows = [[stored(line.values[column.name], column.kind.holds) for column in columns] for line in lines]
    return table_from(Policy, rows, Origin("台账", Policy.sheet))


def table_plan(
    record: type[Record],
    rows: Sequence[Mapping[str, Value]],
    sources: Sequence[tuple[Origin, int]],
    as_of: Sequence[str],
    effective_on: Sequence[str],
    before: Sequence[Mapping[str, Value] | None],
) -> TablePlan:
    """Rows to write, each with the sheet and Excel row that asked for it and what it replaces (None: new)."""
    columns = record.columns()
    values = [[stored(row[column.name], column.kind.holds) for column in columns] for row in rows]
    origins = list(dict.fromkeys(id(origin) for origin, _ in sources))
    by_id = {id(origin): origin for origin, _ in sources}
    table = table_from(record, values, Origin("", record.sheet))
    table = replace(
        table,
        row=np.array([row for _, row in sources], dtype=np.int32),
        origin=np.array([origins.index(id(origin)) for origin, _ in sources], dtype=np.int32),
        origins=tuple(by_id[one] for one in origins),
    )
    by_column = {column.name: [row[place] for row in values] for place, column in enumerate(columns)}
    keys, hashes = row_keys(record, by_column), row_hashes(record, by_column)
    plan = TablePlan(table, by_column, keys, hashes, list(as_of), effective_on=list(effective_on))
    for index, earlier in enumerate(before):
        (plan.inserted if earlier is None else plan.changed).append(index)
        if earlier is not None:
            plan.before[index] = tuple(stored(earlier[column.name], column.kind.holds) for column in columns)
    return plan
