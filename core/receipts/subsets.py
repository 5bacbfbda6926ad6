"""Which amounts add up to another: the smallest set first, the earlier entries first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

MOST = 12
"""More entries than this are not searched: 4,096 sets are."""


def adding_up(amounts: Sequence[int], target: int) -> tuple[int, ...] | None:
    """Places of two or more amounts that add up to ``target``; all of them where they do, else the first set found.

    None where there is none, or where there are more than ``MOST`` amounts and not all of them add up.
    """
    if len(amounts) >= 2 and sum(amounts) == target:
        return tuple(range(len(amounts)))
    return next(_sets(amounts, target), None)


def only_way(amounts: Sequence[int], target: int) -> tuple[int, ...] | None:
    """As :func:`adding_up`, but None where more than one set adds up: then nobody can tell which was meant."""
    found = list(_sets(amounts, target))
    return found[0] if len(found) == 1 else None


def _sets(amounts: Sequence[int], target: int) -> Iterator[tuple[int, ...]]:
    if len(amounts) <= MOST:
        for size in range(2, len(amounts) + 1):
            for chosen in combinations(range(len(amounts)), size):
                if sum(amounts[place] for place in chosen) == target:
                    yield chosen
