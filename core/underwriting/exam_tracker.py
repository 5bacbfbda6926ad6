"""体检跟踪: asked, booked, done, report in, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from core.checks.coverages import coverages
from core.checks.medical_limits import examinations
from core.checks.rule import Context
from core.records.application import Application
from core.records.decision import Decision, MedicalExam
from core.records.reference import MedicalLimit
from core.table import scalar
from core.underwriting.deadlines import CONCLUSION, EXAMINATION, Deadlines
from core.underwriting.decision import Due


class Stage(StrEnum):
    """How far an examination has come."""

    TO_ASK = "待通知"
    TO_BOOK = "待预约"
    BOOKED = "已预约"
    MISSED = "未到检"
    DONE = "待报告"
    REPORT_IN = "报告已回"
    CONCLUDED = "已下结论"


@dataclass(frozen=True, slots=True)
class ExamProgress:
    """One examination of an application. ``due``: the clock that runs (NB-2 or NB-4), None while the customer acts."""

    application_no: str
    items: str
    stage: Stage
    booked_for: date | None = None
    due: Due | None = None
    overdue: bool = False


def required_items(context: Context) -> dict[str, tuple[str, ...]]:
    """The examinations that 免体检限额 asks of each application, every item once."""
    numbers = coverages(context)["application_no"]
    items: dict[str, dict[str, None]] = {}
    if context.references.has(MedicalLimit):
        for due in examinations(context):
            for row in np.flatnonzero(due.lines):
                items.setdefault(numbers[row], {}).update(dict.fromkeys(due.items[row].split("、")))
    return {number: tuple(names) for number, names in items.items()}


def track_examinations(context: Context) -> list[ExamProgress]:
    """Every examination required or registered, in the order of the applications, as of the day of the check.

    NB-2 runs from the submission until the customer is told, NB-4 from the report until the conclusion.
    """
    required = required_items(context)
    registered = context.tables.of(MedicalExam)
    asked = set(registered["application_no"].tolist())
    deadlines = Deadlines(context)
    progress = [
        _to_ask(context, deadlines, number, "、".join(items))
        for number, items in required.items()
        if number not in asked
    ]
    progress += [_registered(context, deadlines, row) for row in range(len(registered))]
    return sorted(progress, key=lambda exam: exam.application_no)


def _to_ask(context: Context, deadlines: Deadlines, number: str, items: str) -> ExamProgress:
    due = deadlines.after(EXAMINATION, submission_day(context, number))
    return ExamProgress(number, items, Stage.TO_ASK, None, due, due.overdue(context.on))


def _registered(context: Context, deadlines: Deadlines, row: int) -> ExamProgress:
    exam = context.tables.of(MedicalExam)
    number, items = exam["application_no"][row], exam["examinations"][row]
    asked, booked, done, report = (
        scalar(exam[name][row]) for name in ("asked_on", "booked_for", "done_on", "report_on")
    )
    if report:
        due = deadlines.after(CONCLUSION, report)
        concluded = _concluded_on(context, number)
        if concluded and concluded >= report:
            return ExamProgress(number, items, Stage.CONCLUDED, booked, due, due.overdue(concluded))
        return ExamProgress(number, items, Stage.REPORT_IN, booked, due, due.overdue(context.on))
    if done:
        return ExamProgress(number, items, Stage.DONE, booked)
    if booked:
        missed = booked < context.on
        return ExamProgress(number, items, Stage.MISSED if missed else Stage.BOOKED, booked, None, missed)
    if asked:
        return ExamProgress(number, items, Stage.TO_BOOK)
    return _to_ask(context, deadlines, number, items)


def submission_day(context: Context, number: str) -> date:
    """When the papers came in: 交单日期, else 投保日期, else the day of the check."""
    table = context.tables.of(Application)
    row = table.first_by("application_no").get(number, -1)
    if row < 0:
        return context.on
    return scalar(table["submitted_on"][row]) or scalar(table["applied_on"][row]) or context.on


def _concluded_on(context: Context, number: str) -> date | None:
    table = context.tables.of(Decision)
    row = table.first_by("application_no").get(number, -1)
    day: date | None = scalar(table["decided_on"][row]) if row >= 0 else None
    return day
