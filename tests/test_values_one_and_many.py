"""One contract by its steps and a portfolio by its columns give the same fen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import yuan
from core.values.contract import DayBasis, YearTable
from core.values.figure import Working
from core.values.interpolation import value_on
from core.values.line import DayCount, two_ends
from core.values.portfolio import values
from core.values.portfolio_tables import tables
from tests.contracts import EFFECTIVE, contract, with_parameters

FIGURE = st.decimals(0, 2000, places=2)
YEARS = 6


@given(
    ends=st.lists(FIGURE, min_size=YEARS, max_size=YEARS),
    benefits=st.lists(st.sampled_from([Decimal(0), Decimal("33.33")]), min_size=YEARS, max_size=YEARS),
    premium=FIGURE,
    amount=st.integers(1, 10**7),
    day=st.integers(0, 365 * YEARS - 1),
    basis=st.sampled_from(DayBasis),
    inclusive=st.booleans(),
)
@settings(max_examples=250, deadline=None)
def test_the_steps_of_one_contract_and_the_columns_of_many_agree_to_the_fen(
    ends: list[Decimal],
    benefits: list[Decimal],
    premium: Decimal,
    amount: int,
    day: int,
    basis: DayBasis,
    inclusive: bool,
) -> None:
    on, unit, paying = EFFECTIVE + timedelta(days=day), Decimal(1000), 3
    factor = amount / unit
    one = with_parameters(
        contract(
            policy_years=None,
            premium_years=paying,
            premium=premium * factor,
            next_due_on=date(EFFECTIVE.year + paying, EFFECTIVE.month, EFFECTIVE.day),
            table=YearTable(tuple(ends), survival=tuple(benefits)),
            factor=factor,
        ),
        day_basis=basis,
        inclusive_day=inclusive,
    )
    premiums = [premium] * paying + [Decimal(0)] * (YEARS - paying)
    many = tables([two_ends(ends, benefits, premiums, unit, DayCount(basis, inclusive))], on, EFFECTIVE)
    found = values(many, np.array([EFFECTIVE], "datetime64[D]"), np.array([0]), np.array([float(amount)]))
    by_steps = value_on(one, one.table, on, Working(), drawn=True)
    assert by_steps is not None
    assert yuan(by_steps) == yuan(float(found[0]))
