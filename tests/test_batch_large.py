"""batch at its full size: 1,000 workbooks, in bounded memory, and a second run that finds nothing to do."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from macros.batch import batch
from tests.batches import ledger_books, policies

BOOKS = 1000


@pytest.mark.long
def test_1000_workbooks_are_all_done_in_bounded_memory_and_skipped_the_second_time(tmp_path: Path) -> None:
    ledger_books(tmp_path / "入", BOOKS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=2)
    first = time.monotonic() - started
    assert policies(tmp_path / "l.sqlite") == {f"P{number}": 4 for number in range(BOOKS)}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
    started = time.monotonic()
    again = batch(tmp_path / "入", tmp_path / "l.sqlite", tmp_path / "出", jobs=2)
    assert all(book["skipped"] for book in again.data["books"])
    assert time.monotonic() - started < first / 5
