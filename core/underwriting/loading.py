"""加费: extra mortality to an extra premium, or so much per thousand of sum assured; and the wording of an exclusion.

How a company loads is its own property: every figure here is 公式 on stated parameters and 待确认 until the company's
table is entered. Rounded once, half up to the fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.findings import Basis, Status
from core.law.lookup import Law
from core.money import yuan

LABEL = "公式"
STAMP = "待确认：加费方法和参数为公司自有"
PER_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class ExtraPremium:
    """Yuan a year, with the steps that lead to it. ``stamp`` must stand beside the amount; "" once confirmed."""

    amount: Decimal
    steps: tuple[str, ...]
    basis: tuple[Basis, ...]
    label: str = LABEL
    stamp: str = STAMP


def per_thousand(rate: Decimal, sum_assured: Decimal, basis: tuple[Basis, ...] = ()) -> ExtraPremium:
    """So many yuan a year for every 1,000 yuan of sum assured: 2.5‰ of 200,000 = 500.00.

    ValueError for a negative rate or sum: a loading never lowers a premium.
    """
    _not_negative(rate, sum_assured)
    amount = yuan(rate * sum_assured / PER_THOUSAND)
    step = f"每千元保额加费{rate:f}元 × 保额{sum_assured:f}元 ÷ 1000 = {amount}元"
    return ExtraPremium(amount, (step,), basis, stamp="" if _confirmed(basis) else STAMP)


def by_extra_mortality(
    extra: Decimal, rates: Sequence[Decimal], sum_assured: Decimal, *, on: date, law: Law | None = None
) -> ExtraPremium:
    """Level yearly loading for extra mortality of ``extra`` × the standard rates over the years it is paid.

    ``extra``: EM as a fraction (50 % = 0.5). ``rates``: standard q(x), q(x+1), … of those years, as fractions. With
    v = 1/(1+i), l(t+1) = l(t)(1 − q(t)): EM × SA × Σ l(t) q(t) v^(t+½) ÷ Σ l(t) v^t, divided by 1 − expense share;
    i and the share are the parameters ``extra_premium_interest_rate`` and ``extra_premium_expense_share``.
    ValueError for a negative EM or sum, for no rates, and for rates outside 0 … 1.
    """
    _not_negative(extra, sum_assured)
    if not rates or not all(0 <= rate <= 1 for rate in rates):
        raise ValueError("加费需要缴费各年的死亡率，且在0到1之间")
    known = law or Law.default()
    interest = known.value("extra_premium_interest_rate", on)
    expenses = known.value("extra_premium_expense_share", on)
    cost = level_mortality_cost(rates, interest.value)
    amount = yuan(extra * sum_assured * cost / (1 - expenses.value))
    steps = (
        f"标准死亡成本：每千元保额{yuan(cost * PER_THOUSAND)}元/年（{len(rates)}年，利率{interest.value:%}）",
        f"EM {extra:%} × 保额{sum_assured:f}元 × 标准死亡成本 ÷（1 − 费用占比{expenses.value:%}）= {amount}元/年",
    )
    basis = (*interest.basis, *expenses.basis)
    return ExtraPremium(amount, steps, basis, stamp="" if _confirmed(basis) else STAMP)


def level_mortality_cost(rates: Sequence[Decimal], interest: Decimal) -> Decimal:
    """Level yearly cost of one yuan of death cover, deaths half-way through the year, not rounded."""
    discount = 1 / (1 + interest)
    half_year = discount.sqrt()
    alive, factor, claims, premiums = Decimal(1), Decimal(1), Decimal(0), Decimal(0)
    for rate in rates:
        premiums += alive * factor
        claims += alive * rate * factor * half_year
        alive *= 1 - rate
        factor *= discount
    return claims / premiums


def exclusion_text(items: str) -> str:
    """The wording of an exclusion in the 核保通知书 and on the policy; 「、」 parts several items."""
    listed = "、".join(
        part.strip() for part in items.replace("，", "、").replace(",", "、").split("、") if part.strip()
    )
    if not listed:
        return ""
    return (
        f"经投保人同意，对被保险人因下列情形及其并发症导致的保险事故，本公司不承担给付保险金的责任：{listed}。"
        "其他保险责任不变。"
    )


def _confirmed(basis: Sequence[Basis]) -> bool:
    """Has the company stated every part of it?"""
    return bool(basis) and all(one.status is Status.COMPANY for one in basis)


def _not_negative(*figures: Decimal) -> None:
    if any(figure < 0 for figure in figures):
        raise ValueError("加费的比例和保额不能为负")
