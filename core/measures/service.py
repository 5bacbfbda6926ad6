"""服务: delivery of the policy and the call-back inside the 犹豫期."""

from __future__ import annotations

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import Scope
from core.measures.measured import Measured, pieces
from core.measures.month_data import MonthData
from core.measures.policy_facts import PolicyFacts
from core.measures.registry import measure
from core.records.policy import Policy
from core.table import Mask

CALLED_BACK = ("成功-无问题", "成功-问题件", "电子回访完成")
GROUP = "团险"


def needs_call_back(policies: PolicyFacts) -> Mask:
    """Individual policies of more than one year, one row per policy (clock CB-1)."""
    matures, effective = policies["matures_on"], policies["effective_on"]
    year_later = policies.due_after(12)
    longer = (policies["policy_term"] != "1年") & (np.isnat(matures) | np.isnat(effective) | (matures > year_later))
    return np.asarray(longer & (policies["channel"] != GROUP) & policies.counts_as_policy)


def called_back(policies: PolicyFacts) -> Mask:
    """Called back with success, whenever."""
    result = policies["call_back_result"]
    succeeded = np.any([result == word for word in CALLED_BACK], axis=0)
    return np.asarray(succeeded & ~np.isnat(policies["called_back_on"]))


@measure("回访成功率")
def call_back_rate(data: MonthData, scope: Scope) -> Measured:
    """Policies called back with success inside a 犹豫期 that ended in the month."""
    policies = data.facts.policies
    ended = data.in_month(policies["cooling_off_ends_on"])
    due = needs_call_back(policies) & ended & ~policies.cooled_off_by(data.as_of) & data.inside(Policy, scope)
    in_time = called_back(policies) & (policies["called_back_on"] <= policies["cooling_off_ends_on"])
    return Measured(pieces(Policy, due & in_time), pieces(Policy, due))


@measure("保单15日送达率")
def delivery_rate(data: MonthData, scope: Scope) -> Measured:
    """Policies signed for within the days of the indicator, by month of issue."""
    policies = data.facts.policies
    month = data.month - setting("cohort_lag_months")
    issued = (policies["issued_on"].astype("datetime64[M]") == month) & data.inside(Policy, scope)
    issued &= policies.counts_as_policy
    days = np.timedelta64(int(data.limit("delivery_days")), "D")
    delivered = issued & (policies["receipt_on"] <= policies["issued_on"] + days)
    return Measured(pieces(Policy, delivered), pieces(Policy, issued), f"承保月{month}")
