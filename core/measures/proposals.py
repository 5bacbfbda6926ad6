"""建议目标: targets proposed from history for the months to come, and shared out over branches, channels, products.

The whole office is projected (:mod:`core.measures.projection`); a cell gets its share of the last twelve months. A
proposal is a starting point for the people who set targets, never a target by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from core.measures.cells import by_cell
from core.measures.definitions import ADDITIVE, proposed_measures, setting
from core.measures.facts import WHOLE, Scope
from core.measures.goals import MONTHS_BACK
from core.measures.history import history, monthly
from core.measures.month_data import MonthData
from core.measures.projection import YEAR, Projection, project, project_ratio
from core.measures.registry import Measure, measures
from core.records.reference import Target

OFFICE = ("branch_code", "channel")
LABEL = "建议目标（由历史推算，待主管确认）"
RATIO_STEPS = {"%": 0.001}


@dataclass(frozen=True)
class Proposal:
    """A proposed target. ``share``: of the whole office; ``rows``: business of the last twelve months behind it."""

    month: str
    measure: Measure
    scope: Scope
    value: float
    projection: Projection
    share: float = 1.0
    rows: int = 0


def tracked(data: MonthData) -> list[Measure]:
    """The measures that have targets this year, and those of the house's own list, in the order of the KPI tab."""
    table = data.facts.table(Target)
    year = str(data.month)[:4]
    named = {name for month, name in zip(table["month"], table["measure"], strict=True) if month.startswith(year)}
    wanted = named | set(proposed_measures())
    return [measure for name, measure in measures().items() if name in wanted]


def proposals(data: MonthData, months: int | None = None) -> list[Proposal]:
    """For each of the next months and each tracked measure the whole office, then its cells; unknown ones are left out.

    A month that is not over is left out of the history; the first month proposed is the one after it.
    """
    count = setting("proposal_months") if months is None else months
    found: list[Proposal] = []
    for measure in tracked(data):
        shares = _shares(data, measure) if measure.definition.adds_up == "all" else []
        for ahead in range(1, count + 1):
            found += _of_month(data, measure, ahead, shares)
    return found


def _of_month(
    data: MonthData, measure: Measure, ahead: int, shares: Sequence[tuple[Scope, float, int]]
) -> Iterator[Proposal]:
    whole = projected(data, measure, ahead)
    if np.isnan(whole.value):
        return
    month = str(data.month + ahead)
    step = _step(measure, whole.value)
    value = float(np.rint(whole.value / step) * step)
    yield Proposal(month, measure, WHOLE, round(value, 4), whole, 1.0, sum(rows for *_, rows in shares))
    parts = shared_out(value, [share for _, share, _ in shares], step)
    for (scope, share, rows), part in zip(shares, parts, strict=True):
        if part > 0:
            yield Proposal(month, measure, scope, part, whole, share, rows)


def _step(measure: Measure, value: float) -> float:
    """Three significant digits, between 1 and 1,000 yuan or pieces; ratios by their own steps."""
    if measure.definition.unit not in ADDITIVE:
        return RATIO_STEPS.get(measure.definition.unit, 0.1)
    return float(10 ** min(max(floor(log10(value)) - 2, 0), 3)) if value > 0 else 1.0


def target_rows(proposed: Sequence[Proposal]) -> list[dict[str, object]]:
    """Rows of the 目标 record: the cells where there are any, the whole office where there are none (ratios)."""
    shared = {(each.month, each.measure.name) for each in proposed if each.scope != WHOLE}
    return [
        {
            "month": each.month, "branch_code": each.scope.branch, "channel": each.scope.channel,
            "product_code": each.scope.product, "measure": each.measure.name, "target": each.value, "source": LABEL,
        }
        for each in proposed
        if each.scope != WHOLE or (each.month, each.measure.name) not in shared
    ]  # fmt: skip


def projected(data: MonthData, measure: Measure, ahead: int) -> Projection:
    """The whole office's figure ``ahead`` months after the data's month."""
    past = history(data, measure, MONTHS_BACK + 1)
    late = 0 if data.complete else 1
    past = past.before(late)
    if measure.definition.adds_up == "all":
        step = ahead + late
        return project(past.above, range(step, step + 1), setting("least_months"))
    if measure.definition.adds_up == "no":
        return project_ratio(past.above, past.below, setting("least_months"))
    return Projection(method="时点数不推算")


def shared_out(whole: float, shares: Sequence[float], step: float) -> list[float]:
    """``whole`` in multiples of ``step`` by shares that add up to 1; what rounding leaves goes to the largest rests."""
    units = round(whole / step)
    exact = np.array(shares, dtype=np.float64) * units
    parts = np.floor(exact)
    missing = int(units - parts.sum()) if len(parts) else 0
    order = np.lexsort((np.arange(len(parts)), -(exact - parts)))
    parts[order[:missing]] += 1
    return [round(float(part * step), 2) for part in parts]


def _shares(data: MonthData, measure: Measure) -> list[tuple[Scope, float, int]]:
    """Each cell's share of the last twelve months that are over, largest first."""
    names = _split_by(data, measure)
    late = 0 if data.complete else 1
    parts = (measure(data.earlier(back)).numerator for back in range(late, YEAR + late))
    known = {cell: held for cell, held in by_cell(data.facts, parts, names).items() if all(cell) and held.amount > 0}
    whole = sum(held.amount for held in known.values())
    ordered = sorted(known.items(), key=lambda item: (-item[1].amount, item[0]))
    return [(_scope(names, cell), held.amount / whole, held.rows) for cell, held in ordered]


def _split_by(data: MonthData, measure: Measure) -> tuple[str, ...]:
    """Branch and channel; product too where the company's targets for this measure name products."""
    table = data.facts.table(Target)
    names_products = (table["product_code"][table["measure"] == measure.name] != "").any()
    return (*OFFICE, "product_code") if names_products else OFFICE


def _scope(names: Sequence[str], cell: Sequence[str]) -> Scope:
    named = dict(zip(names, cell, strict=True))
    return Scope(named["branch_code"], named["channel"], named.get("product_code", ""))


def proposed_for(data: MonthData, measure: Measure, scope: Scope) -> float:
    """The proposal for one scope of the data's own month, judged by the months before it; NaN where there is none."""
    before = data.earlier(1)
    whole = projected(before, measure, 1)
    if scope == WHOLE or np.isnan(whole.value):
        return whole.value
    parts = [monthly(before.earlier(back), measure, scope).above for back in range(YEAR)]
    all_of_it = [monthly(before.earlier(back), measure).above for back in range(YEAR)]
    return whole.value * sum(parts) / sum(all_of_it) if sum(all_of_it) else float("nan")
