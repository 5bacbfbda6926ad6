"""Small ledgers for the tests of measures and reports: markdown tables, synced in one go."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from core.findings import Finding, Severity, Where
from core.ledger.changes import apply_plan, transaction
from core.ledger.plan import make_plan
from core.ledger.runs import Place, log_run
from core.ledger.schema import open_ledger
from core.measures.month_data import MonthData
from core.records.catalogue import by_sheet
from core.records.record import Record
from core.table import Table, Tables
from tests.tables import table

OCTOBER_END = date(2026, 10, 31)
KNOWN = datetime(2026, 11, 1, 8, tzinfo=UTC)

Sheets = dict[type[Record], str]


def sheets_of(name: str) -> Sheets:
    """The sheets of a markdown file beside the tests: a heading with the sheet's name over each table."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {by_sheet()[heading.strip()]: body for heading, _, body in parts}


def new_ledger(folder: Path, sheets: Sheets, cutoff: date = OCTOBER_END) -> sqlite3.Connection:
    """A ledger with these sheets."""
    connection = open_ledger(folder / "台账.sqlite")
    add(connection, sheets, cutoff)
    return connection


def add(connection: sqlite3.Connection, sheets: Sheets, cutoff: date = OCTOBER_END, known: datetime = KNOWN) -> None:
    """Sync more sheets, known at a moment."""
    add_tables(connection, [table(record, text, cutoff=cutoff) for record, text in sheets.items()], cutoff, known)


def add_tables(
    connection: sqlite3.Connection, tables: Sequence[Table], cutoff: date = OCTOBER_END, known: datetime = KNOWN
) -> None:
    """Sync tables as they are."""
    plan = make_plan(connection, Tables(tables), {}, cutoff)
    assert not plan.counts()["refused"], plan.findings
    apply_plan(connection, plan, who="zhang", clock=lambda: known)


def month(connection: sqlite3.Connection, text: str = "2026-10") -> MonthData:
    """A month of the ledger as it stands."""
    return MonthData.load(connection, text)


def log(
    connection: sqlite3.Connection,
    on: date,
    book: str,
    findings: Sequence[tuple[str, Severity, str, Place]],
    known: datetime = KNOWN,
) -> None:
    """One run over one workbook: code, severity, record key and place of each finding."""
    found = [
        Finding(code, severity, Where(book, "投保单", "A2", "投保单号"), "", f"{code}的说明", "", record_key=key)
        for code, severity, key, _ in findings
    ]
    with transaction(connection):
        log_run(
            connection, "check", on, [Path(book)], found, [place for *_, place in findings], who="zhang",
            clock=lambda: known,
        )  # fmt: skip
