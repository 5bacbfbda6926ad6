"""A tiny language for rule tests: worksheets as markdown inside the test, the findings of one rule out.

    findings = check("A105", '''
        | 投保人 | 年龄 |
        |        | 37   |
    ''')

A block opens with a worksheet's name and headings; its rows follow, first cell empty. Cells that a block leaves out are
filled from the examples of the record's columns, which together make one valid application; worksheets that no block
names get one example row per application number. ``#`` before a number means that the cell holds a number, not text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from openpyxl.utils import get_column_letter

from core.checks.engine import RuleRun, run_checks
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.findings import Finding
from core.identifiers.resident_id import check_digit
from core.law.lookup import Law
from core.normalise.parsed import Heading
from core.records.application import Application, Coverage
from core.records.catalogue import by_sheet
from core.records.papers import Account, Disclosure, DueDiligence, Finance, Signing
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.product import Product
from core.records.record import Column, Record
from core.records.reference import CardBin, InternalRule, MedicalLimit, Occupation, Staff, WatchEntry
from core.table import Origin, Table, Tables, text_of

APPLICATION = (
    Application, Policyholder, Insured, Beneficiary, Coverage, Disclosure, Finance, Account, DueDiligence, Signing,
)  # fmt: skip
LISTS = (Product, Staff, WatchEntry, Occupation, CardBin, MedicalLimit, InternalRule)
NUMBER = "TB202610000001"
"""The application number of the examples."""

NOT_ASKED = {"genetic_test"}
"""Columns that a sheet has only when a test names them."""

Rows = list[dict[str, str]]
Sheets = dict[type[Record], Rows]


def check(code: str, changes: str = "", **surroundings: Any) -> list[Finding]:
    """The findings of one rule on the default application with ``changes``; see :func:`context`."""
    return run(code, changes, **surroundings)[1]


def run(code: str, changes: str = "", **surroundings: Any) -> tuple[RuleRun, list[Finding]]:
    """What became of one rule, and its findings."""
    runs, findings = run_checks(context(changes, **surroundings), only=frozenset({code}))
    return runs[0], findings


def context(
    changes: str = "",
    *,
    lists: str = "",
    in_force: str = "",
    without: Sequence[str] = (),
    on: str = "2026-10-20",
    law: Law | None = None,
) -> Context:
    """The default application with ``changes``, the example reference lists with ``lists``, and what the ledger holds.

    ``without``: names of worksheets that are not there at all.
    """
    return Context(
        tables=_tables(_with_defaults(blocks(changes), APPLICATION), without),
        references=_tables(_with_defaults(blocks(lists), LISTS), without),
        in_force=_tables(blocks(in_force), (), path="台账"),
        law=law or Law.default(),
        calendar=Calendar(),
        on=date.fromisoformat(on),
    )


def cells(findings: Iterable[Finding]) -> list[str]:
    """Where the findings are: ``["投保人!F2"]``."""
    return [f"{finding.where.sheet}!{finding.where.cell}" for finding in findings]


def columns(findings: Iterable[Finding]) -> list[str]:
    """The sheet and heading of each finding: ``["投保人.年龄"]``."""
    return [f"{finding.where.sheet}.{finding.where.column}" for finding in findings]


def citizen(born: str, sex: str = "男", *, area: str = "110101", serial: int = 1) -> str:
    """A citizen number of an invented person, check digit included."""
    first_17 = f"{area}{born.replace('-', '')}{serial:02d}{1 if sex == '男' else 2}"
    return first_17 + check_digit(first_17)


def blocks(text: str) -> Sheets:
    """The worksheets of a markdown text: per record its rows, English field name → what the cell says."""
    sheets: Sheets = {}
    record, names = Application, [""]
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        if first:
            record, names = by_sheet()[first], [_field(by_sheet()[first], heading) for heading in rest]
            sheets.setdefault(record, [])
        else:
            sheets[record].append(dict(zip(names, rest, strict=True)))
    return sheets


def table(record: type[Record], rows: Rows, path: str = "测试.xlsx") -> Table:
    """A table of rows whose missing cells are the examples; row 2 is the first, columns stand as in the template."""
    named = {name for row in rows for name in row}
    shown = [column for column in record.columns() if column.name not in NOT_ASKED - named]
    data: dict[str, Any] = {}
    typed: dict[str, dict[int, object]] = {}
    for column in record.columns():
        asked = column in shown
        raw = [_raw(row.get(column.name, column.example if asked else "")) for row in rows]
        values = [_parsed(record, column, cell) for cell in raw]
        data[column.name] = _array(values, column.kind.holds)
        texts = [text_of(value) for value in data[column.name]]
        typed[column.name] = {i: cell for i, cell in enumerate(raw) if str(cell) != texts[i]}
    letters = {column.name: get_column_letter(place) for place, column in enumerate(shown, start=1)}
    headings = {column.name: column.heading for column in shown}
    origin = Origin(path, record.sheet, letters=letters, headings=headings)
    return Table(
        record, data, np.arange(2, len(rows) + 2, dtype=np.int32), np.zeros(len(rows), np.int32), (origin,), typed
    )


def _with_defaults(sheets: Sheets, records: Sequence[type[Record]]) -> Sheets:
    numbers = dict.fromkeys(row.get("application_no", NUMBER) for record in sheets for row in sheets[record])
    complete: Sheets = {}
    for record in records:
        by_number = "application_no" in (column.name for column in record.columns())
        defaults = [{"application_no": number} for number in numbers or [NUMBER]] if by_number else [{}]
        complete[record] = sheets.get(record, defaults)
    return {**complete, **sheets}


def _tables(sheets: Sheets, without: Sequence[str], path: str = "测试.xlsx") -> Tables:
    return Tables(table(record, rows, path) for record, rows in sheets.items() if record.sheet not in without)


def _field(record: type[Record], heading: str) -> str:
    return next(column.name for column in record.columns() if heading in (column.heading, *column.aliases))


def _raw(cell: str) -> str | float:
    return float(cell[1:]) if cell.startswith("#") else cell


def _parsed(record: type[Record], column: Column, cell: str | float) -> Any:
    return column.kind.parse(cell, Heading(text=column.heading, in_force_data=record.in_force_data)).value


def _array(values: list[Any], holds: str) -> Any:
    if holds == "text":
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array
    if holds == "day":
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)
