"""What the ledger holds of some records, each read when it is first asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from core.ledger.changes import last_change
from core.ledger.current import load_table
from core.records.record import Record
from core.table import Table, Tables


class LazyTables(Tables):
    """Current records of a ledger, each read when it is first asked for; empty ones left out.

    What was written in the meantime is not seen: the tables are those of the moment when this was made.
    """

    def __init__(self, connection: sqlite3.Connection, records: Sequence[type[Record]]) -> None:
        super().__init__()
        self._connection = connection
        self._change = last_change(connection)
        self._waiting = {record.table: record for record in records}

    def __getitem__(self, name: str) -> Table:
        self._read(name)
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        for name in list(self._waiting):
            self._read(name)
        return super().__iter__()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Is there any row at all? Reads no more than the first record that has one."""
        return bool(self._tables) or any(self.has(record) for record in list(self._waiting.values()))

    def of(self, record: type[Record]) -> Table:
        """The table of a record, empty when the ledger holds nothing of it."""
        self._read(record.table)
        return super().of(record)

    def has(self, record: type[Record]) -> bool:
        """Does the ledger hold rows of this record?"""
        self._read(record.table)
        return super().has(record)

    def _read(self, name: str) -> None:
        record = self._waiting.pop(name, None)
        if record is None:
            return
        unchanged = last_change(self._connection) == self._change
        table = load_table(self._connection, record, until_change=None if unchanged else self._change)
        if len(table):
            self._tables[name] = table
