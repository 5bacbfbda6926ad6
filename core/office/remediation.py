"""定期检查与整改: which runs there were, what they found, and what a later run of the same workbook shows no more.

A finding counts as corrected on the day of the first run of its workbook that does not show it. One that comes back
after that is a repeat.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from core.findings import Severity
from core.measures.compliance import BOOK_SEPARATOR, Compliance, Found
from core.measures.month_data import MonthData
from core.office import routing

GRAVE = (Severity.REFUSED, Severity.REFERRED)
Key = tuple[str, str, str, str]
"""Workbook, rule, record and column: the same finding from run to run."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One run of the month: business day, verb, account, workbooks, and its findings by severity."""

    run: int
    day: date
    verb: str
    who: str
    books: tuple[str, ...]
    counts: Counter[Severity] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A finding that is gone: first seen, first not seen, and whether it had been gone before."""

    code: str
    department: str
    seen_on: date
    gone_on: date

    @property
    def days(self) -> int:
        """Natural days from the finding to the run that shows it no more."""
        return (self.gone_on - self.seen_on).days


@dataclass(frozen=True)
class Remediation:
    """The month's runs and corrections, and the keys of findings that came back after a correction."""

    inspections: tuple[Inspection, ...]
    corrected: tuple[Corrected, ...]
    back: frozenset[Key]

    def is_back(self, found: Found) -> bool:
        """Was this standing finding gone in between?"""
        return (found.path, found.code, found.record_key, found.column_name) in self.back


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one department, or one rule, has come; ``days``: mean natural days of the corrections, NaN without."""

    name: str
    standing: int
    corrected: int
    back: int
    days: float

    @property
    def rate(self) -> float:
        """Corrected over all found, NaN where nothing was found."""
        every = self.standing + self.corrected
        return self.corrected / every if every else float("nan")


def load_remediation(connection: sqlite3.Connection, data: MonthData, last_run: int | None = None) -> Remediation:
    """Runs with a business day in the month up to the 统计日, and what became of the findings of all runs so far."""
    inspections, books = _runs(connection, data.as_of_day, last_run)
    seen = _seen(connection, inspections)
    corrected, back = [], set[Key]()
    for key, runs in seen.items():
        path, code, _, _ = key
        shown = {run for run, _, _ in runs}
        _, severity, record = runs[0]
        start: int | None = None
        for run in books.get(path, ()):
            if run in shown:
                start = run if start is None else start
            elif start is not None:
                gone = Corrected(
                    code, routing.of_finding(code, severity, record), inspections[start].day, inspections[run].day
                )
                corrected.append(gone)
                start = None
        if start is not None and start != runs[0][0]:
            back.add(key)
    first = data.first.astype(object)
    of_month = tuple(one for one in inspections.values() if one.day >= first)
    return Remediation(of_month, tuple(one for one in corrected if one.gone_on >= first), frozenset(back))


def progress(
    compliance: Compliance, remediation: Remediation, by: Callable[[Found | Corrected], str]
) -> list[Progress]:
    """Standing and corrected findings grouped by department or rule, most standing first."""
    standing: dict[str, list[Found]] = defaultdict(list)
    for found in compliance.standing:
        if found.severity in GRAVE:
            standing[by(found)].append(found)
    gone: dict[str, list[Corrected]] = defaultdict(list)
    for one in remediation.corrected:
        gone[by(one)].append(one)
    rows = [
        Progress(
            name, len(standing[name]), len(gone[name]), sum(map(remediation.is_back, standing[name])), _mean(gone[name])
        )
        for name in sorted({*standing, *gone})
    ]
    return sorted(rows, key=lambda row: (-row.standing, -row.corrected, row.name))


def by_department(found: Found | Corrected) -> str:
    """The department that corrects it."""
    return (
        found.department
        if isinstance(found, Corrected)
        else routing.of_finding(found.code, found.severity, found.record)
    )


def by_rule(found: Found | Corrected) -> str:
    """Its rule."""
    return found.code


def _mean(gone: Iterable[Corrected]) -> float:
    days = [one.days for one in gone]
    return sum(days) / len(days) if days else float("nan")


def _runs(
    connection: sqlite3.Connection, until: date, last_run: int | None
) -> tuple[dict[int, Inspection], dict[str, list[int]]]:
    """Every run up to a day as known, and per workbook its runs in order."""
    query = "SELECT id, on_day, verb, who, books FROM runs WHERE on_day <= ? AND (? IS NULL OR id <= ?) ORDER BY id"
    inspections, books = dict[int, Inspection](), defaultdict[str, list[int]](list)
    for run, day, verb, who, names in connection.execute(query, (until.isoformat(), last_run, last_run)):
        parts = tuple(names.split(BOOK_SEPARATOR))
        inspections[run] = Inspection(run, date.fromisoformat(day), verb, who, parts)
        for name in parts:
            books[name].append(run)
    return inspections, books


def _seen(
    connection: sqlite3.Connection, inspections: dict[int, Inspection]
) -> dict[Key, list[tuple[int, Severity, str]]]:
    """Per finding the runs that showed it, with severity and record; counts every run's findings on the way."""
    seen: dict[Key, list[tuple[int, Severity, str]]] = defaultdict(list)
    query = "SELECT run, path, code, severity, record, record_key, column_name FROM findings ORDER BY run, id"
    for run, path, code, severity, record, key, column in connection.execute(query):
        if run in inspections:
            inspections[run].counts[Severity(severity)] += 1
            if Severity(severity) in GRAVE and key:
                seen[path, code, key, column].append((run, Severity(severity), record))
    return seen
