"""How every renewal instalment ended whose 宽限期 is over, as columns: what comparisons of actions count in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from core.law.lookup import Law
from core.renewal.due_list import RENEWAL
from core.table import Array, Mask, Rows, Table

SPAN = 1 << 23
"""Days kept apart per policy in one number: more than the calendar from year 1 to 9999 has, on both sides of 1970."""


@dataclass(frozen=True)
class Outcomes:
    """One entry per instalment, shape (n,), by policy and due day. ``paid_on``: day of the last of it, NaT never.

    ``codes``: a number for every policy number; ``in_time``: all of it came inside the 宽限期.
    """

    codes: Mapping[str, int]
    keys: NDArray[np.int64]
    due_on: Array
    paid_on: Array
    in_time: Mask

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, numbers: Array, due_on: Array) -> Rows:
        """For every policy number and due day its instalment, -1 where none was judged."""
        return self._found(keys_of(self.codes, numbers, due_on), 0)

    def first_near(self, numbers: Array, days: Array, reach: np.timedelta64) -> Rows:
        """For every policy number the first instalment due within ``reach`` of a day, -1 where none is."""
        return self._found(keys_of(self.codes, numbers, days - reach), 2 * int(reach.astype(int)))

    def _found(self, first: NDArray[np.int64], days: int) -> Rows:
        """The first instalment whose key is one of ``first`` or up to that many days more."""
        place = np.searchsorted(self.keys, first)
        there = np.append(self.keys, np.iinfo(np.int64).max)[place]
        return np.where((first >= 0) & (there - first <= days), place, -1)


def keys_of(codes: Mapping[str, int], numbers: Array, days: Array) -> NDArray[np.int64]:
    """One number per policy number and day; below 0 for an unknown policy number."""
    policy = np.fromiter(map(codes.get, numbers.tolist(), repeat(-1)), np.int64, len(numbers))
    return policy * SPAN + np.where(policy >= 0, days.astype("datetime64[D]").astype(np.int64) + SPAN // 2, 0)


def numbered(numbers: Array) -> dict[str, int]:
    """A number for every policy number, in order of appearance."""
    return {number: code for code, number in enumerate(dict.fromkeys(numbers.tolist()))}


def judged(receipts: Table, law: Law, on: np.datetime64) -> Outcomes:
    """Every instalment whose legal 宽限期 (RN-2.2) is over by ``on``; all lines of a policy must be paid."""
    limits = law.column("RN-2.2", receipts["due_on"])
    known = np.isfinite(limits) & ~np.isnat(receipts["due_on"])
    ends = receipts["due_on"] + np.where(known, limits, 0).astype("timedelta64[D]")
    chosen = np.flatnonzero((receipts["business"] == RENEWAL) & known & (ends < on) & (receipts["due"] > 0))
    codes = numbered(receipts["policy_no"][chosen])
    keys = keys_of(codes, receipts["policy_no"][chosen], receipts["due_on"][chosen])
    order = np.argsort(keys, kind="stable")
    chosen, keys = chosen[order], keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    paid_on = receipts["received_on"][chosen]
    if not len(first):
        return Outcomes(codes, keys, receipts["due_on"][chosen], paid_on, np.zeros(0, dtype=bool))
    return Outcomes(
        codes,
        keys[first],
        receipts["due_on"][chosen[first]],
        # The later day, and NaT once anything is missing: NumPy's maximum hands NaT on.
        np.maximum.reduceat(paid_on, first),
        np.logical_and.reduceat(paid_on <= ends[chosen], first),
    )
