"""Commutation columns of one table and one rate: a second way to the same present values.

    D(x) = v^x l(x)                    N(x) = D(x) + D(x+1) + …
    C(x) = v^(x + h) l(x) q(x)         M(x) = C(x) + C(x+1) + …        h = 1/2 deaths mid-year, 1 at the year end

All values are per 1 yuan of benefit, full precision, no rounding. They hold for benefits that do not depend on the
cash value. Source: textbook definitions; the end of the table is the year after its last age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.values.mortality import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Commutation:
    """Columns by age − ``first_age``; ``d`` and ``n`` have one more row (the year after the last age) than ``c``."""

    first_age: int
    d: FloatArray
    n: FloatArray
    c: FloatArray
    m: FloatArray

    def whole_life(self, age: int) -> float:
        """A(x) = M(x) / D(x)."""
        return float(self.m[age - self.first_age] / self.d[age - self.first_age])

    def term(self, age: int, years: int) -> float:
        """A¹(x:n) = [M(x) − M(x+n)] / D(x)."""
        at = age - self.first_age
        return float((self.m[at] - self.m[at + years]) / self.d[at])

    def pure_endowment(self, age: int, years: int) -> float:
        """nE(x) = D(x+n) / D(x)."""
        at = age - self.first_age
        return float(self.d[at + years] / self.d[at])

    def endowment(self, age: int, years: int) -> float:
        """A(x:n) = A¹(x:n) + nE(x)."""
        return self.term(age, years) + self.pure_endowment(age, years)

    def annuity_due(self, age: int, years: int | None = None) -> float:
        """ä(x:n) = [N(x) − N(x+n)] / D(x), payments of 1 at the start of the year; for life without ``years``."""
        at = age - self.first_age
        last = len(self.n) - 1 if years is None else at + years
        return float((self.n[at] - self.n[last]) / self.d[at])


def commutation(q: FloatArray, rate: float, first_age: int = 0, death_at: float = 1.0) -> Commutation:
    """Columns for death rates ``q`` of the ages from ``first_age`` on, at the yearly ``rate`` (fraction).

    ``death_at``: 1 = benefits at the end of the year of death, 0.5 = mid-year.
    """
    lives = np.concatenate([[1.0], np.cumprod(1.0 - q)])
    ages = np.arange(len(q) + 1, dtype=np.float64)
    v = 1.0 / (1.0 + rate)
    d = v**ages * lives
    c = v ** (ages[:-1] + death_at) * lives[:-1] * q
    n, m = np.cumsum(d[::-1])[::-1], np.concatenate([np.cumsum(c[::-1])[::-1], [0.0]])
    return Commutation(first_age, d, n, c, m)
