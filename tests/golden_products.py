"""The published products as cells and bases, drawn from the golden CSV files."""

from __future__ import annotations

from datetime import date

import numpy as np

from core.values.basis import ValueBasis
from core.values.benefits import Benefits, annuity, increasing_whole_life, savings_endowment
from core.values.golden import contract_values, product
from core.values.mortality import mortality
from core.values.rebuild import Published

RATIOS = ((0, 1.0), (18, 1.6), (41, 1.4), (61, 1.2))


def basis_of(case: str, **changes: object) -> ValueBasis:
    row = product(case)
    parts = {
        "rule": "银保监办发〔2020〕7号",
        "mortality": mortality("CL(2010-2013)", "非养老类业务二表", "男"),
        "pricing_rate": float(row["pricing_rate"]),
        "rate_add_on": float(row["add_on"]),
        "expenses": tuple(float(rate) for rate in row["expenses"].split()),
        "k": float(row["k"]),
        "grading_years": 20,
        "blend_years": int(row["blend"]),
    }
    return ValueBasis(**(parts | changes))  # type: ignore[arg-type]


def cover_of(case: str, sum_assured: float) -> Benefits:
    row = product(case)
    years, pay, premium = int(row["policy_term"]), int(row["premium_term"]), float(row["premium"])
    if case == "G1-M40":
        return savings_endowment(40, years, pay, premium, sum_assured, RATIOS)
    if case == "G5-M40":
        return pension(years, pay, premium, sum_assured)
    return increasing_whole_life(40, years, pay, premium, sum_assured, float(row["growth"]), RATIOS)


def pension(years: int, pay: int, premium: float, yearly: float) -> Benefits:
    """From the end of year 20 for life, half more at ages 76-80; what is left of 20 guaranteed payments on death."""
    end = np.arange(1, years + 1)
    payments = np.where(end >= 20, yearly, 0.0) * np.where((end >= 36) & (end <= 40), 1.5, 1.0)
    owed = yearly * np.clip(40 - end, 0, 20)
    return annuity(40, 20, pay, premium, payments, owed)


def published_of(case: str, *, exact: bool) -> Published:
    row = product(case)
    printed, premium = float(row["printed"]), float(row["premium"])
    values, step = contract_values(case, "不含" if case == "G5-M40" else "年末")
    return Published(
        {year: float(value) for year, value in values.items()},
        float(step),
        float(row["exact"]) if exact else printed,
        lambda amount: cover_of(case, amount),
        date(int(row["filing"][:4]), 12, 31),
        None if exact else printed / premium * 1000,
    )
