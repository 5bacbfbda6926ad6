"""清除标记: copies of marked workbooks without our tabs and marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.workbook.edit import cleared_copy
from macros.outcome import Outcome


def clear(books: Sequence[Path], out: Path) -> Outcome:
    """Write a copy of every book, cleared, into ``out``; the books themselves stay as they are."""
    out.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    for book in books:
        done = cleared_copy(book, out / book.name)
        outcome.files.append(done.target)
        outcome.say(f"{done.target}：{done.message}")
    return outcome
