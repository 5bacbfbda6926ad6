"""Contracts for tests: the published riders P1 and P2 of the golden file, and a plain one to bend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.money import yuan
from core.values.contract import BenefitOf, Contract, DayBasis, MaturityBenefit, Parameters, WithinYear, YearTable
from core.values.figure import Working
from core.values.golden import contract_values
from core.values.interpolation import value_on

EFFECTIVE = date(2022, 3, 10)
PLAIN = Parameters(
    within_year=WithinYear.TWO_ENDS,
    day_basis=DayBasis.FIXED_365,
    inclusive_day=False,
    overdue_freeze=True,
    cooling_off_days=15,
    cooling_off_start="next_day",
    cooling_off_fee=Decimal(0),
)


def column(case: str, name: str) -> tuple[Decimal | None, ...]:
    """A printed column of the golden file by policy year, None where the file shows no value."""
    values, _ = contract_values(case, name)
    return tuple(values.get(year) for year in range(1, max(values) + 1))


def contract(**changes: Any) -> Contract:
    """年交 10,000 for five years, twenty years of cover, effective 2022-03-10, paid up to 2027, values 1,000 a year."""
    rows = (*(Decimal(1000 * year) for year in range(1, 20)), Decimal(0))
    plain = Contract(
        policy_no="P0001",
        product_code="T1",
        product_name="示例两全保险",
        effective_on=EFFECTIVE,
        policy_years=20,
        premium_years=5,
        frequency="年交",
        premium=Decimal(10000),
        sum_assured=Decimal(50000),
        paid_premium=Decimal(50000),
        category="两全保险",
        next_due_on=date(2027, 3, 10),
        signed_on=date(2022, 3, 15),
        table=YearTable(rows, name="测试表"),
        factor=Decimal(1),
        parameters=replace(PLAIN, maturity=MaturityBenefit(BenefitOf.SUM_ASSURED)),
    )
    return replace(plain, **changes)


def p1(**changes: Any) -> Contract:
    """P1: age 3, 保额 1,000 per 1,000, 5 premiums (amount not published), benefits after years 12, 13 and 14."""
    table = YearTable(column("P1", "不含"), column("P1", "含"))
    return contract(policy_years=14, premium=Decimal(200), paid_premium=None, table=table, **changes)


def p2(**changes: Any) -> Contract:
    """P2, 5 premiums of 10,000: two ends plus the unexpired last premium, frozen while a premium is overdue."""
    return contract(table=YearTable(column("P2-5pay", "不含")), paid_premium=None, **changes)


def with_parameters(base: Contract, **changes: Any) -> Contract:
    """``base`` with other product parameters."""
    return replace(base, parameters=replace(base.parameters, **changes))


def on_day(year: int, day: int) -> date:
    """``day`` days after the 对应日 on which policy year ``year`` begins."""
    return date(EFFECTIVE.year + year - 1, 3, 10) + timedelta(days=day)


def value(of: Contract, on: date, drawn: bool | None = None) -> Decimal | None:
    found = value_on(of, of.table, on, Working(), drawn=drawn)
    return None if found is None else yuan(found)
