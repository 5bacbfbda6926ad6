"""Two books that should agree: differences within a tolerance are accepted, and listed all the same (case 35)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEN = 100


@dataclass(frozen=True)
class Difference:
    """Row ``row`` differs by ``amount`` yuan (left less right); ``within`` the tolerance or not."""

    row: int
    amount: Decimal
    within: bool


def differences(left: NDArray[Any], right: NDArray[Any], tolerance: Decimal) -> list[Difference]:
    """Every row, shape (n,) yuan, where the two sides differ by a fen or more; a blank counts as nothing received."""
    fen = np.rint(np.nan_to_num(left) * FEN).astype(np.int64) - np.rint(np.nan_to_num(right) * FEN).astype(np.int64)
    allowed = int(tolerance * FEN)
    return [
        Difference(int(row), Decimal(int(fen[row])).scaleb(-2), abs(int(fen[row])) <= allowed)
        for row in np.flatnonzero(fen)
    ]
