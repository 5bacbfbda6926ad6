"""业务量: policies issued and in force, counted by policy number."""

from __future__ import annotations

from core.measures.facts import Scope
from core.measures.measured import Measured, amounts, pieces
from core.measures.month_data import MonthData
from core.measures.premium import new_business
from core.measures.registry import measure
from core.records.policy import Policy


@measure("新单件数")
def new_policies(data: MonthData, scope: Scope) -> Measured:
    """Policies of the month's new business."""
    return Measured(pieces(Policy, new_business(data, scope) & data.facts.policies.counts_as_policy))


@measure("期末有效件数")
def policies_in_force(data: MonthData, scope: Scope) -> Measured:
    """Policies in force at the end of the 统计日."""
    policies = data.facts.policies
    in_force = policies.in_force(data.as_of) & data.inside(Policy, scope)
    return Measured(pieces(Policy, in_force & policies.counts_as_policy))


@measure("期末有效保额")
def sum_assured_in_force(data: MonthData, scope: Scope) -> Measured:
    """Sum assured of all lines in force at the end of the 统计日."""
    in_force = data.facts.policies.in_force(data.as_of) & data.inside(Policy, scope)
    return Measured(amounts(Policy, in_force, data.facts.sums_assured.yuan(data.as_of)))
