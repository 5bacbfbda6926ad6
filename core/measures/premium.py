"""保费: new business of the policies issued in the month, and the premium that came in."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from core.measures.facts import Scope
from core.measures.measured import Measured, Part, amounts, pieces
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.money import round_column
from core.records.policy import Policy, PremiumReceipt
from core.table import Array, Mask

LINKED = ("万能型", "投资连结型", "变额型")
"""Designs whose premium is partly a deposit."""


def new_business(data: MonthData, scope: Scope) -> Mask:
    """Lines issued in the month and not given back inside the 犹豫期 by the 统计日."""
    policies = data.facts.policies
    issued = data.in_month(policies["issued_on"]) & data.inside(Policy, scope)
    return issued & ~policies.cooled_off_by(data.as_of)


def premium_received(data: MonthData, scope: Scope, *kinds: str) -> Part:
    """Receipts of some kinds of business (all premium kinds without) that came in during the month."""
    receipts = data.facts.receipts
    wanted = receipts.is_business(*kinds) if kinds else receipts.premium
    chosen = wanted & receipts.received_between(data.first, data.as_of) & data.inside(PremiumReceipt, scope)
    return amounts(PremiumReceipt, chosen, receipts.amount)


@measure("新单保费")
def new_premium(data: MonthData, scope: Scope) -> Measured:
    """首期保费 of the month's new business."""
    return Measured(amounts(Policy, new_business(data, scope), data.facts.policies["first_premium"]))


@measure("首年期交保费")
def new_regular_premium(data: MonthData, scope: Scope) -> Measured:
    """The part of 新单保费 that is paid in instalments."""
    policies = data.facts.policies
    return Measured(amounts(Policy, new_business(data, scope) & ~policies.single, policies["first_premium"]))


@measure("趸交保费")
def new_single_premium(data: MonthData, scope: Scope) -> Measured:
    """The part of 新单保费 that is paid at once."""
    policies = data.facts.policies
    return Measured(amounts(Policy, new_business(data, scope) & policies.single, policies["first_premium"]))


@measure("首年规模保费")
def first_year_scale_premium(data: MonthData, scope: Scope) -> Measured:
    """首期保费 of all lines issued in the month less what was given back in it, whenever issued."""
    policies = data.facts.policies
    premium = np.nan_to_num(policies["first_premium"])
    issued = data.in_month(policies["issued_on"])
    given_back = policies.cooling_off & data.in_month(policies["status_on"])
    chosen = (issued | given_back) & data.inside(Policy, scope)
    return Measured(amounts(Policy, chosen, premium * issued - premium * given_back))


@measure("标准保费")
def standard_premium(data: MonthData, scope: Scope) -> Measured:
    """Yearly premium of the new business times the factor of its premium term, each line rounded to the fen."""
    policies = data.facts.policies
    yearly = np.where(np.isnan(policies["annual_premium"]), policies["first_premium"], policies["annual_premium"])
    chosen, factors = new_business(data, scope), standard_factors(data)
    unknown = int((chosen & np.isnan(factors)).sum())
    note = f"{unknown}行交费期不明，未折算" if unknown else ""
    converted = round_column(yearly * factors, lambda row: _exact(yearly[row]) * _exact(factors[row]))
    return Measured(amounts(Policy, chosen, converted), note=note)


def _exact(number: float) -> Decimal:
    """A figure of a column as the decimal that it prints as."""
    return Decimal(repr(float(number)))


def standard_factors(data: MonthData) -> Array:
    """折算系数 per policy line: a constant for 趸交, years over the full years (at most 1) for instalments."""
    policies = data.facts.policies
    full = data.limit("standard_premium_full_years")
    by_years = np.minimum(policies.premium_years / full, 1.0)
    return np.where(policies.single, data.limit("standard_premium_factor_single"), by_years)


@measure("续期保费")
def renewal_premium(data: MonthData, scope: Scope) -> Measured:
    """续期 receipts of the month."""
    return Measured(premium_received(data, scope, "续期"))


@measure("规模保费")
def scale_premium(data: MonthData, scope: Scope) -> Measured:
    """All premium of the month, deposits included."""
    return Measured(premium_received(data, scope))


@measure("原保险保费收入")
def insurance_premium(data: MonthData, scope: Scope) -> Measured:
    """Premium of the month without 万能, 投连 and 变额 policies."""
    receipts, policies = data.facts.receipts, data.facts.policies
    line_linked = np.any([policies["design"] == name for name in LINKED], axis=0)
    # -1, no policy, is the last entry.
    linked = np.append(line_linked, False)[receipts.policy_row]
    chosen = receipts.premium & receipts.received_between(data.first, data.as_of) & data.inside(PremiumReceipt, scope)
    return Measured(amounts(PremiumReceipt, chosen & ~linked, receipts.amount))


@measure("件均保费")
def average_premium(data: MonthData, scope: Scope) -> Measured:
    """新单保费 per new policy."""
    issued = new_business(data, scope)
    policies = data.facts.policies
    return Measured(
        amounts(Policy, issued, policies["first_premium"]), pieces(Policy, issued & policies.counts_as_policy)
    )
