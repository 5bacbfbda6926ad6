"""退保变动: surrenders by cause, channel, product, agent and policy year: this month, last month, twelve months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.month_data import MonthData
from core.measures.surrender_causes import UNKNOWN, Surrenders, year_band
from core.records.policy import Policy
from core.table import Array, Mask

YEAR = 12
DIMENSIONS = {"渠道": "channel", "保单年度": "", "险种": "product_code", "业务员": "agent_no"}
"""Heading and column of 保单台账; the policy year is worked out."""


@dataclass(frozen=True, slots=True)
class Group:
    """One cause, or one channel, product, agent or policy year. Counts are policies; premium and money are yuan.

    ``opening``: policies in force twelve months ago; ``causes``: policies of the twelve months by cause, most first.
    """

    name: str
    now: int
    before: int
    year: int
    premium: float
    money: float
    unpriced: int
    year_money: float
    opening: int = 0
    causes: tuple[tuple[str, int], ...] = ()

    @property
    def movement(self) -> int:
        """Policies more or less than last month."""
        return self.now - self.before

    @property
    def rate(self) -> float:
        """Surrendered in twelve months over in force at their beginning (内部口径); NaN without any."""
        return self.year / self.opening if self.opening else float("nan")


def by_cause(data: MonthData, found: Surrenders) -> list[Group]:
    """Every cause of the last twelve months, most first; what nobody wrote down comes last."""
    groups = [_group(data, found, found.cause == cause, str(cause)) for cause in sorted(set(found.cause.tolist()))]
    return sorted((each for each in groups if each.year), key=lambda each: (each.name == UNKNOWN, -each.year))


def by_dimension(data: MonthData, found: Surrenders, dimension: str) -> list[Group]:
    """Every channel, product or agent with surrenders in twelve months, most first; policy years in their order."""
    names = _names(data, found, dimension)
    opening = _opening(data, dimension)
    groups = [
        _group(data, found, names == name, str(name), opening.get(str(name), 0)) for name in sorted(set(names.tolist()))
    ]
    by_year = dimension == "保单年度"
    return sorted((each for each in groups if each.year), key=lambda each: (0 if by_year else -each.year, each.name))


def _group(data: MonthData, found: Surrenders, chosen: Mask, name: str, opening: int = 0) -> Group:
    months = found.month
    now, before = chosen & (months == data.month), chosen & (months == data.month - 1)
    year = chosen & (months > data.month - YEAR) & (months <= data.month)
    priced = np.nan_to_num(found.money)
    return Group(
        name=name,
        now=int((now & found.counts).sum()),
        before=int((before & found.counts).sum()),
        year=int((year & found.counts).sum()),
        premium=_yuan(found.premium[now]),
        money=_yuan(priced[now]),
        unpriced=int((now & np.isnan(found.money)).sum()),
        year_money=_yuan(priced[year]),
        opening=opening,
        causes=_causes(found.cause[year & found.counts]),
    )


def _yuan(amounts: Array) -> float:
    return float(np.rint(amounts * 100).sum() / 100)


def _causes(causes: Array) -> tuple[tuple[str, int], ...]:
    names, counts = np.unique(causes.astype(str), return_counts=True)
    pairs = zip(names.tolist(), counts.tolist(), strict=True)
    return tuple(sorted(pairs, key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])))


def _names(data: MonthData, found: Surrenders, dimension: str) -> Array:
    if dimension == "保单年度":
        return year_band(found.year)
    column: Array = data.facts.table(Policy)[DIMENSIONS[dimension]][found.row]
    return column


def _opening(data: MonthData, dimension: str) -> dict[str, int]:
    """Policies in force at the beginning of the twelve months; none by policy year, which moves on every year."""
    if dimension == "保单年度":
        return {}
    policies = data.facts.policies
    first = (data.month - (YEAR - 1)).astype("datetime64[D]")
    there = policies.in_force(first - 1) & policies.counts_as_policy
    names, counts = np.unique(policies[DIMENSIONS[dimension]][there].astype(str), return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def matrix(data: MonthData, found: Surrenders, dimension: str) -> tuple[list[str], dict[str, list[int]]]:
    """Policies of the last twelve months: the names of a dimension, most first, and a row of counts per cause."""
    year = (found.month > data.month - YEAR) & (found.month <= data.month) & found.counts
    names = _names(data, found, dimension)[year].astype(str)
    causes = found.cause[year].astype(str)
    columns = sorted(set(names.tolist()), key=lambda name: (-int((names == name).sum()), name))
    if dimension == "保单年度":
        columns.sort()
    order = [group.name for group in by_cause(data, found)]
    return columns, {cause: [int(((causes == cause) & (names == name)).sum()) for name in columns] for cause in order}
