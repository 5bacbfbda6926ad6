"""服务: delivery of the policy and the call-back inside the 犹豫期."""

from __future__ import annotations

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import Scope
from core.measures.measured import Measured, pieces
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.records.policy import Policy


@measure("回访成功率")
def call_back_rate(data: MonthData, scope: Scope) -> Measured:
    """Policies called back with success inside a 犹豫期 that ended in the month."""
    policies = data.facts.policies
    ended = data.in_month(policies["cooling_off_ends_on"])
    due = policies.needs_call_back & ended & ~policies.cooled_off_by(data.as_of) & data.inside(Policy, scope)
    in_time = policies.called_back & (policies["called_back_on"] <= policies["cooling_off_ends_on"])
    return Measured(pieces(Policy, due & in_time), pieces(Policy, due))


@measure("保单15日送达率")
def delivery_rate(data: MonthData, scope: Scope) -> Measured:
    """Policies signed for within the days of the indicator, by month of issue."""
    policies = data.facts.policies
    month = data.month - setting("cohort_lag_months")
    issued = (policies.issued_month == month) & data.inside(Policy, scope)
    issued &= policies.counts_as_policy
    days = np.timedelta64(int(data.limit("delivery_days")), "D")
    delivered = issued & (policies["receipt_on"] <= policies["issued_on"] + days)
    return Measured(pieces(Policy, delivered), pieces(Policy, issued), f"承保月{month}")
