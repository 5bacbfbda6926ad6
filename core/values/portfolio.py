"""A portfolio on one day: 合同 values inside the policy year of millions of policies, from three columns.

    value = amount / unit × line(t, d)          rounded once, half up to the fen; line: :mod:`.portfolio_tables`

Two gathers by effective day (policy year, d / D) and two by cell and year (start, slope), in chunks that stay in the
processor's cache. An amount too near to half a fen for float64 is computed again in Decimal, so that every value is the
one of :func:`exact_value`. Premiums that are due are taken as paid; deductions and balances are not in a table value.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from core.days.arrays import Days
from core.money import yuan
from core.values.fen import round_chunk
from core.values.mortality import FloatArray
from core.values.portfolio_tables import Tables

Integers = npt.NDArray[np.integer]
CHUNK = 65_536  # policies: buffers of 2 MB stay in the cache, and threads seldom wait for the interpreter
SAFE_FEN = 2.0**36  # up to here six roundings of float64 stay below the 1e-4 fen of doubt that round_chunk reports


def values(tables: Tables, effective: Days, cell: Integers, amount: FloatArray, threads: int = 1) -> FloatArray:
    """The value of each policy in yuan, float64 (n,), rounded half up to the fen as in Decimal.

    ``effective``: datetime64[D]; ``cell``: index of its line; ``amount``: finite, yuan or 份 as the line's unit says,
    the decimal that the float prints as. NaN for an unknown cell, a blank amount or day, an effective day before the
    tables' earliest or after the valuation day.
    """
    result = np.empty(len(amount))
    started = effective.astype("datetime64[D]", copy=False).view(np.int64)
    share = max(-(-len(amount) // (threads * CHUNK)), 1) * CHUNK

    def run(first: int) -> None:
        part = slice(first, first + share)
        _run(tables, started[part], cell[part], amount[part], result[part])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(0, len(amount), share)))
    return result


def exact_value(tables: Tables, effective: date, cell: int, amount: Decimal) -> Decimal:
    """The value of one policy in yuan, rounded half up to the fen: the formula itself, without look-ups or floats."""
    line = tables.lines[cell]
    return yuan(amount * line.at(effective, tables.on) / line.unit)


def _run(
    tables: Tables, started: npt.NDArray[np.int64], cell: Integers, amount: FloatArray, result: FloatArray
) -> None:
    """One thread's rows, chunk by chunk through the same four buffers."""
    size = min(CHUNK, len(amount))
    whole, real = np.empty((2, size), np.int64), np.empty((2, size))
    safe_amount = SAFE_FEN / max(tables.bound, 1.0)
    for first in range(0, len(amount), CHUNK):
        rows = slice(first, min(first + CHUNK, len(amount)))
        fen, spare = real[:, : rows.stop - first]
        _fen(tables, started[rows], cell[rows], whole[:, : rows.stop - first], fen, spare)
        fen *= amount[rows]
        doubtful = round_chunk(fen, spare, result[rows])
        doubtful |= amount[rows] > safe_amount
        for row in np.flatnonzero(doubtful) + first:
            if not np.isnan(result[row]):
                day = np.datetime64(int(started[row]), "D").item()
                result[row] = float(exact_value(tables, day, int(cell[row]), Decimal(repr(float(amount[row])))))


def _fen(
    tables: Tables,
    started: npt.NDArray[np.int64],
    cell: Integers,
    whole: npt.NDArray[np.int64],
    fen: FloatArray,
    spare: FloatArray,
) -> None:
    """start + slope × d / D into ``fen``, per yuan of amount. An index outside a table is clipped to its NaN end."""
    day, place = whole
    np.subtract(started, tables.first_day, out=day)
    np.multiply(cell, tables.stride, out=place, dtype=np.int64)
    year = spare.view(np.int64)
    tables.year.take(day, out=year, mode="clip")
    np.add(place, year, out=place)
    tables.count.take(cell, out=year, mode="clip")
    np.add(day, year, out=day)
    tables.weight.take(day, out=spare, mode="clip")
    tables.slope.take(place, out=fen, mode="clip")
    np.multiply(fen, spare, out=fen)
    tables.start.take(place, out=spare, mode="clip")
    np.add(fen, spare, out=fen)
