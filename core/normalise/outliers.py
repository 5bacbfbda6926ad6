"""Amounts that look like another unit: 50 among 500,000s is asked about, never converted (case 14)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FEWEST = 8
"""A column with fewer amounts says nothing about what is usual."""
_SAME, _SPREAD = 0.7, 0.5
"""In powers of ten: how near the corrected amount must be to the usual one; how far the middle half may spread."""


def outliers(amounts: NDArray[Any]) -> dict[int, str]:
    """Row → factor (``100`` or ``10000``) for amounts, shape (n,) yuan, that are about that much off the median."""
    rows = np.flatnonzero(amounts > 0)
    if len(rows) < FEWEST:
        return {}
    powers = np.log10(amounts[rows])
    low, middle, high = np.percentile(powers, (25, 50, 75))
    if high - low > _SPREAD:
        return {}
    distance = np.abs(powers - middle)
    factors = np.where(np.abs(distance - 4) < _SAME, 4, np.where(np.abs(distance - 2) < _SAME / 2, 2, 0))
    return {int(rows[i]): str(10 ** int(factors[i])) for i in np.flatnonzero(factors)}
