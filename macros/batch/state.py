"""What a batch remembers of each workbook beside its results: the counts for the summary, and whether all is done.

The ledger alone decides whether a workbook's rows are in; this file says that its results are written too.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, field
from pathlib import Path

STATE = "批量.json"
_QUESTION = "SELECT last_change FROM synced_books WHERE sha256 = ?"


@dataclass
class BookState:
    """One workbook in the summary. ``severities``: findings by 级别; ``files``: results, relative to its folder;
    ``on``: the business day it was judged on.

    ``whole``: the rows are in the ledger and the results are written.
    """

    name: str
    key: str = ""
    rows: int = 0
    severities: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    issued: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    exit_code: int = 0
    problem: str = ""
    on: str = ""
    whole: bool = False
    skipped: bool = False

    @property
    def findings(self) -> int:
        """All findings together."""
        return sum(self.severities.values())

    def stands(self, results: Path, key: str) -> bool:
        """Is it whole, of the same content and lists, with every result still there?"""
        return self.whole and self.key == key and all((results / file).is_file() for file in self.files)


def remembered(results: Path) -> BookState | None:
    """What an earlier batch noted in a results folder; None for nothing, or nothing readable."""
    try:
        return BookState(**json.loads((results / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def remember(results: Path, state: BookState) -> None:
    """Note the state; the file is there whole or not at all."""
    results.mkdir(parents=True, exist_ok=True)
    unfinished = results / f"{STATE}.part"
    unfinished.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1), encoding="utf-8")
    unfinished.replace(results / STATE)


def entered(ledger: sqlite3.Connection, key: str) -> bool:
    """Did a batch write this workbook's rows, with nothing taken back since?"""
    row = ledger.execute(_QUESTION, (key,)).fetchone()
    undone = ledger.execute("SELECT COALESCE(MAX(id), 0) FROM changes WHERE kind = 'undo'").fetchone()[0]
    return row is not None and row[0] >= undone
