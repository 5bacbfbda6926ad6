"""投保进度: how far every application is, told from its days and its standing findings: who waits for whom since when.

A step is the first thing that is still to come. Legal last days: NB-1 notice of what is missing, NB-2 notice of an
examination, NB-3 policy made and delivered where none is needed, NB-4 answer after the report (all 4号令, working
days). Where the customer or a hospital acts there is no legal day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.delivery.deadlines import Deadlines, deadlines
from core.findings import Severity
from core.measures.application_steps import Step
from core.measures.compliance import Compliance
from core.measures.exam_steps import EXAM_STEPS, NEVER, examinations
from core.measures.month_data import MonthData
from core.measures.underwriting import WITHDRAWN
from core.records.application import Application
from core.records.catalogue import APPLICATION_RECORDS
from core.records.decision import Decision, MedicalExam
from core.table import Array, Mask, Rows, Table
from core.underwriting.manual import ACCEPTING, SUBSTANDARD
from core.underwriting.proposal import NOT_SIGNED_ANEW

REFUSED_BY_COMPANY = ("延期", "拒保")
NO_PREMIUM = "U14"
CLOCKS = ("NB-1", "NB-2", "NB-3", "NB-4")


@dataclass(frozen=True)
class Progress:
    """Per row of 投保单, shape (n,). ``since``: when the wait began; ``due``: last day of ``clock``, NaT for none."""

    table: Table
    on: np.datetime64
    step: Array
    since: Array
    clock: Array
    due: Array
    limits: dict[str, Deadlines]

    @property
    def open(self) -> Mask:
        """Not delivered, declined or withdrawn yet."""
        return np.asarray(self.step != Step.CLOSED.value, dtype=bool)

    @property
    def late(self) -> Mask:
        """Open after the last day, which itself is in time; not of NB-1, for nobody records that a notice went out."""
        return np.asarray(self.open & (self.due < self.on) & (self.clock != "NB-1"))

    def days(self, since: Array) -> Array:
        """Natural days up to the 统计日, NaN without a start."""
        return np.where(np.isnat(since), np.nan, (self.on - since).astype(np.float64))

    def in_order(self) -> Rows:
        """Open applications: earliest last day first, then the longest waiting; those without a last day after them."""
        rows = np.flatnonzero(self.open)
        far = np.datetime64("9999-12-31")
        due = np.where(np.isnat(self.due), far, self.due)[rows]
        since = np.where(np.isnat(self.since), far, self.since)[rows]
        return rows[np.lexsort((self.table["application_no"][rows].astype(str), since, due))]


def application_progress(data: MonthData, compliance: Compliance) -> Progress:
    """Every application handed in by the 统计日; later ones count as closed, for nothing is known of them yet."""
    facts, on = data.facts, data.as_of
    table = facts.table(Application)
    policies, row = facts.policies.table, facts.application_policy
    issued_on, receipt_on = (policies.look_up(row, name) for name in ("issued_on", "receipt_on"))
    issued, delivered = issued_on <= on, receipt_on <= on
    stopped = np.zeros(len(table), dtype=bool)
    stopped[row >= 0] = facts.policies.stopped_by(on)[row[row >= 0]]
    conclusion, decided_on = facts.decided("conclusion", "conclusion"), facts.decided("decided_on", "underwritten_on")
    decided = (decided_on <= on) & (conclusion != "")
    ended = decided & np.isin(conclusion.astype(str), (*WITHDRAWN, *REFUSED_BY_COMPANY))
    accepted = decided & np.isin(conclusion.astype(str), ACCEPTING)
    unconfirmed = accepted & np.isin(conclusion.astype(str), SUBSTANDARD) & ~_confirmed(table, facts.table(Decision))
    exam_step, exam_since, reported = examinations(table, facts.table(MedicalExam), on)
    examined = exam_step != ""
    submitted = np.where(np.isnat(table["submitted_on"]), table["applied_on"], table["submitted_on"])
    refused, resign, unpaid = (_found(table, compliance, code) for code in ("", NOT_SIGNED_ANEW, NO_PREMIUM))
    replaced = ~issued & _replaced(table)
    cases: tuple[tuple[Step, Mask, Array], ...] = (
        (Step.CLOSED, (issued & (delivered | stopped)) | ended | replaced | (submitted > on), submitted),
        (Step.DELIVER, issued, issued_on),
        (Step.SIGN_ANEW, resign, submitted),
        (Step.CONFIRM, unconfirmed, decided_on),
        (Step.PREMIUM, accepted & unpaid, decided_on),
        (Step.ISSUE, accepted, decided_on),
        (Step.SUPPLY, refused, submitted),
        *((step, exam_step == step.value, exam_since) for step in EXAM_STEPS),
        (Step.DECIDE, np.ones(len(table), dtype=bool), np.fmax(submitted, reported)),
    )
    step = np.full(len(table), Step.CLOSED.value, dtype=object)
    since = np.full(len(table), NEVER)
    for name, mask, start in reversed(cases):
        step[mask], since[mask] = name.value, start[mask]
    clock = _clock(step, examined, reported)
    starts = {"NB-4": reported}
    limits = {code: deadlines(code, starts.get(code, submitted), facts.law, facts.calendar, on) for code in CLOCKS}
    due = np.full(len(table), NEVER)
    for code, limit in limits.items():
        due[clock == code] = limit.due[clock == code]
    return Progress(table, on, step, since, clock, due, limits)


def _clock(step: Array, examined: Mask, reported: Array) -> Array:
    """Which legal limit runs in each step, "" for none."""
    ours = np.isin(step.astype(str), [one.value for one in (Step.DECIDE, Step.CONFIRM, Step.ISSUE, Step.DELIVER)])
    clock = np.full(len(step), "", dtype=object)
    clock[ours & ~examined] = "NB-3"
    clock[ours & examined & ~np.isnat(reported)] = "NB-4"
    clock[step == Step.SUPPLY.value] = "NB-1"
    clock[step == Step.ASK_EXAM.value] = "NB-2"
    clock[step == Step.CONFIRM.value] = ""
    return clock


def _confirmed(table: Table, decisions: Table) -> Mask:
    """Has the customer signed the 核保通知书?"""
    rows = decisions.match("application_no", table["application_no"].tolist())
    return np.asarray(decisions.look_up(rows, "notice_returned") == "是", dtype=bool)


def _replaced(table: Table) -> Mask:
    """Applications that a later form names as the one it takes the place of."""
    pairs = zip(table["application_no"].tolist(), table["corrects"].tolist(), strict=True)
    return _among(table["application_no"].tolist(), {old for number, old in pairs if old and old != number})


def _found(table: Table, compliance: Compliance, code: str) -> Mask:
    """Applications with a standing finding of a rule; without a code: with any 拒收."""
    records = {record.table for record in APPLICATION_RECORDS}
    numbers = {
        found.number
        for found in compliance.standing
        if found.record in records and (found.code == code if code else found.severity is Severity.REFUSED)
    }
    return _among(table["application_no"].tolist(), numbers)


def _among(values: Iterable[str], wanted: set[str]) -> Mask:
    return np.array([value in wanted for value in values], dtype=bool)
