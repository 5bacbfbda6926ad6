"""理赔: how much is paid, how often, and how fast. Natural days; a case belongs to the month in which it is closed."""

from __future__ import annotations

import numpy as np

from core.claims.duties import REFUSED, granted
from core.claims.register import closed_on
from core.measures.facts import Scope
from core.measures.measured import Measured, amounts, days_between, pieces
from core.measures.month_data import MonthData
from core.measures.premium import premium_received
from core.measures.registry import measure
from core.records.claim import Claim
from core.table import Array, Mask


def _granted(data: MonthData) -> Mask:
    return granted(data.facts.table(Claim))


def _paid(data: MonthData, scope: Scope) -> Mask:
    """Cases granted and paid in the month (正常结案)."""
    return _granted(data) & data.in_month(data.facts.table(Claim)["paid_on"]) & data.inside(Claim, scope)


def _closed(data: MonthData, scope: Scope) -> Mask:
    """Cases granted or refused and closed in the month; withdrawn ones are left out."""
    judged = _granted(data) | (data.facts.table(Claim)["conclusion"] == REFUSED)
    return np.asarray(judged & data.in_month(closed_on(data.facts.table(Claim))) & data.inside(Claim, scope))


@measure("赔付率(简单)")
def loss_ratio(data: MonthData, scope: Scope) -> Measured:
    """Claims paid over premium received in the month."""
    paid = amounts(Claim, _paid(data, scope), data.facts.table(Claim)["assessed"])
    return Measured(paid, premium_received(data, scope))


@measure("理赔获赔率")
def granted_rate(data: MonthData, scope: Scope) -> Measured:
    """Granted cases over granted and refused ones."""
    closed = _closed(data, scope)
    return Measured(pieces(Claim, closed & _granted(data)), pieces(Claim, closed))


@measure("理赔服务时效")
def service_days(data: MonthData, scope: Scope) -> Measured:
    """Days from complete documents to closing."""
    complete = data.facts.table(Claim)["documents_on"]
    closed = _closed(data, scope) & ~np.isnat(complete)
    return Measured(days_between(Claim, closed, complete, closed_on(data.facts.table(Claim))), pieces(Claim, closed))


@measure("出险支付周期")
def occurrence_to_payment(data: MonthData, scope: Scope) -> Measured:
    """Days from the event to the payment."""
    claims = data.facts.table(Claim)
    paid = _paid(data, scope) & ~np.isnat(claims["occurred_on"])
    return Measured(days_between(Claim, paid, claims["occurred_on"], claims["paid_on"]), pieces(Claim, paid))


def _asked_on(data: MonthData) -> Array:
    claims = data.facts.table(Claim)
    return np.where(np.isnat(claims["applied_on"]), claims["documents_on"], claims["applied_on"])


@measure("索赔支付周期")
def request_to_payment(data: MonthData, scope: Scope) -> Measured:
    """Days from the request to the payment."""
    asked = _asked_on(data)
    paid = _paid(data, scope) & ~np.isnat(asked)
    return Measured(days_between(Claim, paid, asked, data.facts.table(Claim)["paid_on"]), pieces(Claim, paid))


def _settled_within(data: MonthData, scope: Scope, days: float) -> Measured:
    paid = _paid(data, scope)
    took = (data.facts.table(Claim)["paid_on"] - _asked_on(data)).astype(np.float64)
    known = ~np.isnat(_asked_on(data))
    return Measured(pieces(Claim, paid & known & (took <= days)), pieces(Claim, paid))


@measure("5日结案率")
def settled_in_5_days(data: MonthData, scope: Scope) -> Measured:
    """Cases paid within the days of 5日结案率."""
    return _settled_within(data, scope, data.limit("quick_settlement_days"))


@measure("1日结案率")
def settled_in_1_day(data: MonthData, scope: Scope) -> Measured:
    """Cases paid within the days of 1日结案率."""
    return _settled_within(data, scope, data.limit("same_day_settlement_days"))


@measure("小额理赔占比")
def small_claims(data: MonthData, scope: Scope) -> Measured:
    """Medical cases up to the limit that needed no investigation."""
    claims, paid = data.facts.table(Claim), _paid(data, scope)
    medical = np.fromiter(("医疗" in benefit for benefit in claims["benefit"]), bool, len(claims))
    small = medical & (claims["claimed"] <= data.limit("small_claim_limit")) & (claims["investigated"] != "是")
    return Measured(pieces(Claim, paid & small), pieces(Claim, paid))
