"""目标跟踪: a measure beside its targets of month and year, the gap, and where month and year will probably end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import WHOLE, Scope
from core.measures.history import History, history, monthly, pace
from core.measures.month_data import MonthData
from core.measures.projection import YEAR, Projection, from_pace, project, project_ratio
from core.measures.registry import Measure
from core.measures.targets import target, target_of_year

MONTHS_BACK = 2 * YEAR + 1
OVER = "本月已满，为实绩"


@dataclass(frozen=True)
class Goal:
    """One measure and scope. Figures in the measure's unit; NaN where there is no target, history or full year.

    ``month_end`` and ``year_end``: projections; for a month that is over, what it came to.
    """

    measure: Measure
    scope: Scope
    now: float
    target: float
    month_end: Projection
    year_so_far: float
    year_target: float
    year_end: Projection

    @property
    def gap(self) -> float:
        """What is missing (below zero) or over."""
        return self.now - self.target

    @property
    def achieved(self) -> float:
        """达成率: value over target."""
        return self.now / self.target if self.target else float("nan")

    @property
    def outlook(self) -> str:
        """What the year's projection says about its target, in one word; ``""`` where there is nothing to say."""
        aim, ends = self.year_target, self.year_end
        if np.isnan(aim) or np.isnan(ends.value) or self.measure.definition.better == "none":
            return ""
        good = 1 if self.measure.definition.better == "up" else -1
        worst, best = sorted((good * ends.low, good * ends.high))
        if np.isnan(worst):
            return "可望达成" if good * ends.value >= good * aim else "可能达不成"
        if worst >= good * aim:
            return "预计达成"
        return "预计达不成" if best < good * aim else "未定"


def goal(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> Goal:
    """Everything of one measure for the data's month."""
    past = history(data, measure, MONTHS_BACK, scope)
    now = monthly(data, measure, scope)
    ratio = measure.definition.adds_up == "no"
    so_far = _year_so_far(data, past, ratio)
    month_end = _month_end(data, measure, scope, now.value)
    return Goal(
        measure, scope, now.value, target(data, measure, scope), month_end, so_far,
        target_of_year(data, measure, scope), _year_end(data, measure, past, so_far, now.value, month_end),
    )  # fmt: skip


def this_year(data: MonthData) -> int:
    """How many months of the year the data's month closes."""
    return int((data.month - data.month.astype("datetime64[Y]").astype("datetime64[M]")).astype(int)) + 1


def _year_so_far(data: MonthData, past: History, ratio: bool) -> float:
    """The year's months together; a ratio by its parts; NaN where a month is not known."""
    months = this_year(data)
    above, below = past.above[-months:], past.below[-months:]
    if ratio:
        known = ~np.isnan(above)
        return float(above[known].sum() / below[known].sum()) if below[known].sum() > 0 else float("nan")
    return float(above.sum())


def _month_end(data: MonthData, measure: Measure, scope: Scope, so_far: float) -> Projection:
    if data.complete:
        return Projection(so_far, so_far, so_far, OVER)
    if measure.definition.adds_up != "all":
        return Projection(method="比率和时点数不按进度推算")
    early, whole = pace(data, measure, int((data.as_of - data.first).astype(int)) + 1, scope=scope)
    return from_pace(so_far, early, whole, setting("least_months"))


def _year_end(
    data: MonthData, measure: Measure, past: History, so_far: float, now: float, month_end: Projection
) -> Projection:
    """What is known of the year plus the months to come; the interval is that of the months to come."""
    if measure.definition.adds_up == "scopes":
        return Projection(method="时点数不累计")
    if measure.definition.adds_up == "no":
        return _ratio_year_end(data, past)
    left = YEAR - this_year(data)
    if not left:
        return month_end.plus(so_far - now)
    if data.complete:
        return project(past.above, range(1, left + 1), setting("least_months")).plus(so_far)
    # The running month is projected with the others: what it has so far says less than a whole month of last year.
    return project(past.before(1).above, range(1, left + 2), setting("least_months")).plus(so_far - now)


def _ratio_year_end(data: MonthData, past: History) -> Projection:
    """The year's parts so far, and the months to come at the ratio (lowest, highest) and size of the last twelve."""
    left, months = YEAR - this_year(data), this_year(data)
    usual = project_ratio(past.above, past.below, setting("least_months"))
    known = ~np.isnan(past.above)
    done = known.copy()
    done[:-months] = False
    above, below = float(past.above[done].sum()), float(past.below[done].sum())
    to_come = left * float(past.below[known][-YEAR:].mean()) if known.any() else 0.0
    if np.isnan(usual.value) or below + to_come <= 0:
        return usual
    value, low, high = ((above + rate * to_come) / (below + to_come) for rate in (usual.value, usual.low, usual.high))
    return Projection(value, low, high, f"本年累计，余下 {left} 个月按{usual.method}", usual.n)
