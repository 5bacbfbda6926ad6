"""Opening what a command line names: the books and the ledger, closed again afterwards."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.ledger.schema import empty_ledger, open_ledger
from macros.files import check_files
from macros.session import Session, open_session


@contextmanager
def opened_ledger(
    path: Path | None, *, create: bool = False, preview: bool = False
) -> Iterator[sqlite3.Connection | None]:
    if path is None:
        yield None
        return
    connection = empty_ledger() if preview and not path.exists() else open_ledger(path, create=create)
    try:
        yield connection
    finally:
        connection.close()


def opened_session(arguments: Namespace, ledger: sqlite3.Connection | None) -> Session:
    """The books that the arguments name, read and ready to be checked."""
    check_files(arguments.books, getattr(arguments, "out", None))
    return open_session(arguments.books, on=arguments.on, ledger=ledger, references=arguments.reference)
