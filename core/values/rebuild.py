"""Can published values be rebuilt from a basis? Decided by a stated tolerance, and said where they cannot.

Tolerance (the published values are rounded to a step; the insurer computes with the unrounded sum assured):
unrounded sum assured or table values: |difference| ≤ step / 2; only the printed sum assured: half a unit of the printed
one, relative 0.55 / (printed sum per 1,000 of yearly premium), plus step / 2. Never forced: a product that no standard
table reproduces has the company's own incidence, and the contract table is the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from core.values.basis import ValueBasis
from core.values.benefits import Benefits
from core.values.cash_value import cash_values, tables
from core.values.mortality import FloatArray, held, mortality
from core.values.mortality_sets import Use, may_use

PRINTED_HALF_UNIT = 0.55  # half a unit of a sum per 1,000 of premium that is printed in whole yuan, and a little
BLENDS = (None, *range(1, 11))
COMPANY_INCIDENCE = "公司自有发生率，无法重算"


@dataclass(frozen=True, slots=True)
class Published:
    """Published year-end values in yuan by policy year, rounded to ``step``; ``benefits``: sum assured → its cell.

    ``filed_on``: filing day of the product; a mortality set that came into force later is never used for it.
    ``printed_per_thousand``: the printed sum assured per 1,000 of yearly premium when only that is known, else None.
    """

    values: Mapping[int, float]
    step: float
    sum_assured: float
    benefits: Callable[[float], Benefits]
    filed_on: date
    printed_per_thousand: float | None = None

    def tolerance(self) -> FloatArray:
        """Allowed |difference| per published year in yuan, shape (years,)."""
        relative = PRINTED_HALF_UNIT / self.printed_per_thousand if self.printed_per_thousand else 0.0
        return self.step / 2 + relative * np.abs(np.array(list(self.values.values()), dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Rebuild:
    """``ok``: every value within tolerance on ``basis``. ``max_difference`` in yuan, ``worst_year`` its policy year."""

    ok: bool
    reason: str
    max_difference: float
    max_relative: float
    worst_year: int
    basis: ValueBasis


def rebuild(published: Published, basis: ValueBasis) -> Rebuild:
    """Rebuild on ``basis``; if that fails, on every held table of the sex with every blend m and 10 … 200 %.

    ok on the stated basis, or refused: with the basis that would fit, or as 公司自有发生率，无法重算 when none does
    (expenses, k and rates are kept as stated), or because rates are missing or the set is newer than the filing.
    The differences shown are those of the stated basis, or of the closest one where none fits.
    """
    too_new = may_use(basis.mortality, Use.PRODUCT, published.filed_on)
    _, missing = cash_values(published.benefits(published.sum_assured), basis)
    if too_new or missing:
        return Rebuild(False, (*too_new, *missing)[0].message, np.nan, np.nan, 0, basis)
    stated = _compare(published, [basis])[0]
    if stated.ok:
        return replace(stated, reason="与公布值一致（在允许误差内）")
    tried = _compare(published, _neighbours(basis, published.filed_on))
    fitting = next((attempt for attempt in tried if attempt.ok), None)
    if fitting is not None:
        return replace(
            stated, reason=f"所列基础不符；改用{fitting.basis.mortality}、m={fitting.basis.blend_years}则一致"
        )
    closest = min([stated, *tried], key=lambda attempt: attempt.max_relative)
    return replace(
        closest, reason=f"{COMPANY_INCIDENCE}（最接近的基础仍相差{closest.max_relative:.2%}），以合同现金价值表为准"
    )


def feasible_sums_assured(published: Published, basis: ValueBasis) -> tuple[float, float] | None:
    """The unrounded sums assured, yuan, for which every value equals the published one after rounding to the step.

    None when there is none. Each bound is solved by secants on values that grow with the sum assured.
    """
    years = np.array(list(published.values)) - 1
    values = np.array(list(published.values.values()), dtype=np.float64)
    targets = np.concatenate([values - published.step / 2, values + published.step / 2])
    places = np.concatenate([years, years])
    before, now = np.full(len(targets), published.sum_assured), np.full(len(targets), published.sum_assured * 1.001)
    reached = _at(published, basis, before, places)
    for _ in range(8):
        values_now = _at(published, basis, now, places)
        slope = np.divide(values_now - reached, now - before, out=np.zeros_like(now), where=now != before)
        step = np.divide(targets - values_now, slope, out=np.zeros_like(now), where=slope != 0)
        before, reached, now = now, values_now, now + step
    moved = _at(published, basis, now, places)
    solved = np.abs(moved - targets) < published.step * 1e-6
    lowest = now[: len(values)][solved[: len(values)]].max()
    highest = now[len(values) :][solved[len(values) :]].min()
    return (float(lowest), float(highest)) if lowest <= highest else None


def _at(published: Published, basis: ValueBasis, sums: FloatArray, places: FloatArray) -> FloatArray:
    built, _ = tables([(published.benefits(amount), basis) for amount in sums])
    return np.array([np.nan if row is None else row[place] for row, place in zip(built, places, strict=True)])


def _compare(published: Published, bases: list[ValueBasis]) -> list[Rebuild]:
    cover = published.benefits(published.sum_assured)
    built, _ = tables([(cover, basis) for basis in bases])
    years, values = list(published.values), np.array(list(published.values.values()), dtype=np.float64)
    results = []
    for basis, row in zip(bases, built, strict=True):
        if row is None:
            continue
        difference = np.abs(row[np.array(years) - 1] - values)
        relative = difference / np.maximum(np.abs(values), published.step)
        worst = int(np.argmax(relative))
        ok = bool(np.all(difference <= published.tolerance() + 1e-9))
        results.append(Rebuild(ok, "", float(difference.max()), float(relative[worst]), years[worst], basis))
    return results


def _neighbours(basis: ValueBasis, filed_on: date) -> list[ValueBasis]:
    same_sex = [mortality(*name) for name in held() if name[2] == basis.mortality.sex]
    standard = [table for table in same_sex if not may_use(table, Use.PRODUCT, filed_on)]
    return [
        replace(basis, mortality=table.scaled(percent / 100), blend_years=m)
        for table in standard
        for percent in range(10, 201, 10)
        for m in BLENDS
    ]
