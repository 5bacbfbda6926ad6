"""The last changes taken back together, newest first: all of them, or none where one of them cannot be.

Changes that were made together (a batch: one request, one payment, one due action) count as one. What was taken back
before does not count, nor does the taking back itself.
"""

from __future__ import annotations

import sqlite3

from core.ledger.changes import Clock, system_clock, transaction
from core.ledger.problems import LedgerError
from core.ledger.undo import Follow, Undone, undo


def standing_changes(connection: sqlite3.Connection, count: int) -> list[int]:
    """The last ``count`` changes that still stand, newest first, each by its first number."""
    found: list[int] = []
    cancelled: set[int] = set()
    query = "SELECT id, kind, undoes, COALESCE(batch, id) FROM changes ORDER BY id DESC"
    for number, kind, undoes, first in connection.execute(query):
        if number in cancelled:
            continue
        if kind == "undo":
            cancelled.add(undoes)
        elif first not in found:
            if len(found) == count:
                break
            found.append(first)
    return found


def undo_last(
    connection: sqlite3.Connection,
    count: int,
    why: str,
    *,
    who: str = "",
    clock: Clock = system_clock,
    follow: Follow | None = None,
) -> list[tuple[int, Undone]]:
    """Take the last ``count`` changes back in one transaction: what was taken back, and by what.

    LedgerError, and nothing is changed, where there are fewer or one of them cannot be taken back.
    """
    with transaction(connection):
        numbers = standing_changes(connection, count)
        if len(numbers) < count:
            raise LedgerError(
                f"台账里可以撤销的变更只有 {len(numbers)} 个，少于 {count} 个。", "请写一个较小的数；本次没有撤销。"
            )
        return [(one, undo(connection, one, why, who=who, clock=clock, follow=follow)) for one in numbers]
