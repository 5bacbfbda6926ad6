"""满意度与 NPS: averages with their n, and the range in which a small n leaves the score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from core.law.lookup import Law
from core.table import Array, Mask

Z_95 = 1.959964
PRIOR = 3.0
"""Answers added before the interval is taken (adjusted Wald, three in all): without them a handful of like answers
would seem certain. B. Rocks, Interval Estimation for the "Net Promoter Score", The American Statistician 2016."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which answers count as what; numbers of the trade or the company."""

    satisfied_from: float
    dissatisfied_to: float
    promoter_from: float
    detractor_to: float

    @classmethod
    def of(cls, law: Law, on: date) -> Marks:
        """As they stand on a day."""
        names = (
            "satisfied_lowest_score", "dissatisfied_highest_score", "net_promoter_lowest_promoter",
            "net_promoter_highest_detractor",
        )  # fmt: skip
        return cls(*(float(law.value(name, on).value) for name in names))


@dataclass(frozen=True, slots=True)
class Scores:
    """Several evaluations together. Averages and rates are NaN without an answer; NPS and its range lie in -1 to 1."""

    count: int
    average: float
    satisfied: float
    answered: int
    net_promoter: float
    lowest: float
    highest: float


def scores(score: Array, recommends: Array, chosen: Mask, marks: Marks) -> Scores:
    """What the chosen rows say together; ``score`` 1 to 5 and ``recommends`` 0 to 10, NaN where blank."""
    given = score[chosen & np.isfinite(score)]
    wishes = recommends[chosen & np.isfinite(recommends)]
    promoters, detractors = int((wishes >= marks.promoter_from).sum()), int((wishes <= marks.detractor_to).sum())
    count = len(wishes)
    lowest, highest = net_promoter_range(promoters, detractors, count)
    return Scores(
        count=len(given),
        average=float(given.mean()) if len(given) else float("nan"),
        satisfied=float((given >= marks.satisfied_from).mean()) if len(given) else float("nan"),
        answered=count,
        net_promoter=(promoters - detractors) / count if count else float("nan"),
        lowest=lowest,
        highest=highest,
    )


def net_promoter_range(promoters: int, detractors: int, count: int) -> tuple[float, float]:
    """The 95 % interval of the NPS, inside -1 to 1; NaN without an answer.

    The three answers that are added fall as a quarter on either end and half in the middle.
    """
    if not count:
        return float("nan"), float("nan")
    total = count + PRIOR
    up, down = (promoters + PRIOR / 4) / total, (detractors + PRIOR / 4) / total
    reach = Z_95 * sqrt((up + down - (up - down) ** 2) / total)
    return max(-1.0, up - down - reach), min(1.0, up - down + reach)
