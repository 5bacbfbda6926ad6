"""What a portfolio valuation looks up: product lines by cell and year, and a calendar by effective day.

A line is what a product's 现金价值表 says of one cell, year by year, in printed figures per unit: the value at the
start of policy year t and the one at its end, the survival benefit of that day included. In between it runs straight:

    首末值  start(t) = cv_start(t)                 end(t) = cv_end(t) + S(t)
    两端值  start(t) = CV(t−1) + premium(t)        end(t) = CV(t) + S(t)        premium: its unexpired part is refunded

    line(t, d) = [ start(t) (D − d) + end(t) d ] / D        D = 365 or the days of the policy year; d ≤ D

Source: product data (年内取值方式, 年内天数, 计入当日); the law asks for a reasonable method only (7号 Art. 12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.days.anniversary import anniversaries, anniversary, days_since_anniversaries, policy_year, policy_years
from core.values.contract import DayBasis
from core.values.mortality import FloatArray

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How days count inside a policy year. ``inclusive``: the day itself counts, d + 1.

    With D = 365 the last day of a leap policy year is already the year end (d is held at 365).
    """

    basis: DayBasis = DayBasis.FIXED_365
    inclusive: bool = False

    def weights(self, since: FloatArray, length: FloatArray) -> FloatArray:
        """d / D from days since the 对应日 and the length of the policy year in days, both (n,)."""
        whole = length if self.basis is DayBasis.ACTUAL else np.full_like(length, 365.0)
        part: FloatArray = np.minimum(since + self.inclusive, whole) / whole
        return part

    def ends(self, effective: date, on: date) -> tuple[int, int]:
        """(d, D) of one policy on a day."""
        year = policy_year(effective, on)
        begin = anniversary(effective, year - 1)
        whole = (anniversary(effective, year) - begin).days if self.basis is DayBasis.ACTUAL else 365
        return min((on - begin).days + self.inclusive, whole), whole


@dataclass(frozen=True, slots=True)
class ProductLine:
    """``start``, ``end``: printed figures by policy year, as exact decimals; ``after``: after the last year.

    ``unit``: the figures are per so many yuan (or 份) of the amount.
    """

    start: tuple[Decimal, ...]
    end: tuple[Decimal, ...]
    unit: Decimal
    after: Decimal = Decimal(0)
    days: DayCount = DayCount()

    def at(self, effective: date, on: date) -> Decimal:
        """The figure per unit on a day, not rounded. ValueError before cover."""
        year = policy_year(effective, on)
        if year > len(self.start):
            return self.after
        d, whole = self.days.ends(effective, on)
        return (self.start[year - 1] * (whole - d) + self.end[year - 1] * d) / whole


def two_ends(
    value: Sequence[Decimal],
    survival: Sequence[Decimal],
    premium: Sequence[Decimal],
    unit: Decimal,
    days: DayCount = DayCount(),
) -> ProductLine:
    """两端值 from year-end values without the survival benefit, survival benefits and premiums of years 1 … T."""
    before = (Decimal(0), *value[:-1])
    start = tuple(end + paid for end, paid in zip(before, premium, strict=True))
    end = tuple(amount + benefit for amount, benefit in zip(value, survival, strict=True))
    return ProductLine(start, end, unit, value[-1], days)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Look-ups for one valuation day. ``start``, ``slope``: fen per yuan of amount, (cells × stride + 1,): per cell the
    years 0 (no cover: NaN), 1 … and one after the last; the last entry, NaN, stands for an unknown cell.

    ``year``, ``weight``: policy year and d / D of an effective day from ``first_day`` on, the weights once for every
    day count; the first and the last day stand for all days outside. ``count``: (cells,) offset of a cell's weights.
    ``bound``: the largest |start| + |slope|.
    """

    on: date
    lines: tuple[ProductLine, ...]
    stride: int
    start: FloatArray
    slope: FloatArray
    first_day: int
    year: npt.NDArray[np.int64]
    weight: FloatArray
    count: npt.NDArray[np.int64]
    bound: float


def tables(lines: Sequence[ProductLine], on: date, earliest: date) -> Tables:
    """Look-ups for the value on a day of policies that took effect from ``earliest`` on; ``lines``: one per cell."""
    stride = max(len(line.start) for line in lines) + 2
    start, slope = _flat(lines, stride)
    counts = list(dict.fromkeys(line.days for line in lines))
    days = np.arange(np.datetime64(earliest, "D") - 1, np.datetime64(on, "D") + 2)
    year, weight = _calendar(days, on, counts)
    return Tables(
        on,
        tuple(lines),
        stride,
        start,
        slope,
        int(days[0].astype(np.int64)),
        np.minimum(year, stride - 1),
        weight,
        np.array([counts.index(line.days) * len(days) for line in lines], dtype=np.int64),
        float(np.nanmax(np.abs(start)) + np.nanmax(np.abs(slope))),
    )


def _flat(lines: Sequence[ProductLine], stride: int) -> tuple[FloatArray, FloatArray]:
    """Start and slope of every cell one after another, in fen per yuan of amount."""
    start, slope = np.full((2, len(lines) * stride + 1), np.nan)
    for cell, line in enumerate(lines):
        years = slice(cell * stride + 1, (cell + 1) * stride)
        over = [Decimal(0)] * (stride - 1 - len(line.start))
        fen = 100 / line.unit
        start[years] = [float(fen * figure) for figure in (*line.start, *(line.after + nothing for nothing in over))]
        rises = (last - first for first, last in zip(line.start, line.end, strict=True))
        slope[years] = [float(fen * rise) for rise in (*rises, *over)]
    return start, slope


def _calendar(days: Days, on: date, counts: Sequence[DayCount]) -> tuple[npt.NDArray[np.int64], FloatArray]:
    """Policy year (days,), 0 where there is no cover, and d / D (counts × days,) on the valuation day."""
    year = policy_years(days, on)
    year[0] = np.nan
    length = (anniversaries(days, year) - anniversaries(days, year - 1)).astype(np.float64)
    since = days_since_anniversaries(days, on)
    weight = np.concatenate([count.weights(since, length) for count in counts])
    return np.nan_to_num(year, nan=0.0).astype(np.int64), weight
