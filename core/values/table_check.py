"""Examining a loaded 现金价值表: one series of year-end values, before anybody is paid from it.

A table is the insurer's word, so nothing is corrected here: each fault names its policy year, says what is odd and what
to do. Steps are looked at with the premium and survival benefits taken out: step(t) = CV(t) + S(t) − CV(t−1).
Source: the checks of a filed table (7号 negative list: value below the minimum) and the shapes of published tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.values.mortality import FloatArray

JUMP_WHILE_PAYING, JUMP_PAID_UP = 1.0, 0.5  # part of the largest neighbouring step; our choice, above published tables
NEAR_MATURITY = 0.05  # last value with interest against the maturity amount; our choice
THIN, FAT = 0.1, 5.0  # savings value at 交费期满 as a multiple of the premiums paid; outside: another unit; our choice


class Design(StrEnum):
    """Whether the value builds up (rises after the last premium) or is used up by the cover."""

    SAVINGS = "储蓄型"
    PROTECTION = "保障型"


@dataclass(frozen=True, slots=True, eq=False)
class LoadedTable:
    """One series. ``values``: year ends 1, 2, …, NaN where missing, the survival benefit of the day excluded.

    ``premium``: yearly premium per unit, NaN unknown. ``survival``: S per unit by policy year (T,), maturity included,
    None when there is none. ``largest_benefit``: the largest single benefit per unit, NaN unknown.
    ``step``: the printed unit of the values, yuan.
    """

    values: FloatArray
    policy_term: int
    premium_term: int
    design: Design
    premium: float = float("nan")
    survival: FloatArray | None = None
    largest_benefit: float = float("nan")
    step: float = 0.01


@dataclass(frozen=True, slots=True)
class TableFault:
    """One oddity. ``policy_year`` 0 = the whole series."""

    code: str
    policy_year: int
    message: str
    fix: str


TEXTS = {
    "table-gap": ("第{year}保单年度没有现金价值", "补齐该年度；不得用前后年度推算"),
    "table-negative": ("第{year}保单年度现金价值为负（{value:.2f}）", "核对条款所附现金价值表"),
    "table-after-end": (
        "保险期间届满或之后（第{year}保单年度）现金价值不为零（{value:.2f}）",
        "核对保险期间，以及该列是否含满期金",
    ),
    "table-below-minimum": (
        "第{year}保单年度现金价值{value:.2f}低于法定最低{minimum:.2f}",
        "核对计算基础和表的单位；确属低于最低的，报精算",
    ),
    "table-jump": (
        "第{year}保单年度的变动{step:.2f}与相邻年度（{low:.2f}至{high:.2f}）不相称",
        "核对该年度及相邻年度的数字是否录错",
    ),
    "table-not-rising": (
        "交费期满后第{year}保单年度现金价值不升反降（{step:.2f}）",
        "核对该年度数字，以及生存金是否已列明",
    ),
    "table-maturity": (
        "满期前末值加一年利息为{value:.2f}，与满期金{maturity:.2f}相差{off:.1%}",
        "核对满期金和表的单位",
    ),
    "table-unit": (
        "最大现金价值{value:.2f}与每单位的保费或给付{unit:.2f}不相称",
        "核对表的单位（每千元保费、每万元保额等）",
    ),
}


def check_table(
    table: LoadedTable, minimum: FloatArray | None = None, pricing_rate: float | None = None
) -> tuple[TableFault, ...]:
    """All faults of one series, in the order of the checks, then of policy years.

    ``minimum``: 法定最低 per unit by policy year, when the basis is known; ``pricing_rate``: 预定利率, when known.
    """
    values = np.full(table.policy_term, np.nan)
    held = table.values[: table.policy_term]
    values[: len(held)] = held
    faults = [
        *_gaps(values),
        *_negative(table.values),
        *_after_end(table),
        *_below_minimum(values, minimum, table.step),
        *_jumps(table, values),
        *_not_rising(table, values),
        *_maturity(table, values, pricing_rate),
        *_unit(table, values),
    ]
    return tuple(faults)


def _fault(code: str, year: int, **parts: float) -> TableFault:
    message, fix = TEXTS[code]
    return TableFault(code, year, message.format(year=year, **parts), fix)


def _gaps(values: FloatArray) -> Iterator[TableFault]:
    # the value of the last year end is 0 by contract, and many tables leave it out
    for place in np.flatnonzero(np.isnan(values[:-1])):
        yield _fault("table-gap", int(place) + 1)


def _negative(values: FloatArray) -> Iterator[TableFault]:
    for place in np.flatnonzero(values < 0):
        yield _fault("table-negative", int(place) + 1, value=values[place])


def _after_end(table: LoadedTable) -> Iterator[TableFault]:
    beyond = table.values[table.policy_term - 1 :]
    for place in np.flatnonzero(np.abs(np.nan_to_num(beyond)) > table.step / 2):
        yield _fault("table-after-end", table.policy_term + int(place), value=beyond[place])


def _below_minimum(values: FloatArray, minimum: FloatArray | None, step: float) -> Iterator[TableFault]:
    if minimum is None:
        return
    for place in np.flatnonzero(values < minimum[: len(values)] - step / 2 - 1e-9):
        yield _fault("table-below-minimum", int(place) + 1, value=values[place], minimum=minimum[place])


def _steps(table: LoadedTable, values: FloatArray) -> FloatArray:
    """CV(t) + S(t) − CV(t−1) for t = 1 … T; the last one NaN where no maturity amount is known."""
    survival = np.zeros(len(values)) if table.survival is None else table.survival
    steps: FloatArray = values + survival - np.concatenate([[0.0], values[:-1]])
    if survival[-1] == 0.0 and table.design is Design.SAVINGS:
        steps[-1] = np.nan
    return steps


def _jumps(table: LoadedTable, values: FloatArray) -> Iterator[TableFault]:
    """A step far outside those of the two years before and after it, paying and paid-up years apart."""
    steps, paying = _steps(table, values), np.arange(1, len(values) + 1) <= table.premium_term
    for place in range(len(steps)):
        near = [p for p in range(max(0, place - 2), min(len(steps), place + 3)) if p != place]
        peers = np.array([steps[p] for p in near if paying[p] == paying[place] and not np.isnan(steps[p])])
        last_premium_passed = place == table.premium_term  # published values may jump here: 交费期满
        if len(peers) < 2 or np.isnan(steps[place]) or last_premium_passed:
            continue
        low, high = peers.min(), peers.max()
        share = JUMP_WHILE_PAYING if paying[place] else JUMP_PAID_UP
        allowed = share * np.abs(peers).max() + 2 * table.step
        if not low - allowed <= steps[place] <= high + allowed:
            yield _fault("table-jump", place + 1, step=steps[place], low=low, high=high)


def _not_rising(table: LoadedTable, values: FloatArray) -> Iterator[TableFault]:
    if table.design is not Design.SAVINGS:
        return
    steps = _steps(table, values)
    for place in range(table.premium_term, len(values)):
        if steps[place] < -table.step:
            yield _fault("table-not-rising", place + 1, step=steps[place])


def _maturity(table: LoadedTable, values: FloatArray, pricing_rate: float | None) -> Iterator[TableFault]:
    if table.survival is None or pricing_rate is None or table.survival[-1] == 0.0 or len(values) <= table.premium_term:
        return
    grown, maturity = values[-2] * (1.0 + pricing_rate), table.survival[-1]
    off = abs(grown / maturity - 1.0)
    if off > NEAR_MATURITY:
        yield _fault("table-maturity", len(values), value=grown, maturity=maturity, off=off)


def _unit(table: LoadedTable, values: FloatArray) -> Iterator[TableFault]:
    if not np.isfinite(values).any():
        return
    largest = float(np.nanmax(values))
    if largest > table.largest_benefit * 1.01:
        yield _fault("table-unit", 0, value=largest, unit=table.largest_benefit)
        return
    paid, reached = table.premium * table.premium_term, values[min(table.premium_term, len(values) - 1) - 1]
    if table.design is Design.SAVINGS and paid > 0 and not np.isnan(reached) and not THIN <= reached / paid <= FAT:
        yield _fault("table-unit", 0, value=largest, unit=table.premium)
