"""Exact amounts: half up, rounded once.

Amounts are yuan. Decimal at every border; float64 only inside columns, where an amount too close to a half fen for
binary floats is computed again in Decimal, so that column and Decimal agree to the fen.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Amounts = NDArray[np.float64]

# Differences below this are noise of binary floats, never money: the smallest amount of money is 0.01.
NOISE_YUAN = 1e-6


def yuan(amount: Decimal | int | str | float) -> Decimal:
    """An amount in yuan with two places, half up (away from zero): 2.675 → 2.68, −0.005 → −0.01.

    A float counts as the decimal it prints as. ValueError for text that is no number, infinity and NaN.
    """
    return round_half_up(amount, 2)


def round_half_up(amount: Decimal | int | str | float, places: int) -> Decimal:
    """``amount`` with ``places`` decimals, half up (away from zero); errors as for :func:`yuan`."""
    try:
        exact = Decimal(repr(amount) if isinstance(amount, float) else amount)
    except InvalidOperation:
        raise ValueError(f"不是金额：{amount}") from None
    if not exact.is_finite():
        raise ValueError(f"不是金额：{amount}")
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def round_column(values: Amounts, exact: Callable[[int], Decimal] | None = None) -> Amounts:
    """A column of yuan rounded half up to the fen, shape (n,); NaN stays NaN.

    Rows within 1e-6 yuan (or within what float64 can tell) of a half fen are taken from ``exact(row)``, the same
    amount computed in Decimal; without ``exact`` they count as the decimal that the float prints as.
    """
    import numpy as np

    values = np.asarray(values, dtype=np.float64)
    fen = np.abs(values) * 100
    rounded = np.copysign(np.floor(fen + 0.5), values) / 100
    with np.errstate(invalid="ignore"):
        from_half = np.abs(fen - np.floor(fen) - 0.5)
        doubtful = from_half <= np.maximum(NOISE_YUAN * 100, 8 * np.spacing(fen))
    for row in np.flatnonzero(doubtful):
        rounded[row] = float(yuan(exact(int(row)) if exact else float(values[row])))
    return rounded + 0.0


def to_fen(column: Amounts) -> NDArray[np.int64]:
    """Yuan to whole fen, half up. ValueError for a blank (NaN) or infinite amount: int64 has no blank."""
    import numpy as np

    rounded = round_column(column)
    if not np.isfinite(rounded).all():
        raise ValueError("to_fen needs every amount: fill or drop the blank rows first")
    return np.rint(rounded * 100).astype(np.int64)


def from_fen(fen: NDArray[np.int64]) -> Amounts:
    """Whole fen to yuan as float64."""
    import numpy as np

    return np.asarray(fen, dtype=np.int64) / 100


def exceeds(left: Any, right: Any) -> NDArray[np.bool_]:
    """``left`` > ``right`` by more than float noise; arrays or numbers, NaN exceeds nothing."""
    import numpy as np

    return np.asarray(np.subtract(left, right) > NOISE_YUAN)


def reaches(left: Any, right: Any) -> NDArray[np.bool_]:
    """``left`` >= ``right`` but for float noise; arrays or numbers, NaN reaches nothing."""
    import numpy as np

    return np.asarray(np.subtract(left, right) >= -NOISE_YUAN)
