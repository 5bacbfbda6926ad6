"""From a product cell to its line in a portfolio: the same rows, form and day count as one policy's value.

The cell is given as a contract of one unit (factor 1, premium per unit), so that every row goes through the checks of
:mod:`.year_ends`: a missing, negative or contradictory row refuses the whole cell.
"""

from __future__ import annotations

from decimal import Decimal

from core.findings import Finding
from core.values.contract import Contract, WithinYear, YearTable
from core.values.contract_notes import note
from core.values.figure import Working
from core.values.line import DayCount, ProductLine
from core.values.servicing_notes import note as servicing_note
from core.values.year_ends import at_start, excluding, including


def product_line(contract: Contract, unit: Decimal) -> tuple[ProductLine | None, tuple[Finding, ...]]:
    """The line of a cell whose figures are per ``unit`` yuan (or 份); None and findings where it cannot be drawn.

    Premiums must be single or yearly: other instalments run from due day to due day and not along a straight line.
    """
    working, parameters, table = Working(), contract.parameters, contract.table
    if contract.months not in (0, 12):
        working.findings.append(servicing_note("portfolio-instalments", given=contract.frequency))
    if parameters.within_year is None:
        working.findings.append(note("form-unknown"))
    if parameters.day_basis is None:
        working.findings.append(note("days-unknown"))
    if table is None:
        working.findings.append(note("missing", what="现金价值表", kind="现金价值", fix="补录现金价值表"))
    if working.refused or table is None or parameters.day_basis is None:
        return None, tuple(working.findings)
    years = range(1, (contract.policy_years or len(table.excluding)) + 1)
    start = [_start(contract, table, year, working) for year in years]
    end = [including(contract, table, year, working) for year in years]
    after = excluding(contract, table, years[-1], working)
    if after is None or None in start or None in end:
        return None, tuple(working.findings)
    known = [tuple(figure for figure in column if figure is not None) for column in (start, end)]
    days = DayCount(parameters.day_basis, bool(parameters.inclusive_day))
    return ProductLine(known[0], known[1], unit, after, days), tuple(working.findings)


def _start(contract: Contract, table: YearTable, year: int, working: Working) -> Decimal | None:
    """首末值: the printed start value while premiums are paid; 两端值: the year end before and the year's premium."""
    before = excluding(contract, table, year - 1, working)
    if year > contract.premium_years or before is None:
        return before
    if contract.parameters.within_year is WithinYear.TWO_ENDS:
        missing = note("missing", what="每期保费", kind="未经过保费", fix="补填保费")
        start = None if contract.premium is None else before + contract.premium
    else:
        missing = note("start-value-missing", year=year)
        start = at_start(contract, table, year)
    if start is None:
        working.findings.append(missing)
    return start
