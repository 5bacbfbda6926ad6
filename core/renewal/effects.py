"""提醒与忠诚度活动的效果: who was reached by an action, who paid, against the rest and against the time before.

The groups were not drawn by lot. A difference is a reason to look closer, not proof that the action caused it; the
page says so, with the sample sizes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import NamedTuple

import numpy as np

from core.law.lookup import Law
from core.records.policy import PremiumReceipt
from core.records.renewal import RenewalContact
from core.renewal.contacts import UNREACHED
from core.renewal.due_list import RENEWAL
from core.table import Table, Tables

Instalment = tuple[str, np.datetime64]


class Outcome(NamedTuple):
    """How one instalment ended: the day on which the last of it came (NaT: never), and whether inside the 宽限期."""

    paid_on: np.datetime64
    in_time: bool


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


def effects(tables: Tables, law: Law, on: np.datetime64) -> list[Effect]:
    """Every named 活动 of 续期跟进, in the order of its first day. Only instalments whose 宽限期 is over are judged."""
    contacts = tables.of(RenewalContact)
    if not (contacts["campaign"] != "").any():
        return []
    outcomes = _outcomes(tables.of(PremiumReceipt), law, on)
    least = int(law.value("sample_size_min", on.astype(date)).value)
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(contacts["campaign"].tolist()):
        if name and contacts["done_on"][row] <= on:
            rows_of[name].append(row)
    found = [_effect(name, contacts, rows, outcomes, least) for name, rows in rows_of.items()]
    return sorted(found, key=lambda effect: (effect.first, effect.campaign))


def _effect(name: str, contacts: Table, rows: list[int], outcomes: dict[Instalment, bool], least: int) -> Effect:
    days = contacts["done_on"][rows]
    first, last = days.min(), days.max()
    reached_rows = [row for row in rows if contacts["result"][row] not in UNREACHED]
    by_policy: dict[str, list[np.datetime64]] = defaultdict(list)
    for number, due in outcomes:
        by_policy[number].append(due)
    reached = {key for row in reached_rows for key in _instalments(contacts, row, by_policy)}
    dues = [due for _, due in reached]
    start, end = (min(dues), max(dues)) if dues else (first, last)
    span = end - start + np.timedelta64(1, "D")
    others = [key for key in outcomes if start <= key[1] <= end and key not in reached]
    before = [key for key in outcomes if start - span <= key[1] < start]
    groups = [
        Group(label, len(keys), sum(outcomes[key] for key in keys))
        for label, keys in (("活动触达", list(reached)), ("同期未触达", others), ("活动前同样长的时间", before))
    ]
    low, high = interval(groups[0], groups[1])
    return Effect(
        name, first.astype(date), last.astype(date), len(rows), len(rows) - len(reached_rows), groups[0], groups[1],
        groups[2], low, high, _caution(groups, low, high, least),
    )  # fmt: skip


def _instalments(contacts: Table, row: int, by_policy: dict[str, list[np.datetime64]]) -> list[Instalment]:
    """The judged instalment that a contact was about: the stated one, else the first due from 90 days before on."""
    number, stated, done = contacts["policy_no"][row], contacts["due_on"][row], contacts["done_on"][row]
    known = sorted(by_policy.get(number, ()))
    if not np.isnat(stated):
        return [(number, stated)] if stated in known else []
    near = [due for due in known if done - BEFORE_DUE <= due <= done + BEFORE_DUE]
    return [(number, near[0])] if near else []


def _outcomes(receipts: Table, law: Law, on: np.datetime64) -> dict[Instalment, bool]:
    """Per policy number and due day whether it was paid in full by the end of the legal 宽限期."""
    return {key: outcome.in_time for key, outcome in judged(receipts, law, on).items()}


def judged(receipts: Table, law: Law, on: np.datetime64) -> dict[Instalment, Outcome]:
    """Every instalment whose legal 宽限期 (RN-2.2) is over, and how it ended; all lines of a policy must be paid."""
    limits = law.column("RN-2.2", receipts["due_on"])
    known = np.isfinite(limits) & ~np.isnat(receipts["due_on"])
    ends = receipts["due_on"] + np.where(known, limits, 0).astype("timedelta64[D]")
    chosen = np.flatnonzero((receipts["business"] == RENEWAL) & known & (ends < on) & (receipts["due"] > 0))
    paid_on = receipts["received_on"][chosen]
    keys = list(zip(receipts["policy_no"][chosen].tolist(), receipts["due_on"][chosen], strict=True))
    in_time = (paid_on <= ends[chosen]).tolist()
    found: dict[Instalment, Outcome] = {}
    for key, day, kept in zip(keys, paid_on, in_time, strict=True):
        before = found.get(key)
        # The later day, and NaT once anything is missing: NumPy's maximum hands NaT on.
        found[key] = Outcome(np.maximum(before.paid_on, day), before.in_time and kept) if before else Outcome(day, kept)
    return found


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
