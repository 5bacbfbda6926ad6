"""What a worker does for one workbook: read and check it, and later write its results.

A worker writes no ledger. What it keeps between workbooks are the reference lists and the ledger's rows as it last
looked at them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from core.checks.engine import RuleRun
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.findings import Finding
from core.law.lookup import Law
from core.ledger.changes import last_change
from core.ledger.current import load_tables
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS
from core.records.policy import Policy
from core.table import Tables
from core.underwriting.decision import UnderwritingDecision
from core.workbook.read import Reading, read_workbooks
from macros.batch.contact import Marks, marks_of
from macros.batch.files import whole_files
from macros.check import write_checked_copy
from macros.outcome import Outcome
from macros.session import REFERENCES, Session, business_day, calendar_of, overrides_of
from macros.underwrite import decide_and_write
from macros.value import value_policies

CHECKED = "校验结果"
Run = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True)
class Task:
    """One workbook to check. ``base``: the rules must see the ledger as of this change or later."""

    book: Path
    results: Path
    lists: tuple[Path, ...]
    fingerprint: str
    ledger: Path
    base: int


@dataclass(frozen=True)
class Checked:
    """A workbook read, checked and underwritten. ``seen``: the last change of the ledger that the rules saw.

    ``held``: the tables that the ledger held then; ``runs``: rule code, number of findings, missing lists.
    """

    reading: Reading
    on: date
    on_from: str
    findings: list[Finding]
    runs: list[Run]
    decisions: list[UnderwritingDecision]
    outcome: Outcome
    seen: int
    held: frozenset[str]
    marks: Marks


@dataclass(frozen=True)
class Writing:
    """The results to write for a workbook whose rows are in the ledger; ``claims`` on its policies go with it."""

    task: Task
    checked: Checked
    findings: list[Finding]
    claims: Tables = field(default_factory=Tables)


@dataclass(frozen=True)
class Surroundings:
    """The reference lists, and the law and working days that follow from them."""

    lists: Tables
    law: Law
    calendar: Calendar
    reading: Reading
    findings: tuple[Finding, ...]


@lru_cache(maxsize=1)
def surroundings(paths: tuple[Path, ...], fingerprint: str) -> Surroundings:
    """Read the reference lists; a worker does so once for all its workbooks."""
    reading = read_workbooks(paths)
    lists = Tables(table for table in reading.tables.values() if table.record in REFERENCES)
    law, findings = Law.default().with_overrides(overrides_of(lists))
    return Surroundings(lists, law, calendar_of(lists), reading, tuple(findings))


@dataclass(frozen=True)
class _Seen:
    ledger: Path
    change: int
    tables: Tables


_seen: list[_Seen] = []


def check_book(task: Task) -> Checked:
    """Read a workbook, run every rule on it and decide its applications; 核保结果 goes to its folder."""
    seen = _ledger_rows(task.ledger, task.base)
    reading = read_workbooks([task.book])
    on, on_from = business_day(None, reading, {str(task.book)})
    session = session_of(task, reading, on, on_from, seen.tables)
    runs, findings = session.check()
    outcome = Outcome()
    with whole_files(task.results, "核保") as folder:
        decisions, further = decide_and_write(outcome, session, findings, runs, folder)
    return Checked(
        reading, on, on_from, [*findings, *further], [(run.rule.code, run.findings, run.missing) for run in runs],
        decisions, outcome, seen.change, frozenset(seen.tables), marks_of(session.tables),
    )  # fmt: skip


def session_of(task: Task, reading: Reading, on: date, on_from: str, in_force: Tables) -> Session:
    """One workbook's session among the reference lists that the whole batch shares."""
    around = surroundings(task.lists, task.fingerprint)
    own = Tables(table for table in reading.tables.values() if table.record not in REFERENCES)
    known = task.book in task.lists
    brought = Tables(table for table in reading.tables.values() if table.record in REFERENCES and not known)
    held = in_force if len(in_force) else Tables(table for table in own.values() if table.record in POLICY_RECORDS)
    context = Context(own, around.lists.together(brought), held, around.law, around.calendar, on)
    return Session((task.book,), (), reading, context, on_from, tuple(reading.findings))


def rule_runs(law: Law, runs: Sequence[Run]) -> list[RuleRun]:
    """The runs as the tab 检查范围 wants them."""
    return [RuleRun(law.rule(code), findings, missing) for code, findings, missing in runs]


def write_results(writing: Writing) -> None:
    """Write the marked copy and 测算结果 of a workbook."""
    task, checked, outcome = writing.task, writing.checked, Outcome()
    session = session_of(task, checked.reading, checked.on, checked.on_from, writing.claims)
    runs = rule_runs(session.context.law, checked.runs)
    found = [finding for finding in writing.findings if finding.where.path == str(task.book)]
    with whole_files(task.results, "结果") as folder:
        write_checked_copy(outcome, session, task.book, found, runs, folder / CHECKED)
        if len(policies := session.tables.of(Policy)):
            value_policies(outcome, session, policies, folder)


def _ledger_rows(path: Path, base: int) -> _Seen:
    """The ledger's rows as of change ``base`` or later, as one reader sees them at one moment."""
    if not (_seen and _seen[0].ledger == path and _seen[0].change >= base):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            connection.execute("BEGIN")
            _seen[:] = [
                _Seen(path, last_change(connection), load_tables(connection, (*POLICY_RECORDS, *APPLICATION_RECORDS)))
            ]
        finally:
            connection.close()
    return _seen[0]
