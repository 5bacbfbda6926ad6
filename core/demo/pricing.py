"""Premium rates and printed value tables of the invented products, from the house's own engine.

A cell is one product version, sex, entry age and pair of terms; every figure is per 1,000 yuan of 保额. Premiums are
gross premiums at the 预定利率 with the product's own loading; where a benefit hangs on the premium paid, it is repeated
until it settles. Printed values are the 公式 values of ``core.values.cash_value`` on the statutory basis of the day on
which the product came on sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np

from core.demo.products import Line, lines
from core.values.basis import ValueBasis
from core.values.benefits import (
    Benefits,
    annuity,
    increasing_whole_life,
    long_term_health,
    savings_endowment,
    term_life,
    whole_life_years,
)
from core.values.cash_value import tables
from core.values.mortality import FloatArray, mortality
from core.values.reserve import Reserve, course, reserve
from core.values.stack import stack
from core.values.statutory import Category, Rule, death_ratios, statutory_basis

UNIT = 1000.0
SETTLING_ROUNDS = 3
EXPENSE_CLASSES = {"疾病保险": Category.HEALTH}


class Cell(NamedTuple):
    """One line of business that is priced alike; ``line`` is the index into :func:`core.demo.products.lines`."""

    line: int
    sex: str
    age: int
    premium_term: str
    policy_term: str


@dataclass(frozen=True)
class Printed:
    """A printed table: arrays (T,) for the policy years 1 … T, yuan per 1,000 of 保额, rounded to 0.01."""

    value: FloatArray
    survival: FloatArray
    paid_up: FloatArray


def years(term: str, age: int, last_age: int = 105) -> int:
    """A term in policy years: 趸交 is 1, 终身 runs to the end of the mortality table."""
    if term == "趸交":
        return 1
    return whole_life_years(age, last_age) if term == "终身" else int(term.removesuffix("年"))


@cache
def premium_rate(cell: Cell) -> float:
    """Yearly premium in yuan per 1,000 of 保额; a single premium for 趸交."""
    line = lines()[cell.line]
    if line.rating:
        return line.rating[min(max(0, (cell.age - 2) // 15), len(line.rating) - 1)]
    return _rates_of_line(cell.line)[cell]


def printed_tables(cells: Iterable[Cell]) -> dict[Cell, Printed]:
    """The printed tables of the cells that have one, in their order."""
    wanted = [cell for cell in cells if _shape(lines()[cell.line]) is not None]
    if not wanted:
        return {}
    pairs = [(_benefits(cell, premium_rate(cell)), _basis(cell)) for cell in wanted]
    values, findings = tables(pairs)
    assert not findings, findings
    later = _pricing(pairs).benefits_value
    return {
        cell: _printed(cover, value, single)
        for cell, (cover, _), value, single in zip(wanted, pairs, values, later, strict=True)
        if value is not None
    }


def _printed(cover: Benefits, value: FloatArray, single: FloatArray) -> Printed:
    paid_up = np.full(cover.policy_term, np.nan)
    paying = slice(0, cover.premium_term - 1)
    if not cover.value_leg.any():
        paid_up[paying] = UNIT * value[paying] / single[1 : cover.premium_term]
    return Printed(value.round(2), cover.survival.round(2), paid_up.round(2))


@cache
def _rates_of_line(index: int) -> dict[Cell, float]:
    line = lines()[index]
    ages = range(line.ages[0], line.ages[1] + 1)
    cells = [Cell(index, sex, age, *terms) for terms in line.terms for sex in ("男", "女") for age in ages]
    bases = [replace(_basis(cell), expenses=(line.loading,)) for cell in cells]
    rates = np.zeros(len(cells))
    for _ in range(SETTLING_ROUNDS):
        covers = (_benefits(cell, rate) for cell, rate in zip(cells, rates.tolist(), strict=True))
        pairs = list(zip(covers, bases, strict=True))
        rates = _pricing(pairs).gross_premium[:, 0]
        if _shape(line) not in PREMIUM_SHAPES:
            break
    return {cell: round(rate, 2) for cell, rate in zip(cells, rates.tolist(), strict=True)}


def _pricing(pairs: list[tuple[Benefits, ValueBasis]]) -> Reserve:
    """Everything at the 预定利率, benefits as they stand: the premium, and the value of the benefits to come."""
    cells = stack([(cover, basis, _rates(cover, basis)) for cover, basis in pairs])
    at_pricing = course(cells.exits, cells.pricing_rate, cells.death_at, cells.expenses, cells.paying)
    return reserve(at_pricing, cells.deaths * cells.death + cells.illness_cost, cells.survival)


def _rates(cover: Benefits, basis: ValueBasis) -> FloatArray:
    rates, findings = basis.mortality.rates(cover.age, cover.policy_term)
    assert rates is not None, findings
    return rates


@cache
def _basis(cell: Cell) -> ValueBasis:
    fields = lines()[cell.line].fields
    rule = Rule.PARTICIPATING if fields["value_rule"] == "93号" else Rule.ORDINARY
    basis, findings = statutory_basis(
        rule,
        EXPENSE_CLASSES.get(fields["category"]) or Category(fields["category"]),
        mortality(fields["mortality_set"], fields["mortality_table"], cell.sex),
        float(fields["pricing_rate"].removesuffix("%")) / 100,
        years(cell.premium_term, cell.age),
        years(cell.policy_term, cell.age),
        fields["sold_from"],
        blend_years=fields["blend_years"],
    )
    assert basis is not None, findings
    return basis


def _benefits(cell: Cell, premium: float) -> Benefits:
    line = lines()[cell.line]
    build = _shape(line)
    assert build is not None
    return build(line, cell.age, years(cell.policy_term, cell.age), years(cell.premium_term, cell.age), premium)


Build = Callable[[Line, int, int, int, float], Benefits]


def _level(line: Line, age: int, term: int, paying: int, premium: float) -> Benefits:
    return term_life(age, term, paying, UNIT)


def _increasing(line: Line, age: int, term: int, paying: int, premium: float) -> Benefits:
    growth = float(line.fields["increase_rate"].removesuffix("%")) / 100
    return increasing_whole_life(age, term, paying, premium, UNIT, growth, death_ratios(line.fields["sold_from"]))


def _endowment(line: Line, age: int, term: int, paying: int, premium: float) -> Benefits:
    return savings_endowment(age, term, paying, premium, UNIT, death_ratios(line.fields["sold_from"]))


def _annuity(line: Line, age: int, term: int, paying: int, premium: float) -> Benefits:
    """The 保额 every year from the end of the premium term on; a death later leaves what the premiums exceed."""
    payments = np.where(np.arange(1, term + 1) >= paying, UNIT, 0.0)
    paid_before = np.concatenate([[0.0], np.cumsum(payments)[:-1]])
    return annuity(age, paying, paying, premium, payments, np.maximum(premium * paying - paid_before, 0.0))


def _illness(line: Line, age: int, term: int, paying: int, premium: float) -> Benefits:
    """The 保额 on death or on a serious illness; the yearly incidence is invented."""
    ages = np.arange(age, age + term)
    return long_term_health(term_life(age, term, paying, UNIT), np.minimum(0.0002 * np.exp(0.062 * ages), 0.2), UNIT)


SHAPES: dict[str, Build] = {
    "term": _level,
    "whole": _level,
    "increasing": _increasing,
    "endowment": _endowment,
    "annuity": _annuity,
    "illness": _illness,
}
PREMIUM_SHAPES = (_increasing, _endowment, _annuity)


def _shape(line: Line) -> Build | None:
    return SHAPES.get(line.shape)
