"""理赔进度: how far every case is, told from its days alone, who waits for whom since when, and its legal last days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.claims.duties import REFUSED, WITHDRAWN, Duty, agreed_on, duties, granted
from core.days.working_days import Calendar
from core.delivery.deadlines import Deadlines, deadlines
from core.law.lookup import Law
from core.table import Array, Mask, Rows, Table


class Stage(StrEnum):
    """The next step of a case."""

    TO_APPLY = "待申请"
    TO_REVIEW = "待审资料"
    TO_SUPPLY = "待补资料"
    TO_OPEN = "待立案"
    TO_ASSESS = "待核定"
    TO_NOTIFY = "待通知"
    TO_PAY = "待支付"
    CLOSED = "已结案"


APPLICANT, CLAIMS, FINANCE = "申请人", "理赔", "财务"
WAITS_FOR = {
    Stage.TO_APPLY: APPLICANT, Stage.TO_REVIEW: CLAIMS, Stage.TO_SUPPLY: APPLICANT, Stage.TO_OPEN: CLAIMS,
    Stage.TO_ASSESS: CLAIMS, Stage.TO_NOTIFY: CLAIMS, Stage.TO_PAY: FINANCE, Stage.CLOSED: "",
}  # fmt: skip
"""Whose turn it is."""


@dataclass(frozen=True)
class ClaimClock:
    """A duty of all cases with its last days."""

    duty: Duty
    limit: Deadlines

    def late(self, on: np.datetime64) -> Mask:
        """Running, and the last day is over."""
        return self.duty.running(on) & self.limit.missed(on)

    def done_in(self, first: np.datetime64, last: np.datetime64) -> Mask:
        """Kept or not, brought to its end from ``first`` to ``last``."""
        began = ~np.isnat(self.duty.started)
        return np.asarray(began & (self.duty.done >= first) & (self.duty.done <= last))

    @cached_property
    def kept(self) -> Mask:
        """Brought to its end on the last day or before."""
        return np.asarray(self.duty.done <= self.limit.due)


@dataclass(frozen=True)
class ClaimRegister:
    """Every case, shape (n,), in the order of 理赔台账, as of ``on``. ``since``: the day from which somebody waits."""

    claims: Table
    on: np.datetime64
    stage: Array
    since: Array
    clocks: tuple[ClaimClock, ...]

    @cached_property
    def open(self) -> Mask:
        """Reported and not closed."""
        reported = ~(self.claims["reported_on"] > self.on)
        return np.asarray(reported & (self.stage != Stage.CLOSED.value))

    @cached_property
    def next_clock(self) -> Array:
        """Per case the place in ``clocks`` of the running one that ends first, -1 where none runs."""
        far = np.datetime64("9999-12-31", "D")
        dues = np.array([np.where(clock.duty.running(self.on), clock.limit.due, far) for clock in self.clocks])
        dues[np.isnat(dues)] = far
        return np.where(dues.min(axis=0) < far, dues.argmin(axis=0), -1)

    @cached_property
    def due(self) -> Array:
        """The last day of :attr:`next_clock`, NaT where none runs."""
        due = np.full(len(self.claims), np.datetime64("NaT", "D"))
        for place, clock in enumerate(self.clocks):
            rows = self.next_clock == place
            due[rows] = clock.limit.due[rows]
        return due

    @cached_property
    def days_open(self) -> Array:
        """Natural days since the report."""
        return np.asarray((self.on - self.claims["reported_on"]).astype(np.float64))

    @cached_property
    def days_waiting(self) -> Array:
        """Natural days since the last step."""
        return np.asarray((self.on - self.since).astype(np.float64))

    def in_order(self) -> Rows:
        """The open cases, those whose last day comes first in front, then those that wait longest."""
        rows = np.flatnonzero(self.open)
        due = np.where(np.isnat(self.due), np.datetime64("9999-12-31", "D"), self.due)[rows]
        return rows[np.lexsort((self.claims["claim_no"][rows].astype(str), self.since[rows], due))]


def claim_register(claims: Table, channels: Array, law: Law, calendar: Calendar, on: np.datetime64) -> ClaimRegister:
    """Every case as it stood at the end of ``on``; a day after ``on`` has not come yet.

    ``channels``: the sales channel of each case's policy.
    """
    stage, since = _stages(claims, on)
    clocks = tuple(
        ClaimClock(duty, deadlines(duty.code, duty.started, law, calendar, on)) for duty in duties(claims, channels)
    )
    return ClaimRegister(claims, on, stage, since, clocks)


def closed_on(claims: Table) -> Array:
    """结案日: of a granted case the payment, of any other the notice, else the assessment; blank where it has none."""
    notified = np.where(np.isnat(claims["notified_on"]), claims["assessed_on"], claims["notified_on"])
    closed: Array = np.where(granted(claims), claims["paid_on"], notified)
    return closed


def _stages(claims: Table, on: np.datetime64) -> tuple[Array, Array]:
    """The latest step that has come decides; a step without its day has not been taken."""
    agreed, assessed = agreed_on(claims), claims["assessed_on"]
    has_assessment = assessed <= on
    refused = (claims["conclusion"] == REFUSED) & has_assessment & (claims["notified_on"] <= on)
    withdrawn = (claims["conclusion"] == WITHDRAWN) & ~(closed_on(claims) > on)
    complete, opened = claims["documents_on"], claims["opened_on"]
    asked = np.fmax(claims["supplement_on"], claims["second_supplement_on"])
    steps: tuple[tuple[Mask, Stage, Array], ...] = (
        ((claims["paid_on"] <= on) | refused | withdrawn, Stage.CLOSED, closed_on(claims)),
        (granted(claims) & has_assessment & (agreed <= on), Stage.TO_PAY, agreed),
        (has_assessment, Stage.TO_NOTIFY, assessed),
        ((complete <= on) & (opened <= on), Stage.TO_ASSESS, np.fmax(complete, opened)),
        (complete <= on, Stage.TO_OPEN, complete),
        (asked <= on, Stage.TO_SUPPLY, asked),
        (claims["applied_on"] <= on, Stage.TO_REVIEW, claims["applied_on"]),
    )
    masks = [mask for mask, _, _ in steps]
    stage: Array = np.select(masks, [step.value for _, step, _ in steps], Stage.TO_APPLY.value)
    since: Array = np.select(masks, [days for _, _, days in steps], claims["reported_on"])
    return stage, since
