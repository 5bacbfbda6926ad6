"""Who looked at personal data in full, when, at what and why. The list only grows, and each line chains to the last.

个人信息保护法第五十一条: access is limited and recorded. The ledger's own chain (``changes``) stands beside this one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from core.account import current_account
from core.ledger.changes import Clock, one_transaction, system_clock


@dataclass(frozen=True)
class Access:
    """One look at unmasked or restricted data, or one that was refused. ``rows``: how many rows were looked at.

    ``shown``: in Chinese, which kinds of data; ``refused``: ``"拒绝"`` or blank. Blank ones are left out of the
    link, so that ledgers from before these columns keep their chain.
    """

    id: int
    known_at: str
    who: str
    verb: str
    books: str
    rows: int
    why: str
    chain: str = ""
    shown: str = ""
    refused: str = ""


REFUSED = "拒绝"
ACCESS_COLUMNS: dict[str, type] = {field.name: int if field.name in ("id", "rows") else str for field in fields(Access)}


def log_access(
    connection: sqlite3.Connection,
    verb: str,
    books: Sequence[Path],
    rows: int,
    why: str,
    *,
    shown: str = "",
    allowed: bool = True,
    who: str = "",
    clock: Clock = system_clock,
) -> Access:
    """Append one line before anything is shown; refused attempts as well.

    In the caller's transaction where one is open (both or neither), else in one of its own.
    """
    with one_transaction(connection):
        last = connection.execute("SELECT id, chain FROM accesses ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
        names = "、".join(book.name for book in books)
        now = clock().isoformat(timespec="seconds")
        account = who or current_account()
        line = Access(
            last[0] + 1, now, account, verb, names, rows, why, shown=shown, refused="" if allowed else REFUSED
        )
        line = replace(line, chain=_link(last[1], line))
        marks = ", ".join("?" * len(ACCESS_COLUMNS))
        connection.execute(f"INSERT INTO accesses ({', '.join(ACCESS_COLUMNS)}) VALUES ({marks})", astuple(line))
        return line


def accesses(connection: sqlite3.Connection, until: str = "") -> Iterator[Access]:
    """The list, oldest first; ``until``: only lines written before this ISO moment."""
    columns = ", ".join(f"COALESCE({name}, '')" for name in ACCESS_COLUMNS)
    query = f"SELECT {columns} FROM accesses WHERE ? = '' OR known_at < ? ORDER BY id"
    yield from (Access(*row) for row in connection.execute(query, (until, until)))


def access_head(connection: sqlite3.Connection, until: str = "") -> str:
    """The hash at the head of the access list, ``""`` while nobody looked; ``until`` as in :func:`accesses`."""
    query = "SELECT chain FROM accesses WHERE ? = '' OR known_at < ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(query, (until, until)).fetchone()
    return str(row[0]) if row else ""


def broken_accesses(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Chinese sentences, one per line that is missing or not what was written, and every link of the whole list."""
    breaks: list[str] = []
    links: list[str] = []
    link = ""
    number = 0
    for line in accesses(connection):
        number += 1
        if line.id != number:
            breaks.append(f"第 {number} 号查阅记录缺失。")
            number = line.id
        if _link(link, line) != line.chain:
            breaks.append(f"第 {line.id} 号查阅记录与写入时不一致（{line.known_at}）。")
        link = line.chain
        links.append(link)
    return breaks, links


def _link(previous: str, line: Access) -> str:
    facts = "\x1f".join(map(str, astuple(replace(line, chain=""))[:_OLD_COLUMNS]))
    later = "".join(f"\x1f{name}={value}" for name in ("shown", "refused") if (value := getattr(line, name)))
    return sha256((previous + facts + later).encode()).hexdigest()


_OLD_COLUMNS = 8
"""The columns that were there from the beginning: from ``id`` to the empty place of ``chain``."""
