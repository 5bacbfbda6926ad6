"""Where policy lines stood on an earlier day, as the events after it tell: the first of them says what it found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.table import Array, Mask, Table

STOPPED = ("终止", "中止(失效)")


class PastStates:
    """``events``: 保单事件; ``by_line``: the row of every (policy number, product code), ``lines`` of them."""

    def __init__(self, events: Table, by_line: Mapping[tuple[str, str], int], lines: int) -> None:
        keys = zip(events["policy_no"].tolist(), events["product_code"].tolist(), strict=True)
        row = np.fromiter((by_line.get(key, -1) for key in keys), np.intp, len(events))
        known = np.flatnonzero(row >= 0)
        order = known[np.lexsort((known, events["effective_on"][known], row[known]))]
        self._lines, self._line, self._day = lines, row[order], events["effective_on"][order]
        self._found_stopped = np.isin(events["status_before"][order].astype(str), STOPPED)
        self._asked: dict[np.datetime64, Mask] = {}

    def found_stopped(self, day: Array | np.datetime64) -> Mask:
        """Lines that the first event after a day (one, or one per line) found terminated or lapsed."""
        if not isinstance(day, np.datetime64):
            return self._found(day)
        if day not in self._asked:
            self._asked[day] = self._found(day)
        return self._asked[day]

    def _found(self, day: Array | np.datetime64) -> Mask:
        days = np.broadcast_to(np.asarray(day, dtype="datetime64[D]"), self._lines)
        later = np.flatnonzero(self._day > days[self._line])
        _, places = np.unique(self._line[later], return_index=True)
        first = later[places]
        mask = np.zeros(self._lines, dtype=bool)
        mask[self._line[first[self._found_stopped[first]]]] = True
        return mask
