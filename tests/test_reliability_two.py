"""Two processes, one ledger: one waits or is told, and no request is lost or carried out twice."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.reliability import COMMAND, held, ledger_of, requests, sync

TOLD = "又有了新的变动"
OVERLAP_SECONDS = 2.5
"""So long both are kept from writing, so that both have made their plan when the first may write."""


def at_once(db: Path, *books: Path) -> list[tuple[int, str]]:
    """Sync each book in a process of its own while a third holds the write lock for a moment."""
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    words = [[*COMMAND, "sync", str(book), "--db", str(db), "--yes"] for book in books]
    both = [subprocess.Popen(each, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for each in words]
    time.sleep(OVERLAP_SECONDS)
    holder.execute("ROLLBACK")
    holder.close()
    said = [each.communicate() for each in both]
    return [(each.returncode, err.decode()) for each, (_, err) in zip(both, said, strict=True)]


def check_told(ended: list[tuple[int, str]]) -> None:
    assert 0 in [code for code, _ in ended], ended
    assert all(code == 0 or (code == 3 and TOLD in text) for code, text in ended), ended


@pytest.mark.parametrize("second", [range(1, 4), range(4, 7)], ids=["同一批保全", "各办各的保全"])
def test_two_syncs_of_requests_at_once_lose_nothing_and_double_nothing(tmp_path: Path, second: range) -> None:
    db = ledger_of(tmp_path, 6)
    one, two = requests(tmp_path, range(1, 4), "甲.xlsx"), requests(tmp_path, second, "乙.xlsx")
    check_told(at_once(db, one, two))
    for book in (one, two):
        assert sync(db, book).returncode == 0
    events = held(db)["policy_events"]
    wanted = {f"P{number}" for number in (*range(1, 4), *second)}
    assert sorted(event[1] for event in events) == sorted(wanted)
    assert len({event[0] for event in events}) == len(events), "no event number twice"
