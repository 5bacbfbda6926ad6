"""The same job as :mod:`benchmarks.naive` with the parts of Neiqin: read, check, value, plan and apply, report."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from core.checks.engine import run_checks
from core.checks.rule import Context
from core.days.working_days import Calendar
from core.findings import Finding
from core.law.lookup import Law
from core.ledger.books import already_synced, file_hash, note_synced
from core.ledger.changes import transaction, write_plan
from core.ledger.plan import make_plan
from core.ledger.refusal import refused_rows
from core.ledger.schema import open_ledger
from core.products.cash_value_tables import index_tables
from core.products.policy_cells import policy_cells, product_rows
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.reports.check_tabs import result_tab
from core.table import Array, Table, Tables
from core.values.line import ProductLine, two_ends
from core.values.portfolio import values
from core.values.portfolio_tables import tables
from core.workbook.read import Reading, read_workbooks


def check(reading: Reading, on: date, only: frozenset[str] = frozenset()) -> list[Finding]:
    """Findings of the reading and of all rules (or ``only`` some), as the office checks its policies in force."""
    policies = reading.tables.of(Policy)
    lists = Tables(reading.tables.of(record) for record in (Product, CashValue))
    context = Context(Tables([policies]), lists, Tables([policies]), Law.default(), Calendar(), on)
    return [*reading.findings, *run_checks(context, only)[1]]


def value(reading: Reading, on: date) -> Array:
    """The cash value of every policy on a day in yuan, shape (n,), rounded half up; NaN where it has none."""
    policies, products = reading.tables.of(Policy), reading.tables.of(Product)
    printed, _ = index_tables(reading.tables.of(CashValue))
    cell = printed.find_any_version(policy_cells(policies, products, product_rows(policies, products)))
    lines = [_line(printed.years(one).tolist()) for one in range(len(printed.cells))]
    effective = policies["effective_on"]
    looked_up = tables(lines, on, np.min(effective[~np.isnat(effective)]).item())
    return values(looked_up, effective, cell, policies["sum_assured"])


def _line(year_ends: Sequence[float]) -> ProductLine:
    """A printed line per 1,000 yuan of 保额, straight from year end to year end, nothing drawn in between."""
    nothing = [Decimal(0)] * len(year_ends)
    return two_ends([Decimal(repr(figure)) for figure in year_ends], nothing, nothing, Decimal(1000))


def sync(ledger: Path, books: Sequence[Path], reading: Reading, findings: Sequence[Finding], on: date) -> int:
    """Plan and apply in one transaction; gives the number of rows inserted and changed."""
    policies = Tables([reading.tables.of(Policy)])
    connection = open_ledger(ledger)
    plan = make_plan(connection, policies, refused_rows(policies, findings), on)
    with transaction(connection):
        write_plan(connection, plan)
        note_synced(connection, [(book.name, file_hash(book)) for book in books])
    connection.close()
    counts = plan.counts()
    return counts["inserted"] + counts["changed"]


def unchanged(ledger: Path, books: Sequence[Path]) -> bool:
    """Were these very files synced before?"""
    connection = open_ledger(ledger)
    same = already_synced(connection, books)
    connection.close()
    return same


def report(target: Path, policies: Table, value: Array, findings: Sequence[Finding], on: date) -> None:
    """Three tabs: by branch, by product, and 校验结果 with all that a clerk is shown."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    groups = [("机构", "branch_code"), ("险种", "product_code")]
    sheets = [(name, [[key, "件数", "保额", "现金价值"], *_groups(policies, value, key)]) for name, key in groups]
    sheets.append(("校验结果", result_tab(findings, on, "由 --on 指定").rows))
    for name, rows in sheets:
        sheet = workbook.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(place, column, cell)
    workbook.close()


def _groups(policies: Table, value: Array, key: str) -> list[list[Any]]:
    names, place = np.unique(policies[key].astype(str), return_inverse=True)
    sums = [np.bincount(place, np.nan_to_num(one)).tolist() for one in (policies["sum_assured"], value)]
    return list(map(list, zip(names.tolist(), np.bincount(place).tolist(), *sums, strict=True)))


def main(policies: str, products: str, ledger: str, target: str, day: str, answer: str = "") -> None:
    """The whole job; ``answer``: a file for findings and values, for comparison."""
    on, books = date.fromisoformat(day), [Path(policies), Path(products)]
    reading = read_workbooks(books)
    findings = check(reading, on)
    figures = value(reading, on)
    stored = sync(Path(ledger), books, reading, findings, on)
    report(Path(target), reading.tables.of(Policy), figures, findings, on)
    if answer:
        told = {
            "findings": sorted([one.code, one.where.row, one.where.column] for one in findings),
            "values": [None if np.isnan(one) else round(one * 100) for one in figures.tolist()],
            "stored": stored,
        }
        Path(answer).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
