"""The heads of both chains on every page: by them ``neiqin audit --head`` finds a ledger whose end was cut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from core.ledger.access import access_head
from core.ledger.changes import head

_DIGITS = 12
"""Of each head at the foot of a page; no two links of one office agree in so many."""
_LEDGER: ContextVar[sqlite3.Connection | None] = ContextVar("ledger", default=None)


@dataclass(frozen=True)
class Heads:
    """The newest link of the chain of changes and of the access list; blank while a list is empty."""

    changes: str = ""
    accesses: str = ""

    @property
    def short(self) -> str:
        """``链头 3f0a…/91bc…`` for the foot of a page, blank without a ledger."""
        if not self.changes and not self.accesses:
            return ""
        return f"链头 {self.changes[:_DIGITS] or '无'}/{self.accesses[:_DIGITS] or '无'}"


def heads_of(connection: sqlite3.Connection, until: str = "") -> Heads:
    """The ledger's heads now; ``until``: those of the access list before this ISO moment."""
    return Heads(head(connection), access_head(connection, until))


def printed_heads() -> Heads:
    """The heads that new workbooks print: those, at this moment, of the ledger that a verb has open."""
    ledger = _LEDGER.get()
    return Heads() if ledger is None else heads_of(ledger)


@contextmanager
def heads_printed(connection: sqlite3.Connection | None) -> Iterator[None]:
    """While this lasts, every new workbook prints the heads of this ledger."""
    before = _LEDGER.set(connection)
    try:
        yield
    finally:
        _LEDGER.reset(before)
