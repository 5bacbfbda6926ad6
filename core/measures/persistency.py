"""继续率: how much of a month's regular business still pays a year or two later, once the 宽限期 is over.

The cohort is told by 承保月. Month 1 is the month of issue, so the 13th month is 12 months later; it is looked at when
the lag (two months of 宽限期) has passed: the report of October looks at the policies issued in August a year before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.days.periods import grace_ends
from core.measures.facts import WHOLE, Scope
from core.measures.measured import Measured, Part, amounts, pieces
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.records.policy import Policy
from core.table import Array, Mask


@dataclass(frozen=True)
class Cohort:
    """Lines issued from one month to another, with what each of them paid for the later instalment, shape (n,)."""

    first: np.datetime64
    last: np.datetime64
    chosen: Mask
    kept: Mask
    received: Array
    mature: bool

    @property
    def note(self) -> str:
        """Which months of issue."""
        span = str(self.last) if self.first == self.last else f"{self.first}至{self.last}"
        return f"承保月{span}" + ("" if self.mature else "，观察期未满")


def observe(data: MonthData, month_number: int, scope: Scope = WHOLE, months: int = 1) -> Cohort:
    """The newest ``months`` cohorts whose instalment of that month number can be judged in the data's month."""
    policies = data.facts.policies
    last = data.month - (month_number - 1 + int(data.limit("persistency_observation_lag_months")))
    first = last - (months - 1)
    issued_in = policies.issued_month
    chosen = (issued_in >= first) & (issued_in <= last) & data.inside(Policy, scope)
    # A premium term that nobody knows is taken to be long enough.
    chosen &= (policies.instalments_a_year > 0) & ~(policies.premium_years * 12 < month_number)
    if data.wording("persistency_denominator_less_cooling_off") == "是":
        chosen &= ~policies.cooled_off_by(data.as_of)
    due = policies.due_after(month_number - 1)
    grace = grace_ends(due, int(data.facts.law.clock("RN-2.2", data.as_of_day).limit or 0))
    # Unpaid cover lasts to the end of the 宽限期, so whether a line goes on shows on the day after.
    kept = chosen & policies.in_force(np.fmin(grace + 1, data.as_of))
    mature = data.complete and len(data.facts.receipts) > 0
    return Cohort(first, last, chosen, kept, _received(data, month_number, due, grace, chosen), mature)


def _received(data: MonthData, month_number: int, due: Array, grace: Array, cohort: Mask) -> Array:
    """Yuan received per line of a cohort for its instalment of that month number, 0 for other lines.

    Not later than the 宽限期 and the 统计日.
    """
    policies, receipts = data.facts.policies, data.facts.receipts
    number = policies.instalments_a_year * (month_number - 1) / 12 + 1
    own = receipts.renewals[cohort[receipts.policy_row[receipts.renewals]]]
    line = receipts.policy_row[own]
    instalment = receipts["instalment"][own]
    asked = np.where(np.isnan(instalment), receipts["due_on"][own] == due[line], instalment == number[line])
    paid = own[asked & (receipts["received_on"][own] <= np.fmin(grace[line], data.as_of))]
    sums: Array = np.bincount(receipts.policy_row[paid], weights=receipts.amount[paid], minlength=len(policies))
    return sums


def by_premium(data: MonthData, scope: Scope, month_number: int, months: int = 1) -> Measured:
    """Premium received (or, by the company's choice 有效, in force) over the premium issued."""
    cohort = observe(data, month_number, scope, months)
    premium = data.facts.policies["first_premium"]
    paid = cohort.received if data.wording("persistency_numerator") == "实收" else premium
    counted = cohort.kept & (paid != 0)
    return Measured(amounts(Policy, counted, paid), amounts(Policy, cohort.chosen, premium), cohort.note, cohort.mature)


def by_policies(data: MonthData, scope: Scope, month_number: int) -> Measured:
    """Policies that go on paying over the policies issued."""
    cohort = observe(data, month_number, scope)
    counted = cohort.kept & data.facts.policies.counts_as_policy
    if data.wording("persistency_numerator") == "实收":
        counted &= cohort.received > 0
    issued: Part = pieces(Policy, cohort.chosen & data.facts.policies.counts_as_policy)
    return Measured(pieces(Policy, counted), issued, cohort.note, cohort.mature)


@measure("13个月继续率(保费)")
def month_13_premium(data: MonthData, scope: Scope) -> Measured:
    """One cohort, by premium."""
    return by_premium(data, scope, 13)


@measure("13个月继续率(件数)")
def month_13_policies(data: MonthData, scope: Scope) -> Measured:
    """One cohort, by policies."""
    return by_policies(data, scope, 13)


@measure("13个月继续率(滚动)")
def month_13_rolling(data: MonthData, scope: Scope) -> Measured:
    """The newest cohorts together, by premium."""
    return by_premium(data, scope, 13, int(data.limit("persistency_rolling_cohorts")))


@measure("25个月继续率")
def month_25_premium(data: MonthData, scope: Scope) -> Measured:
    """One cohort, by premium."""
    return by_premium(data, scope, 25)


@measure("25个月继续率(件数)")
def month_25_policies(data: MonthData, scope: Scope) -> Measured:
    """One cohort, by policies."""
    return by_policies(data, scope, 25)
