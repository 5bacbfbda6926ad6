"""证件有效期 as days: where it starts, where it ends, and whether it is 长期, from which no day is ever computed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from core.normalise.days import BETWEEN, LONG_TERM
from core.table import Array, Mask


class Validity(NamedTuple):
    """Columns of shape (n,): first and last day (NaT when not given), and 长期."""

    start: Array
    end: Array
    long_term: Mask


def validity(texts: Array) -> Validity:
    """``2035-06-01``, ``2010-01-01至2030-01-01``, ``2010-01-01至长期`` and ``长期`` by row."""
    spans = {text: _span(text) for text in set(texts.tolist())}
    place = {text: number for number, text in enumerate(spans)}
    rows = np.fromiter(map(place.__getitem__, texts), np.intp, len(texts))
    days = np.array(list(spans.values()), dtype="datetime64[D]").reshape(-1, 2)[rows]
    endless = np.array([text.endswith(LONG_TERM) for text in spans], dtype=bool)
    return Validity(days[:, 0], days[:, 1], endless[rows])


def _span(text: str) -> tuple[np.datetime64, np.datetime64]:
    start, between, end = text.rpartition(BETWEEN)
    return _day(start if between else ""), _day(end)


def _day(text: str) -> np.datetime64:
    return np.datetime64("NaT" if text in ("", LONG_TERM) else text, "D")
