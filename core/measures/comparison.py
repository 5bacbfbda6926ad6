"""A measure beside its target, the month before and the same month a year ago, and its last months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measures.facts import WHOLE, Scope
from core.measures.measured import Measured
from core.measures.month_data import MonthData
from core.measures.registry import Measure
from core.records.reference import Target
from core.table import Array

ADDITIVE = ("元", "件")
"""Units whose targets add up over branches and channels."""


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
    began = first_month(data)
    return measure(then, scope).value if began is not None and then.month >= began else float("nan")


def first_month(data: MonthData) -> np.datetime64 | None:
    """The first month with receipts (without any: with policies issued); None in an empty ledger."""
    receipts, policies = data.facts.receipts["received_on"], data.facts.policies["issued_on"]
    days = receipts if (~np.isnat(receipts)).any() else policies
    known = days[~np.isnat(days)]
    return np.datetime64(known.min(), "M") if len(known) else None


def target(data: MonthData, measure: Measure, scope: Scope = WHOLE) -> float:
    """The target of a month and scope: its own row, else the sum of the finer rows for amounts and counts."""
    table = data.facts.table(Target)
    rows = (table["month"] == data.text) & (table["measure"] == measure.name)
    inside = rows.copy()
    for column, wanted in (("branch_code", scope.branch), ("channel", scope.channel)):
        rows &= table[column] == wanted
        inside &= (table[column] == wanted) | (wanted == "")
    if rows.any():
        return float(table["target"][rows][0])
    if measure.definition.unit not in ADDITIVE or not inside.any():
        return float("nan")
    return _sum_of_finest(table["branch_code"][inside], table["channel"][inside], table["target"][inside])


def _sum_of_finest(branch: Array, channel: Array, figures: Array) -> float:
    """Rows by branch and channel where there are any; else rows by branch; else rows by channel: never both."""
    both, only_branch = (branch != "") & (channel != ""), (branch != "") & (channel == "")
    for level in (both, only_branch, channel != ""):
        if level.any():
            return float(np.nansum(figures[level]))
    return float("nan")


def trend(data: MonthData, measure: Measure, count: int = 13, scope: Scope = WHOLE) -> list[float]:
    """The measure's values over the last months, oldest first; NaN where the ledger does not reach."""
    return [earlier_value(data, measure, back, scope) for back in reversed(range(count))]
