"""Working days by column: each function equals its twin of :class:`Calendar` row by row.

The working days of the whole span are laid out once and searched; a blank (NaT, NaN) stays blank. The second result
of each deadline tells the rows that touched a day not announced yet: show ``NOT_ANNOUNCED`` beside them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from core.days.arrays import Counts, Days, Flags
from core.days.working_days import Calendar

_NO_DAY = np.datetime64("NaT", "D")
# A week has at most two rest days and the longest holiday is far shorter than this; overrides may ask for more.
_MARGIN_DAYS = 60


def add_working_days_column(starts: Days, n: Any, calendar: Calendar) -> tuple[Days, Flags]:
    """``Calendar.add_working_days`` by row: last days and the flags of unannounced ones, shape (n,).

    ``n`` is a number or a column of numbers, none negative.
    """
    starts, counts = np.broadcast_arrays(starts.astype("datetime64[D]"), np.asarray(n, dtype=np.float64))
    known = ~np.isnat(starts) & np.isfinite(counts)
    if not known.any():
        return np.full(starts.shape, _NO_DAY), np.zeros(starts.shape, dtype=np.bool_)
    steps = np.where(known, counts, 0).astype(np.int64)
    if (steps < 0).any():
        raise ValueError("working days are counted forwards")
    begin = np.where(known, starts, starts[known][0])
    worked = _worked_days(begin, int(steps.max()), calendar)
    places = np.searchsorted(worked, begin, side="right") + steps - 1
    ends = np.where(steps == 0, begin, worked[np.maximum(places, 0)])
    touched = _touched(begin + 1, ends, calendar)
    return np.where(known, ends, _NO_DAY), known & touched


def roll_column(days: Days, calendar: Calendar) -> tuple[Days, Flags]:
    """``Calendar.roll`` by row: the day or the next working day, and the flags of unannounced ones."""
    days = days.astype("datetime64[D]")
    known = ~np.isnat(days)
    if not known.any():
        return days, known
    begin = np.where(known, days, days[known][0])
    worked = _worked_days(begin, 1, calendar)
    rolled = worked[np.searchsorted(worked, begin, side="left")]
    return np.where(known, rolled, _NO_DAY), known & _touched(begin, rolled, calendar)


def working_days_between_column(starts: Days, ends: Days, calendar: Calendar) -> Counts:
    """``Calendar.working_days_between`` by row; NaN where either day is blank."""
    starts, ends = np.broadcast_arrays(starts.astype("datetime64[D]"), ends.astype("datetime64[D]"))
    known = ~np.isnat(starts) & ~np.isnat(ends)
    if not known.any():
        return np.full(starts.shape, np.nan)
    span = _span(min(starts[known].min(), ends[known].min()), max(starts[known].max(), ends[known].max()))
    worked = span[calendar.worked(span)]
    count = np.searchsorted(worked, ends, side="right") - np.searchsorted(worked, starts, side="right")
    return np.where(known, count, np.nan)


def _worked_days(begin: Days, steps: int, calendar: Calendar) -> Days:
    """Working days from the first of ``begin`` until ``steps`` of them follow the last."""
    first, last = begin.min(), begin.max()
    reach = 2 * steps + _MARGIN_DAYS
    while True:
        span = _span(first, last + reach)
        worked = span[calendar.worked(span)]
        if np.count_nonzero(worked > last) >= steps:
            return worked
        reach *= 2


def _touched(first: Days, last: Days, calendar: Calendar) -> Flags:
    """True where a day from ``first`` to ``last``, both included, is not announced; False for an empty span."""
    span = _span(first.min() - 1, max(first.max(), last.max()))
    unannounced = np.cumsum(~calendar.announced(span))
    before, until = ((days - span[0]).astype(np.int64) for days in (first - 1, last))
    return np.asarray(unannounced[until] > unannounced[before])


def _span(first: np.datetime64, last: np.datetime64) -> Days:
    return np.arange(first, last + 1, dtype="datetime64[D]")
