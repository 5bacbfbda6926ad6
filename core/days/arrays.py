"""Columns of days and what is counted from them: shape (n,), NaT and NaN for a blank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Counts = NDArray[np.float64]
Flags = NDArray[np.bool_]
