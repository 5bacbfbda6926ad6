"""周岁, 对应日 and 保单年度, and their columns."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.days.age import age, ages
from core.days.anniversary import (
    anniversaries,
    anniversary,
    days_since_anniversaries,
    days_since_anniversary,
    monthiversaries,
    monthiversary,
    policy_year,
    policy_years,
)

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LEAP = date(2024, 2, 29)


def column(*values: date | None) -> np.ndarray:
    return np.array(values, dtype="datetime64[D]")


def test_a_birthday_counts_as_the_new_age():
    assert age(date(1990, 6, 15), date(2026, 6, 14)) == 35
    assert age(date(1990, 6, 15), date(2026, 6, 15)) == 36
    assert age(date(2026, 6, 15), date(2026, 6, 15)) == 0


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="出生日期晚于"):
        age(date(2026, 6, 16), date(2026, 6, 15))
    assert np.isnan(ages(column(date(2026, 6, 16), None), date(2026, 6, 15))).all()


@pytest.mark.parametrize(
    ("on", "by_1_march", "by_28_february"),
    [
        (date(2026, 2, 27), 13, 13),
        (date(2026, 2, 28), 13, 14),
        (date(2026, 3, 1), 14, 14),
        (date(2028, 2, 28), 15, 15),
        (date(2028, 2, 29), 16, 16),
    ],
)
def test_the_birthday_of_a_29_february_child_is_a_setting(on, by_1_march, by_28_february):
    born = date(2012, 2, 29)
    assert age(born, on) == by_1_march
    assert age(born, on, leap_day="02-28") == by_28_february


@given(st.lists(st.tuples(days, days), min_size=1, max_size=6), st.sampled_from(["02-28", "03-01"]))
@example([(date(2012, 2, 29), date(2026, 2, 28)), (date(2012, 2, 29), date(2100, 2, 28))], "02-28")
def test_a_column_of_ages_is_the_age_of_each_row(pairs, leap_day):
    births, on = column(*(a for a, _ in pairs)), column(*(b for _, b in pairs))
    expected = [age(a, b, leap_day) if a <= b else None for a, b in pairs]
    assert [None if np.isnan(years) else years for years in ages(births, on, leap_day)] == expected


@pytest.mark.parametrize(
    ("effective", "years", "day"),
    [
        (LEAP, 1, date(2025, 2, 28)),
        (LEAP, 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
        (date(2000, 2, 29), 100, date(2100, 2, 28)),
    ],
)
def test_anniversaries_keep_the_day_or_take_the_last_of_the_month(effective, years, day):
    assert anniversary(effective, years) == day


def test_monthiversaries_of_the_31st_come_back_to_the_31st():
    months = [monthiversary(date(2026, 12, 31), month) for month in range(5)]
    assert months == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert monthiversary(date(2024, 3, 31), -1) == LEAP


def test_a_policy_year_ends_the_day_before_the_next_anniversary():
    assert policy_year(date(2026, 12, 31), date(2026, 12, 31)) == 1
    assert policy_year(date(2026, 12, 31), date(2027, 12, 30)) == 1
    assert policy_year(date(2026, 12, 31), date(2027, 12, 31)) == 2


def test_policy_years_of_a_29_february_policy():
    assert policy_year(LEAP, date(2025, 2, 27)) == 1
    assert policy_year(LEAP, date(2025, 2, 28)) == 2
    assert policy_year(LEAP, date(2028, 2, 28)) == 4
    assert policy_year(LEAP, date(2028, 2, 29)) == 5


def test_days_since_the_last_anniversary_start_at_0_and_reach_365_before_a_29_february():
    assert days_since_anniversary(LEAP, date(2025, 2, 28)) == 0
    assert days_since_anniversary(LEAP, date(2028, 2, 28)) == 365
    assert days_since_anniversary(date(2026, 12, 31), date(2027, 12, 30)) == 364


def test_there_is_no_policy_year_before_cover():
    with pytest.raises(ValueError, match="早于生效日"):
        policy_year(LEAP, date(2024, 2, 28))
    assert np.isnan(policy_years(column(LEAP, None), date(2024, 2, 28))).all()
    assert np.isnan(days_since_anniversaries(column(LEAP, None), date(2024, 2, 28))).all()


@given(st.lists(st.tuples(days, days, st.integers(-1000, 1000)), min_size=1, max_size=6))
@example([(LEAP, date(2028, 2, 28), 12), (LEAP, date(2028, 2, 29), 48), (date(2026, 12, 31), date(2027, 12, 31), 2)])
def test_columns_are_their_scalars_row_by_row(rows):
    starts, on = column(*(row[0] for row in rows)), column(*(row[1] for row in rows))
    months = np.array([row[2] for row in rows], dtype=float)
    assert monthiversaries(starts, months).tolist() == [monthiversary(row[0], row[2]) for row in rows]
    assert anniversaries(starts, 7).tolist() == [anniversary(row[0], 7) for row in rows]
    for of_column, of_one in ((policy_years, policy_year), (days_since_anniversaries, days_since_anniversary)):
        expected = [of_one(a, b) if a <= b else None for a, b, _ in rows]
        assert [None if np.isnan(value) else value for value in of_column(starts, on)] == expected


@given(days, days)
def test_a_day_lies_in_its_policy_year(effective, on):
    effective, on = min(effective, on), max(effective, on)
    year = policy_year(effective, on)
    assert anniversary(effective, year - 1) <= on < anniversary(effective, year)
    assert anniversary(effective, year - 1) + timedelta(days_since_anniversary(effective, on)) == on


def test_blank_months_and_days_stay_blank():
    assert np.isnat(monthiversaries(column(LEAP, None), np.array([np.nan, 1.0]))).all()
