"""目标: the target of a month and scope, and of a year, from the rows that the company set."""

from __future__ import annotations

import numpy as np

from core.measures.facts import WHOLE, Scope
from core.measures.month_data import MonthData
from core.measures.registry import Measure
from core.records.reference import Target
from core.table import Array

Cell = tuple[str, str, str]
"""Branch, channel, product; ``""`` where the target names none."""


def target(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> float:
    """The target of a month and scope: its own row, else the sum of the finer rows for amounts and counts, else NaN."""
    return target_of(data, measure, str(data.month), scope)


def target_of(data: MonthData, measure: Measure, month: str, scope: Scope = WHOLE) -> float:
    """The same for a named month, ``"2026-10"``."""
    cells = cells_of(data, measure, month)
    own = (scope.branch, scope.channel, scope.product)
    if own in cells:
        return cells[own]
    inside = {
        cell: figure
        for cell, figure in cells.items()
        if all(wanted in ("", part) for wanted, part in zip(own, cell, strict=True))
    }
    return _sum_of_finest(inside) if measure.definition.adds_up != "no" else float("nan")


def target_of_year(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> float:
    """The twelve monthly targets together; NaN unless every month has one and months add up."""
    if measure.definition.adds_up != "all":
        return float("nan")
    year = str(data.month)[:4]
    return float(sum(target_of(data, measure, f"{year}-{month:02d}", scope) for month in range(1, 13)))


def cells_of(data: MonthData, measure: Measure, month: str) -> dict[Cell, float]:
    """Every target of a measure and month by its cell; a later row of the same cell replaces the earlier."""
    table = data.facts.table(Target)
    rows = np.flatnonzero((table["month"] == month) & (table["measure"] == measure.name))
    columns: list[Array] = [table[name][rows] for name in ("branch_code", "channel", "product_code", "target")]
    return {(branch, channel, product): float(goal) for branch, channel, product, goal in zip(*columns, strict=True)}


def _sum_of_finest(cells: dict[Cell, float]) -> float:
    """The rows that name most of branch, channel and product, never two levels together; of equals branches first."""
    if not cells:
        return float("nan")
    level = max(cells, key=lambda cell: (sum(map(bool, cell)), bool(cell[0]), bool(cell[1])))
    named = tuple(map(bool, level))
    return float(np.nansum([figure for cell, figure in cells.items() if tuple(map(bool, cell)) == named]))
