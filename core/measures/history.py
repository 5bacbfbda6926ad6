"""What a measure came to month after month, and how much of a month had come by a day of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.measures.facts import WHOLE, Scope
from core.measures.month_data import MonthData
from core.measures.registry import Measure
from core.table import Array


@dataclass(frozen=True, slots=True)
class Total:
    """A measure of one month without its rows. ``above``: times the scale of the figure; ``below``: NaN for a total."""

    above: float
    below: float
    mature: bool

    @property
    def value(self) -> float:
        """The figure; NaN for an immature cohort or a denominator of 0."""
        if not self.mature:
            return float("nan")
        if np.isnan(self.below):
            return self.above
        return self.above / self.below if self.below else float("nan")


@dataclass(frozen=True)
class History:
    """Months oldest first, each column of shape (n,); NaN where the ledger does not reach or a cohort is immature."""

    months: Array
    above: Array
    below: Array

    @cached_property
    def values(self) -> Array:
        """The figure of every month."""
        if np.isnan(self.below).all():
            return self.above
        known = self.below > 0
        return np.where(known, self.above / np.where(known, self.below, 1.0), np.nan)

    def before(self, count: int) -> History:
        """The history without its last ``count`` months."""
        keep = len(self.months) - count
        return History(self.months[:keep], self.above[:keep], self.below[:keep])


def monthly(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> Total:
    """A measure of the data's month; remembered, because trends, targets and comparisons all ask for it."""
    if data.until is not None:
        return _total(data, measure, scope)
    key = (measure.name, data.month, scope)
    if key not in data.facts.totals:
        found = _total(data, measure, scope)
        data.facts.totals[key] = (found.above, found.below, found.mature)
    return Total(*data.facts.totals[key])


def _total(data: MonthData, measure: Measure, scope: Scope) -> Total:
    found = measure(data, scope)
    return Total(
        found.numerator.total * found.scale, float("nan") if found.below is None else found.below, found.mature
    )


def history(data: MonthData, measure: Measure, count: int, scope: Scope = WHOLE) -> History:
    """The last ``count`` months up to the data's month. A month that is not over counts as far as it has come."""
    began = data.facts.receipts.first_month
    months = data.month - np.arange(count)[::-1]
    above, below = np.full(count, np.nan), np.full(count, np.nan)
    for place, month in enumerate(months):
        if began is None or month < began:
            continue
        found = monthly(data.earlier(int((data.month - month).astype(int))), measure, scope)
        if found.mature:
            above[place], below[place] = found.above, found.below
    return History(months, above, below)


def pace(data: MonthData, measure: Measure, day: int, count: int = 12, scope: Scope = WHOLE) -> tuple[Array, Array]:
    """What had come by the ``day``-th day and what came in all, of the ``count`` months before, shape (n,).

    Months before the ledger began and months without anything are left out.
    """
    began = data.facts.receipts.first_month
    early, whole = [], []
    for back in range(1, count + 1):
        then = data.earlier(back)
        if began is None or then.month < began:
            break
        found = monthly(then, measure, scope)
        if found.mature and found.above > 0:
            early.append(monthly(then.so_far(day), measure, scope).above)
            whole.append(found.above)
    return np.array(early, dtype=np.float64), np.array(whole, dtype=np.float64)
