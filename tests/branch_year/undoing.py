"""Taking the last changes of the ledger back, newest first, and whether the view is then exactly the earlier one."""

from __future__ import annotations

import sqlite3
from typing import Any

from core.ledger.history import changes
from core.ledger.undo import undo
from core.records.catalogue import KEPT_RECORDS

View = dict[str, list[tuple[Any, ...]]]
LEDGERS_OWN = 3
"""Columns at the end of every view that number versions and changes: they go on, whatever is taken back."""


def view(ledger: sqlite3.Connection) -> View:
    """Everything that the ledger shows now, record by record in the order of the keys."""
    shown = {}
    for record in KEPT_RECORDS:
        width = len(record.columns())
        order = ", ".join(str(place) for place in range(1, width + 1))
        rows = ledger.execute(f"SELECT * FROM {record.table} ORDER BY {order}")
        shown[record.table] = [row[:width] for row in rows]
    return shown


def take_back(ledger: sqlite3.Connection, after: int) -> int:
    """Undo every change with a number above ``after``, newest first; how many undos it took."""
    gone: set[int] = set()
    count = 0
    for change in reversed([change for change in changes(ledger) if change.id > after]):
        if change.id not in gone:
            undone = undo(ledger, change.id, "演练撤销")
            gone |= {one.undoes for one in undone.changes if one.undoes is not None}
            count += 1
    return count
