"""Opening workbooks for a verb: what was read, what it is checked against, and the day it is judged on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.checks.engine import RuleRun, run_checks
from core.checks.rule import Context
from core.days.moments import today
from core.days.working_days import Calendar
from core.findings import Finding
from core.law.lookup import Law
from core.ledger.current import load_tables
from core.ledger.lazy import LazyTables
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS, PRODUCT_RECORDS
from core.records.record import Record
from core.records.reference import REFERENCE_RECORDS, CalendarDay, CompanyParameter
from core.records.training import Training
from core.table import Tables, scalar
from core.workbook.grid import Book
from core.workbook.read import Reading, read_workbooks
from macros.outcome import UsageError

REFERENCE_FOLDER = "参考资料"
WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".et"}

REFERENCES: tuple[type[Record], ...] = (*PRODUCT_RECORDS, *REFERENCE_RECORDS)


@dataclass(frozen=True)
class Session:
    """One opening of some workbooks. ``on_from`` says where the day came from and is printed with every result."""

    books: tuple[Path, ...]
    reference_books: tuple[Path, ...]
    reading: Reading
    context: Context
    on_from: str
    opening_findings: tuple[Finding, ...]
    live: frozenset[Path] = frozenset()
    """Books whose cells came from the open book: their files may hold something else."""
    kept_lists: tuple[str, ...] = ()
    """Sheet names of the reference lists that came from the ledger."""

    @property
    def on(self) -> date:
        """The day that sets ages, clocks and value dates."""
        return self.context.on

    @property
    def tables(self) -> Tables:
        """What was read from the books themselves, reference lists left out."""
        return self.context.tables

    def check(self) -> tuple[list[RuleRun], list[Finding]]:
        """Run every rule. Findings of the reading come first, then those of the rules."""
        runs, found = run_checks(self.context)
        return runs, [*self.opening_findings, *found]


def open_session(
    books: Sequence[Path],
    *,
    on: date | None = None,
    ledger: sqlite3.Connection | None = None,
    references: Path | None = None,
    opened: Mapping[Path, Book] | None = None,
) -> Session:
    """Read the books and their reference lists once, and set up what the rules look at.

    Reference lists: those inside the books, those in ``references``, else those in a folder 参考资料 beside the books;
    a list that none of them holds is taken as the ledger last knew it.
    ``opened``: the cells of books that are open in Excel, which are taken instead of their files'.
    """
    known = {book.resolve() for book in books}
    extra = tuple(book for book in reference_books(books, references) if book.resolve() not in known)
    at_hand = {str(path): book for path, book in (opened or {}).items()}
    reading = read_workbooks([*books, *extra], opened=at_hand)
    own = {str(book) for book in books}
    tables = Tables(table for table in reading.tables.values() if table.record not in REFERENCES)
    lists = Tables(table for table in reading.tables.values() if table.record in REFERENCES)
    kept = _kept_lists(ledger, lists)
    lists = lists.together(kept)
    law, law_findings = Law.default().with_overrides(overrides_of(lists))
    day, on_from = business_day(on, reading, own)
    context = Context(tables, lists, _in_force(ledger, tables), law, calendar_of(lists), day)
    return Session(
        tuple(books),
        extra,
        reading,
        context,
        on_from,
        (*reading.findings, *law_findings),
        frozenset(opened or ()),
        tuple(table.record.sheet for table in kept.values()),
    )


def reference_books(books: Sequence[Path], references: Path | None) -> tuple[Path, ...]:
    """The workbooks of the reference folder, sorted by name."""
    if references is not None and not references.is_dir():
        raise UsageError(f"参考资料文件夹不存在：{references}")
    folders = [references] if references else [p / REFERENCE_FOLDER for b in books for p in (b.parent, b.parent.parent)]
    folder = next((folder for folder in folders if folder and folder.is_dir()), None)
    return workbooks_in(folder) if folder else ()


def workbooks_in(folder: Path) -> tuple[Path, ...]:
    """The workbooks directly in a folder, lock files of open workbooks left out."""
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in WORKBOOK_ENDINGS and not path.name.startswith(("~$", "."))
    )


def _kept_lists(ledger: sqlite3.Connection | None, lists: Tables) -> Tables:
    return load_tables(ledger, [record for record in REFERENCES if not lists.has(record)]) if ledger else Tables()


def business_day(on: date | None, reading: Reading, own: set[str]) -> tuple[date, str]:
    if on is not None:
        return on, "由 --on 指定"
    cutoffs = [
        origin.cutoff
        for table in reading.tables.values()
        for origin in table.origins
        if origin.cutoff and origin.path in own
    ]
    if cutoffs:
        return max(cutoffs), "取自工作簿的数据截止日"
    return today(), "工作簿没有数据截止日，取今天"


def overrides_of(lists: Tables) -> list[dict[str, object]]:
    table = lists.of(CompanyParameter)
    names = ("key_name", "value", "effective_from", "effective_to", "source", "confirmed_by", "confirmed_on")
    rows = ({name: scalar(table[name][index]) for name in names} for index in range(len(table)))
    return [{"key": row.pop("key_name"), "where": table.where("value", at), **row} for at, row in enumerate(rows)]


def calendar_of(lists: Tables) -> Calendar:
    table = lists.of(CalendarDay)
    days = ((scalar(day), kind) for day, kind in zip(table["day"], table["kind"].tolist(), strict=True))
    return Calendar({day: kind for day, kind in days if day is not None and kind})


def _in_force(ledger: sqlite3.Connection | None, tables: Tables) -> Tables:
    """What the ledger holds; without a ledger, the policies and claims among the books themselves."""
    held = LazyTables(ledger, (*POLICY_RECORDS, *APPLICATION_RECORDS, Training)) if ledger else Tables()
    return held if held else Tables(table for table in tables.values() if table.record in POLICY_RECORDS)
