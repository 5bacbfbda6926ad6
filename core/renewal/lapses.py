"""中止: proposals for today, notices that are due, lapses on a wrong day, and what can still be brought back.

Nothing here changes a policy. Each proposal names the event, its day and its basis; a person confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines
from core.delivery.deliveries import main_lines
from core.law.lookup import Law
from core.products.policy_terms import PolicyTerms
from core.records.policy import Policy
from core.records.renewal import RenewalContact
from core.renewal.due_list import DueList
from core.table import Array, Mask, Table, Tables

LAPSED, IN_FORCE = "中止(失效)", "有效"
NOTICE, OFFER = "中止通知", "复效邀请"
NO_ADVANCE = ("", "无")
NOTHING = np.datetime64("NaT", "D")


class Event(StrEnum):
    """The events of the state table that renewals lead to."""

    INTO_GRACE = "欠费进入宽限期"
    LAPSE = "中止"
    ADVANCE = "自动垫交"
    END = "永久失效"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event to confirm for the policy in ``row`` of the due list. ``hold``: what has to be cleared up first."""

    row: int
    policy_no: str
    event: Event
    effective_on: date
    why: str
    basis: str
    hold: str = ""


def proposals(due: DueList, tables: Tables, arrived: Mapping[str, date] | None = None) -> list[Proposal]:
    """Into 宽限期 the day after the due day; out of it 中止, or first 自动垫交 where the contract has it.

    ``arrived``: policy numbers for which money came that nobody booked yet, with its day: nothing lapses before that is
    cleared up.
    """
    came = arrived or {}
    terms = PolicyTerms.of(tables, due.policies)
    advance = terms.products.look_up(terms.product, "auto_advance")
    found = []
    for row in range(len(due)):
        due_on, ends = due.due_on[row].astype(date), due.grace_end[row].astype(date)
        if due.grace_end[row] < due.on:
            waives = advance[row] not in NO_ADVANCE
            event = Event.ADVANCE if waives else Event.LAPSE
            doubt = "合同约定自动垫交，先按条款测算现金价值是否足够" if waives else "宽限期内没有收到保费"
            why = f"应交日{due_on:%Y-%m-%d}，宽限期至{ends:%Y-%m-%d}；{doubt}"
            effective = due_on if waives else due.lapse_on[row].astype(date)
        elif due.due_on[row] < due.on and due["status"][row] == IN_FORCE:
            event, effective = Event.INTO_GRACE, (due.due_on[row] + np.timedelta64(1, "D")).astype(date)
            why = f"应交日{due_on:%Y-%m-%d}没有收到保费，宽限期至{ends:%Y-%m-%d}"
        else:
            continue
        number = due["policy_no"][row]
        found.append(Proposal(row, number, event, effective, why, due.grace_basis, _hold(came.get(number), ends)))
    return found


def _hold(came: date | None, grace_end: date) -> str:
    if came is None:
        return ""
    when = "宽限期内" if came <= grace_end else "宽限期后"
    return f"{came:%Y-%m-%d}有该单到账尚未入账（{when}），先认领到账再办理"


@dataclass(frozen=True)
class Lapsed:
    """Policies in 中止, shape (n,): one entry per policy. ``expected_on``: the day after the 宽限期 of 下次应交日."""

    policies: Table
    on: np.datetime64
    lapsed_on: Array
    expected_on: Array
    notified_on: Array
    offered_on: Array
    notice: Deadlines
    reinstatement: Deadlines
    offer_days: int

    def __len__(self) -> int:
        return len(self.policies)

    @cached_property
    def notice_open(self) -> Mask:
        """No 中止通知 is recorded since the lapse."""
        return np.asarray(np.isnat(self.notified_on))

    @cached_property
    def notice_late(self) -> Mask:
        """Sent after its last day, or not sent and the day is over."""
        return np.asarray((self.notice_open & (self.notice.due < self.on)) | (self.notified_on > self.notice.due))

    @cached_property
    def wrong_day(self) -> Mask:
        """The lapse does not stand on the day after the 宽限期."""
        return np.asarray(~np.isnat(self.expected_on) & (self.lapsed_on != self.expected_on))

    @cached_property
    def can_return(self) -> Mask:
        """Still inside the two years."""
        return np.asarray(self.reinstatement.due >= self.on)

    @cached_property
    def to_offer(self) -> Mask:
        """复效 possible and not offered lately."""
        again = np.isnat(self.offered_on) | (self.offered_on + np.timedelta64(self.offer_days, "D") <= self.on)
        return np.asarray(self.can_return & again)

    @cached_property
    def over(self) -> Mask:
        """Past the two years: the company may rescind and pays the cash value; it does not happen by itself."""
        return np.asarray(self.reinstatement.due < self.on)


def lapsed_policies(
    tables: Tables, law: Law, calendar: Calendar, on: np.datetime64, known_then: Array | None = None
) -> Lapsed:
    """Every policy in 中止 on ``on``, with its clocks RN-3 and RN-4.2.

    ``known_then``: per row of 保单台账 since when it was in 中止 on ``on`` (NaT: it was not), where events since may
    have moved it on. Its 下次应交日 of that time is gone with them: the day of such a lapse is not judged any more.
    """
    whole = tables.of(Policy)
    main = main_lines(whole)
    still = (whole["status"] == LAPSED) & ~(whole["status_on"] > on)
    since = np.where(still, whole["status_on"], NOTHING if known_then is None else known_then)
    chosen = main[(still | ~np.isnat(since))[main]]
    policies = whole.take(chosen)
    lapsed_on, due_on = since[chosen], np.where(still[chosen], policies["next_due_on"], NOTHING)
    grace, _ = PolicyTerms.of(tables, policies).grace_ends(due_on, law.column("RN-2.2", due_on))
    contacts = tables.of(RenewalContact)
    return Lapsed(
        policies=policies,
        on=on,
        lapsed_on=lapsed_on,
        expected_on=grace + np.timedelta64(1, "D"),
        notified_on=_done_on(contacts, NOTICE, policies, lapsed_on, on, first=True),
        offered_on=_done_on(contacts, OFFER, policies, lapsed_on, on, first=False),
        notice=deadlines("RN-3", lapsed_on, law, calendar, on),
        reinstatement=deadlines("RN-4.2", lapsed_on, law, calendar, on),
        offer_days=int(law.value("reinstatement_offer_days", on.astype(date)).value),
    )


def _done_on(table: Table, action: str, policies: Table, since: Array, on: np.datetime64, *, first: bool) -> Array:
    """Per policy the first (or last) day of an action from ``since`` to ``on``."""
    rows = policies.match("policy_no", table["policy_no"].tolist())
    days = table["done_on"]
    chosen = (rows >= 0) & (table["action"] == action) & (days <= on)
    chosen &= np.where(rows >= 0, days >= since[rows], False) if len(since) else False
    order = np.argsort(days[chosen], kind="stable")
    order = order[::-1] if first else order
    found = np.full(len(policies), NOTHING)
    found[rows[chosen][order]] = days[chosen][order]
    return found
