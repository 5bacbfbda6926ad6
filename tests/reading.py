"""Shorthand for tests of reading: one sheet in, one table and its findings out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.findings import Finding
from core.records.record import Record
from core.table import Table, scalar
from core.workbook.read import Reading, read_workbooks
from tests.markdown import workbook


def read_sheet(folder: Path, record: type[Record], table: str, **options: object) -> tuple[Table, list[Finding]]:
    """Write one sheet under the record's name, read it back."""
    reading = read(folder, {record.sheet: table}, **options)
    return reading.tables.of(record), reading.findings


def read(folder: Path, sheets: dict[str, str], **options: object) -> Reading:
    """Write a workbook and read it back."""
    return read_workbooks([workbook(folder, sheets, **options)])  # type: ignore[arg-type]


def value(table: Table, name: str, index: int = 0) -> object:
    """A value at the border: str, date, Decimal or None."""
    return scalar(table[name][index])


def said(findings: list[Finding], code: str = "") -> list[tuple[str, str, str]]:
    """Code, severity and cell of each finding (of one code)."""
    return [(f.code, f.severity.value, f.where.cell) for f in findings if not code or f.code == code]


def day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)
