"""What each run of the office found: findings without personal data, so that reports can count and follow them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.account import current_account
from core.findings import Finding
from core.ledger.changes import Clock, system_clock

_FINDING_COLUMNS = (
    "run", "code", "severity", "record", "record_key", "branch_code", "channel", "agent_no", "path", "sheet", "cell",
    "column_name", "message", "event_day",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """To whom a finding belongs: branch, channel and agent of its record, and the record's business day."""

    record: str = ""
    branch_code: str = ""
    channel: str = ""
    agent_no: str = ""
    event_day: str = ""


def log_run(
    connection: sqlite3.Connection,
    verb: str,
    on: date,
    books: Sequence[Path],
    findings: Sequence[Finding],
    places: Sequence[Place],
    *,
    who: str = "",
    clock: Clock = system_clock,
) -> int:
    """Write a run and its findings in the caller's transaction, offending values left out. Returns the run's number."""
    run = int(connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM runs").fetchone()[0])
    connection.execute(
        "INSERT INTO runs (id, known_at, who, on_day, verb, books) VALUES (?, ?, ?, ?, ?, ?)",
        (
            run,
            clock().isoformat(timespec="seconds"),
            who or current_account(),
            on.isoformat(),
            verb,
            "、".join(b.name for b in books),
        ),
    )
    connection.executemany(
        f"INSERT INTO findings ({', '.join(_FINDING_COLUMNS)}) VALUES ({', '.join('?' * len(_FINDING_COLUMNS))})",
        (_row(run, finding, place) for finding, place in zip(findings, places, strict=True)),
    )
    return run


def last_run(connection: sqlite3.Connection, before: str = "") -> int:
    """The number of the newest run, 0 where there is none; ``before``: of those written before this ISO moment."""
    query = "SELECT COALESCE(MAX(id), 0) FROM runs WHERE ? = '' OR known_at < ?"
    return int(connection.execute(query, (before, before)).fetchone()[0])


def _row(run: int, finding: Finding, place: Place) -> tuple[object, ...]:
    where = finding.where
    return (
        run, finding.code, finding.severity.value, place.record, finding.record_key, place.branch_code, place.channel,
        place.agent_no, Path(where.path).name, where.sheet, where.cell, where.column, finding.message, place.event_day,
    )  # fmt: skip
