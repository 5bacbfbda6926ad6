"""Which rows belong together: the same key, and days not further apart than a window. All over columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from core.table import Array, Mask, Rows

_DAYS = 1 << 22
"""More days than any calendar in use has; a key and a day then make one whole number."""
FOREVER = 100_000


def shared_codes(*columns: Array) -> list[Array]:
    """Equal texts as equal whole numbers over all columns; -1 for a blank."""
    known: dict[Any, int] = {"": -1}
    return [
        np.fromiter((known.setdefault(value, len(known) - 1) for value in column.tolist()), np.int64, len(column))
        for column in columns
    ]


def joined(*columns: Array) -> Array:
    """Several text columns as one key, blank where any of them is blank."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    keys = np.empty(len(columns[0]), dtype=object)
    keys[:] = ["\x1f".join(row) if all(row) else "" for row in rows]
    return keys


def pairs(
    left: Array, left_from: Array, left_until: Array, right: Array, right_day: Array, *, able: Mask | None = None
) -> tuple[Rows, Rows]:
    """All pairs of rows with the same text key whose right day lies between the left row's two days, both included.

    Keys are text columns, days datetime64[D]; blank keys and days pair with nothing. ``able``: left rows that count.
    Gives left and right row numbers, ordered by the left row, then by the right day.
    """
    left_codes, right_codes = shared_codes(left, right)
    rights = np.flatnonzero((right_codes >= 0) & ~np.isnat(right_day))
    placed = right_codes[rights] * _DAYS + right_day[rights].astype(np.int64) + _DAYS // 2
    rights = rights[np.argsort(placed, kind="stable")]
    placed = np.sort(placed, kind="stable")
    asks = (left_codes >= 0) & ~np.isnat(left_from) & ~np.isnat(left_until) & (left_from <= left_until)
    lefts = np.flatnonzero(asks if able is None else asks & able)
    base = left_codes[lefts] * _DAYS + _DAYS // 2
    first = np.searchsorted(placed, base + left_from[lefts].astype(np.int64), "left")
    counts = np.searchsorted(placed, base + left_until[lefts].astype(np.int64), "right") - first
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(lefts) else counts
    return np.repeat(lefts, counts), rights[starts + np.arange(len(starts))]


def days_before(day: Array, days: int) -> Array:
    """The days ``days`` earlier; NaT stays."""
    return day - np.timedelta64(days, "D")


def crowds(
    key: Array, day: Array, begins: Array, least: int, people: Array | None = None
) -> Iterator[tuple[Rows, int]]:
    """Per key that is busy: the rows of its busy windows and the most that one window holds.

    A window ends on a row's day and begins on its ``begins``, both included. What is counted are rows, or distinct
    ``people`` (text, blanks left out). A key comes once, in the order of its first row; its rows in the order of days.
    """
    ends, members = pairs(key, begins, day, key, day)
    if not len(ends):
        return
    if people is not None:
        keep = people[members] != ""
        ends, members = ends[keep], members[keep]
        person = shared_codes(people)[0][members]
        distinct = np.unique(ends * (person.max(initial=0) + 1) + person) // (person.max(initial=0) + 1)
        sizes = np.bincount(distinct, minlength=len(key))
    else:
        sizes = np.bincount(ends, minlength=len(key))
    busy = sizes[ends] >= least
    by_key: dict[str, tuple[set[int], list[int]]] = {}
    for end, member in zip(ends[busy].tolist(), members[busy].tolist(), strict=True):
        rows, counts = by_key.setdefault(key[end], (set(), []))
        rows.add(member)
        counts.append(int(sizes[end]))
    for rows, counts in by_key.values():
        ordered = np.array(sorted(rows, key=lambda row: (day[row], row)), dtype=np.intp)
        yield ordered, max(counts)


def grouped(rows: Sequence[int] | Rows, by: Sequence[int] | Rows) -> Iterator[tuple[int, list[int]]]:
    """``rows`` gathered by the row number beside them, in the order in which these first come."""
    gathered: dict[int, list[int]] = {}
    for row, of in zip(np.asarray(rows).tolist(), np.asarray(by).tolist(), strict=True):
        gathered.setdefault(of, []).append(row)
    yield from gathered.items()
