"""Product cells of different terms laid side by side as arrays (cells, years), so that one pass computes them all.

Shorter cells are padded after their end with years without exits, benefits and premiums, so that their values are 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import Benefits
from core.values.mortality import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Arrays (cells, years) in yuan, fractions or truth values; the two rates and ``death_at`` (h) are (cells, 1)."""

    deaths: FloatArray
    exits: FloatArray
    death: FloatArray
    value_leg: npt.NDArray[np.bool_]
    survival: FloatArray
    illness_cost: FloatArray
    expenses: FloatArray
    grading: FloatArray
    blend: FloatArray
    paying: npt.NDArray[np.bool_]
    floor_rate: FloatArray
    pricing_rate: FloatArray
    death_at: FloatArray


def stack(cells: Sequence[tuple[Benefits, ValueBasis, FloatArray]]) -> Stack:
    """Lay out cells given as (benefits, basis, death rates of its policy years)."""
    years = np.arange(1, max(cover.policy_term for cover, _, _ in cells) + 1)
    premium_terms = _column([min(cover.premium_term, cover.policy_term) for cover, _, _ in cells])
    incidence = [_or_zero(cover.incidence, cover.policy_term) for cover, _, _ in cells]
    deaths = [np.minimum(q, 1.0 - ill) for (_, _, q), ill in zip(cells, incidence, strict=True)]
    illness = [_or_zero(cover.illness, cover.policy_term) for cover, _, _ in cells]

    def wide(rows: Sequence[npt.ArrayLike]) -> FloatArray:
        return _padded(rows, len(years))

    return Stack(
        deaths=wide(deaths),
        exits=wide([q + ill for q, ill in zip(deaths, incidence, strict=True)]),
        death=wide([cover.death for cover, _, _ in cells]),
        value_leg=wide([cover.value_leg for cover, _, _ in cells]) > 0,
        survival=wide([cover.survival for cover, _, _ in cells]),
        illness_cost=wide([ill * amount for ill, amount in zip(incidence, illness, strict=True)]),
        expenses=wide([basis.expense_rates(cover.policy_term) for cover, basis, _ in cells]),
        grading=wide([basis.grading(cover.premium_term, cover.policy_term) for cover, basis, _ in cells]),
        blend=wide([basis.blend(cover.policy_term) for cover, basis, _ in cells]),
        paying=years <= premium_terms,
        floor_rate=_column([basis.floor_rate for _, basis, _ in cells]),
        pricing_rate=_column([basis.pricing_rate for _, basis, _ in cells]),
        death_at=_column([0.5 if basis.timing is DeathTiming.MID_YEAR else 1.0 for _, basis, _ in cells]),
    )


def _column(values: Sequence[float]) -> FloatArray:
    return np.array(values, dtype=np.float64)[:, None]


def _or_zero(row: FloatArray | None, years: int) -> FloatArray:
    return np.zeros(years) if row is None else row


def _padded(rows: Sequence[npt.ArrayLike], years: int) -> FloatArray:
    wide = np.zeros((len(rows), years))
    for line, row in zip(wide, rows, strict=True):
        cells = np.asarray(row, dtype=np.float64)
        line[: len(cells)] = cells
    return wide
