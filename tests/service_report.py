"""A month report over a small ledger of receipts, deliveries and renewals, and its tabs as text."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook

from core.reports.month_report import write_month_report
from tests.month_ledger import Sheets, new_ledger


def tab(folder: Path, sheets: Sheets, name: str) -> list[list[str]]:
    """The rows of one tab that hold anything, as text, blanks left out."""
    with closing(new_ledger(folder, sheets)) as connection:
        written = write_month_report(connection, "2026-10", folder / "月报.xlsx")
    rows = load_workbook(written.path)[name].iter_rows(values_only=True)
    lines = ([str(cell).removesuffix(" 00:00:00") for cell in row if cell not in (None, "")] for row in rows)
    return [line for line in lines if line]


def under(lines: list[list[str]], section: str) -> list[list[str]]:
    """The lines that follow a section's heading up to the next heading of a single cell without a row after it."""
    start = next(place for place, line in enumerate(lines) if line[0].startswith(section))
    return lines[start + 1 :]


def row_of(lines: list[list[str]], first: str) -> list[str]:
    """The first row that begins with a text."""
    return next(line for line in lines if line[0] == first)
