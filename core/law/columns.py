"""The same look-ups over whole columns of days.

NaT takes the latest row: a record without its day is judged by the newest law.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.law.timeline import Row, Timeline

Days = NDArray[np.datetime64]
Numbers = NDArray[np.float64]


def column(line: Timeline, on: Days) -> Numbers:
    """The number in force on each day, NaN where none is. Shape of ``on``. Raises ``TypeError`` for text and tables."""
    figures = np.array([_number(row.value) if row else np.nan for row in (*line.rows, line.at(None))])
    return figures[_stretch(line, on)]


def banded(line: Timeline, on: Days, at: Numbers) -> Numbers:
    """The entry of a ``bands`` table for each day and number (an age, a term), NaN where nothing is set or known."""
    stretch, numbers = np.broadcast_arrays(_stretch(line, on), np.asarray(at, dtype=np.float64))
    result = np.full(stretch.shape, np.nan)
    for index, row in enumerate((*line.rows, line.at(None))):
        chosen = stretch == index
        if row is not None and chosen.any():
            result[chosen] = _step(row, numbers[chosen])
    return result


def in_force(start: date | None, end: date | None, on: Days) -> NDArray[np.bool_]:
    """Is each day inside the two days, both included? An open end is always met, and so is NaT."""
    days = np.asarray(on, dtype="datetime64[D]")
    inside = np.ones(days.shape, dtype=np.bool_)
    if start is not None:
        inside &= days >= np.datetime64(start)
    if end is not None:
        inside &= days <= np.datetime64(end)
    undated: NDArray[np.bool_] = np.isnat(days)
    return inside | undated


def _stretch(line: Timeline, on: Days) -> NDArray[np.intp]:
    """The stretch of each day; one past the last stretch for NaT."""
    days = np.asarray(on, dtype="datetime64[D]")
    starts = np.array(line.starts, dtype="datetime64[D]")
    found: NDArray[np.intp] = np.searchsorted(starts, days, side="right") - 1
    return np.where(np.isnat(days), len(starts), found)


def _step(row: Row, numbers: Numbers) -> Numbers:
    bands: Mapping[int | Decimal, Any] = row.value["bands"]
    bounds = sorted(bands)
    heights = np.array([np.nan, *(_number(bands[bound]) for bound in bounds), np.nan])
    # NaN sorts behind every bound, so a missing number is sent past the last step on purpose.
    place = np.searchsorted(np.array(bounds, dtype=np.float64), numbers, side="right")
    return heights[np.where(np.isnan(numbers), len(heights) - 1, place)]


def _number(value: Any) -> float:
    if value is None:
        return float("nan")
    if isinstance(value, (int, Decimal)):
        return float(value)
    raise TypeError(f"not a number, so not a column: {value!r}")
