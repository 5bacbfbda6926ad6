"""The eight questions counted, problems solved in 15 working days, and every attempt of a call with its outcome."""

from __future__ import annotations

from datetime import date
from math import isnan

import numpy as np
import pytest

from core.days.working_days import Calendar
from core.delivery.call_attempts import UNSAID, Attempt, each_attempt, outcomes
from core.delivery.problem_cases import ProblemCases, problem_cases, question_lines
from core.law import Law
from core.records.delivery import CallBack
from core.table import Tables
from tests.tables import table

HEAD = "| 保单号 | 回访结果 | 成功日 | 问④责任/免责/期间 | 问⑤退保损失 | 问⑦交费期间和频率 | 解决日 |\n"


def cases(rows: str, on: str = "2026-10-31") -> ProblemCases:
    return problem_cases(Tables([table(CallBack, HEAD + rows)]), Law.default(), Calendar(), np.datetime64(on))


@pytest.mark.parametrize(("solved", "late"), [("2026-10-23", False), ("2026-10-24", True)])
def test_a_problem_of_28_september_is_solved_by_23_october(solved: str, late: bool) -> None:
    """15 working days: 29, 30 September, 8 to 10 October (a worked Saturday), 12 to 16, 19 to 23."""
    given = cases(f"| P1 | 成功-问题件 | 2026-09-28 | 是 | 否 | 是 | {solved} |")
    assert (bool(given.open[0]), bool(given.late[0])) == (False, late)


@pytest.mark.parametrize(("on", "late"), [("2026-10-23", False), ("2026-10-24", True)])
def test_an_open_problem_is_late_the_day_after(on: str, late: bool) -> None:
    assert bool(cases("| P1 | 成功-问题件 | 2026-09-28 | 是 | 否 | 是 | |", on).late[0]) is late


def test_the_questions_are_counted_one_by_one() -> None:
    given = cases(
        "| P1 | 成功-问题件 | 2026-10-12 | 否 | 否 | 是 | |\n"
        "| P2 | 成功-问题件 | 2026-10-13 | 是 | 否 |    | 2026-10-20 |\n"
        "| P3 | 成功-无问题 | 2026-10-14 | 是 | 是 | 是 | |\n"
        "| P4 | 未接通      |            |    |    |    | |"
    )
    lines = question_lines(given, np.ones(4, dtype=bool))
    counts = [(line.yes, line.no, line.blank, line.open) for line in lines]
    assert counts[3:5] == [(2, 1, 0, 1), (1, 2, 0, 1)]
    assert counts[6] == (2, 0, 1, 0)
    assert lines[4].share == pytest.approx(2 / 3)
    assert isnan(lines[0].share), "nobody answered the first question"
    assert given.problems(0) == ("④不知悉保险责任、责任免除或保险期间", "⑤不知悉退保损失")


def test_an_answer_no_makes_a_problem_even_under_the_result_without_problem() -> None:
    assert cases("| P1 | 成功-无问题 | 2026-10-12 | 否 | 是 | 是 | |").open[0]


def test_every_attempt_has_its_day_and_outcome() -> None:
    register = table(
        CallBack,
        "| 保单号 | 回访结果 | 各次拨打日时 | 各次拨打结果 |\n"
        "| P1 | 未接通 | 2026-10-18 10:05；2026-10-19 15:20 | 无人接听；关机 |\n"
        "| P2 | 成功-无问题 | 2026-10-19 09:00；十月底 | 接通 |\n"
        "| P3 | 未接通 | 2026-11-01 09:00 | 关机 |",
    )
    tried = list(each_attempt(register))
    assert tried[:2] == [
        Attempt("P1", date(2026, 10, 18), "无人接听"),
        Attempt("P1", date(2026, 10, 19), "关机"),
    ]
    assert (tried[3].on, tried[3].outcome) == (None, UNSAID)
    counted = outcomes(tried, date(2026, 10, 1), date(2026, 10, 31))
    assert sorted(counted) == sorted([("关机", 1), ("接通", 1), ("无人接听", 1)])
    assert [each.connected for each in tried] == [False, False, True, False, False]
