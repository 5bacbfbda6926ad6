"""提醒方式的比较: instalments by the way in which the customer was last reached, and how many were paid in time.

Before the due day 缴费提示 is compared with no reminder; after it 催告 with none, among those still unpaid on the day
by which half of the calls were made: who paid before that was never going to be called, and would flatter the others.
Nobody drew lots about who is called and who gets a message: a difference is a reason to try it out, not a proof.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.law.lookup import Law
from core.records.policy import PremiumReceipt
from core.records.renewal import RenewalContact
from core.renewal.contacts import DEMAND, UNREACHED
from core.renewal.effects import Group, interval, wilson
from core.renewal.outcomes import Outcomes, judged, keys_of, numbered
from core.table import Mask, Rows, Table, Tables

REMINDER = "缴费提示"
NONE = "没有触达"
YEAR = np.timedelta64(365, "D")
Stage = Literal["到期前提示", "逾期后催告"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way at one stage. ``low``, ``high``: 95 % interval of its share (Wilson); ``gap_…``: of the difference to
    those not reached (Newcombe), NaN for these themselves."""

    stage: Stage
    group: Group
    low: float
    high: float
    difference: float
    gap_low: float
    gap_high: float
    caution: str


def reminder_ways(tables: Tables, law: Law, on: np.datetime64, outcomes: Outcomes | None = None) -> list[Way]:
    """Instalments due in the year before ``on`` whose 宽限期 is over, stage by stage, largest group first.

    ``outcomes``: all instalments whose 宽限期 is over, where the caller has them already.
    """
    if outcomes is None:
        outcomes = judged(tables.of(PremiumReceipt), law, on)
    contacts = tables.of(RenewalContact)
    least = int(law.value("sample_size_min", on.astype(object)).value)
    reminded, demanded = _reached(contacts, REMINDER), _reached(contacts, DEMAND)
    recent = outcomes.due_on > on - YEAR
    late = recent & ~(outcomes.paid_on <= outcomes.due_on + _usual_delay(contacts, demanded))
    found = _stage("到期前提示", outcomes, contacts, reminded, recent, least)
    return found + _stage("逾期后催告", outcomes, contacts, demanded, late, least)


def _usual_delay(contacts: Table, demanded: Rows) -> np.timedelta64:
    """Half of the demands were made by this many days after the due day; 0 without any."""
    delays = np.sort(contacts["done_on"][demanded] - contacts["due_on"][demanded])
    return delays[(len(delays) - 1) // 2] if len(delays) else np.timedelta64(0, "D")


def _reached(contacts: Table, action: str) -> Rows:
    """The last contact of a kind that reached the customer, one for each instalment that contacts name."""
    reached = (contacts["action"] == action) & ~np.isin(contacts["result"].astype(str), UNREACHED)
    before = contacts["done_on"] <= contacts["due_on"]
    rows = np.flatnonzero(reached & (before if action == REMINDER else ~before) & ~np.isnat(contacts["due_on"]))
    latest = rows[np.argsort(contacts["done_on"][rows], kind="stable")][::-1]
    numbers = contacts["policy_no"][latest]
    _, first = np.unique(keys_of(numbered(numbers), numbers, contacts["due_on"][latest]), return_index=True)
    return latest[first]


def _stage(stage: Stage, outcomes: Outcomes, contacts: Table, reached: Rows, whom: Mask, least: int) -> list[Way]:
    if not len(reached):
        return []
    way = np.full(len(outcomes), NONE, dtype=object)
    at = outcomes.find(contacts["policy_no"][reached], contacts["due_on"][reached])
    words = contacts["way"][reached]
    way[at[at >= 0]] = np.where(words == "", "未写方式", words)[at >= 0]
    counts, paid = Counter(way[whom].tolist()), Counter(way[whom & outcomes.in_time].tolist())
    groups = {name: Group(name, count, paid[name]) for name, count in counts.items()}
    others = groups.get(NONE, Group(NONE, 0, 0))
    named = sorted((group for name, group in groups.items() if name != NONE), key=lambda each: (-each.count, each.name))
    return [_way(stage, group, others, least) for group in [*named, others]]


def _way(stage: Stage, group: Group, others: Group, least: int) -> Way:
    low, high = wilson(group) if group.count else (float("nan"), float("nan"))
    if group.name == NONE:
        return Way(stage, group, low, high, float("nan"), float("nan"), float("nan"), "对照：同期没有触达的")
    gap_low, gap_high = interval(group, others)
    difference = group.share - others.share
    return Way(
        stage, group, low, high, difference, gap_low, gap_high, _caution(group, others, gap_low, gap_high, least)
    )


def _caution(group: Group, others: Group, low: float, high: float, least: int) -> str:
    """What the numbers can tell, and what they cannot."""
    if min(group.count, others.count) < least:
        return f"有一组不足{least}件，不下结论"
    if low <= 0 <= high:
        return "差别在正常波动之内"
    return "差别超出正常波动；客户不是随机分到各方式的，先小范围对照试行再推广"
