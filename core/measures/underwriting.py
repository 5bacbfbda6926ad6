"""承保: what becomes of applications, and how fast."""

from __future__ import annotations

import numpy as np

from core.measures.facts import Facts, Scope
from core.measures.measured import Measured, days_between, pieces
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.records.application import Application
from core.records.decision import Decision, MedicalExam
from core.table import Array, Mask

WITHDRAWN = ("客户撤单", "逾期未回复撤单")


def _issued(data: MonthData) -> Mask:
    """Applications whose policy is issued by the 统计日."""
    row = data.facts.application_policy
    issued_on = data.facts.policies.table.look_up(row, "issued_on")
    return np.asarray(issued_on <= data.as_of)


@measure("投保成功率")
def success_rate(data: MonthData, scope: Scope) -> Measured:
    """Applications handed in during the month that are issued by the 统计日."""
    taken = data.in_month(data.facts.table(Application)["submitted_on"]) & data.inside(Application, scope)
    return Measured(pieces(Application, taken & _issued(data)), pieces(Application, taken))


@measure("渠道转化率")
def conversion_rate(data: MonthData, scope: Scope) -> Measured:
    """Applications signed during the month that are issued by the 统计日."""
    applied = data.in_month(data.facts.table(Application)["applied_on"]) & data.inside(Application, scope)
    return Measured(pieces(Application, applied & _issued(data)), pieces(Application, applied))


def _decided(data: MonthData, scope: Scope) -> Mask:
    """Decisions of the month; an application withdrawn by the customer is none."""
    decisions = data.facts.table(Decision)
    withdrawn = np.any([decisions["conclusion"] == word for word in WITHDRAWN], axis=0)
    return np.asarray(data.in_month(decisions["decided_on"]) & ~withdrawn & data.inside(Decision, scope))


@measure("自动核保率")
def automatic_rate(data: MonthData, scope: Scope) -> Measured:
    """Decisions made by the rules alone."""
    decided = _decided(data, scope)
    automatic = data.facts.table(Decision)["underwriting_type"] == "自动"
    return Measured(pieces(Decision, decided & automatic), pieces(Decision, decided))


@measure("标准体通过率")
def standard_rate(data: MonthData, scope: Scope) -> Measured:
    """Decisions 标准体."""
    decided = _decided(data, scope)
    standard = data.facts.table(Decision)["conclusion"] == "标准体"
    return Measured(pieces(Decision, decided & standard), pieces(Decision, decided))


@measure("核保时效")
def decision_days(data: MonthData, scope: Scope) -> Measured:
    """Natural days from complete documents to the decision."""
    complete, decided_on = _complete_on(data.facts), data.facts.table(Decision)["decided_on"]
    decided = _decided(data, scope) & ~np.isnat(complete)
    return Measured(days_between(Decision, decided, complete, decided_on), pieces(Decision, decided))


def _complete_on(facts: Facts) -> Array:
    """For every decision the day its documents were complete: handed in, or the last report of an examination."""
    submitted: Array = facts.table(Application).look_up(facts.decision_application, "submitted_on")
    exams = facts.table(MedicalExam)
    reports: dict[str, np.datetime64] = {}
    for number, day in zip(exams["application_no"].tolist(), exams["report_on"], strict=True):
        if not np.isnat(day):
            reports[number] = max(day, reports.get(number, day))
    reported = (reports.get(number, np.datetime64("NaT", "D")) for number in facts.table(Decision)["application_no"])
    complete: Array = np.fmax(submitted, np.array(list(reported), dtype="datetime64[D]"))
    return complete
