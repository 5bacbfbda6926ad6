"""退保: inside the 犹豫期 by month of issue, and after it by month of surrender."""

from __future__ import annotations

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import Scope
from core.measures.measured import Measured, Part, amounts, pieces
from core.measures.month_data import MonthData
from core.measures.premium import premium_received
from core.measures.registry import measure
from core.measures.surrender_causes import amounts_of_events
from core.records.policy import Policy
from core.table import Mask


def _cooling_off(data: MonthData, scope: Scope) -> tuple[Mask, Mask, bool, str]:
    """Lines of the cohort, those given back, whether all 犹豫期 are over, and the cohort in words."""
    policies = data.facts.policies
    month = data.month - setting("cohort_lag_months")
    cohort = (policies.issued_month == month) & data.inside(Policy, scope)
    given_back = cohort & policies.cooled_off_by(data.as_of)
    running = cohort & ~given_back & (policies["cooling_off_ends_on"] > data.as_of)
    unsigned = int((cohort & np.isnat(policies["receipt_on"]) & policies.counts_as_policy).sum())
    note = f"承保月{month}" + ("，犹豫期未满" if running.any() else "")
    return cohort, given_back, not running.any(), note + (f"，{unsigned}件未回销回执" if unsigned else "")


@measure("犹豫期退保率")
def cooling_off_policies(data: MonthData, scope: Scope) -> Measured:
    """By policies."""
    cohort, given_back, mature, note = _cooling_off(data, scope)
    counts = data.facts.policies.counts_as_policy
    return Measured(pieces(Policy, given_back & counts), pieces(Policy, cohort & counts), note, mature)


@measure("犹豫期退保率(保费)")
def cooling_off_premium(data: MonthData, scope: Scope) -> Measured:
    """By first premium."""
    cohort, given_back, mature, note = _cooling_off(data, scope)
    premium = data.facts.policies["first_premium"]
    return Measured(amounts(Policy, given_back, premium), amounts(Policy, cohort, premium), note, mature)


def _surrendered(data: MonthData, scope: Scope) -> Mask:
    policies = data.facts.policies
    return policies.surrendered & data.in_month(policies["status_on"]) & data.inside(Policy, scope)


@measure("件数退保率(内部口径)")
def surrendered_policies(data: MonthData, scope: Scope) -> Measured:
    """Policies surrendered in the month over those in force at its beginning."""
    policies = data.facts.policies
    opening = policies.in_force(data.first - 1) & data.inside(Policy, scope)
    counts = policies.counts_as_policy
    return Measured(pieces(Policy, _surrendered(data, scope) & counts), pieces(Policy, opening & counts))


@measure("退保率(保额)")
def surrendered_sum_assured(data: MonthData, scope: Scope) -> Measured:
    """Sum assured surrendered since the beginning of the year over the sum assured in force then."""
    policies = data.facts.policies
    begun = data.month.astype("datetime64[Y]").astype("datetime64[D]")
    this_year = (policies["status_on"] >= begun) & (policies["status_on"] <= data.as_of)
    gone = policies.surrendered & this_year & data.inside(Policy, scope)
    opening = policies.in_force(begun - 1) & data.inside(Policy, scope)
    begin = data.facts.sums_assured.yuan(begun - 1)
    return Measured(amounts(Policy, gone, policies["sum_assured"]), amounts(Policy, opening, begin), "本年累计")


@measure("金额退保率(内部口径)")
def surrendered_money(data: MonthData, scope: Scope) -> Measured:
    """Refunds paid or due for the surrenders of the month over premiums of the opening business and the month."""
    policies = data.facts.policies
    refund = _refunds(data, scope)
    eve = data.first - 1
    paid = data.facts.paid_premiums.yuan(eve)
    opening = amounts(Policy, policies.in_force(eve) & data.inside(Policy, scope), paid)
    income = premium_received(data, scope).total
    unpaid = int(_surrendered(data, scope).sum()) - len(refund.rows)
    note = f"{unpaid}行退保没有退费记录，也没有保全事件金额" if unpaid else ""
    return Measured(refund, mature=not unpaid, note=note, divisor=opening.total + income)


def _refunds(data: MonthData, scope: Scope) -> Part:
    """Yuan per line surrendered in the month, positive: what was paid out, else what its 保全 event says is due.

    The tab 退保 takes the same two first, so that both show one sum.
    """
    receipts = data.facts.receipts
    paid_out = -receipts.sum_by_policy(receipts.is_business("退费") & (receipts["received_on"] <= data.as_of))
    owed = np.where(paid_out > 0, paid_out, np.nan_to_num(amounts_of_events(data)))
    return amounts(Policy, _surrendered(data, scope) & (owed != 0), owed)
