"""Working days against the announced calendar of 2026, across its end, and with the office's own rows; periods."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.days.periods import cooling_off_end, cooling_off_ends, due_date, due_dates, grace_end, grace_ends
from core.days.working_columns import add_working_days_column, roll_column, working_days_between_column
from core.days.working_days import NOT_ANNOUNCED, REST, WORKED, Calendar, Deadline

CALENDAR = Calendar()
# The company's own days: a shift day worked in 2027, a day off in 2026, and a long rest that ends in 2029.
OWN = Calendar(
    {date(2027, 1, 3): WORKED, date(2026, 11, 23): REST}
    | {date(2028, 11, 1) + timedelta(step): REST for step in range(90)}
)

days = st.dates(date(2003, 6, 1), date(2030, 12, 31))


def column(*values: date | None) -> np.ndarray:
    return np.array(values, dtype="datetime64[D]")


@pytest.mark.parametrize("makeup", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_the_six_makeup_days_of_2026_are_worked_weekends(makeup):
    day = date.fromisoformat(makeup)
    assert day.weekday() >= 5
    assert CALENDAR.is_working(day)
    assert not CALENDAR.is_statutory_holiday(day)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-01-01", "2026-01-03", "元旦"),
        ("2026-02-15", "2026-02-23", "春节"),
        ("2026-04-04", "2026-04-06", "清明"),
        ("2026-05-01", "2026-05-05", "劳动节"),
        ("2026-06-19", "2026-06-21", "端午"),
        ("2026-09-25", "2026-09-27", "中秋"),
        ("2026-10-01", "2026-10-07", "国庆节"),
    ],
)
def test_the_seven_holidays_of_2026(first, last, name):
    day, last_day = date.fromisoformat(first), date.fromisoformat(last)
    assert not CALENDAR.is_statutory_holiday(day - timedelta(1))
    assert not CALENDAR.is_statutory_holiday(last_day + timedelta(1))
    while day <= last_day:
        assert not CALENDAR.is_working(day)
        assert CALENDAR.holiday_name(day) == name
        day += timedelta(1)


def test_2026_has_248_working_days():
    assert CALENDAR.working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_a_plain_weekend_rests_and_is_no_statutory_holiday():
    assert not CALENDAR.is_working(date(2026, 11, 22))
    assert not CALENDAR.is_statutory_holiday(date(2026, 11, 22))


def test_five_working_days_over_the_spring_festival_of_2026():
    # Fri 13 Feb; worked then: Sat 14, Tue 24, Wed 25, Thu 26, Fri 27.
    assert CALENDAR.add_working_days(date(2026, 2, 13), 5) == Deadline(date(2026, 2, 27))
    assert CALENDAR.add_working_days(date(2026, 2, 13), 6) == Deadline(date(2026, 2, 28))


def test_no_working_days_is_the_day_itself():
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0) == Deadline(date(2026, 10, 1))
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_working_days(date(2026, 10, 1), -1)


def test_a_deadline_on_31_december_2026_is_sure_and_the_next_one_is_stamped():
    assert CALENDAR.add_working_days(date(2026, 12, 29), 2) == Deadline(date(2026, 12, 31), "")
    # Friday 1 January 2027 counts as worked until the notice is out: that is what the stamp says.
    assert CALENDAR.add_working_days(date(2026, 12, 29), 3) == Deadline(date(2027, 1, 1), "调休未公布，暂按周一至周五")
    assert CALENDAR.add_working_days(date(2026, 12, 29), 5) == Deadline(date(2027, 1, 5), NOT_ANNOUNCED)


def test_no_year_raises():
    assert CALENDAR.is_working(date(2027, 1, 4))
    assert CALENDAR.roll(date(1990, 1, 6)) == Deadline(date(1990, 1, 8), NOT_ANNOUNCED)
    assert CALENDAR.working_days_between(date(2026, 12, 31), date(2027, 1, 8)) == 6
    assert CALENDAR.working_days_between(date(2027, 1, 8), date(2026, 12, 31)) == -6


def test_the_offices_rows_complete_a_new_year():
    rows = {date(2027, 1, 1): REST, date(2027, 1, 3): WORKED}
    known = Calendar(rows, announced_through=date(2027, 12, 31))
    assert known.add_working_days(date(2026, 12, 29), 3) == Deadline(date(2027, 1, 3))
    assert known.is_statutory_holiday(date(2027, 1, 1))
    only_rows = Calendar(rows)
    assert only_rows.stamp(date(2027, 1, 1), date(2027, 1, 1)) == ""
    assert only_rows.stamp(date(2027, 1, 1), date(2027, 1, 2)) == NOT_ANNOUNCED


def test_a_row_turns_an_announced_holiday_into_a_worked_day():
    duty = Calendar({date(2026, 10, 2): WORKED})
    assert duty.is_working(date(2026, 10, 2))
    assert not duty.is_statutory_holiday(date(2026, 10, 2))


def test_a_row_is_either_worked_or_rest():
    with pytest.raises(ValueError, match="上班"):
        Calendar({date(2027, 1, 1): "上班"})


@given(st.lists(st.tuples(days, st.integers(0, 70)), min_size=1, max_size=5), st.sampled_from([CALENDAR, OWN]))
def test_columns_are_the_calendar_row_by_row(rows, calendar):
    starts, n = column(*(row[0] for row in rows)), np.array([row[1] for row in rows], dtype=float)
    ends, flags = add_working_days_column(starts, n, calendar)
    expected = [calendar.add_working_days(*row) for row in rows]
    assert ends.tolist() == [deadline.day for deadline in expected]
    assert flags.tolist() == [deadline.stamp != "" for deadline in expected]
    assert working_days_between_column(starts, ends, calendar).tolist() == [
        calendar.working_days_between(row[0], deadline.day) for row, deadline in zip(rows, expected, strict=True)
    ]
    rolled, flags = roll_column(starts, calendar)
    assert rolled.tolist() == [calendar.roll(row[0]).day for row in rows]
    assert flags.tolist() == [calendar.roll(row[0]).stamp != "" for row in rows]


def test_blank_rows_stay_blank():
    starts = column(None, date(2026, 2, 13))
    ends, flags = add_working_days_column(starts, np.array([5.0, 5.0]), CALENDAR)
    assert ends.tolist() == [None, date(2026, 2, 27)]
    assert flags.tolist() == [False, False]
    nothing, flags = add_working_days_column(column(None), 5, CALENDAR)
    assert nothing.tolist() == [None]
    assert flags.tolist() == [False]
    assert roll_column(column(None), CALENDAR)[0].tolist() == [None]
    between = working_days_between_column(starts, column(date(2026, 2, 27), date(2026, 2, 27)), CALENDAR)
    assert np.isnan(between[0])
    assert between[1] == 5


def test_grace_ends_on_the_60th_day_counted_from_the_due_day_or_the_day_after():
    due = date(2026, 12, 31)
    assert grace_end(due, 60) == date(2027, 3, 1)
    assert grace_end(due, 60, starts="due") == date(2027, 2, 28)
    assert grace_ends(column(due, None), 60).tolist() == [date(2027, 3, 1), None]
    assert grace_ends(column(due), 60, starts="due").tolist() == [date(2027, 2, 28)]


def test_cooling_off_of_15_days_with_and_without_the_day_of_signing():
    signed = date(2024, 2, 15)
    assert cooling_off_end(signed, 15, starts="same_day") == date(2024, 2, 29)
    assert cooling_off_end(signed, 15, starts="next_day") == date(2024, 3, 1)
    assert cooling_off_ends(column(signed), 15, starts="same_day").tolist() == [date(2024, 2, 29)]
    assert cooling_off_ends(column(signed, None), 15).tolist() == [date(2024, 3, 1), None]


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 9, 1), 15, date(2026, 9, 16)),
        (date(2026, 9, 1), 30, date(2026, 10, 8)),
        (date(2026, 9, 5), 15, date(2026, 9, 20)),
        (date(2026, 11, 6), 15, date(2026, 11, 23)),
    ],
)
def test_a_natural_day_period_leaves_out_its_start_and_never_ends_on_a_rest_day(start, days, last):
    assert due_date(start, days, CALENDAR) == Deadline(last)
    assert due_dates(column(start), days, CALENDAR)[0].tolist() == [last]


def test_a_natural_day_period_into_2027_is_stamped():
    assert due_date(date(2026, 12, 20), 15, CALENDAR) == Deadline(date(2027, 1, 4), NOT_ANNOUNCED)
    assert due_dates(column(date(2026, 12, 20)), 15, CALENDAR)[1].tolist() == [True]
