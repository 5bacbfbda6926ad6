"""A portfolio in arrays gives every policy the amount that Decimal gives it, to the fen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.days.anniversary import anniversary, policy_year
from core.values.contract import DayBasis
from core.values.golden import contract_values
from core.values.line import DayCount, ProductLine, two_ends
from core.values.portfolio import exact_value, values
from core.values.portfolio_tables import Tables, tables

FIXED, ACTUAL, PLAIN = DayBasis.FIXED_365, DayBasis.ACTUAL, DayCount()
DAY_COUNTS = [DayCount(basis, inclusive) for basis in DayBasis for inclusive in (False, True)]
ON = date(2026, 6, 30)


def p2(days: DayCount = PLAIN) -> ProductLine:
    """The first two years of a published 教育金 table: two ends plus the unexpired premium, per 10,000 of premium."""
    printed, _ = contract_values("P2-5pay", "不含")
    return two_ends([printed[1], printed[2]], [Decimal(0)] * 2, [Decimal(10000)] * 2, Decimal(10000), days)


def p1() -> ProductLine:
    """A published 教育金 table per 1,000 of 保额 with benefits at the ends of years 12, 13, 14, premiums left out."""
    excluding, _ = contract_values("P1", "不含")
    survival = [Decimal({12: 300, 13: 350, 14: 400}.get(year, 0)) for year in range(1, 15)]
    return two_ends([excluding[year] for year in range(1, 15)], survival, [Decimal(0)] * 14, Decimal(1000))


def value_of(line: ProductLine, effective: date, on: date, amount: float = 10000.0) -> float:
    look_ups = tables([line], on, effective)
    return float(values(look_ups, np.array([effective], "datetime64[D]"), np.zeros(1, np.int64), np.array([amount]))[0])


def falling(unit: str = "1000", days: DayCount = PLAIN) -> ProductLine:
    """365.00 at the start of the only year, 0 at its end: each day takes exactly one yuan per unit."""
    return ProductLine((Decimal(365),), (Decimal(0),), Decimal(unit), days=days)


def random_lines(count: int, random: np.random.Generator) -> list[ProductLine]:
    lines = []
    for cell in range(count):
        years = int(random.choice([1, 5, 10, 30, 76]))
        printed = [Decimal(int(cents)) / 100 for cents in np.cumsum(random.integers(0, 9000, years))]
        survival = [Decimal(int(benefit)) for benefit in random.integers(0, 3, years) * 100]
        premium = [Decimal("95.37") if year < 3 else Decimal(0) for year in range(years)]
        unit = Decimal([1, 1000, 10000][cell % 3])
        lines.append(two_ends(printed, survival, premium, unit, DAY_COUNTS[cell % 4]))
    return lines


def random_portfolio(look_ups: Tables, size: int, random: np.random.Generator) -> tuple[np.ndarray, ...]:
    effective = np.datetime64(look_ups.on, "D") - random.integers(0, 30 * 365, size)
    amount = np.round(random.uniform(1, 500_000, size), random.choice([0, 2], size)[0])
    return effective, random.integers(0, len(look_ups.lines), size).astype(np.int32), amount


def disagreements(size: int) -> int:
    random = np.random.default_rng(20260630)
    look_ups = tables(random_lines(60, random), ON, date(1996, 1, 1))
    effective, cell, amount = random_portfolio(look_ups, size, random)
    amount[::3] = np.rint(amount[::3] / 1000) * 1000
    found = values(look_ups, effective, cell, amount)
    rows = zip(*(column.tolist() for column in (effective, cell, amount, found)), strict=True)
    return sum(
        float(exact_value(look_ups, day, of, Decimal(repr(insured)))) != value for day, of, insured, value in rows
    )


def test_year_2_day_200_of_the_published_table_is_13230_26() -> None:
    assert value_of(p2(), date(2025, 3, 1), anniversary(date(2025, 3, 1), 1) + timedelta(days=200)) == 13230.26


def test_year_13_day_100_runs_from_716_86_without_to_738_35_with_the_benefit() -> None:
    assert value_of(p1(), date(2014, 3, 22), ON, 1000.0) == 722.75


def test_an_anniversary_has_the_printed_value_and_the_new_premium() -> None:
    assert value_of(p2(), date(2025, 3, 1), date(2026, 3, 1)) == 5073.00 + 10000.00


@pytest.mark.parametrize(
    ("days", "value"),
    [
        (DayCount(FIXED, False), 165.00),
        (DayCount(FIXED, True), 164.00),
        (DayCount(ACTUAL, False), 165.55),
        (DayCount(ACTUAL, True), 164.55),
    ],
)
def test_day_200_of_a_leap_policy_year_by_each_day_count(days: DayCount, value: float) -> None:
    assert value_of(falling(days=days), date(2024, 1, 1), date(2024, 7, 19), 1000.0) == value


def test_with_365_days_the_366th_day_of_a_leap_year_is_already_the_year_end_and_no_more() -> None:
    for inclusive in (False, True):
        assert value_of(falling(days=DayCount(FIXED, inclusive)), date(2024, 1, 1), date(2024, 12, 31)) == 0.0
    assert value_of(falling(days=DayCount(ACTUAL)), date(2024, 1, 1), date(2024, 12, 31), 1000.0) == 1.00


def test_a_29_february_policy_has_its_anniversary_on_the_28th_and_again_on_the_29th() -> None:
    nothing = [Decimal(0)] * 5
    rising = two_ends([Decimal(10 * year) for year in range(1, 6)], nothing, nothing, Decimal(1), DayCount(ACTUAL))
    assert value_of(rising, date(2024, 2, 29), date(2025, 2, 28), 1.0) == 10.0
    assert value_of(rising, date(2024, 2, 29), date(2028, 2, 28), 1.0) == 39.97
    assert value_of(rising, date(2024, 2, 29), date(2028, 2, 29), 1.0) == 40.0


def test_half_a_fen_goes_up_where_binary_floats_would_take_it_down() -> None:
    line = ProductLine((Decimal("1.005"), Decimal("2.675")), (Decimal("1.005"), Decimal("2.675")), Decimal(1))
    assert value_of(line, ON, ON, 1.0) == 1.01
    assert value_of(line, anniversary(ON, -1), ON, 1.0) == 2.68
    assert value_of(line, ON, ON, 1000001.0) == 1005001.01


def test_amounts_too_large_for_float64_are_still_exact_and_unknown_cells_still_blank() -> None:
    nearly_over = date(2025, 7, 3)
    look_ups = tables([ProductLine((Decimal("98765.43"),), (Decimal("0.67"),), Decimal(1000))], ON, nearly_over)
    amounts = np.random.default_rng(3).integers(10**13, 10**14, 500) / 100
    days, cell = np.full(500, np.datetime64(nearly_over)), np.where(np.arange(500) == 100, 7, 0)
    found = values(look_ups, days, cell, amounts)
    exact = [float(exact_value(look_ups, nearly_over, 0, Decimal(repr(amount)))) for amount in amounts.tolist()]
    assert np.flatnonzero(found != np.array(exact)).tolist() == np.flatnonzero(np.isnan(found)).tolist() == [100]


def test_after_the_last_year_the_line_stays_at_what_it_says() -> None:
    ended = ProductLine((Decimal(5),), (Decimal(9),), Decimal(1), after=Decimal(7))
    assert value_of(ended, date(2020, 1, 1), ON, 1.0) == 7.0
    short_beside_long = tables([ended, p2()], ON, date(2020, 1, 1))
    found = values(short_beside_long, np.array(["2020-01-01"], "datetime64[D]"), np.zeros(1, np.int32), np.ones(1))
    assert found.tolist() == [7.0]


def test_what_cannot_be_valued_is_blank_and_nothing_else_is() -> None:
    look_ups = tables([falling(), falling()], ON, date(2026, 1, 1))
    days = np.array(["2026-06-30", "NaT", "2026-07-01", "2025-12-31", "2099-01-01", "1900-01-01"], "datetime64[D]")
    first_cell = np.zeros(len(days), np.int32)
    assert np.isnan(values(look_ups, days, first_cell, np.full(6, 1000.0))).tolist() == [False] + [True] * 5
    cells = np.array([-1, -2_000_000_000, 0, 1, 2, 2_000_000_000], np.int32)
    found = values(look_ups, np.full(6, days[0]), cells, np.full(6, 1000.0))
    assert found[2:4].tolist() == [365.0, 365.0]
    assert np.isnan(found).tolist() == [True, True, False, False, True, True]
    assert np.isnan(values(look_ups, days[:1], first_cell[:1], np.array([np.nan])))[0]
    assert len(values(look_ups, days[:0], first_cell[:0], np.empty(0))) == 0


def test_two_threads_give_what_one_gives() -> None:
    random = np.random.default_rng(7)
    look_ups = tables(random_lines(20, random), ON, date(1996, 1, 1))
    effective, cell, amount = random_portfolio(look_ups, 70_000, random)
    one, two = (values(look_ups, effective, cell, amount, threads) for threads in (1, 2))
    assert np.array_equal(one, two)


def test_twenty_thousand_random_policies_agree_with_decimal_to_the_fen() -> None:
    assert disagreements(20_000) == 0


@pytest.mark.long
def test_a_million_random_policies_agree_with_decimal_to_the_fen() -> None:
    assert disagreements(1_000_000) == 0


@given(
    st.dates(date(1996, 1, 1), date(2032, 12, 31)),
    st.integers(0, 5000),
    st.sampled_from(DAY_COUNTS),
    st.integers(1, 10**9),
    st.lists(st.integers(0, 10**6), min_size=2, max_size=12),
)
@example(date(2024, 2, 29), 365, DayCount(FIXED, True), 12345, [100, 205])
@example(date(2023, 3, 1), 183, DayCount(ACTUAL, False), 100, [0, 100])
def test_any_day_any_day_count_agrees_with_fractions(
    effective: date, later: int, days: DayCount, amount_fen: int, cents: list[int]
) -> None:
    printed = [Decimal(cent) / 100 for cent in cents]
    line = two_ends(printed, [Decimal(0)] * len(printed), [Decimal(0)] * len(printed), Decimal(1000), days)
    on = effective + timedelta(days=later)
    amount = Decimal(amount_fen) / 100
    year = policy_year(effective, on)
    exact = Fraction(cents[-1])
    if year <= len(cents):
        begin, end = anniversary(effective, year - 1), anniversary(effective, year)
        whole = (end - begin).days if days.basis is ACTUAL else 365
        day = min((on - begin).days + days.inclusive, whole)
        first = cents[year - 2] if year > 1 else 0
        exact = first + Fraction(day, whole) * (cents[year - 1] - first)
    fen = exact * amount_fen / 100 / 1000
    expected = Decimal(int(fen + Fraction(1, 2))) / 100
    look_ups = tables([line], on, effective)
    assert exact_value(look_ups, effective, 0, amount) == expected
    assert value_of(line, effective, on, float(amount)) == float(expected)
