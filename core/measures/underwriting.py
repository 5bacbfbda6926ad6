"""承保: what becomes of applications, and how fast."""

from __future__ import annotations

import numpy as np

from core.measures.facts import Facts, Scope
from core.measures.measured import Measured, days_between, pieces
from core.measures.month_data import MonthData
from core.measures.registry import measure
from core.records.application import Application
from core.records.decision import MedicalExam
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


def _decided_on(facts: Facts) -> Array:
    return facts.decided("decided_on", "underwritten_on")


def _decided(data: MonthData, scope: Scope) -> Mask:
    """Applications decided in the month; one that the customer withdrew is not decided."""
    conclusion = data.facts.decided("conclusion", "conclusion")
    withdrawn = np.any([conclusion == word for word in WITHDRAWN], axis=0)
    decided = data.in_month(_decided_on(data.facts)) & data.inside(Application, scope)
    return np.asarray(decided & ~withdrawn)


@measure("自动核保率")
def automatic_rate(data: MonthData, scope: Scope) -> Measured:
    """Decisions made by the rules alone."""
    decided = _decided(data, scope)
    automatic = data.facts.decided("underwriting_type", "underwriting_type") == "自动"
    return Measured(pieces(Application, decided & automatic), pieces(Application, decided))


@measure("标准体通过率")
def standard_rate(data: MonthData, scope: Scope) -> Measured:
    """Decisions 标准体."""
    decided = _decided(data, scope)
    standard = data.facts.decided("conclusion", "conclusion") == "标准体"
    return Measured(pieces(Application, decided & standard), pieces(Application, decided))


@measure("核保时效")
def decision_days(data: MonthData, scope: Scope) -> Measured:
    """Natural days from complete documents to the decision."""
    complete = _complete_on(data.facts)
    decided = _decided(data, scope) & ~np.isnat(complete)
    return Measured(days_between(Application, decided, complete, _decided_on(data.facts)), pieces(Application, decided))


def _complete_on(facts: Facts) -> Array:
    """Per application the day its documents were complete: handed in, or the last report of an examination."""
    applications, exams = facts.table(Application), facts.table(MedicalExam)
    last_first = np.argsort(exams["report_on"])[::-1]
    latest = exams.take(last_first[~np.isnat(exams["report_on"][last_first])])
    rows = latest.match("application_no", applications["application_no"].tolist())
    complete: Array = np.fmax(applications["submitted_on"], latest.look_up(rows, "report_on"))
    return complete
