"""Looking up a whole column of days says the same as looking up day by day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.law import Law, NotInForce

LAW = Law.default()
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
NUMBERS = [key for key in LAW if all(isinstance(row.value, int | Decimal) for row in LAW.timeline(key).rows if row)]
BANDED = [key for key in LAW if "bands" in str(LAW.timeline(key).at(None))]


@given(st.sampled_from(NUMBERS), st.lists(DAYS, min_size=1, max_size=8))
def test_a_column_of_days_says_the_same_as_day_by_day(key: str, days: list[date]):
    def scalar(on: date) -> float:
        try:
            return float(LAW.value(key, on).value)
        except NotInForce:
            return float("nan")

    np.testing.assert_array_equal(LAW.column(key, np.array(days, "datetime64[D]")), [scalar(day) for day in days])


@given(st.sampled_from(BANDED), st.lists(st.tuples(DAYS, st.integers(0, 110)), min_size=1, max_size=8))
def test_a_banded_column_says_the_same_as_one_by_one(key: str, pairs: list[tuple[date, int]]):
    def scalar(on: date, number: int) -> float:
        try:
            step = LAW.value(key, on).at(number)
        except NotInForce:
            return float("nan")
        return float("nan") if step is None else float(step)

    days, numbers = (np.array(side) for side in zip(*pairs, strict=True))
    found = LAW.banded(key, days.astype("datetime64[D]"), numbers.astype(float))
    np.testing.assert_array_equal(found, [scalar(day, int(number)) for day, number in pairs])


def test_a_row_without_its_day_is_judged_by_the_latest_law_and_an_age_unknown_stays_unknown():
    days = np.array(["NaT", "2026-01-31"], "datetime64[D]")
    assert LAW.column("suitability_age_plus_premium_term", days)[0] == 75
    assert np.isnan(LAW.column("suitability_age_plus_premium_term", days)[1])
    assert LAW.banded("minor_death_cap", days, np.array([9.0, np.nan]))[0] == 200000
    assert np.isnan(LAW.banded("minor_death_cap", days, np.array([9.0, np.nan]))[1])


def test_a_table_or_a_text_is_no_column():
    with pytest.raises(TypeError, match="not a column"):
        LAW.column("reserve_mortality_set", np.array(["2026-02-01"], "datetime64[D]"))
