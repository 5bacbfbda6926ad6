"""How far the examinations of applications are: to be asked for, to be booked, booked, missed, to be reported."""

from __future__ import annotations

import numpy as np

from core.measures.application_steps import Step
from core.table import Array, Table

NEVER = np.datetime64("NaT", "D")
ALL_REPORTED = "报告已回"
EXAM_STEPS = (Step.ASK_EXAM, Step.BOOK, Step.MISSED, Step.BOOKED, Step.REPORT)
"""Of several examinations of an application the one furthest behind counts."""


def examinations(table: Table, exams: Table, on: np.datetime64) -> tuple[Array, Array, Array]:
    """Per application the step of its examinations, "" without any; since when; the last report."""
    step, since = np.full(len(table), "", dtype=object), np.full(len(table), NEVER)
    rows = table.match("application_no", exams["application_no"].tolist())
    asked, booked, done, report = (exams[name] for name in ("asked_on", "booked_for", "done_on", "report_on"))
    reports = np.full(len(table), NEVER)
    for at in np.flatnonzero(rows >= 0).tolist():
        row = rows[at]
        if report[at] <= on:
            reports[row] = np.fmax(reports[row], report[at])
            step[row] = step[row] or ALL_REPORTED
            continue
        now, start = _exam_step(asked[at], booked[at], done[at], on)
        known = step[row] not in ("", ALL_REPORTED)
        if not known or EXAM_STEPS.index(now) < EXAM_STEPS.index(Step(step[row])):
            step[row], since[row] = now.value, start
    waits = (step == Step.ASK_EXAM.value) & np.isnat(since)
    since[waits] = table["submitted_on"][waits]
    return step, since, reports


def exam_states(exams: Table, on: np.datetime64) -> list[str]:
    """Per examination its step, 报告已回 when the report is in."""
    days = zip(*(exams[name] for name in ("asked_on", "booked_for", "done_on", "report_on")), strict=True)
    return [
        ALL_REPORTED if report <= on else _exam_step(asked, booked, done, on)[0].value
        for asked, booked, done, report in days
    ]


def _exam_step(
    asked: np.datetime64, booked: np.datetime64, done: np.datetime64, on: np.datetime64
) -> tuple[Step, np.datetime64]:
    """One examination without a report: done waits for it, a booking that went by was missed, and so on back."""
    if done <= on:
        return Step.REPORT, done
    if not np.isnat(booked):
        return (Step.MISSED, booked) if booked < on else (Step.BOOKED, asked if asked <= on else booked)
    return (Step.BOOK, asked) if asked <= on else (Step.ASK_EXAM, NEVER)
