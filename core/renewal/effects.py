"""提醒与忠诚度活动的效果: who was reached by an action, who paid, against the rest and against the time before.

The groups were not drawn by lot. A difference is a reason to look closer, not proof that the action caused it; the
page says so, with the sample sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from core.law.lookup import Law
from core.records.policy import PremiumReceipt
from core.records.renewal import RenewalContact
from core.renewal.contacts import UNREACHED
from core.renewal.outcomes import Outcomes, judged
from core.table import Rows, Table, Tables

Z = 1.959964
"""Two-sided 95 %."""
BEFORE_DUE = np.timedelta64(90, "D")


@dataclass(frozen=True, slots=True)
class Group:
    """Instalments of one group: how many, and how many were paid inside the 宽限期."""

    name: str
    count: int
    paid: int

    @property
    def share(self) -> float:
        """Paid in time, NaN for an empty group."""
        return self.paid / self.count if self.count else float("nan")


@dataclass(frozen=True, slots=True)
class Effect:
    """One action compared. ``low`` and ``high``: 95 % interval of the difference to ``others`` (Newcombe)."""

    campaign: str
    first: date
    last: date
    contacted: int
    unreached: int
    reached: Group
    others: Group
    before: Group
    low: float
    high: float
    caution: str

    @property
    def difference(self) -> float:
        """Share of the reached less share of the others."""
        return self.reached.share - self.others.share


def effects(tables: Tables, law: Law, on: np.datetime64, outcomes: Outcomes | None = None) -> list[Effect]:
    """Every named 活动 of 续期跟进, in the order of its first day. Only instalments whose 宽限期 is over are judged.

    ``outcomes``: these instalments where the caller has them already.
    """
    contacts = tables.of(RenewalContact)
    named = np.flatnonzero((contacts["campaign"] != "") & (contacts["done_on"] <= on))
    if not len(named):
        return []
    if outcomes is None:
        outcomes = judged(tables.of(PremiumReceipt), law, on)
    least = int(law.value("sample_size_min", on.astype(date)).value)
    campaigns = contacts["campaign"][named]
    found = [
        _effect(name, contacts, named[campaigns == name], outcomes, least) for name in dict.fromkeys(campaigns.tolist())
    ]
    return sorted(found, key=lambda effect: (effect.first, effect.campaign))


def _effect(name: str, contacts: Table, rows: Rows, outcomes: Outcomes, least: int) -> Effect:
    days = contacts["done_on"][rows]
    first, last = days.min(), days.max()
    reached_rows = rows[~np.isin(contacts["result"][rows].astype(str), UNREACHED)]
    reached = np.zeros(len(outcomes), dtype=bool)
    reached[_instalments(contacts, reached_rows, outcomes)] = True
    due_on = outcomes.due_on
    start, end = (due_on[reached].min(), due_on[reached].max()) if reached.any() else (first, last)
    span = end - start + np.timedelta64(1, "D")
    others = (due_on >= start) & (due_on <= end) & ~reached
    before = (due_on >= start - span) & (due_on < start)
    groups = [
        Group(label, int(chosen.sum()), int((chosen & outcomes.in_time).sum()))
        for label, chosen in (("活动触达", reached), ("同期未触达", others), ("活动前同样长的时间", before))
    ]
    low, high = interval(groups[0], groups[1])
    return Effect(
        name, first.astype(date), last.astype(date), len(rows), len(rows) - len(reached_rows), groups[0], groups[1],
        groups[2], low, high, _caution(groups, low, high, least),
    )  # fmt: skip


def _instalments(contacts: Table, rows: Rows, outcomes: Outcomes) -> Rows:
    """The judged instalments that contacts were about: the stated one, else the first due from 90 days before on."""
    numbers, stated, done = (contacts[name][rows] for name in ("policy_no", "due_on", "done_on"))
    silent = np.isnat(stated)
    found = np.concatenate([
        outcomes.find(numbers[~silent], stated[~silent]),
        outcomes.first_near(numbers[silent], done[silent], BEFORE_DUE),
    ])  # fmt: skip
    return found[found >= 0]


def interval(first: Group, second: Group) -> tuple[float, float]:
    """95 % interval of the difference of two shares, Newcombe's method 10 (Wilson limits); NaN for an empty group."""
    if not first.count or not second.count:
        return float("nan"), float("nan")
    (low_1, high_1), (low_2, high_2) = wilson(first), wilson(second)
    gap = first.share - second.share
    low = gap - sqrt((first.share - low_1) ** 2 + (high_2 - second.share) ** 2)
    high = gap + sqrt((high_1 - first.share) ** 2 + (second.share - low_2) ** 2)
    return low, high


def wilson(group: Group) -> tuple[float, float]:
    """95 % interval of the share of a group that is not empty."""
    n, p = group.count, group.share
    middle, spread = p + Z * Z / (2 * n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    # At 0 and at 100 % the limit is exactly that; floats would go a hair beyond.
    return max(0.0, (middle - spread) / (1 + Z * Z / n)), min(1.0, (middle + spread) / (1 + Z * Z / n))


def _caution(groups: list[Group], low: float, high: float, least: int) -> str:
    """What the numbers can and cannot tell, in plain words."""
    small = [group.name for group in groups[:2] if group.count < least]
    chosen = "两组客户不是随机分的，差别也可能来自客户本身，不能当作活动的功劳"
    if small:
        return f"{'、'.join(small)}不足{least}件，比例波动大，不下结论；{chosen}"
    if low <= 0 <= high:
        return f"差别在正常波动之内，看不出活动有没有作用；{chosen}"
    return f"差别超出正常波动（95%区间 {low:+.1%} 至 {high:+.1%}）；{chosen}"
