"""A product cell becomes a portfolio line, and a policy in the portfolio has the value that it has when asked alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from core.money import yuan
from core.values.contract import DayBasis, WithinYear, YearTable
from core.values.figure import Working
from core.values.interpolation import value_on
from core.values.line import DayCount
from core.values.portfolio import values
from core.values.portfolio_tables import tables
from core.values.product_line import product_line
from tests.contracts import PLAIN as TWO_ENDS
from tests.contracts import contract, with_parameters

DAY_COUNTS = [DayCount(basis, inclusive) for basis in DayBasis for inclusive in (False, True)]


@pytest.mark.parametrize("form", list(WithinYear))
@pytest.mark.parametrize("days", DAY_COUNTS, ids=str)
def test_one_policy_asked_alone_has_the_value_it_has_in_the_portfolio(form: WithinYear, days: DayCount) -> None:
    rows = [Decimal(731 * year) / 7 // 1 for year in range(1, 20)] + [Decimal(0)]
    starts = tuple(Decimal(100 * year) + Decimal("0.37") for year in range(1, 6))
    table = YearTable(tuple(rows), survival=(None,) * 9 + (Decimal(25),), at_start=starts)
    cell = with_parameters(
        contract(table=table, premium=Decimal("96.5"), premium_status="交清", sum_assured=Decimal(1000)),
        within_year=form, day_basis=days.basis, inclusive_day=days.inclusive,
    )  # fmt: skip
    line, findings = product_line(cell, Decimal(1000))
    assert findings == ()
    assert line is not None
    amount = Decimal("123456.78")
    effective = date(2008, 2, 29)
    of_policy = replace(cell, effective_on=effective, factor=amount / 1000, premium=cell.premium * amount / 1000,
                        sum_assured=amount)  # fmt: skip
    for on in (effective + timedelta(days=day) for day in range(0, 20 * 365 + 4, 61)):
        alone = value_on(of_policy, table, on, Working(), drawn=True)
        assert alone is not None
        look_ups = tables([line], on, effective)
        together = values(
            look_ups, np.array([effective], "datetime64[D]"), np.zeros(1, np.int64), np.array([float(amount)])
        )
        assert together[0] == float(yuan(alone))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"frequency": "月交"}, "portfolio-instalments"),
        ({"table": None}, "missing"),
        ({"premium": None}, "missing"),
        ({"parameters": replace(TWO_ENDS, within_year=None)}, "form-unknown"),
        ({"parameters": replace(TWO_ENDS, day_basis=None)}, "days-unknown"),
        ({"parameters": replace(TWO_ENDS, within_year=WithinYear.START_END)}, "start-value-missing"),
        ({"table": YearTable((Decimal(1), None, Decimal(3)))}, "table-gap"),
    ],
)
def test_a_cell_without_all_it_needs_has_no_line(changes: dict[str, object], code: str) -> None:
    line, findings = product_line(contract(**changes), Decimal(1000))
    assert line is None
    assert code in {finding.code for finding in findings}
