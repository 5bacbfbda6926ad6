"""Rounding to the fen inside a loop over chunks: no new arrays, and the rows named that float64 cannot decide."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.money.amounts import NOISE_YUAN
from core.values.mortality import FloatArray

NEAR_HALF = 0.5 - NOISE_YUAN * 100


def round_chunk(fen: FloatArray, spare: FloatArray, yuan: FloatArray) -> npt.NDArray[np.bool_]:
    """Round ``fen`` to whole fen and write it to ``yuan``; both arguments before it are used up. All of shape (n,).

    Returns the rows within 1e-6 yuan of half a fen: there the binary float does not know which way half up goes, and
    the caller computes them in Decimal (as in :func:`core.money.round_column`). Elsewhere the nearest fen is half up.
    NaN stays NaN.
    """
    np.rint(fen, out=spare)
    np.subtract(fen, spare, out=fen)
    np.abs(fen, out=fen)
    np.divide(spare, 100.0, out=yuan)
    doubtful: npt.NDArray[np.bool_] = np.greater_equal(fen, NEAR_HALF)
    return doubtful
