"""出险前变更, 复效, 加保, 贷款: what was changed on the policy shortly before the event, or after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import At, Fired
from core.flags.pairs import days_before, grouped, pairs
from core.flags.registry import Settings, flag
from core.flags.words import words
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.table import Array

_NEEDS = {Claim: ("occurred_on",), Policy: ("policy_no",), (ServicingRequest, PolicyEvent): ()}


def _changed(data: FlagData, items: Iterable[str], first: Array, last: Array) -> Iterator[Fired]:
    """Per claim the changes of its policies from ``first`` to ``last`` (days per claim, both included)."""
    links, changes = data.all_links, data.changes(items)
    numbers = data.policies["policy_no"][links.line]
    link, change = pairs(numbers, first[links.claim], last[links.claim], changes.policy_no, changes.day)
    for claim, found in grouped(change, links.claim[link]):
        rows = list(dict.fromkeys(found))
        names = dict.fromkeys(str(changes.item[row]) for row in rows)
        gap = int((data.claims["occurred_on"][claim] - changes.day[rows].max()).astype(int))
        yield Fired(
            (At(data.claims, claim), *(changes.at[row] for row in rows)),
            {"items": "、".join(names), "days": abs(gap), "changed": len(rows)},
        )


@flag("F10", "出险前变更", needs=_NEEDS, settings=("window_days",))
def changed_before(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """受益人, 保额 or 账户 changed on the day of the event or up to the window before it."""
    occurred = data.claims["occurred_on"]
    first = days_before(occurred, settings["window_days"])
    yield from _changed(data, words()["changes_before_claim"], first, occurred)


@flag("F10", "出险后变更", needs=_NEEDS)
def changed_after(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """受益人 changed after the event: 司法解释三第十一条 gives the new one no right to this claim."""
    occurred = data.claims["occurred_on"]
    today = np.full(len(occurred), np.datetime64(data.on))
    yield from _changed(data, words()["after_event"], days_before(occurred, -1), today)


@flag("F11", "出险前复效加保贷款", needs=_NEEDS, settings=("window_days",))
def oddities_before(data: FlagData, settings: Settings) -> Iterator[Fired]:
    """复效, 加保 or 保单贷款 on the day of the event or up to the window before it."""
    occurred = data.claims["occurred_on"]
    first = days_before(occurred, settings["window_days"])
    yield from _changed(data, words()["oddities_before_claim"], first, occurred)
