"""对应日 and 保单年度: a month without the day takes its last day, and the day comes back where it exists.

29 February → 28 February in common years, 29 February again in leap years; the 31st → the 30th where a month ends
there. Functions that stick to month ends (28 February + 12 months = 29 February) are not that.
A policy year runs from its 对应日 to the day before the next one.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.days.arrays import Counts, Days

_FIRST_MONTH, _LAST_MONTH = "0001-01", "9999-12"
_MOST_MONTHS = 12 * 9999
_EVERY_MONTH_HAS = 28  # days


def monthiversary(effective: date, months: int) -> date:
    """The 对应日 ``months`` months after (before, when negative) the effective day. ValueError past the year 9999."""
    year, month = divmod(effective.year * 12 + effective.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("对应日不在公元1年至9999年之间")
    if effective.day <= _EVERY_MONTH_HAS:
        return date(year, month + 1, effective.day)
    return date(year, month + 1, min(effective.day, monthrange(year, month + 1)[1]))


def anniversary(effective: date, years: int) -> date:
    """The 对应日 ``years`` years after the effective day."""
    return monthiversary(effective, 12 * years)


def policy_year(effective: date, on: date) -> int:
    """1 from the effective day to the day before the first anniversary, and so on. ValueError before cover."""
    if on < effective:
        raise ValueError("计算日期早于生效日")
    years = on.year - effective.year
    return years + (anniversary(effective, years) <= on)


def days_since_anniversary(effective: date, on: date) -> int:
    """Days from the last 对应日 to ``on``: 0 on the day itself. ValueError before cover."""
    return (on - anniversary(effective, policy_year(effective, on) - 1)).days


def monthiversaries(effective: Days, months: Any) -> Days:
    """:func:`monthiversary` by row; ``months`` is a number or a column, NaN, NaT and what is past 9999 give NaT."""
    import numpy as np

    effective, months = np.broadcast_arrays(effective.astype("datetime64[D]"), np.asarray(months, dtype=np.float64))
    known = ~np.isnat(effective) & (np.abs(months) <= _MOST_MONTHS)
    start_month = effective.astype("datetime64[M]")
    month = start_month + np.where(known, months, 0).astype(np.int64)
    day = effective - start_month.astype("datetime64[D]")
    last = (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    known &= (month >= np.datetime64(_FIRST_MONTH)) & (month <= np.datetime64(_LAST_MONTH))
    return np.where(known, np.minimum(month.astype("datetime64[D]") + day, last), np.datetime64("NaT", "D"))


def anniversaries(effective: Days, years: Any) -> Days:
    """:func:`anniversary` by row; ``years`` is a number or a column, NaN and NaT give NaT."""
    import numpy as np

    return monthiversaries(effective, 12 * np.asarray(years, dtype=np.float64))


def policy_years(effective: Days, on: Days | date) -> Counts:
    """:func:`policy_year` by row; ``on`` is one day or a column. NaN for a blank and before cover."""
    import numpy as np

    effective, days = np.broadcast_arrays(effective.astype("datetime64[D]"), np.asarray(on, dtype="datetime64[D]"))
    years = (_years(days) - _years(effective)).astype(np.float64)
    in_force = ~np.isnat(effective) & ~np.isnat(days) & (days >= effective)
    return np.where(in_force, years + (anniversaries(effective, years) <= days), np.nan)


def days_since_anniversaries(effective: Days, on: Days | date) -> Counts:
    """:func:`days_since_anniversary` by row; NaN for a blank and before cover."""
    import numpy as np

    last = anniversaries(effective, policy_years(effective, on) - 1)
    since = (np.asarray(on, dtype="datetime64[D]") - last).astype(np.float64)
    return np.where(np.isnat(last), np.nan, since)


def _years(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[Y]").astype("int64")
