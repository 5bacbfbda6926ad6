"""Amounts that look like another unit: 50 among 500,000s is asked about, never converted (case 14)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FEWEST = 8
"""A column with fewer amounts says nothing about what is usual."""
_SPREAD = 0.5
"""In powers of ten: how far the middle half of the amounts may spread for a usual size to exist."""
_NEAR = {4: 0.7, 2: 0.2}
"""Power of ten of the mistake (万元, 分) → how near the corrected amount must be to the usual one, in powers of ten."""


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
    return {int(row): str(10**power) for power, near in _NEAR.items() for row in rows[np.abs(distance - power) < near]}
