"""The insurer's own 现金价值表, looked up for many policies at once.

A table is printed per cell (险种, 版本, 计划, 性别, 投保年龄, 交费期, 保险期间) and policy year, as an amount per unit
(每1000元保额, 每1000元年交保费, 每份). Here it is indexed once and scaled per policy; label 合同.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.findings import Finding
from core.products.cells import UNKNOWN, Coder, Codes
from core.products.policy_cells import policy_cells, product_rows, scale
from core.products.table_notes import note
from core.table import Array, Mask, Rows, Table

Years = NDArray[np.int64]
Floats = NDArray[np.float64]

FIGURES = ("value", "value_with_benefit", "value_at_start", "survival_benefit", "paid_up")
CELL = ("product_code", "version", "plan", "sex", "entry_age", "premium_term", "policy_term")


@dataclass(frozen=True)
class CashValueTables:
    """All cells of a 现金价值表. ``cells``: sorted cell codes, shape (c,); ``row``: source row per (cell, year)."""

    source: Table
    coder: Coder
    cells: Codes
    row: NDArray[np.int64]

    @cached_property
    def last_year(self) -> int:
        """The highest policy year that any cell has."""
        return int(self.row.shape[1]) - 1

    def find(self, columns: list[Array]) -> Rows:
        """For each row of key columns (order of ``CELL``) the index of its cell, -1 where the table has none."""
        codes = self.coder.codes(columns)
        place = np.searchsorted(self.cells, codes)
        place[place == len(self.cells)] = 0
        found = (codes != UNKNOWN) & (self.cells[place] == codes) if len(self.cells) else np.zeros(len(codes), bool)
        return np.where(found, place, -1).astype(np.intp)

    def find_any_version(self, columns: list[Array]) -> Rows:
        """As ``find``; a table printed without a version serves every version that has no table of its own."""
        own = self.find(columns)
        place = CELL.index("version")
        unversioned = [np.full_like(column, "") if at == place else column for at, column in enumerate(columns)]
        return np.where(own >= 0, own, self.find(unversioned)).astype(np.intp)

    def at(self, cell: Rows, year: Array, name: str = "value") -> Floats:
        """The printed figure per unit of each cell at its policy year; NaN without a cell, a year or a figure."""
        years = np.nan_to_num(np.asarray(year, dtype=np.float64), nan=-1.0).astype(np.int64)
        inside = (cell >= 0) & (years >= 1) & (years <= self.last_year)
        rows = np.full(len(cell), -1, dtype=np.intp)
        rows[inside] = self.row[cell[inside], years[inside]]
        result: Floats = self.source.look_up(rows, name)
        return result

    def years(self, cell: int, name: str = "value") -> Floats:
        """The printed figures per unit of one cell, shape (last_year,), year 1 first, NaN where none is printed."""
        every = np.arange(1, self.last_year + 1, dtype=np.float64)
        return self.at(np.full(len(every), cell, dtype=np.intp), every, name)


def index_tables(cash_values: Table) -> tuple[CashValueTables, list[Finding]]:
    """Index 现金价值表 rows by cell and year.

    Findings: a year twice with other figures (T04: none of them counts), a year missing in between (T05). Indexed once
    for a table: the ledger gives every step of a run the same one.
    """
    if "index" not in cash_values.worked_out:
        cash_values.worked_out["index"] = _indexed(cash_values)
    tables, findings = cash_values.worked_out["index"]
    return tables, list(findings)


def _indexed(cash_values: Table) -> tuple[CashValueTables, list[Finding]]:
    columns = [cash_values[name] for name in CELL]
    coder = Coder(columns)
    year = cash_values["policy_year"]
    usable = np.flatnonzero(year >= 1)
    codes = coder.codes(columns)[usable]
    years = year[usable].astype(np.int64)
    cells, cell = np.unique(codes, return_inverse=True)
    last = len(cash_values)
    row = np.full((len(cells), int(years.max(initial=0)) + 1), last, dtype=np.int64)
    np.minimum.at(row, (cell, years), usable)
    differs = _differs(cash_values, usable, row[cell, years])
    gaps = _gaps(cash_values, np.where(row == last, -1, row))
    row[row == last] = -1
    row[cell[differs], years[differs]] = -1
    twice = [note("T04", cash_values, "value", int(index)) for index in usable[differs]]
    return CashValueTables(cash_values, coder, cells, row), [*twice, *gaps]


def policy_year_end_values(
    policies: Table, products: Table, cash_values: Table, policy_year: Array
) -> tuple[Floats, list[Finding]]:
    """The contract's year-end cash value of each policy line in yuan, not rounded, without that day's survival benefit.

    ``policy_year``: shape (n,). NaN with a finding where the product (T01), its unit (T02), the cell or the year (T03)
    is missing. Source: 现金价值表 of the product version, scaled from its unit to the policy.
    """
    tables, findings = index_tables(cash_values)
    product = product_rows(policies, products)
    cell = tables.find_any_version(policy_cells(policies, products, product))
    printed = tables.at(cell, policy_year)
    factor = scale(policies, products, product)
    for code, rows in (
        ("T01", product < 0),
        ("T02", (product >= 0) & np.isnan(factor)),
        ("T03", (product >= 0) & (cell < 0)),
        ("T06", (cell >= 0) & np.isnan(printed)),
    ):
        findings += [note(code, policies, "product_code", int(index)) for index in np.flatnonzero(rows)]
    return printed * factor, findings


def _differs(table: Table, rows: Rows, first: NDArray[np.int64]) -> Mask:
    """Rows that print another figure than the first row of their cell and year, in any of the table's columns."""
    differs = np.zeros(len(rows), dtype=bool)
    for name in FIGURES:
        one, other = table[name][first], table[name][rows]
        differs |= (one != other) & ~(np.isnan(one) & np.isnan(other))
    return differs


def _gaps(table: Table, row: NDArray[np.int64]) -> list[Finding]:
    """One finding per cell with years missing before its last one, at the cell's first row."""
    has = row[:, 1:] >= 0
    if not has.size:
        return []
    last = has.shape[1] - np.argmax(has[:, ::-1], axis=1)
    gaps = np.flatnonzero(has.sum(axis=1) < last)
    findings = []
    for cell in gaps:
        missing = np.flatnonzero(~has[cell, : last[cell]]) + 1
        first = int(row[cell, 1:][has[cell]][0])
        findings.append(note("T05", table, "policy_year", first, years="、".join(str(year) for year in missing)))
    return findings
