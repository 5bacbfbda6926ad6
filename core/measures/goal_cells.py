"""目标到机构和渠道: every cell with a target, business or a proposal, those that lack most first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from core.measures.cells import by_cell
from core.measures.facts import WHOLE, Scope
from core.measures.month_data import MonthData
from core.measures.proposals import Proposal
from core.measures.registry import Measure
from core.measures.targets import Cell, cells_of

OWNERS = ("branch_code", "channel", "product_code")


@dataclass(frozen=True, slots=True)
class GoalCell:
    """Yuan or pieces. ``target``: NaN without one; ``following``: next month's proposal, NaN where there is none."""

    measure: Measure
    scope: Scope
    now: float
    target: float
    following: float
    share: float
    rows: int

    @property
    def gap(self) -> float:
        """Below zero is missing."""
        return self.now - self.target


def goal_cells(data: MonthData, tracked: Iterable[Measure], proposed: Sequence[Proposal]) -> list[GoalCell]:
    """The cells of every measure that adds up, at the level at which its targets are set (else branch and channel)."""
    found: list[GoalCell] = []
    for measure in tracked:
        if measure.definition.adds_up == "all":
            found += _of_measure(data, measure, [each for each in proposed if each.measure is measure])
    return found


def _of_measure(data: MonthData, measure: Measure, proposed: Sequence[Proposal]) -> list[GoalCell]:
    next_month = str(data.month + 1)
    following = {_cell(each.scope): each for each in proposed if each.scope != WHOLE and each.month == next_month}
    targets = {cell: aim for cell, aim in cells_of(data, measure, data.text).items() if any(cell)}
    level = [any(cell[place] for cell in (*targets, *following)) for place in range(len(OWNERS))]
    names = [name for name, used in zip(OWNERS, level, strict=True) if used]
    if not names:
        return []
    sums = by_cell(data.facts, [measure(data).numerator], names)
    now = {_spread(cell, level): held.amount for cell, held in sums.items()}
    cells = [
        GoalCell(
            measure, Scope(*cell), now.get(cell, 0.0), targets.get(cell, float("nan")),
            following[cell].value if cell in following else float("nan"),
            following[cell].share if cell in following else float("nan"),
            following[cell].rows if cell in following else 0,
        )
        for cell in sorted({*now, *targets, *following})
    ]  # fmt: skip
    return sorted(cells, key=lambda each: (np.isnan(each.gap), each.gap))


def _cell(scope: Scope) -> Cell:
    return scope.branch, scope.channel, scope.product


def _spread(cell: Sequence[str], level: Sequence[bool]) -> Cell:
    """A cell of the used owners as branch, channel and product, ``""`` for those that are not used."""
    parts = iter(cell)
    branch, channel, product = (next(parts) if used else "" for used in level)
    return branch, channel, product
