"""A month closed (月结): from then on its report reads the ledger as it stood at that change.

The closing stands in a table of its own and as a line of the access list, whose chain shows when either is taken away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from core.account import current_account
from core.ledger.access import log_access
from core.ledger.changes import Clock, last_change, system_clock, transaction
from core.ledger.runs import last_run

CLOSED = "月结"


@dataclass(frozen=True)
class Closing:
    """``known_at``: ISO moment. Changes and runs after the last ones of a closing are not in the month's report."""

    last_change: int
    known_at: str
    last_run: int


def closing_of(connection: sqlite3.Connection, month: str) -> Closing | None:
    """How a month was closed, None while it is open. Closings of older ledgers tell their last run by the moment."""
    query = (
        "SELECT last_change, known_at, COALESCE(last_run, (SELECT MAX(id) FROM runs WHERE known_at <= m.known_at), 0)"
        " FROM closed_months m WHERE month = ?"
    )
    row = connection.execute(query, (month,)).fetchone()
    return Closing(int(row[0]), str(row[1]), int(row[2])) if row else None


def write_closing(connection: sqlite3.Connection, month: str, clock: Clock = system_clock) -> None:
    """Close a month with the newest change; one that is closed already stays as it is."""
    with transaction(connection):
        if connection.execute("SELECT 1 FROM closed_months WHERE month = ?", (month,)).fetchone():
            return
        last, now = last_change(connection), clock()
        connection.execute(
            "INSERT INTO closed_months (month, last_change, known_at, who, last_run) VALUES (?, ?, ?, ?, ?)",
            (month, last, now.isoformat(timespec="seconds"), current_account(), last_run(connection)),
        )
        log_access(connection, CLOSED, (), 0, _said(month, last), clock=lambda: now)


def broken_closings(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence per closing that is gone, or whose change is not the one that it was closed with."""
    kept = {_said(month, last) for month, last in connection.execute("SELECT month, last_change FROM closed_months")}
    written = connection.execute("SELECT why FROM accesses WHERE verb = ? ORDER BY id", (CLOSED,))
    yield from (f"月结记录缺失或被改动：查阅记录写着{why}。" for (why,) in written if why not in kept)
    yield from _moved(connection)


def _moved(connection: sqlite3.Connection) -> Iterator[str]:
    """A closed month ends with the newest change of its moment, which is told to the second."""
    query = (
        "SELECT m.month, m.last_change,"
        " (SELECT COALESCE(MAX(id), 0) FROM changes WHERE known_at < m.known_at) AS least,"
        " (SELECT COALESCE(MAX(id), 0) FROM changes WHERE known_at <= m.known_at) AS most"
        " FROM closed_months m WHERE m.last_change NOT BETWEEN least AND most ORDER BY m.month"
    )
    for month, last, _, most in connection.execute(query):
        yield f"{month} 月结记录写着截至第 {last} 号变更，与月结时点（第 {most} 号）不符。"


def _said(month: str, last: int) -> str:
    return f"{month} 月结，截至第 {last} 号变更"
