"""Where policy lines stood on an earlier day, as the events after it tell: the first of them says what it found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.measures.line_rows import in_order, lines_of
from core.table import Array, Mask, Table

LAPSED = "中止(失效)"
STOPPED = ("终止", LAPSED)


class PastStates:
    """``events``: 保单事件; ``by_line``: the row of every (policy number, product code), ``lines`` of them."""

    def __init__(self, events: Table, by_line: Mapping[tuple[str, str], int], lines: int) -> None:
        row = lines_of(events, by_line)
        order = in_order(row, events["effective_on"])
        self._lines, self._line, self._day = lines, row[order], events["effective_on"][order]
        self._before, self._after = (events[name][order].astype(str) for name in ("status_before", "status_after"))
        self._found_stopped = np.isin(self._before, STOPPED)
        self._asked: dict[np.datetime64, Mask] = {}

    def found_stopped(self, day: Array | np.datetime64) -> Mask:
        """Lines that the first event after a day (one, or one per line) found terminated or lapsed."""
        if not isinstance(day, np.datetime64):
            return self._found(day, self._found_stopped)
        if day not in self._asked:
            self._asked[day] = self._found(day, self._found_stopped)
        return self._asked[day]

    def found_lapsed(self, day: np.datetime64) -> Mask:
        """Lines that the first event after a day found in 中止."""
        return self._found(day, self._before == LAPSED)

    def lapsed_on(self, day: np.datetime64) -> Array:
        """Per line the day of the last event up to a day that brought it into 中止, NaT without one."""
        came = np.flatnonzero((self._day <= day) & (self._after == LAPSED) & (self._before != LAPSED))
        since = np.full(self._lines, np.datetime64("NaT", "D"))
        since[self._line[came]] = self._day[came]
        return since

    def _found(self, day: Array | np.datetime64, state: Mask) -> Mask:
        """Lines whose first event after a day is one of ``state``, a mask of the events."""
        days = np.broadcast_to(np.asarray(day, dtype="datetime64[D]"), self._lines)
        later = np.flatnonzero(self._day > days[self._line])
        _, places = np.unique(self._line[later], return_index=True)
        first = later[places]
        mask = np.zeros(self._lines, dtype=bool)
        mask[self._line[first[state[first]]]] = True
        return mask
