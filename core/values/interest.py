"""Interest between two days, exact: shared by 复效, 保单贷款, 自动垫交 and balances that bear interest.

    单利      P × i × n / D
    日复利    P × [ (1 + i/D)^n − 1 ]
    年复利    P × [ (1 + i)^m × (1 + i × n' / D) − 1 ]        m whole years (对应日), n' days after the last of them

P principal in yuan, i yearly rate as a fraction, n days from the first day (counted) to the last (not counted), D days
of a year for interest. Nothing is rounded here: the amount that is paid is, once, half up to the fen. That 年复利 runs
as simple interest inside a year is a convention of this room.
Source: the contract (计息方式 is a contract parameter).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.days.anniversary import anniversary
from core.findings import Basis
from core.values.figure import Working, amount_text, day_text, percent

ONE = Decimal(1)


class Compounding(StrEnum):
    """计息方式."""

    SIMPLE = "单利"
    DAILY = "日复利"
    YEARLY = "年复利"


WORDS = {
    "单利": Compounding.SIMPLE,
    "日复利": Compounding.DAILY,
    "复利": Compounding.YEARLY,
    "年复利": Compounding.YEARLY,
}
"""What a product sheet may say for each."""

_FORMULAS = {
    Compounding.SIMPLE: "本金 × 年利率 × 天数 ÷ {year}",
    Compounding.DAILY: "本金 × [(1 + 年利率 ÷ {year})^天数 − 1]",
    Compounding.YEARLY: "本金 × [(1 + 年利率)^整年数 × (1 + 年利率 × 余下天数 ÷ {year}) − 1]",
}


@dataclass(frozen=True, slots=True)
class InterestTerms:
    """``rate``: a year, as a fraction; ``year_days``: D, 365 or 360."""

    rate: Decimal
    compounding: Compounding = Compounding.SIMPLE
    year_days: int = 365

    def interest(self, principal: Decimal, first: date, last: date) -> Decimal:
        """Interest in yuan, not rounded, for the days from ``first`` to the day before ``last``; 0 for none."""
        return principal * (self.growth(first, last) - ONE)

    def growth(self, first: date, last: date) -> Decimal:
        """What 1 yuan has become on ``last``."""
        days = max((last - first).days, 0)
        if self.compounding is Compounding.DAILY:
            return (ONE + self.rate / self.year_days) ** days
        if self.compounding is Compounding.SIMPLE or not days:
            return ONE + self.rate * days / self.year_days
        years = _whole_years(first, last)
        rest = (last - anniversary(first, years)).days
        return (ONE + self.rate) ** years * (ONE + self.rate * rest / self.year_days)

    def written(
        self,
        working: Working,
        name: str,
        principal: Decimal,
        first: date,
        last: date,
        basis: tuple[Basis, ...],
        note: str = "",
    ) -> Decimal:
        """The interest, written down as one step of a calculation sheet."""
        inputs = {
            "本金": f"{amount_text(principal)}元",
            "年利率": percent(self.rate),
            "起息日": day_text(first),
            "止息日（不计）": day_text(last),
            "天数": f"{max((last - first).days, 0)}",
            "计息方式": str(self.compounding),
        }
        formula = _FORMULAS[self.compounding].format(year=self.year_days)
        return working.step(name, inputs, formula, self.interest(principal, first, last), basis, note)


def compounding_of(words: str) -> Compounding | None:
    """The 计息方式 a product sheet states, None for a blank or unknown one."""
    return WORDS.get(words.strip())


def _whole_years(first: date, last: date) -> int:
    years = last.year - first.year
    return years - (anniversary(first, years) > last)
