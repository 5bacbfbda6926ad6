"""Months to come from months that are over: every figure can be worked out on paper."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from core.measures.projection import from_pace, project, project_ratio

LAST_YEAR = np.array([200.0, 90, 110, 100, 100, 100, 100, 100, 100, 100, 100, 120])
THIS_YEAR = LAST_YEAR * 1.1


def test_next_january_is_last_january_times_the_growth_of_the_twelve_comparable_months() -> None:
    found = project(np.concatenate([LAST_YEAR, THIS_YEAR]), range(1, 2), 6)
    assert found.value == pytest.approx(220 * 1.1)
    assert found.low == pytest.approx(found.high) == pytest.approx(220 * 1.1), "every month grew by the same tenth"
    assert (found.n, found.words) == (12, "去年同月 × 近 12 个月同比 110.0%；区间为 12 个可比时段的最低至最高")


def test_the_interval_is_the_lowest_and_highest_growth_that_the_past_saw() -> None:
    this_year = LAST_YEAR.copy()
    this_year[2], this_year[4] = 55.0, 150.0
    found = project(np.concatenate([LAST_YEAR, this_year]), range(1, 2), 6)
    growth = this_year.sum() / LAST_YEAR.sum()
    assert (found.value, found.low, found.high) == pytest.approx((200 * growth, 200 * 0.5, 200 * 1.5))


def test_two_months_together_are_held_against_two_months_together() -> None:
    this_year = LAST_YEAR.copy()
    this_year[4] = 150.0
    found = project(np.concatenate([LAST_YEAR, this_year]), range(1, 3), 6)
    assert found.n == 11
    assert (found.low, found.high) == pytest.approx((290 * 1.0, 290 * 250 / 200))


def test_less_than_six_comparable_months_give_last_years_month_without_growth_and_without_interval() -> None:
    found = project(np.concatenate([LAST_YEAR, THIS_YEAR[:3]]), range(1, 2), 6)
    assert found.value == 100
    assert isnan(found.low)
    assert found.words == "去年同月（可比月份只有 3 个，不计增长）；可比时段太少，不给区间"


def test_without_last_years_month_it_is_the_mean_and_below_six_months_nothing() -> None:
    found = project(np.array([10.0, 20, 30, 40, 50, 60]), range(1, 2), 6)
    assert (found.value, found.low, found.high, found.n) == (35, 10, 60, 6)
    five = project(np.array([np.nan, 10.0, 20, 30, 40, 50]), range(1, 2), 6)
    assert isnan(five.value)
    assert five.words == "历史只有 5 个月，不推算"


def test_a_month_that_nobody_knows_ends_the_comparable_months() -> None:
    values = np.concatenate([LAST_YEAR, THIS_YEAR])
    values[14] = np.nan
    assert project(values, range(1, 2), 6).n == 9


def test_a_ratio_is_its_parts_together_not_the_mean_of_months() -> None:
    above, below = np.array([9.0, 1, 9, 9, 9, 9, np.nan]), np.array([10.0, 2, 10, 10, 10, 10, np.nan])
    found = project_ratio(above, below, 6)
    assert (found.value, found.low, found.high, found.n) == pytest.approx((46 / 52, 0.5, 0.9, 6))
    assert isnan(project_ratio(above[:5], below[:5], 6).value)


def test_a_running_month_ends_where_the_pace_of_earlier_months_leads() -> None:
    early, whole = np.array([40.0, 50, 60, 50, 50, 50]), np.full(6, 100.0)
    found = from_pace(30, early, whole, 6)
    assert (found.value, found.low, found.high) == pytest.approx((60, 50, 75))
    assert found.words == "往月同日进度 50.0%；区间为 6 个可比时段的最低至最高"
    assert isnan(from_pace(30, early[:5], whole[:5], 6).value)


def test_a_month_of_which_nothing_had_come_by_that_day_leaves_the_end_open_above() -> None:
    found = from_pace(30, np.array([0.0, 50, 60, 50, 50, 50]), np.full(6, 100.0), 6)
    assert found.low == pytest.approx(50)
    assert isnan(found.high)
