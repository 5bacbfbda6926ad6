"""kill -9 at any statement of a sync of 保全: the ledger is as before or as after, and the next sync finishes it."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from macros.command_line import main
from tests.accounts import LIST, access_lines, acts_as, permissions_book
from tests.reliability import copy_of, held, ledger_of, policies, requests

COUNT, POINTS = 5, 14

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 needs a system that can fork")


def sync_in_child(db: Path, book: Path, kill_at: int = 0) -> tuple[int, int]:
    """Sync in a forked process that kills itself before its ``kill_at``-th SQL statement (0: never).

    The wait status, and how many statements were begun.
    """
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            begun = len(pipe.read())
        return os.waitpid(child, 0)[1], begun
    os.close(read)
    opened, begun = sqlite3.connect, 0

    def count(_: str) -> None:
        nonlocal begun
        begun += 1
        if begun == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(write, b".")

    def connect(*words: Any, **options: Any) -> sqlite3.Connection:
        connection = opened(*words, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
    os._exit(main(["sync", str(book), "--db", str(db), "--yes"]))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger_of(tmp_path_factory.mktemp("起点"), COUNT)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return requests(tmp_path_factory.mktemp("保全"), range(1, COUNT + 1))


def test_killed_at_any_statement_the_batches_are_all_there_or_none(start: Path, book: Path, tmp_path: Path) -> None:
    whole = copy_of(start, tmp_path / "完整")
    before = held(whole)
    status, statements = sync_in_child(whole, book)
    after = held(whole)
    assert (status, len(after["policy_events"])) == (0, COUNT)
    seen = set()
    for point in sorted({*range(1, statements + 1, max(1, statements // POINTS)), statements - 1, statements}):
        db = copy_of(start, tmp_path / str(point))
        status, _ = sync_in_child(db, book, point)
        assert os.WTERMSIG(status) == signal.SIGKILL
        found = held(db)
        assert found in (before, after), f"killed at statement {point} of {statements}"
        seen.add(found == after)
    assert False in seen


def test_after_a_kill_the_next_sync_finishes_the_work_once(start: Path, book: Path, tmp_path: Path) -> None:
    whole, db = copy_of(start, tmp_path / "完整"), copy_of(start, tmp_path / "中断")
    _, statements = sync_in_child(whole, book)
    sync_in_child(db, book, statements * 3 // 4)
    assert held(db)["policy_events"] == []
    assert sync_in_child(db, book)[0] == 0
    assert held(db) == held(whole)


def test_what_somebody_may_not_change_is_noted_with_what_they_may_or_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clerk's workbook brings a new policy and a list that would make a 主管 of them."""
    db = tmp_path / "台账.sqlite"
    acts_as(monkeypatch, "boss")
    assert main(["sync", str(permissions_book(tmp_path / "首次")), "--db", str(db), "--yes"]) == 0
    acts_as(monkeypatch, "junior")
    (tmp_path / "改").mkdir()
    book = policies(tmp_path / "改", [1], further={"权限": LIST.replace("孙八 | 经办", "孙八 | 主管")})
    whole = copy_of(db, tmp_path / "完整")
    _, statements = sync_in_child(whole, book)

    def rows_and_attempts(ledger: Path) -> tuple[int, int]:
        return len(held(ledger)["policies"]), len(access_lines(ledger))

    assert rows_and_attempts(whole) == (1, 1)
    for point in range(statements - 5, statements + 1):
        killed = copy_of(db, tmp_path / str(point))
        assert os.WTERMSIG(sync_in_child(killed, book, point)[0]) == signal.SIGKILL
        assert rows_and_attempts(killed) in ((0, 0), (1, 1))
