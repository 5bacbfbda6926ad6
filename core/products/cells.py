"""Product cells as whole numbers: product, version, plan, sex, entry age and both terms of a row become one code.

Two tables coded by the same :class:`Coder` get the same code for the same cell, so a look-up over 100,000 policies is
one sorted search.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from core.table import Array

Codes = NDArray[np.int64]

UNKNOWN = -1
"""The code of a row that has a value the coder has not learned."""


class Coder:
    """Learns the values of the key columns once; afterwards gives every row the code of its cell."""

    def __init__(self, columns: Sequence[Array]) -> None:
        self._known = [_numbered(column) for column in columns]

    def codes(self, columns: Sequence[Array]) -> Codes:
        """The cell of each row, shape (n,), ``UNKNOWN`` where one of its values was never learned."""
        result = np.zeros(len(columns[0]), dtype=np.int64)
        known_rows = np.ones(len(columns[0]), dtype=bool)
        for known, column in zip(self._known, columns, strict=True):
            numbers = np.fromiter(map(known.get, column.tolist(), repeat(UNKNOWN)), np.int64, len(column))
            known_rows &= numbers != UNKNOWN
            result = result * max(len(known), 1) + numbers
        result[~known_rows] = UNKNOWN
        return result


def _numbered(column: Array) -> dict[object, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(column.tolist()))}
