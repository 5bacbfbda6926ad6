"""续期应收清单: the oldest unpaid instalment of every policy, its 宽限期, and whether a reminder is due today."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines, words
from core.delivery.deliveries import main_lines
from core.law.lookup import Law
from core.money import to_fen
from core.products.policy_terms import PolicyTerms
from core.receipts.instalments import day_numbers, instalments_due
from core.records.policy import Policy, PremiumReceipt
from core.records.reference import Staff
from core.renewal.contacts import Contacts, contacts_of
from core.table import Array, Mask, Table, Tables

RENEWAL = "续期"
NOTHING = np.datetime64("NaT", "D")


class Stage(StrEnum):
    """Where an unpaid instalment stands."""

    BEFORE = "未到期"
    TODAY = "今日应交"
    GRACE = "宽限期内"
    OVER = "宽限期已过"


@dataclass(frozen=True)
class DueList:
    """One entry per policy with an unpaid instalment, shape (n,), earliest end of the 宽限期 first.

    ``fen``: still to pay, in fen, main product and riders together. ``by_contract``: the 宽限期 is the product's own;
    elsewhere the days of the law (RN-2.2). ``demand``: the other limb of the article, from the first 催告 (RN-2.1).
    """

    policies: Table
    on: np.datetime64
    due_on: Array
    fen: NDArray[np.int64]
    grace_end: Array
    by_contract: Mask
    contacts: Contacts
    demand: Deadlines
    orphan: Mask
    remind_since: Array
    grace_basis: str

    def __len__(self) -> int:
        return len(self.policies)

    def __getitem__(self, name: str) -> Array:
        return self.policies[name]

    @cached_property
    def lapse_on(self) -> Array:
        """The day on which cover stops at 零时 if nothing comes: the day after the 宽限期."""
        lapse: Array = self.grace_end + np.timedelta64(1, "D")
        return lapse

    @cached_property
    def days_past_due(self) -> NDArray[np.int64]:
        """Days since the due day, negative before it."""
        days: NDArray[np.int64] = (self.on - self.due_on).astype(np.int64)
        return days

    @cached_property
    def stage(self) -> Array:
        """The :class:`Stage` of each."""
        stages: Array = np.select(
            [self.due_on > self.on, self.due_on == self.on, self.grace_end >= self.on],
            [Stage.BEFORE.value, Stage.TODAY.value, Stage.GRACE.value],
            Stage.OVER.value,
        )
        return stages

    @cached_property
    def to_remind(self) -> Mask:
        """A planned reminder day has come and nobody contacted the customer since."""
        return np.asarray(~np.isnat(self.remind_since) & ~(self.contacts.last_on >= self.remind_since))


def due_list(tables: Tables, law: Law, calendar: Calendar, on: np.datetime64) -> DueList:
    """Unpaid instalments due up to the longest lead time after ``on``, those long due included."""
    today = on.astype(date)
    leads = law.value("renewal_lead_days", today).value
    whole = tables.of(Policy)
    rows, due_on, fen = _unpaid(tables, on + np.timedelta64(max(leads), "D"))
    policies = whole.take(rows)
    limits = law.column("RN-2.2", due_on)
    grace_end, by_contract = PolicyTerms.of(tables, policies).grace_ends(due_on, limits)
    order = np.lexsort((policies["policy_no"].astype(str), due_on, grace_end))
    policies, due_on, grace_end = policies.take(order), due_on[order], grace_end[order]
    contacts = contacts_of(tables, policies["policy_no"], due_on, on)
    after = law.value("renewal_grace_reminder_days", today).value
    return DueList(
        policies=policies,
        on=on,
        due_on=due_on,
        fen=fen[order],
        grace_end=grace_end,
        by_contract=by_contract[order],
        contacts=contacts,
        demand=deadlines("RN-2.1", contacts.demanded_on, law, calendar, on),
        orphan=orphans(policies, tables.of(Staff), on),
        remind_since=_planned(due_on, leads, after, on),
        grace_basis=words(law.clock("RN-2.2", today).basis),
    )


def _unpaid(tables: Tables, until: np.datetime64) -> tuple[NDArray[np.intp], Array, NDArray[np.int64]]:
    """Per policy with something open: its main row, the oldest open due day, and the fen still to pay for that day."""
    policies = tables.of(Policy)
    owed: dict[str, dict[int, int]] = {}
    for number, _, due, fen in instalments_due(policies, until):
        of_policy = owed.setdefault(number, {})
        of_policy[due] = of_policy.get(due, 0) + fen
    paid = paid_by_due(tables.of(PremiumReceipt), owed)
    rows, days, amounts = [], [], []
    main = main_lines(policies)
    for row, number in zip(main.tolist(), policies["policy_no"][main].tolist(), strict=True):
        if number not in owed:
            continue
        left = ((due, fen - paid.get((number, due), 0)) for due, fen in sorted(owed[number].items()))
        first = next(((due, fen) for due, fen in left if fen > 0), None)
        if first is not None:
            rows.append(row)
            days.append(first[0])
            amounts.append(first[1])
    due_days = np.array(days, np.int64).astype("datetime64[D]")
    return np.array(rows, np.intp), due_days, np.array(amounts, np.int64)


def without_receivable(due: DueList, receipts: Table, first: np.datetime64) -> Mask:
    """Due from ``first`` up to the day of the list, yet 保费收入 holds no line for it: no rate counts it as due."""
    renewals = receipts["business"] == RENEWAL
    numbers, days = receipts["policy_no"][renewals].tolist(), day_numbers(receipts["due_on"][renewals]).tolist()
    held = set(zip(numbers, days, strict=True))
    asked = zip(due["policy_no"].tolist(), day_numbers(due.due_on).tolist(), strict=True)
    missing = np.fromiter((each not in held for each in asked), dtype=bool, count=len(due))
    return np.asarray(missing & (due.due_on >= first) & (due.due_on <= due.on))


def paid_by_due(receipts: Table, wanted: Container[str]) -> dict[tuple[str, int], int]:
    """Fen received per wanted policy number and due day of a renewal; 冲正 is negative and cancels."""
    came = np.flatnonzero((receipts["business"] == RENEWAL) & ~np.isnan(receipts["received"]))
    fen = to_fen(receipts["received"][came]).tolist()
    numbers, days = receipts["policy_no"][came].tolist(), day_numbers(receipts["due_on"][came]).tolist()
    sums: dict[tuple[str, int], int] = {}
    for number, due, amount in zip(numbers, days, fen, strict=True):
        if number in wanted:
            sums[number, due] = sums.get((number, due), 0) + amount
    return sums


def orphans(policies: Table, staff: Table, on: np.datetime64) -> Mask:
    """孤儿单: the selling agent has left, and nobody else is named as 服务人员."""
    gone = set(staff["staff_no"][staff["left_on"] <= on].tolist())
    left = np.array([number in gone for number in policies["agent_no"].tolist()], dtype=bool)
    nobody = (policies["service_agent"] == "") | (policies["service_agent"] == policies["agent_name"])
    return np.asarray(left & nobody)


def _planned(due_on: Array, leads: tuple[int, ...], after: tuple[int, ...], on: np.datetime64) -> Array:
    """The newest planned reminder day that has come by ``on``, NaT where the first is still ahead."""
    offsets = [-days for days in leads] + list(after)
    planned = np.full(len(due_on), NOTHING)
    for offset in sorted(offsets):
        day = due_on + np.timedelta64(offset, "D")
        planned = np.where(day <= on, day, planned)
    return planned
