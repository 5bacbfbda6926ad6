"""推算: from months that are over to months that are not, with the spread that the past itself shows.

No curve is fitted. A month is the same month a year ago times the growth of the comparable months; the interval is the
lowest and the highest that the same rule would have needed in the past. With n independent comparisons the next one
falls inside in (n − 1) of (n + 1) cases, whatever the distribution. Too short a history gives NaN (shown —).

Columns are monthly figures, oldest first, NaN for a month that is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.table import Array

YEAR = 12
NOTHING = float("nan")


@dataclass(frozen=True, slots=True)
class Projection:
    """``n``: how many comparisons of the past the interval rests on; ``low`` and ``high`` are NaN where too few."""

    value: float = NOTHING
    low: float = NOTHING
    high: float = NOTHING
    method: str = ""
    n: int = 0

    @property
    def words(self) -> str:
        """Method and n, as a supervisor reads it."""
        if np.isnan(self.value):
            return self.method
        spread = f"区间为 {self.n} 个可比时段的最低至最高" if not np.isnan(self.low) else "可比时段太少，不给区间"
        return f"{self.method}；{spread}"

    def plus(self, known: float) -> Projection:
        """Added to what is known already."""
        return Projection(self.value + known, self.low + known, self.high + known, self.method, self.n)


def project(values: Array, ahead: range, least: int) -> Projection:
    """The sum of some months to come; ``ahead`` counts from 1, the month after the last of ``values``, to 12 at most.

    ``least``: fewest months, or comparisons, that may carry a figure or an interval.
    """
    pairs = _pairs(values)
    base = values[len(values) - YEAR - 1 + np.array(ahead)] if len(values) >= YEAR else np.array([np.nan])
    if np.isnan(base).any() or not len(pairs):
        return _by_mean(values, len(ahead), least)
    now, before = pairs.T
    if len(pairs) < least or before.sum() <= 0:
        return Projection(float(base.sum()), method=f"去年同月（可比月份只有 {len(pairs)} 个，不计增长）", n=len(pairs))
    growth = now.sum() / before.sum()
    method = f"去年同月 × 近 {len(pairs)} 个月同比 {growth:.1%}"
    low, high, count = _spread(_rolling(now, len(ahead)), _rolling(before, len(ahead)), least)
    total = float(base.sum())
    return Projection(total * growth, total * low, total * high, method, count)


def project_ratio(above: Array, below: Array, least: int) -> Projection:
    """A ratio of a month to come: the last twelve known months together; the interval is their lowest and highest."""
    known = (below > 0) & ~np.isnan(above)
    above, below = above[known][-YEAR:], below[known][-YEAR:]
    if len(below) < least:
        return Projection(method=f"历史只有 {len(below)} 个月，不推算", n=len(below))
    single = above / below
    method = f"近 {len(below)} 个月合并"
    return Projection(float(above.sum() / below.sum()), float(single.min()), float(single.max()), method, len(below))


def from_pace(so_far: float, early: Array, whole: Array, least: int) -> Projection:
    """A month's end from what has come by a day. ``early``, ``whole``: earlier months by that day, and in all."""
    if len(whole) < least or early.sum() <= 0:
        return Projection(method=f"可比月份只有 {len(whole)} 个，不推算", n=len(whole))
    shares = early / whole
    method = f"往月同日进度 {early.sum() / whole.sum():.1%}"
    high = so_far / shares.min() if shares.min() > 0 else NOTHING
    return Projection(so_far * whole.sum() / early.sum(), so_far / shares.max(), high, method, len(whole))


def _pairs(values: Array) -> Array:
    """The newest months, at most a year of them, with the same month a year before, shape (n, 2); both are known."""
    if len(values) <= YEAR:
        return np.zeros((0, 2))
    pairs = np.column_stack([values[YEAR:], values[:-YEAR]])[-YEAR:]
    unknown = np.flatnonzero(np.isnan(pairs).any(axis=1))
    return pairs[unknown[-1] + 1 :] if len(unknown) else pairs


def _by_mean(values: Array, months: int, least: int) -> Projection:
    known = values[~np.isnan(values)][-YEAR:]
    if len(known) < least:
        return Projection(method=f"历史只有 {len(known)} 个月，不推算", n=len(known))
    sums = _rolling(known, months)
    low, high = (sums.min(), sums.max()) if len(sums) >= least else (NOTHING, NOTHING)
    method = f"近 {len(known)} 个月平均（没有去年同月）"
    return Projection(float(known.mean() * months), float(low), float(high), method, len(sums))


def _rolling(values: Array, width: int) -> Array:
    """Sums of ``width`` months that follow each other."""
    if len(values) < width:
        return np.zeros(0)
    sums: Array = np.convolve(values, np.ones(width), "valid")
    return sums


def _spread(now: Array, before: Array, least: int) -> tuple[float, float, int]:
    """Lowest and highest growth of the comparable periods, and how many there are."""
    usable = before > 0
    growth = now[usable] / before[usable]
    if len(growth) < least:
        return NOTHING, NOTHING, len(growth)
    return float(growth.min()), float(growth.max()), len(growth)
