"""Every policy's way to its owner: sent, signed, late or not, and the 犹豫期 that the signature starts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines
from core.law.lookup import Law
from core.products.policy_terms import PolicyTerms
from core.records.application import Application
from core.records.decision import MedicalExam
from core.records.delivery import DeliveryReceipt
from core.records.policy import Policy
from core.table import Array, Mask, Rows, Table, Tables

ISSUE, AFTER_EXAM = "NB-3", "NB-4"
ENDED = "终止"


class Stage(StrEnum):
    """How far a delivery is."""

    TO_SEND = "待送出"
    SENT = "已送出待签收"
    RETURNED = "退回"
    SIGNED = "已签收"


@dataclass(frozen=True)
class Deliveries:
    """One entry per policy (its main line), shape (n,), in the order of 保单台账.

    ``clock_starts``: 交单日 (NB-3) or the day of the examination's report (NB-4), NaT where not recorded.
    ``signed_on``: by 回执登记, else 保单台账. ``cooling_off_ends``: by signature and contract, else as 保单台账 says.
    """

    policies: Table
    on: np.datetime64
    sent_on: Array
    returned_on: Array
    signed_on: Array
    signed_by_other: Mask
    cooling_off_ends: Array
    stated_ends: Array
    by_contract: Mask
    clock_starts: Array
    after_exam: Mask
    limit: Deadlines
    limit_after_exam: Deadlines

    def __len__(self) -> int:
        return len(self.policies)

    @cached_property
    def due(self) -> Array:
        """The last day for delivery, by the clock that applies."""
        due: Array = np.where(self.after_exam, self.limit_after_exam.due, self.limit.due)
        return due

    @cached_property
    def stage(self) -> Array:
        """The :class:`Stage` of each."""
        signed, sent = self.signed_on <= self.on, self.sent_on <= self.on
        back = sent & (self.returned_on >= self.sent_on) & (self.returned_on <= self.on)
        stages = [Stage.SIGNED.value, Stage.RETURNED.value, Stage.SENT.value]
        chosen: Array = np.select([signed, back, sent], stages, Stage.TO_SEND.value)
        return chosen

    @cached_property
    def waiting(self) -> Mask:
        """Not signed for and not given up."""
        ended = (self.policies["status"] == ENDED) & ~(self.policies["status_on"] > self.on)
        return np.asarray((self.stage != Stage.SIGNED.value) & ~ended & (self.policies["issued_on"] <= self.on))

    @cached_property
    def late(self) -> Mask:
        """Waiting beyond the last day, or signed for after it."""
        open_late = self.waiting & (self.due < self.on)
        return np.asarray(open_late | ((self.signed_on <= self.on) & (self.signed_on > self.due)))

    @cached_property
    def unclear(self) -> Mask:
        """Signed for, but the 犹豫期 stated in 保单台账 is not the one that signature and contract give."""
        both = ~np.isnat(self.stated_ends) & self.by_contract
        return np.asarray(both & (self.stated_ends != self.cooling_off_ends))

    def clock(self, row: int) -> Deadlines:
        """The clock of one policy."""
        return self.limit_after_exam if self.after_exam[row] else self.limit


def deliveries(
    tables: Tables, law: Law, calendar: Calendar, on: np.datetime64, since: np.datetime64 | None = None
) -> Deliveries:
    """The deliveries of all policies as of ``on`` (datetime64[D]).

    ``since``: only policies issued from that day on, and older ones whose receipt 保单台账 does not hold.
    """
    whole = tables.of(Policy)
    rows = main_lines(whole)
    if since is not None:
        rows = rows[(whole["issued_on"][rows] >= since) | np.isnat(whole["receipt_on"][rows])]
    policies = whole.take(rows)
    sent, returned, signed, other = _registered(tables.of(DeliveryReceipt), policies)
    signed = np.where(np.isnat(signed), policies["receipt_on"], signed)
    by_contract = PolicyTerms.of(tables, policies).cooling_off_ends(signed)
    stated = policies["cooling_off_ends_on"]
    starts, after_exam = _clock_starts(tables, policies)
    return Deliveries(
        policies=policies,
        on=on,
        sent_on=sent,
        returned_on=returned,
        signed_on=signed,
        signed_by_other=other,
        cooling_off_ends=np.where(np.isnat(by_contract), stated, by_contract),
        stated_ends=stated,
        by_contract=~np.isnat(by_contract),
        clock_starts=starts,
        after_exam=after_exam,
        limit=deadlines(ISSUE, starts, law, calendar, on),
        limit_after_exam=deadlines(AFTER_EXAM, starts, law, calendar, on),
    )


def main_lines(policies: Table) -> Rows:
    """One row per policy number: its main line, else its first; in the order of the table."""
    rider = (policies["main_or_rider"] == "附加险").astype(np.int8)
    # Of equal numbers the last one stays in a dict: mains stand behind riders, and earlier ones behind later.
    order = np.argsort(rider, kind="stable")[::-1]
    chosen = dict(zip(policies["policy_no"][order].tolist(), order.tolist(), strict=True))
    return np.array(sorted(chosen.values()), dtype=np.intp)


def _registered(table: Table, policies: Table) -> tuple[Array, Array, Array, Mask]:
    """Per policy the last sending, the last return, the first signature, and whether somebody else signed."""
    nothing = np.datetime64("NaT", "D")
    sent, returned, signed = (np.full(len(policies), nothing) for _ in range(3))
    other = np.zeros(len(policies), dtype=bool)
    rows = policies.match("policy_no", table["policy_no"].tolist())
    known = rows >= 0
    for target, name, latest in (
        (sent, "sent_on", True),
        (returned, "returned_on", True),
        (signed, "signed_on", False),
    ):
        days = table[name]
        chosen = known & ~np.isnat(days)
        order = np.argsort(days[chosen], kind="stable")
        order = order if latest else order[::-1]
        target[rows[chosen][order]] = days[chosen][order]
    other[rows[known & (table["signed_by_policyholder"] == "否")]] = True
    return sent, returned, signed, other


def _clock_starts(tables: Tables, policies: Table) -> tuple[Array, Mask]:
    """交单日 of the application, or the last report of its examinations; and which of the two."""
    applications, exams = tables.of(Application), tables.of(MedicalExam)
    numbers = policies["application_no"].tolist()
    submitted = applications.look_up(applications.match("application_no", numbers), "submitted_on")
    known = np.flatnonzero(~np.isnat(exams["report_on"]))
    known = known[np.argsort(exams["report_on"][known], kind="stable")]
    latest = dict(zip(exams["application_no"][known].tolist(), known.tolist(), strict=True))
    rows = np.fromiter((latest.get(number, -1) if number else -1 for number in numbers), np.intp, len(numbers))
    report = exams.look_up(rows, "report_on")
    examined = ~np.isnat(report)
    return np.where(examined, report, submitted), examined
