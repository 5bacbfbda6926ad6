"""What must hold for every contract inside the policy year: bounds, continuity, a float twin to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.values.contract import YearTable
from tests.contracts import contract, on_day, p2, value, with_parameters

AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=2)


@given(first=AMOUNTS, second=AMOUNTS, day=st.integers(0, 364), factor=st.integers(1, 500))
@settings(max_examples=150)
def test_between_two_year_ends_the_value_lies_between_them(
    first: Decimal, second: Decimal, day: int, factor: int
) -> None:
    base = contract(
        premium_years=1, frequency="趸交", next_due_on=None, table=YearTable((first, second)), factor=Decimal(factor)
    )
    found = value(base, on_day(2, day))
    assert found is not None
    assert min(first, second) * factor <= found <= max(first, second) * factor


@given(first=AMOUNTS, second=AMOUNTS, benefit=AMOUNTS)
@settings(max_examples=100)
def test_the_end_of_a_year_meets_the_undrawn_start_of_the_next(
    first: Decimal, second: Decimal, benefit: Decimal
) -> None:
    table = YearTable((first, second), survival=(benefit, Decimal(0)))
    base = with_parameters(
        contract(premium_years=1, frequency="趸交", next_due_on=None, table=table, policy_years=None),
        inclusive_day=True,
    )
    # Counting the day itself, day 364 of year 1 has weight 1; without premium only the single premium of year 1 runs.
    plain = with_parameters(base, inclusive_day=False)
    assert value(base, on_day(1, 364)) == value(plain, on_day(2, 0), drawn=False)


@given(first=AMOUNTS, second=AMOUNTS, premium=AMOUNTS, day=st.integers(0, 365))
@settings(max_examples=200)
def test_decimal_and_a_float_twin_agree_to_the_fen(first: Decimal, second: Decimal, premium: Decimal, day: int) -> None:
    base = p2(next_due_on=date(2024, 3, 10))
    found = value(replace(base, premium=premium, table=YearTable((first, second))), on_day(2, day))
    gone = min(day, 365) / 365
    twin = float(first) * (1 - gone) + float(second) * gone + float(premium) * (1 - gone)
    assert found is not None
    assert abs(float(found) - twin) <= 0.005 + 1e-6
