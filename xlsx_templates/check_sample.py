"""The product that 核对.xlsx shows when it is opened: an invented endowment on the statutory basis of its filing day.

Its benefits do not depend on the value itself, because a native formula that did would have to be circular.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from core.law import Law
from core.money import round_half_up
from core.values.basis import ValueBasis
from core.values.benefits import Benefits, endowment
from core.values.cash_value import CashValues, cash_values
from core.values.mortality import mortality
from core.values.statutory import Category, Rule, statutory_basis

SET, TABLE, SEX = "CL(2010-2013)", "非养老类业务二表", "男"
FILED_ON = date(2024, 12, 1)
AGE, POLICY_TERM, PREMIUM_TERM, BLEND_YEARS = 30, 20, 10, 5
SUM_ASSURED, UNIT, YEARLY_PREMIUM = 100_000.0, 1_000.0, "84.00"
PRICING_RATE = 0.025


@dataclass(frozen=True, slots=True)
class Sample:
    """``start``, ``end``: the invented printed table, yuan per unit of 保额: year starts 1 … T and year ends 1 … T."""

    cover: Benefits
    basis: ValueBasis
    values: CashValues
    start: tuple[Decimal, ...]
    end: tuple[Decimal, ...]


def sample() -> Sample:
    """The product, its values, and a printed table drawn from them by rounding to 0.01 yuan per unit."""
    cover = endowment(AGE, POLICY_TERM, PREMIUM_TERM, SUM_ASSURED)
    basis, _ = statutory_basis(
        Rule.ORDINARY,
        Category.ENDOWMENT,
        mortality(SET, TABLE, SEX),
        PRICING_RATE,
        PREMIUM_TERM,
        POLICY_TERM,
        FILED_ON,
        blend_years=BLEND_YEARS,
    )
    values = None if basis is None else cash_values(cover, basis)[0]
    if basis is None or values is None:
        raise ValueError("the sample of the check workbook must have a basis and values")
    before = np.concatenate([[0.0], values.formula[:-1]])
    return Sample(cover, basis, values, _printed(before + values.net_premium), _printed(values.formula))


def cited(key: str) -> str:
    """What a number of the basis rests on, as the law room cites it for the sample's filing day."""
    return "；".join(str(source) for source in Law.default().value(key, FILED_ON).basis)


def _printed(yuan: np.ndarray) -> tuple[Decimal, ...]:
    return tuple(round_half_up(float(value) * UNIT / SUM_ASSURED, 2) for value in yuan)
