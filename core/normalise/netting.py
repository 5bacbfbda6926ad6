"""冲正: a booking and its reversal, which cancel each other to the fen (case 34). 收为正，付为负."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEN = 100


def reversal_pairs(keys: Sequence[Any], amounts: NDArray[np.float64]) -> NDArray[np.intp]:
    """For every row the row that cancels it, -1 where there is none.

    ``keys`` (n,): what the booking is for, e.g. policy and instalment; ``amounts`` (n,) yuan. A negative amount pairs
    with the latest earlier positive one of the same key and size, else with the next later one; each row pairs once.
    """
    fen = np.where(np.isnan(amounts), 0, np.rint(amounts * FEN)).astype(np.int64)
    pairs = np.full(len(amounts), -1, dtype=np.intp)
    open_rows: dict[tuple[Any, int], list[int]] = {}
    for row, (key, amount) in enumerate(zip(keys, fen.tolist(), strict=True)):
        if amount == 0:
            continue
        waiting = open_rows.get((key, -amount))
        if waiting:
            other = waiting.pop()
            pairs[row], pairs[other] = other, row
        else:
            open_rows.setdefault((key, amount), []).append(row)
    return pairs


def net_total(amounts: NDArray[np.float64]) -> float:
    """The sum in yuan, exact to the fen, blanks left out."""
    return float(np.nansum(np.rint(amounts * FEN)) / FEN)
