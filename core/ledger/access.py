"""Who looked at personal data in full, when, at what and why. The list only grows, and each line chains to the last.

个人信息保护法第五十一条: access is limited and recorded. The ledger's own chain (``changes``) stands beside this one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from core.ledger.changes import Clock, current_account, system_clock, transaction


@dataclass(frozen=True)
class Access:
    """One look at unmasked data. ``rows``: how many values were shown."""

    id: int
    known_at: str
    who: str
    verb: str
    books: str
    rows: int
    why: str
    chain: str = ""


ACCESS_COLUMNS: dict[str, type] = {field.name: int if field.name in ("id", "rows") else str for field in fields(Access)}


def log_access(
    connection: sqlite3.Connection,
    verb: str,
    books: Sequence[Path],
    rows: int,
    why: str,
    *,
    who: str = "",
    clock: Clock = system_clock,
) -> Access:
    """Append one line in a transaction of its own, before anything is shown."""
    with transaction(connection):
        last = connection.execute("SELECT id, chain FROM accesses ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
        names = "、".join(book.name for book in books)
        now = clock().isoformat(timespec="seconds")
        line = Access(last[0] + 1, now, who or current_account(), verb, names, rows, why)
        line = replace(line, chain=_link(last[1], line))
        marks = ", ".join("?" * len(ACCESS_COLUMNS))
        connection.execute(f"INSERT INTO accesses ({', '.join(ACCESS_COLUMNS)}) VALUES ({marks})", astuple(line))
        return line


def broken_accesses(connection: sqlite3.Connection) -> list[str]:
    """Chinese sentences, one per line of the access list that is missing or not what was written."""
    breaks, link, number = [], "", 0
    for row in connection.execute(f"SELECT {', '.join(ACCESS_COLUMNS)} FROM accesses ORDER BY id"):
        line, number = Access(*row), number + 1
        if line.id != number:
            breaks.append(f"第 {number} 号查阅记录缺失。")
            number = line.id
        if _link(link, line) != line.chain:
            breaks.append(f"第 {line.id} 号查阅记录与写入时不一致（{line.known_at}）。")
        link = line.chain
    return breaks


def _link(previous: str, line: Access) -> str:
    facts = "\x1f".join(str(value) for value in astuple(replace(line, chain="")))
    return sha256((previous + facts).encode()).hexdigest()
