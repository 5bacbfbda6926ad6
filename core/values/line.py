"""The line of a product cell: what its 现金价值表 says year by year, and the day's figure in between.

In printed figures per unit: the value at the start of policy year t and the one at its end, the survival benefit of
that day included. In between it runs straight:

    首末值  start(t) = cv_start(t)                 end(t) = cv_end(t) + S(t)
    两端值  start(t) = CV(t−1) + premium(t)        end(t) = CV(t) + S(t)        premium: its unexpired part is refunded

    line(t, d) = [ start(t) (D − d) + end(t) d ] / D        D = 365 or the days of the policy year; d ≤ D

Source: product data (年内取值方式, 年内天数, 计入当日); the law asks for a reasonable method only (7号 Art. 12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.days.anniversary import anniversary, policy_year
from core.values.contract import DayBasis

if TYPE_CHECKING:
    from core.values.mortality import FloatArray


@dataclass(frozen=True, slots=True)
class DayCount:
    """How days count inside a policy year. ``inclusive``: the day itself counts, d + 1.

    With D = 365 the last day of a leap policy year is already the year end (d is held at 365).
    """

    basis: DayBasis = DayBasis.FIXED_365
    inclusive: bool = False

    def weights(self, since: FloatArray, length: FloatArray) -> FloatArray:
        """d / D from days since the 对应日 and the length of the policy year in days, both (n,)."""
        import numpy as np

        whole = length if self.basis is DayBasis.ACTUAL else np.full_like(length, 365.0)
        part: FloatArray = np.minimum(since + self.inclusive, whole) / whole
        return part

    def ends(self, effective: date, on: date) -> tuple[int, int]:
        """(d, D) of one policy on a day."""
        year = policy_year(effective, on)
        begin = anniversary(effective, year - 1)
        whole = (anniversary(effective, year) - begin).days if self.basis is DayBasis.ACTUAL else 365
        return min((on - begin).days + self.inclusive, whole), whole


@dataclass(frozen=True, slots=True)
class ProductLine:
    """``start``, ``end``: printed figures by policy year, as exact decimals; ``after``: after the last year.

    ``unit``: the figures are per so many yuan (or 份) of the amount.
    """

    start: tuple[Decimal, ...]
    end: tuple[Decimal, ...]
    unit: Decimal
    after: Decimal = Decimal(0)
    days: DayCount = DayCount()

    def at(self, effective: date, on: date) -> Decimal:
        """The figure per unit on a day, not rounded. ValueError before cover."""
        year = policy_year(effective, on)
        if year > len(self.start):
            return self.after
        d, whole = self.days.ends(effective, on)
        return (self.start[year - 1] * (whole - d) + self.end[year - 1] * d) / whole


def two_ends(
    value: Sequence[Decimal],
    survival: Sequence[Decimal],
    premium: Sequence[Decimal],
    unit: Decimal,
    days: DayCount = DayCount(),
) -> ProductLine:
    """两端值 from year-end values without the survival benefit, survival benefits and premiums of years 1 … T."""
    before = (Decimal(0), *value[:-1])
    start = tuple(end + paid for end, paid in zip(before, premium, strict=True))
    end = tuple(amount + benefit for amount, benefit in zip(value, survival, strict=True))
    return ProductLine(start, end, unit, value[-1], days)
