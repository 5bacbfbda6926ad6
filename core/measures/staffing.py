"""人力: new business per salesperson on the 人员名册."""

from __future__ import annotations

import numpy as np

from core.measures.facts import Scope
from core.measures.measured import Measured, Part, amounts, pieces
from core.measures.month_data import MonthData
from core.measures.premium import new_business
from core.measures.registry import measure
from core.records.policy import Policy
from core.records.reference import Staff
from core.table import Mask


def on_roster(data: MonthData, day: np.datetime64, scope: Scope) -> Mask:
    """Salespeople on the roster at the end of a day. An unknown first day counts as always."""
    staff = data.facts.table(Staff)
    begun = np.isnat(staff["licensed_from"]) | (staff["licensed_from"] <= day)
    left = staff["left_on"] <= day
    return np.asarray((staff["role"] == "销售人员") & begun & ~left & data.inside(Staff, scope))


def average_headcount(data: MonthData, scope: Scope) -> float:
    """The mean of the roster at the month's beginning and end; 0 without a roster and by channel."""
    days = (data.first - 1, data.as_of)
    return float(np.mean([on_roster(data, day, scope).sum() for day in days]))


def active_agents(data: MonthData, scope: Scope) -> Part:
    """One line for each agent with 新单保费 in the month."""
    policies, new = data.facts.policies, new_business(data, scope)
    earning = np.flatnonzero(new & (policies["first_premium"] > 0) & (policies["agent_no"] != ""))
    _, first = np.unique(policies["agent_no"][earning].astype(str), return_index=True)
    chosen = np.zeros(len(policies), dtype=bool)
    chosen[earning[first]] = True
    return pieces(Policy, chosen)


def _premium(data: MonthData, scope: Scope) -> Part:
    return amounts(Policy, new_business(data, scope), data.facts.policies["first_premium"])


@measure("人均保费")
def premium_per_head(data: MonthData, scope: Scope) -> Measured:
    """新单保费 per salesperson on the roster."""
    return Measured(_premium(data, scope), divisor=average_headcount(data, scope))


@measure("人均产能")
def premium_per_active_agent(data: MonthData, scope: Scope) -> Measured:
    """新单保费 per salesperson who sold."""
    return Measured(_premium(data, scope), active_agents(data, scope))


@measure("活动率")
def activity_rate(data: MonthData, scope: Scope) -> Measured:
    """Salespeople who sold over those on the roster."""
    return Measured(active_agents(data, scope), divisor=average_headcount(data, scope))


@measure("人均件数")
def policies_per_head(data: MonthData, scope: Scope) -> Measured:
    """New policies per salesperson on the roster."""
    policies = data.facts.policies
    new = pieces(Policy, new_business(data, scope) & policies.counts_as_policy)
    return Measured(new, divisor=average_headcount(data, scope))
