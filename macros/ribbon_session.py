"""What a button works on: the cells of its book, and the office's ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from core.ledger.schema import empty_ledger, open_ledger
from core.reports.heads import heads_printed
from macros.books import Book
from macros.home import ledger_file
from macros.session import Session, open_session


def session_of(book: Book, ledger: sqlite3.Connection | None) -> Session:
    """The book's present cells, saved or not, with the reference lists in or beside it."""
    return open_session([book.path], ledger=ledger, opened={book.path: book.content()})


@contextmanager
def ledger_if_any() -> Iterator[sqlite3.Connection | None]:
    """The office's ledger where it exists: looking never makes one."""
    path = ledger_file()
    if not path.exists():
        yield None
        return
    with closing(open_ledger(path, create=False)) as ledger, heads_printed(ledger):
        yield ledger


@contextmanager
def ledger_or_empty() -> Iterator[sqlite3.Connection]:
    """The office's ledger, or an empty one in memory to compare with."""
    path = ledger_file()
    with closing(open_ledger(path, create=False) if path.exists() else empty_ledger()) as ledger, heads_printed(ledger):
        yield ledger


@contextmanager
def ledger_for_writing() -> Iterator[sqlite3.Connection]:
    """The office's ledger, made where there is none yet."""
    with closing(open_ledger(ledger_file(), create=True)) as ledger, heads_printed(ledger):
        yield ledger
