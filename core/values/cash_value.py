"""现金价值 by formula: the statutory minimum 法定最低 and the insurer's value 公式 on a stated basis.

    MCV(t) = r(t) max(PVR(t), 0)                                                   PVR at j = 预定利率 + add-on
    CV(t)  = (1 − w(t)) MCV(t) + w(t) r(t) max(V(t), 0)                            V at the 预定利率, same expenses
    M(t)   = ½ [CV(t−1) + NP(t) + CV(t) + S(t)]                                    inside a mid-year death benefit

Where the death benefit contains the value itself, CV, NP and M are repeated until stable (a fixed point, vectorised
over years and cells). With deaths at the year end the leg is CV(t) + S(t), the value of that moment (convention).
Year ends 1 … T, before the survival benefit is added; yuan, full precision: rounding to the table's unit comes later.
Source: 银保监办发〔2020〕7号 Art. 9-11, 保监发〔2015〕93号; blend and mid-year value rebuilt from published values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.findings import Finding
from core.values.basis import ValueBasis
from core.values.benefits import Benefits
from core.values.mortality import FloatArray
from core.values.notes import note
from core.values.reserve import Reserve, course, reserve
from core.values.stack import Stack, stack

MAX_ROUNDS = 500
STABLE = 1e-13  # change of a round, as a part of the largest value of the cell: below 1e-9 × sum assured with room


@dataclass(frozen=True, slots=True, eq=False)
class CashValues:
    """One cell, arrays (T,) for the year ends 1 … T in yuan.

    ``minimum`` 法定最低 MCV; ``formula`` 公式 CV; ``floor_reserve`` PVR and ``pricing_reserve`` V before r and the
    floor at zero; ``net_premium`` NP and ``gross_premium`` GP' at rate j; ``single_premium`` the value per survivor of
    all later benefits at the year starts 0 … T − 1 at the 预定利率; ``death_benefit`` as it came out, in ``rounds``.
    """

    minimum: FloatArray
    formula: FloatArray
    floor_reserve: FloatArray
    pricing_reserve: FloatArray
    net_premium: FloatArray
    gross_premium: float
    single_premium: FloatArray
    death_benefit: FloatArray
    rounds: int


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    minimum: FloatArray
    formula: FloatArray
    floor: Reserve
    pricing: Reserve
    death: FloatArray


def cash_values(cover: Benefits, basis: ValueBasis) -> tuple[CashValues | None, tuple[Finding, ...]]:
    """All values of one cell; None and findings where rates are missing or no stable value exists."""
    rates, findings = _usable_rates(cover, basis)
    if rates is None:
        return None, findings
    cells = stack([(cover, basis, rates)])
    found, rounds, stable = _fixed_point(cells)
    if not stable.all():
        return None, (note("value-not-stable", rounds=MAX_ROUNDS),)
    years = slice(cover.policy_term)
    return (
        CashValues(
            found.minimum[0, years],
            found.formula[0, years],
            found.floor.value[0, years],
            found.pricing.value[0, years],
            found.floor.net_premium[0, years],
            float(found.floor.gross_premium[0, 0]),
            found.pricing.benefits_value[0, years],
            found.death[0, years],
            rounds,
        ),
        (),
    )


def tables(
    cells: Sequence[tuple[Benefits, ValueBasis]],
) -> tuple[list[FloatArray | None], tuple[Finding, ...]]:
    """公式 values of many cells in one pass: per cell an array (T,) in yuan, or None with its finding."""
    rates = [_usable_rates(cover, basis) for cover, basis in cells]
    ready = [(cover, basis, q) for (cover, basis), (q, _) in zip(cells, rates, strict=True) if q is not None]
    findings = tuple(finding for _, missing in rates for finding in missing)
    if not ready:
        return [None] * len(cells), findings
    found, _, stable = _fixed_point(stack(ready))
    findings += tuple(note("value-not-stable", rounds=MAX_ROUNDS) for _ in range(np.count_nonzero(~stable)))
    rows = iter(zip(found.formula, stable, strict=True))
    built: list[FloatArray | None] = []
    for (cover, _), (q, _) in zip(cells, rates, strict=True):
        row, usable = next(rows) if q is not None else (None, False)
        built.append(row[: cover.policy_term] if row is not None and usable else None)
    return built, findings


def _usable_rates(cover: Benefits, basis: ValueBasis) -> tuple[FloatArray | None, tuple[Finding, ...]]:
    faults = basis.faults()
    return (None, faults) if faults else basis.mortality.rates(cover.age, cover.policy_term)


def _fixed_point(cells: Stack) -> tuple[_Round, int, npt.NDArray[np.bool_]]:
    """The last round, how many it took, and which cells (cells,) change by no more than STABLE of their scale."""
    at_floor = course(cells.exits, cells.floor_rate, cells.death_at, cells.expenses, cells.paying)
    at_pricing = course(cells.exits, cells.pricing_rate, cells.death_at, cells.expenses, cells.paying)

    def once(death: FloatArray) -> _Round:
        claims = cells.deaths * death + cells.illness_cost
        floor, pricing = reserve(at_floor, claims, cells.survival), reserve(at_pricing, claims, cells.survival)
        minimum = cells.grading * np.maximum(floor.value, 0.0)
        better = cells.grading * np.maximum(pricing.value, 0.0)
        return _Round(minimum, (1.0 - cells.blend) * minimum + cells.blend * better, floor, pricing, death)

    now = once(cells.death)
    stable = np.zeros(len(cells.death), dtype=np.bool_)
    rounds = 0
    while rounds < MAX_ROUNDS and not stable.all():
        death = np.where(cells.value_leg, np.maximum(cells.death, _value_at_death(cells, now)), cells.death)
        stable = np.abs(death - now.death).max(axis=-1) <= STABLE * np.abs(death).max(axis=-1)
        now = once(death)
        rounds += 1
    return now, rounds, stable


def _value_at_death(cells: Stack, now: _Round) -> FloatArray:
    """M(t) for deaths mid-year, CV(t) + S(t) for deaths at the year end."""
    at_end = now.formula + cells.survival
    at_start = np.concatenate([np.zeros_like(at_end[:, :1]), now.formula[:, :-1]], axis=1) + now.floor.net_premium
    return np.where(cells.death_at < 1.0, 0.5 * (at_start + at_end), at_end)
