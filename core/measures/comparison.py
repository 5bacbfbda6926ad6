"""A measure beside its target, the month before and the same month a year ago, and its last months."""

from __future__ import annotations

from dataclasses import dataclass

from core.measures.facts import WHOLE, Scope
from core.measures.history import monthly
from core.measures.measured import Measured
from core.measures.month_data import MonthData
from core.measures.registry import Measure
from core.measures.targets import target


@dataclass(frozen=True)
class Compared:
    """A measure's month. ``target`` and the earlier values are NaN where there are none."""

    measure: Measure
    now: Measured
    target: float
    month_before: float
    year_before: float

    @property
    def achieved(self) -> float:
        """达成率: value over target, NaN without a target."""
        return self.now.value / self.target if self.target else float("nan")


def compare(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> Compared:
    """The measure of the month with everything it is held against."""
    return Compared(
        measure,
        measure(data, scope),
        target(data, measure, scope),
        earlier_value(data, measure, 1, scope),
        earlier_value(data, measure, 12, scope),
    )


def earlier_value(data: MonthData, measure: Measure, months: int, scope: Scope = WHOLE) -> float:
    """The value some months ago; NaN before the first policy or receipt that the ledger knows."""
    then = data.earlier(months)
    began = data.facts.receipts.first_month
    return monthly(then, measure, scope).value if began is not None and then.month >= began else float("nan")


def trend(data: MonthData, measure: Measure, count: int = 13, scope: Scope = WHOLE) -> list[float]:
    """The measure's values over the last months, oldest first; NaN where the ledger does not reach."""
    return [earlier_value(data, measure, back, scope) for back in reversed(range(count))]
