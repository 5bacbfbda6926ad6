"""Whose legal limits are open on the 统计日: new business, call-backs, renewals and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from core.claims.duties import duties
from core.days.anniversary import anniversaries
from core.days.periods import grace_ends
from core.findings import Severity
from core.measures.compliance import Compliance
from core.measures.measured import Rows
from core.measures.month_data import MonthData
from core.records.application import Application
from core.records.claim import Claim
from core.records.decision import Decision, MedicalExam
from core.records.policy import Policy
from core.records.record import Record
from core.table import Array, Mask, Table

EVER = float("inf")


@dataclass(frozen=True)
class Open:
    """Open duties of one clock: rows of a record, the day each counts from, and the due day where no law counts it.

    ``longest_overdue``: for how many days after the due day it stays listed. ``recorded``: does the ledger say when the
    duty is done? Where it does not, nobody can tell a missed limit from a kept one.
    """

    code: str
    record: type[Record]
    key: str
    rows: Rows
    started: Array
    due: Array | None = None
    longest_overdue: float = EVER
    recorded: bool = True


Source = Callable[[MonthData, Compliance], Iterator[Open]]


def opened(
    code: str, record: type[Record], key: str, mask: Mask, started: Array, due: Array | None = None, late: float = EVER,
    recorded: bool = True,
) -> Open:  # fmt: skip
    """The rows of ``mask`` whose start is known; ``started`` and ``due`` are whole columns of the record."""
    rows = np.flatnonzero(mask & ~np.isnat(started))
    return Open(code, record, key, rows, started[rows], None if due is None else due[rows], late, recorded)


def new_business(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """NB-1 to NB-4: from documents handed in, or an examination reported, to notice, decision and delivery."""
    applications, facts = data.facts.table(Application), data.facts
    submitted = applications["submitted_on"]
    policy = facts.application_policy
    decided = _last_day(applications["application_no"], facts.table(Decision), "decided_on") <= data.as_of
    issued = facts.policies.table.look_up(policy, "issued_on") <= data.as_of
    delivered = facts.policies.table.look_up(policy, "receipt_on") <= data.as_of
    given_back = np.zeros(len(applications), dtype=bool)
    given_back[policy >= 0] = facts.policies.stopped_by(data.as_of)[policy[policy >= 0]]
    faulty = _faulty(applications["application_no"], compliance)
    exams = facts.table(MedicalExam)
    examined = np.isin(applications["application_no"].astype(str), exams["application_no"].astype(str))
    reported = _last_day(applications["application_no"], exams, "report_on")
    number = "application_no"
    yield opened("NB-1", Application, number, faulty & ~decided & ~issued, submitted, recorded=False)
    unasked = _unasked(applications["application_no"], exams, data.as_of)
    yield opened("NB-2", Application, number, unasked & ~decided & ~issued, submitted)
    waiting = issued & ~delivered & ~given_back
    yield opened("NB-3", Application, number, waiting & ~examined, submitted)
    in_hand = examined & (reported <= data.as_of)
    yield opened("NB-4", Application, number, in_hand & (waiting | (~decided & ~issued)), reported)


def _faulty(numbers: Array, compliance: Compliance) -> Mask:
    """Applications with a standing finding that returns them to the customer."""
    refused = {found.number for found in compliance.standing if found.severity is Severity.REFUSED}
    return np.fromiter((number in refused for number in numbers), bool, len(numbers))


def _last_day(numbers: Array, table: Table, name: str) -> Array:
    """For every application number the latest day in a column of another table, NaT without one."""
    days = table[name]
    known = np.flatnonzero(~np.isnat(days))
    known = known[np.argsort(days[known], kind="stable")]
    latest = dict(zip(table["application_no"][known].tolist(), known.tolist(), strict=True))
    rows = np.fromiter(map(latest.get, numbers.tolist(), repeat(-1)), np.intp, len(numbers))
    return table.look_up(rows, name)


def _unasked(numbers: Array, exams: Table, as_of: np.datetime64) -> Mask:
    """Applications with an examination that the policyholder has not been told of."""
    columns = exams.columns
    told = columns["asked_on"] <= as_of
    waiting = set(columns["application_no"][~told].tolist())
    return np.fromiter((number in waiting for number in numbers), bool, len(numbers))


def call_backs(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """CB-1: policies not called back yet; missed ones are listed in the month in which their 犹豫期 ends."""
    policies = data.facts.policies
    done = policies.called_back & (policies["called_back_on"] <= data.as_of)
    due = policies.needs_call_back & policies.in_force(data.as_of) & ~done
    ends = policies["cooling_off_ends_on"]
    yield opened("CB-1", Policy, "policy_no", due & ~np.isnat(ends), policies["receipt_on"], ends, _days_gone(data))


def renewals(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """RN-2.2 unpaid instalments in their 宽限期, RN-3 notices of lapse, RN-4.2 the end of the time to reinstate."""
    policies = data.facts.policies
    grace = int(data.facts.law.clock("RN-2.2", data.as_of_day).limit or 0)
    due_on, main = policies["next_due_on"], policies.counts_as_policy
    paying = (policies["premium_status"] == "交费中") | (policies["premium_status"] == "")
    unpaid = policies.in_force(data.as_of) & paying & (due_on <= data.as_of) & main & ~_paid_since(data)
    ends = grace_ends(due_on, grace)
    yield opened("RN-2.2", Policy, "policy_no", unpaid, due_on, ends, _days_gone(data))
    lapsed_on = policies.lapsed_on(data.as_of)
    yield opened("RN-3", Policy, "policy_no", main, lapsed_on, late=_days_gone(data), recorded=False)
    years = data.facts.law.clock("RN-4.2", data.as_of_day).limit or 0
    yield opened("RN-4.2", Policy, "policy_no", main, lapsed_on, anniversaries(lapsed_on, years), 0)


def _paid_since(data: MonthData) -> Mask:
    """Lines with a renewal received for their next due day or a later one."""
    receipts, policies = data.facts.receipts, data.facts.policies
    row = receipts.policy_row
    known = np.flatnonzero((row >= 0) & receipts.is_business("续期") & (receipts["received_on"] <= data.as_of))
    covers = known[receipts["due_on"][known] >= policies["next_due_on"][row[known]]]
    paid = np.zeros(len(policies), dtype=bool)
    paid[row[covers]] = True
    return paid


def _days_gone(data: MonthData) -> float:
    """Days of the month that are over: what was missed in an earlier month is that month's report."""
    return float((data.as_of - data.first).astype(np.int64))


def claims(data: MonthData, compliance: Compliance) -> Iterator[Open]:
    """CL-2.1 or CL-2.2 assessment, CL-3 notice of refusal, CL-4 payment, CL-5 payment on account."""
    for duty in duties(data.facts.table(Claim), data.facts.owner(Claim, "channel")):
        yield opened(duty.code, Claim, "claim_no", duty.running(data.as_of), duty.started)


SOURCES: tuple[Source, ...] = (new_business, call_backs, renewals, claims)
