"""A moment of the ledger on the clock of an office in China."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.days.moments import after, beijing, day_of, today


def test_eight_hours_are_added_and_a_late_evening_in_utc_is_the_next_morning() -> None:
    assert beijing("2026-10-08T08:37:48+00:00") == "2026-10-08 16:37:48"
    assert beijing("2026-10-08T20:00:00+00:00") == "2026-10-09 04:00:00"


def test_a_day_in_china_is_over_at_four_in_the_afternoon_of_utc() -> None:
    assert after(date(2026, 10, 8)) == "2026-10-08T16:00:00+00:00"
    assert day_of("2026-10-08T15:59:59+00:00") == date(2026, 10, 8)
    assert day_of("2026-10-08T16:00:00+00:00") == date(2026, 10, 9)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_what_is_before_the_end_of_a_day_and_not_of_the_one_before_is_of_that_day(day: date) -> None:
    assert day_of(after(day)) == day + timedelta(days=1)
    assert day_of(after(day - timedelta(days=1))) == day


def test_today_is_within_a_day_of_the_computers() -> None:
    assert abs(today() - date.today()) <= timedelta(days=1)
