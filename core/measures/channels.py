"""渠道: what each channel or branch brings, what it costs, how long its business stays, and who complains.

Costs come from 渠道费用 alone: where finance has booked none, the cost and its ratio are NaN (shown —), never zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.measures.cells import by_cell
from core.measures.facts import Scope
from core.measures.history import history, monthly
from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.measures.surrender_causes import surrendered
from core.records.channel_cost import ChannelCost
from core.records.policy import Policy
from core.records.service import Complaint
from core.table import Mask

YEAR = 12
PER = 1000
"""Complaints are told per this many policies in force."""
WHOLE_SHARE = 100.0


@dataclass(frozen=True, slots=True)
class Quality:
    """One scope. Yuan, pieces and shares; NaN where nothing is known. ``year``: the last twelve months together."""

    scope: Scope
    premium: float
    cost: float
    year_premium: float
    year_cost: float
    month_13: float
    month_25: float
    surrendered: int
    opening: int
    complaints: int
    in_force: int

    @property
    def cost_ratio(self) -> float:
        """渠道费用 over 规模保费 of the month."""
        return self.cost / self.premium if self.premium > 0 else float("nan")

    @property
    def year_cost_ratio(self) -> float:
        """The same over twelve months."""
        return self.year_cost / self.year_premium if self.year_premium > 0 else float("nan")

    @property
    def surrender_rate(self) -> float:
        """Surrendered in twelve months over in force before them."""
        return self.surrendered / self.opening if self.opening else float("nan")

    @property
    def complaint_rate(self) -> float:
        """Complaints of twelve months per 1,000 policies in force."""
        return self.complaints * PER / self.in_force if self.in_force else float("nan")


def qualities(data: MonthData, scopes: Sequence[Scope]) -> list[Quality]:
    """Cost, stay, surrenders and complaints of some scopes."""
    first = (data.month - (YEAR - 1)).astype("datetime64[D]")
    left = _surrendered_rows(data, first)
    return [_quality(data, scope, first, left) for scope in scopes]


def _quality(data: MonthData, scope: Scope, first: np.datetime64, left: Mask) -> Quality:
    scale = measures()["规模保费"]
    past = history(data, scale, YEAR, scope).above
    policies, inside = data.facts.policies, data.inside(Policy, scope)
    opening = policies.in_force(first - 1) & inside & policies.counts_as_policy
    return Quality(
        scope=scope,
        premium=monthly(data, scale, scope).value,
        cost=cost(data, scope, data.month, data.month),
        year_premium=float(np.nansum(past)),
        year_cost=cost(data, scope, data.month - (YEAR - 1), data.month),
        month_13=monthly(data, measures()["13个月继续率(滚动)"], scope).value,
        month_25=monthly(data, measures()["25个月继续率"], scope).value,
        surrendered=int(left[inside].sum()),
        opening=int(opening.sum()),
        complaints=int(_complaints(data, scope).sum()),
        in_force=int(monthly(data, measures()["期末有效件数"], scope).value),
    )


def cost(data: MonthData, scope: Scope, first: np.datetime64, last: np.datetime64) -> float:
    """Yuan booked for the scope's channels from one month to another; NaN where no row was booked."""
    table = data.facts.table(ChannelCost)
    months = table["month"].astype(str)
    chosen = (months >= str(first)) & (months <= str(last)) & data.inside(ChannelCost, scope)
    return float(np.rint(np.nan_to_num(table["amount"][chosen]) * 100).sum() / 100) if chosen.any() else float("nan")


def costs_by_kind(data: MonthData, scope: Scope) -> dict[str, float]:
    """Yuan of the last twelve months by 费用类型, largest first."""
    table = data.facts.table(ChannelCost)
    months = table["month"].astype(str)
    chosen = (months > str(data.month - YEAR)) & (months <= str(data.month)) & data.inside(ChannelCost, scope)
    sums: dict[str, float] = {}
    for kind, amount in zip(table["cost_kind"][chosen].tolist(), table["amount"][chosen].tolist(), strict=True):
        sums[kind] = round(sums.get(kind, 0.0) + amount, 2)
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def concentration(parts: Sequence[float]) -> float:
    """HHI: the sum of the squared shares in percent; 10,000 where everything comes from one; NaN for nothing."""
    positive = np.array([part for part in parts if part > 0], dtype=np.float64)
    return float(((positive / positive.sum() * WHOLE_SHARE) ** 2).sum()) if len(positive) else float("nan")


def monthly_premium(data: MonthData, name: str, owner: str, months: int) -> tuple[list[str], dict[str, list[float]]]:
    """The last months, and a measure by channel or branch in each, largest first; NaN before the ledger began."""
    whole = history(data, measures()[name], months)
    sums: dict[str, list[float]] = {}
    for place in range(months):
        if np.isnan(whole.above[place]):
            continue
        part = measures()[name](data.earlier(months - 1 - place)).numerator
        for (owned,), held in by_cell(data.facts, [part], [owner]).items():
            sums.setdefault(owned, [0.0] * months)[place] = held.amount
    ordered = sorted(sums, key=lambda owned: (-sum(sums[owned]), owned))
    unknown = np.isnan(whole.above)
    series = {
        owned: [float("nan") if gap else amount for gap, amount in zip(unknown, sums[owned], strict=True)]
        for owned in ordered
    }
    return [str(month) for month in whole.months], series


def _surrendered_rows(data: MonthData, first: np.datetime64) -> Mask:
    """Policies (their main lines) surrendered in the twelve months, as a mask over 保单台账."""
    found = surrendered(data)
    mask = np.zeros(len(data.facts.policies), dtype=bool)
    mask[found.row[found.counts & (found.on >= first)]] = True
    return mask


def _complaints(data: MonthData, scope: Scope) -> Mask:
    received = data.facts.table(Complaint)["received_on"]
    first = (data.month - (YEAR - 1)).astype("datetime64[D]")
    return np.asarray((received >= first) & (received <= data.as_of) & data.inside(Complaint, scope))
