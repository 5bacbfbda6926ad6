"""The two ends of a canonical 证件有效期, for rules that compare them with days."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.normalise.days import BETWEEN, LONG_TERM

FOREVER = np.datetime64("9999-12-31", "D")
"""The end of 长期."""


def validity_ends(column: NDArray[Any]) -> NDArray[np.datetime64]:
    """Last valid days, shape (n,) datetime64[D]: :data:`FOREVER` for 长期, NaT for a blank."""
    return _days(column, lambda text: text.rpartition(BETWEEN)[2])


def validity_starts(column: NDArray[Any]) -> NDArray[np.datetime64]:
    """First valid days, shape (n,) datetime64[D]; NaT where only an end was given."""
    return _days(column, lambda text: text.rpartition(BETWEEN)[0])


def _days(column: NDArray[Any], part: Any) -> NDArray[np.datetime64]:
    distinct = {text: part(text) for text in set(column.tolist())}
    ends = np.array([FOREVER if end == LONG_TERM else end or "NaT" for end in distinct.values()], "datetime64[D]")
    place = {text: number for number, text in enumerate(distinct)}
    return ends[np.fromiter(map(place.__getitem__, column), np.intp, len(column))]
