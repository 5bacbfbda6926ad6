"""Opening what a command line names: the books and the ledger, closed again afterwards."""

from __future__ import annotations

import sqlite3
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from core.ledger.schema import empty_ledger, open_ledger
from core.privacy import MASKED, Sight
from core.reports.heads import heads_printed
from macros.files import check_files
from macros.outcome import Outcome, UsageError
from macros.session import Session, open_session


@contextmanager
def opened_ledger(path: Path, *, create: bool = False, preview: bool = False) -> Iterator[sqlite3.Connection]:
    """The ledger at ``path``, closed again afterwards. ``preview``: an empty one in memory for a missing file."""
    connection = empty_ledger() if preview and not path.exists() else open_ledger(path, create=create)
    with closing(connection), heads_printed(connection):
        yield connection


@contextmanager
def perhaps_ledger(path: Path | None, *, create: bool = False) -> Iterator[sqlite3.Connection | None]:
    """The ledger of a verb that does without one; None where none was named."""
    if path is None:
        yield None
        return
    with opened_ledger(path, create=create) as ledger:
        yield ledger


def opened_session(arguments: Namespace, ledger: sqlite3.Connection | None) -> Session:
    """The books that the arguments name, read and ready to be checked."""
    check_files(arguments.books, getattr(arguments, "out", None))
    return open_session(arguments.books, on=arguments.on, ledger=ledger, references=arguments.reference)


def asked_sight(
    arguments: Namespace, ledger: sqlite3.Connection | None, books: Sequence[Path], rows: int = 0
) -> tuple[Sight, str]:
    """What --unmask and --health open for this account, logged, and the sentence that says so; without them nothing."""
    if not arguments.unmask:
        if arguments.health:
            raise UsageError("--health 要与 --unmask 理由 一起用")
        return MASKED, ""
    from core.access.asking import ask_sight

    assert ledger is not None
    return ask_sight(ledger, arguments.verb, books, rows, arguments.unmask, health=arguments.health)


def said_first(told: str, outcome: Outcome) -> Outcome:
    """The outcome with a sentence on access before its own lines, for people and for programs."""
    if told:
        outcome.lines.insert(0, told)
        outcome.data["access"] = told
    return outcome
