"""Two people sync into one ledger and one of them is killed: the other goes on, and nobody's rows are half in."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from tests.kills import Killer, Work, forked, needs_fork, neiqin
from tests.reliability import copy_of, held, ledger_of, requests

pytestmark = needs_fork

COUNT = 8
MINE, THEIRS = range(1, 5), range(5, 9)
DONE, TOLD = 0, 3
"""Exit codes: written; the ledger changed after the preview, nothing was written, sync again."""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("起点"), COUNT)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("保全")
    return requests(folder, MINE, "甲.xlsx"), requests(folder, THEIRS, "乙.xlsx")


def sync(db: Path, book: Path) -> Work:
    return neiqin("sync", book, "--db", db, "--yes")


def changed(db: Path) -> set[int]:
    """The numbers of the policies that were changed, none of them twice."""
    events = [int(event[1].removeprefix("P")) for event in held(db)["policy_events"]]
    assert len(set(events)) == len(events)
    return set(events)


def stops_before_its_commit(db: Path, book: Path, marker: Path) -> int:
    """Sync, and stand still with everything written and the lock held."""
    opened = sqlite3.connect

    def stop(statement: str) -> None:
        if statement == "COMMIT":
            marker.touch()
            time.sleep(600)

    def connect(*words: Any, **options: Any) -> sqlite3.Connection:
        connection = opened(*words, **options)
        connection.set_trace_callback(stop)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
    return sync(db, book)()


def test_who_waits_for_one_that_is_killed_before_its_commit_goes_on(
    start: Path, books: tuple[Path, Path], tmp_path: Path
) -> None:
    db, marker = copy_of(start, tmp_path), tmp_path / "写到最后"
    killed = forked(lambda: stops_before_its_commit(db, books[0], marker))
    while not marker.exists():
        assert killed.is_alive()
        time.sleep(0.01)
    waiting = forked(sync(db, books[1]))
    waiting.join(2)
    assert waiting.is_alive()
    killed.kill()
    waiting.join()
    assert (waiting.exitcode, changed(db)) == (DONE, {*THEIRS})
    assert sync(db, books[0])() == DONE
    assert changed(db) == {*MINE, *THEIRS}


def two_at_once(start: Path, books: tuple[Path, Path], place: Path, kills: int) -> set[frozenset[int]]:
    """Kill one of two again and again; gives what the ledgers held afterwards, before the killed one came again."""
    killer, seen = Killer(kills), set()
    assert killer.finishes(sync(copy_of(start, place / "计时"), books[0]))
    for number in range(kills):
        db = copy_of(start, place / str(number))
        other = forked(sync(db, books[1]))
        killer.kills(sync(db, books[0]))
        other.join()
        assert other.exitcode in (DONE, TOLD)
        found = changed(db)
        assert found in ({*THEIRS}, {*MINE, *THEIRS}) if other.exitcode == DONE else found == {*MINE}
        seen.add(frozenset(found))
        for book in books:
            assert sync(db, book)() == DONE
        assert changed(db) == {*MINE, *THEIRS}
    return seen


def test_of_two_at_once_one_is_killed_at_a_random_moment_and_the_other_ends_well(
    start: Path, books: tuple[Path, Path], tmp_path: Path
) -> None:
    assert frozenset(THEIRS) in two_at_once(start, books, tmp_path, 6)


@pytest.mark.long
def test_of_two_at_once_one_is_killed_100_times_and_the_other_ends_well(
    start: Path, books: tuple[Path, Path], tmp_path: Path
) -> None:
    assert len(two_at_once(start, books, tmp_path, 100)) >= 2
