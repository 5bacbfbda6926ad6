"""10,000 policies on one printed table in a Calc sheet: native look-ups, formula cells, and one array formula."""

from __future__ import annotations

from typing import Any

from udfs.calc import PREFIX

ROWS = 10_000
TABLE_YEARS = 60
VALUATION_DAY = 46_000
NAME = f"{PREFIX}NQ_CASH_VALUE"

Cells = tuple[tuple[str], ...]


def fill_policies(sheet: Any) -> None:
    """The table in A:B, effective days in D, factors in E."""
    table = tuple((float(year), 100.0 * year) for year in range(1, TABLE_YEARS + 1))
    sheet.getCellRangeByName(f"A1:B{TABLE_YEARS}").setDataArray(table)
    policies = tuple((40_000.0 + row % 5000, 36.0 + row % 77) for row in range(ROWS))
    sheet.getCellRangeByName(f"D1:E{ROWS}").setDataArray(policies)


def native_cells() -> Cells:
    """VLOOKUP of both year ends, interpolated by days and rounded, as a clerk would write it."""
    year = f'DATEDIF(D{{0}};{VALUATION_DAY};"y")'
    before, end = (f"VLOOKUP({year}{more};$A$1:$B${TABLE_YEARS};2;0)" for more in ("", "+1"))
    days = f"MIN({VALUATION_DAY}-EDATE(D{{0}};12*{year});365)"
    return _each(f"=ROUND(E{{0}}*({before}+({end}-{before})*{days}/365);2)")


def formula_cells() -> Cells:
    """One NQ_CASH_VALUE per cell."""
    return _each(f'={NAME}($A$1:$B${TABLE_YEARS};D{{0}};{VALUATION_DAY};E{{0}};"两端值";;;"365")')


def array_formula() -> str:
    """One NQ_CASH_VALUE for the whole column."""
    return f'={NAME}(A1:B{TABLE_YEARS};D1:D{ROWS};{VALUATION_DAY};E1:E{ROWS};"两端值";;;"365")'


def _each(formula: str) -> Cells:
    return tuple((formula.format(row),) for row in range(1, ROWS + 1))
