"""理赔分析: closed cases by cause, hospital and product with their money, as grounds for changing claim policy.

The population is that of 理赔获赔率: granted and refused cases closed in the month, withdrawn ones left out. No person
and no diagnosis is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.claims.duties import REFUSED, granted
from core.claims.register import closed_on
from core.measures.month_data import MonthData
from core.records.claim import Claim
from core.records.policy import Policy
from core.table import Array, Mask

UNKNOWN = "（未填）"
MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed cases of a period. Amounts in yuan; ``days``: from complete papers to closing, over ``timed`` cases."""

    cases: int
    refused: int
    claimed: float
    paid: float
    days: float
    timed: int

    @property
    def average(self) -> float:
        """Paid per granted case; NaN without one."""
        return self.paid / (self.cases - self.refused) if self.cases > self.refused else float("nan")

    @property
    def refusal_rate(self) -> float:
        """拒赔率; NaN without a case."""
        return self.refused / self.cases if self.cases else float("nan")

    @property
    def mean_days(self) -> float:
        """理赔服务时效 in natural days; NaN without a case whose papers have their day."""
        return self.days / self.timed if self.timed else float("nan")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Cases that have one thing in common: in the month, in the month before, and in twelve months up to the month."""

    name: str
    now: Closed
    before: Closed
    year: Closed


def claim_analysis(data: MonthData) -> dict[str, list[Grounds]]:
    """By 出险原因, 医院 and 险种; most paid in the twelve months first, equal sums by name. Each view has all cases."""
    claims = data.facts.table(Claim)
    views = {"出险原因": claims["cause"], "医院": claims["hospital"], "险种": products(data)}
    return {name: _by(view, data) for name, view in views.items()}


def whole(rows: Iterable[Grounds]) -> Grounds:
    """The total of a view."""
    listed = list(rows)
    return Grounds("合计", *(_added(getattr(row, period) for row in listed) for period in ("now", "before", "year")))


def products(data: MonthData) -> Array:
    """Per case the product of the policy line that its benefit belongs to, else of the main line: name and code."""
    policies = data.facts.table(Policy)
    names, codes = (policies.look_up(data.facts.claim_line, name) for name in ("product_name", "product_code"))
    both = (f"{name}（{code}）" if name else code for name, code in zip(names.tolist(), codes.tolist(), strict=True))
    return np.array([*both, ""], dtype=object)[:-1]


def _by(view: Array, data: MonthData) -> list[Grounds]:
    names, codes = np.unique(np.where(view == "", UNKNOWN, view).astype(str), return_inverse=True)
    periods = [_closed(codes, len(names), _inside(data, first), data) for first in (0, None, MONTHS_OF_YEAR - 1)]
    rows = [Grounds(str(name), *(period[place] for period in periods)) for place, name in enumerate(names)]
    seen = [row for row in rows if row.now.cases or row.before.cases or row.year.cases]
    return sorted(seen, key=lambda row: (-row.year.paid, -row.now.paid, row.name))


def _inside(data: MonthData, months_back: int | None) -> Mask:
    """Cases closed from so many months before the month up to the 统计日; None: in the month before alone."""
    closed = closed_on(data.facts.table(Claim))
    if months_back is None:
        earlier = data.earlier(1)
        return earlier.in_month(closed)
    return np.asarray((closed >= data.earlier(months_back).first) & (closed <= data.as_of))


def _closed(codes: Array, count: int, inside: Mask, data: MonthData) -> list[Closed]:
    """One figure per group of ``codes``."""
    claims = data.facts.table(Claim)
    paid, refused = granted(claims), claims["conclusion"] == REFUSED
    took = (closed_on(claims) - claims["documents_on"]).astype(np.float64)
    chosen = inside & (paid | refused)
    timed = chosen & ~np.isnat(claims["documents_on"])

    def total(rows: Mask, amounts: Array | None = None) -> list[float]:
        weights = None if amounts is None else np.nan_to_num(amounts[rows])
        return [float(value) for value in np.bincount(codes[rows], weights, count).tolist()]

    columns = (
        total(chosen), total(chosen & refused), total(chosen, claims["claimed"]),
        total(chosen & paid, claims["assessed"]), total(timed, took), total(timed),
    )  # fmt: skip
    return [
        Closed(int(cases), int(no), round(claimed, 2), round(money, 2), days, int(known))
        for cases, no, claimed, money, days, known in zip(*columns, strict=True)
    ]


def _added(parts: Iterable[Closed]) -> Closed:
    listed = list(parts)
    return Closed(
        sum(part.cases for part in listed), sum(part.refused for part in listed),
        round(sum(part.claimed for part in listed), 2), round(sum(part.paid for part in listed), 2),
        sum(part.days for part in listed), sum(part.timed for part in listed),
    )  # fmt: skip
