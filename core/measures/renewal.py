"""续期: what was due and what came in."""

from __future__ import annotations

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import Scope
from core.measures.measured import Measured, amounts
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.records.policy import PremiumReceipt


def _collected(data: MonthData, scope: Scope, month: np.datetime64) -> Measured:
    """Premium of the instalments due in a month: received by the 统计日 over due."""
    receipts = data.facts.receipts
    day = receipts["due_on"]
    due_in = (day >= month.astype("datetime64[D]")) & (day < (month + 1).astype("datetime64[D]"))
    due = due_in & receipts.is_business("续期") & data.inside(PremiumReceipt, scope)
    received = due & (receipts["received_on"] <= data.as_of)
    return Measured(
        amounts(PremiumReceipt, received, receipts.amount),
        amounts(PremiumReceipt, due, receipts.due),
        f"应交月{month}",
    )


@measure("当期续期实收率")
def collected_this_month(data: MonthData, scope: Scope) -> Measured:
    """Instalments due in the month itself; their 宽限期 still runs."""
    return _collected(data, scope, data.month)


@measure("宽限期末续期率")
def collected_after_grace(data: MonthData, scope: Scope) -> Measured:
    """Instalments whose 宽限期 is over."""
    return _collected(data, scope, data.month - setting("renewal_lag_months"))
