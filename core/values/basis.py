"""The stated basis of a formula value: every number that enters it, each with its source.

A basis belongs to a product version, never to the word 分红 or 普通: a 分红 product may use the 普通型 rule
(金发〔2024〕18号 Art. 5) and a company may pay more than the minimum (7号 Art. 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.findings import Basis, Finding
from core.values.mortality import FloatArray, MortalityTable
from core.values.notes import note


class DeathTiming(StrEnum):
    """When in the policy year deaths are paid."""

    MID_YEAR = "年中"
    YEAR_END = "年末"


@dataclass(frozen=True, slots=True)
class ValueBasis:
    """Rates are fractions a year. ``expenses``: e(1), e(2), …; the last one continues for all later years.

    ``k`` and ``grading_years`` give r(t); ``grading_years`` is the rule's cap on the years of grading (min(20, n)).
    ``blend_years``: m of the insurer's blend with the pricing-rate reserve; None = the statutory minimum itself.
    """

    rule: str
    mortality: MortalityTable
    pricing_rate: float
    rate_add_on: float
    expenses: tuple[float, ...]
    k: float
    grading_years: int
    blend_years: int | None = None
    timing: DeathTiming = DeathTiming.MID_YEAR
    sources: tuple[Basis, ...] = ()

    @property
    def floor_rate(self) -> float:
        """j = 预定利率 + add-on, the rate of the minimum value."""
        return self.pricing_rate + self.rate_add_on

    def expense_rates(self, policy_term: int) -> FloatArray:
        """e(t) for t = 1 … T, shape (T,)."""
        years = np.minimum(np.arange(policy_term), len(self.expenses) - 1)
        return np.array(self.expenses, dtype=np.float64)[years]

    def grading(self, premium_term: int, policy_term: int) -> FloatArray:
        """r(t) = k + t (1 − k) / min(20, n) before that many years, then 1, shape (T,). 7号 Art. 10, 93号.

        The factor is (1 − k); for a single premium r = 1 from the first year end.
        """
        years, span = np.arange(1.0, policy_term + 1), min(self.grading_years, premium_term)
        return np.where(years < span, self.k + years * (1.0 - self.k) / span, 1.0)

    def blend(self, policy_term: int) -> FloatArray:
        """w(t) = min(1, (t − 1)/(m − 1)), shape (T,): 0 = minimum, 1 = pricing rate. m = 1 means 1 from year 1.

        The form is rebuilt from published values; m is the company's choice and printed nowhere.
        """
        if self.blend_years is None:
            return np.zeros(policy_term)
        years = np.arange(policy_term, dtype=np.float64)
        return np.minimum(1.0, years / (self.blend_years - 1)) if self.blend_years > 1 else np.ones(policy_term)

    def faults(self) -> tuple[Finding, ...]:
        """Findings for numbers that no basis can have: a rate of −100 % or less, e or k outside 0 … 1, m below 1."""
        checks = (
            ("预定利率", self.pricing_rate, self.pricing_rate > -1.0, "−100%以上"),
            ("利率加点", self.rate_add_on, self.rate_add_on >= 0.0, "0以上"),
            ("费用率", self.expenses, len(self.expenses) > 0 and all(0.0 <= e < 1.0 for e in self.expenses), "0至1"),
            ("系数k", self.k, 0.0 <= self.k <= 1.0, "0至1"),
            ("过渡年数m", self.blend_years, self.blend_years is None or self.blend_years >= 1, "1以上"),
        )
        return tuple(
            note("value-basis-range", value=str(given), name=name, given=given, limits=limits)
            for name, given, right, limits in checks
            if not right
        )

    def lines(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of every number of the basis in Chinese, for a calculation sheet."""
        expenses = "、".join(f"{rate:.4g}" for rate in self.expenses)
        blend = "不加权（法定最低）" if self.blend_years is None else f"第{self.blend_years}年起按预定利率（公司做法）"
        return (
            ("规则", self.rule),
            ("生命表", str(self.mortality)),
            ("预定利率", f"{self.pricing_rate:.4%}"),
            ("利率加点", f"{self.rate_add_on:.4%}"),
            ("费用率（第1年起，末项延续）", expenses),
            ("系数k", f"{self.k:.4g}"),
            ("r的年数上限", f"{self.grading_years}"),
            ("向预定利率过渡", blend),
            ("身故给付时点", self.timing.value),
            *(("依据", str(source)) for source in self.sources),
        )
