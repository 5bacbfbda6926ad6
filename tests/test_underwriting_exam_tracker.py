"""体检跟踪: booked, done, report in, overdue by NB-2 and NB-4."""

from __future__ import annotations

from datetime import date

import pytest

from core.underwriting.exam_tracker import ExamProgress, Stage, required_items, track_examinations
from tests.checking import NUMBER, context

LARGE = "| 险种 | 基本保额 |\n| | 1000000 |\n"
EXAM = "| 体检 | 体检项目 | 通知日 | 预约日 | 体检日 | 报告日 |\n| | 常规体检 | {} | {} | {} | {} |\n"
DECIDED = "| 核保结论 | 核保日 |\n| | {} |\n"


def progress(changes: str = "", on: str = "2026-10-12") -> list[ExamProgress]:
    """The examinations of the default application (submitted 2026-10-09) with changes."""
    return track_examinations(context(changes, on=on))


def test_nothing_is_tracked_where_nothing_is_required() -> None:
    assert progress() == [] and required_items(context()) == {}


@pytest.mark.parametrize(("on", "overdue"), [("2026-10-15", False), ("2026-10-16", True)])
def test_an_examination_asked_for_by_the_limits_is_to_be_notified_in_5_working_days(on: str, overdue: bool) -> None:
    (exam,) = progress(LARGE, on)
    assert (exam.application_no, exam.items, exam.stage) == (NUMBER, "常规体检", Stage.TO_ASK)
    assert exam.due is not None and exam.due.code == "NB-2" and exam.due.day == date(2026, 10, 15)
    assert exam.overdue is overdue and "4号" in str(exam.due.basis[0])


@pytest.mark.parametrize(
    ("row", "on", "stage", "overdue"),
    [
        (("", "", "", ""), "2026-10-12", Stage.TO_ASK, False),
        (("2026-10-10", "", "", ""), "2026-10-30", Stage.TO_BOOK, False),
        (("2026-10-10", "2026-10-14", "", ""), "2026-10-14", Stage.BOOKED, False),
        (("2026-10-10", "2026-10-14", "", ""), "2026-10-15", Stage.MISSED, True),
        (("2026-10-10", "2026-10-14", "2026-10-14", ""), "2026-10-20", Stage.DONE, False),
        (("2026-10-10", "2026-10-14", "2026-10-14", "2026-10-15"), "2026-11-05", Stage.REPORT_IN, False),
        (("2026-10-10", "2026-10-14", "2026-10-14", "2026-10-15"), "2026-11-06", Stage.REPORT_IN, True),
    ],
)
def test_an_examination_goes_from_asked_to_report(row: tuple[str, ...], on: str, stage: Stage, overdue: bool) -> None:
    (exam,) = progress(LARGE + EXAM.format(*row), on)
    assert (exam.stage, exam.overdue) == (stage, overdue)


def test_the_conclusion_stops_the_clock_and_a_late_one_stays_late() -> None:
    report = EXAM.format("2026-10-10", "2026-10-14", "2026-10-14", "2026-10-15")
    for decided, late in (("2026-11-05", False), ("2026-11-06", True)):
        (exam,) = progress(report + DECIDED.format(decided), "2026-12-01")
        assert (exam.stage, exam.overdue) == (Stage.CONCLUDED, late)
    (exam,) = progress(report + DECIDED.format("2026-10-14"), "2026-10-20")
    assert exam.stage is Stage.REPORT_IN
