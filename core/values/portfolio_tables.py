"""What a portfolio valuation looks up: product lines by cell and year, and a calendar by effective day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.days.anniversary import anniversaries, days_since_anniversaries, policy_years
from core.days.arrays import Days
from core.values.line import DayCount, ProductLine
from core.values.mortality import FloatArray


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
