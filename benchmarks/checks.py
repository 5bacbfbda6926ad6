"""All rules over columns against the same rules called row by row (``Table.take`` of one row), identical findings.

The row by row way is run on a sample, every second row of which has a finding, and scaled. The rows do not break the
rules that compare rows with each other. Target: at least 6 times faster.

    python benchmarks/checks.py --rows 20000 --sample 200
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks.dataset import ON, books
from benchmarks.measure import timed
from core.checks.engine import run_checks
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.findings import Finding
from core.law.lookup import Law
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.table import Table, Tables
from core.workbook.read import read_workbooks


def context(rows: int) -> Context:
    """The benchmark's 保单台账, its lists, and an empty ledger."""
    reading = read_workbooks(books(rows))
    lists = Tables(reading.tables.of(record) for record in (Product, CashValue))
    return Context(Tables([reading.tables.of(Policy)]), lists, Tables(), Law.default(), Calendar(), ON)


def over_columns(whole: Context) -> list[Finding]:
    """Every rule once over all rows."""
    return run_checks(whole)[1]


def row_by_row(whole: Context, table: Table) -> Iterator[Finding]:
    """Every rule once per row."""
    for row in range(len(table)):
        yield from run_checks(replace(whole, tables=Tables([table.take(np.array([row]))])))[1]


def sample_of(whole: Context, size: int) -> Table:
    """``size`` rows: half of them at even distances, half with findings."""
    table = whole.tables.of(Policy)
    even = np.linspace(0, len(table) - 1, min(size // 2, len(table))).astype(np.intp)
    bad = np.flatnonzero(np.isin(table.row, [one.where.row for one in over_columns(whole)]))
    return table.take(np.union1d(even, bad[: size - len(even)]))


def counted(findings: list[Finding]) -> Counter[tuple[str, str, int, str]]:
    """Findings as code, column, row and message, whatever their order."""
    return Counter((one.code, one.where.column, one.where.row, one.message) for one in findings)


def compare(whole: Context, sample: Table) -> int:
    """The number of findings on the sample; AssertionError when the two ways differ on it."""
    rows = set(sample.row.tolist())
    by_columns = counted([one for one in over_columns(whole) if one.where.row in rows])
    assert by_columns == counted(list(row_by_row(whole, sample))), "the two ways find different things"
    return by_columns.total()


def main() -> None:
    """Compares, times, prints the ratio per row."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments.add_argument("--sample", type=int, default=200)
    arguments.add_argument("--runs", type=int, default=3)
    asked = arguments.parse_args()
    whole = context(asked.rows)
    sample = sample_of(whole, asked.sample)
    found = compare(whole, sample)
    ratios = []
    for _ in range(asked.runs):
        fast = timed(lambda: over_columns(whole)).cpu / asked.rows
        slow = timed(lambda: list(row_by_row(whole, sample))).cpu / len(sample)
        ratios.append(slow / fast)
    print(f"{found} findings on {len(sample)} rows identical: {statistics.median(ratios):.0f}x faster per row")


if __name__ == "__main__":
    main()
