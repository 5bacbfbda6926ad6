"""Which workbooks were synced whole: an unchanged file is recognised by its hash, before it is even read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from core.ledger.changes import Clock, last_change, system_clock


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def already_synced(connection: sqlite3.Connection, books: Sequence[Path]) -> bool:
    """Was every one of these files synced before, unchanged since, and nothing taken back afterwards?"""
    undone = connection.execute("SELECT COALESCE(MAX(id), 0) FROM changes WHERE kind = 'undo'").fetchone()[0]
    for book in books:
        row = connection.execute("SELECT last_change FROM synced_books WHERE sha256 = ?", (file_hash(book),)).fetchone()
        if row is None or row[0] < undone:
            return False
    return bool(books)


def note_synced(connection: sqlite3.Connection, books: Iterable[tuple[str, str]], clock: Clock = system_clock) -> None:
    """Remember files, as (name, SHA-256 of what was read), as synced, inside the caller's transaction."""
    now = clock().isoformat(timespec="seconds")
    connection.executemany(
        "INSERT INTO synced_books (sha256, name, last_change, known_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(sha256) DO UPDATE SET last_change = excluded.last_change, known_at = excluded.known_at",
        [(sha256, name, last_change(connection), now) for name, sha256 in books],
    )
