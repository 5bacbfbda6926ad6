"""The day on which debts reach the cash value: the contract ends from 零时 of the day after.

    reached_on = first day with  sum of debts ≥ CV(day)

Debts grow from day to day; between two due days the value runs straight, so a period whose lower end stays above the
debt at its close needs no look at its days. Yuan, unrounded.
Source: the usual wording of contracts (现金价值不足以偿还贷款本息及欠款的次日零时起合同效力终止).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.days.anniversary import monthiversary
from core.values.contract import Contract
from core.values.figure import Working
from core.values.interpolation import value_on

Debt = Callable[[date], Decimal]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reached:
    """``reached_on``: the first day on which the debt is not below the value; both in yuan on that day, unrounded."""

    reached_on: date
    debt: Decimal
    value: Decimal

    @property
    def ends_on(self) -> date:
        """The day from whose 零时 the contract has ended."""
        return self.reached_on + DAY


def debt_reaches_value(contract: Contract, debt: Debt, on: date, until: date | None = None) -> Reached | None:
    """The first such day from ``on`` to ``until`` (the end of the table unless said); None if there is none.

    ``debt``: what is owed on a day, never falling. Premiums are taken as paid on their due days, so that only the debt
    decides. None as well from the first day on whose value cannot be told (:func:`value_on` says why).
    """
    paid = replace(contract, premium_status="交清", paid_premium=None)
    last = until or _last_day(contract)
    months = contract.months or 12
    period = 0
    while on <= last:
        while monthiversary(contract.effective_on, months * period) <= on:
            period += 1
        next_period = monthiversary(contract.effective_on, months * period)
        close = min(next_period - DAY, last)
        ends = _value(paid, on), _value(paid, close)
        if None in ends:
            return None
        if debt(close) >= min(end for end in ends if end is not None):
            found = _first_day(paid, debt, on, close)
            if found is not None:
                return found
        on = next_period
    return None


def _first_day(contract: Contract, debt: Debt, first: date, last: date) -> Reached | None:
    day = first
    while day <= last:
        value, owed = _value(contract, day), debt(day)
        if value is None:
            return None
        if owed >= value and owed > 0:
            return Reached(day, owed, value)
        day += DAY
    return None


def _value(contract: Contract, on: date) -> Decimal | None:
    return value_on(contract, contract.table, on, Working(), drawn=True)


def _last_day(contract: Contract) -> date:
    years = len(contract.table.excluding) if contract.table else 0
    return contract.year_start(years + 1) - DAY
