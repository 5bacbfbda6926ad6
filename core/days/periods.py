"""宽限期, 犹豫期 and periods in natural days. The number of days and where they start belong to law or product."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.days.arrays import Days, Flags
    from core.days.working_days import Calendar, Deadline

GraceStart = Literal["due", "next_day"]
CoolingOffStart = Literal["same_day", "next_day"]


def grace_end(due: date, days: int, starts: GraceStart = "next_day") -> date:
    """Last day of the 宽限期 of ``days`` days; 中止 begins at 零时 of the day after.

    ``starts``: "next_day" counts from the day after the due day (民法典 201, the usual wording of contracts),
    "due" counts the due day itself as the first.
    """
    return due + timedelta(days=days - (starts == "due"))


def grace_ends(due: Days, days: int, starts: GraceStart = "next_day") -> Days:
    """:func:`grace_end` by row; NaT stays NaT."""
    return _later(due, days - (starts == "due"))


def cooling_off_end(signed: date, days: int, starts: CoolingOffStart = "next_day") -> date:
    """Last day of the 犹豫期 of ``days`` days, the day of the signed receipt counted or not; the product says which.

    ``starts``: "same_day" counts the day of signing as the first, "next_day" begins with the day after.
    """
    return signed + timedelta(days=days - (starts == "same_day"))


def cooling_off_ends(signed: Days, days: int, starts: CoolingOffStart = "next_day") -> Days:
    """:func:`cooling_off_end` by row; NaT stays NaT."""
    return _later(signed, days - (starts == "same_day"))


def due_date(start: date, days: int, calendar: Calendar) -> Deadline:
    """Last day of a legal period of natural days: the start is not counted (民法典 201), and a last day on a
    法定休假日 gives way to the next working day (203).

    Weekends count as 法定休假日 here, as courts read the article; a worked make-up Saturday does not.
    """
    return calendar.roll(start + timedelta(days=days))


def due_dates(starts: Days, days: int, calendar: Calendar) -> tuple[Days, Flags]:
    """:func:`due_date` by row: last days, and the flags of those that touched a day not announced yet."""
    from core.days.working_columns import roll_column

    return roll_column(_later(starts, days), calendar)


def _later(column: Days, days: int) -> Days:
    import numpy as np

    later: Days = np.add(column.astype("datetime64[D]"), np.timedelta64(days, "D"))
    return later
