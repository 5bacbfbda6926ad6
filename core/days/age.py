"""周岁: completed years by the date of birth; on the birthday the new age counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.days.arrays import Counts, Days, Flags

# Birthday of someone born on 29 February in a common year. No source settles it (待确认); 1 March is the default.
LeapDay = Literal["02-28", "03-01"]


def age(birth: date, on: date, leap_day: LeapDay = "03-01") -> int:
    """Completed years from ``birth`` to ``on``: 0 at birth. ValueError when ``on`` is before ``birth``.

    ``leap_day`` is the birthday of a 29 February child in a common year; the default is 待确认.
    """
    if on < birth:
        raise ValueError("出生日期晚于计算日期")
    turns = (birth.month, birth.day)
    if turns == (2, 29) and leap_day == "02-28" and not _is_leap(on.year):
        turns = (2, 28)
    return on.year - birth.year - ((on.month, on.day) < turns)


def ages(births: Days, on: Days | date, leap_day: LeapDay = "03-01") -> Counts:
    """:func:`age` by row; ``on`` is one day or a column. NaN for a blank and where ``on`` is before the birth."""
    import numpy as np

    births, days = np.broadcast_arrays(births.astype("datetime64[D]"), np.asarray(on, dtype="datetime64[D]"))
    birth_month, birth_day = _month_and_day(births)
    month, day = _month_and_day(days)
    if leap_day == "02-28":
        leap_born = (birth_month == 2) & (birth_day == 29)
        birth_day = np.where(leap_born & ~_are_leap(_years(days)), 28, birth_day)
    before_birthday = (month < birth_month) | ((month == birth_month) & (day < birth_day))
    completed = (_years(days) - _years(births) - before_birthday).astype(np.float64)
    known = ~np.isnat(births) & ~np.isnat(days)
    return np.where(known & (days >= births), completed, np.nan)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _are_leap(years: NDArray[np.int64]) -> Flags:
    leap: Flags = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    return leap


def _years(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[Y]").astype("int64") + 1970


def _month_and_day(days: Days) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    months = days.astype("datetime64[M]")
    return months.astype("int64") % 12 + 1, (days - months.astype("datetime64[D]")).astype("int64") + 1
