"""The service limits: each with its number, unit and source, and the two that changed or carry no number."""

from __future__ import annotations

from datetime import date

import pytest

from core.findings import Status
from core.law import Law, NotInForce

LAW = Law.default()
TODAY = date(2026, 11, 22)

EXPECTED = """
| NB-1 | 5 | 工作日 | official |
| NB-2 | 5 | 工作日 | official |
| NB-3 | 15 | 工作日 | official |
| NB-4 | 15 | 工作日 | official |
| CB-1 | – | 产品犹豫期 | official |
| CB-2 | 15 | 工作日 | official |
| PS-1 | 2 | 工作日 | official |
| PS-2 | 5 | 工作日 | official |
| PS-3 | 5 | 工作日 | official |
| RN-1 | – | 缴费日前 | official |
| RN-2.1 | 30 | 日 | official |
| RN-2.2 | 60 | 日 | official |
| RN-3 | 10 | 工作日 | official |
| RN-4.1 | 30 | 日 | official |
| RN-4.2 | 2 | 年 | official |
| SU-1 | 30 | 日 | official |
| SU-2 | – | 及时 | official |
| CL-1 | – | 及时 | official |
| CL-1b | 1 | 工作日 | secondary |
| CL-2.1 | 5 | 工作日 | official |
| CL-2.2 | 30 | 日 | official |
| CL-3 | 3 | 日 | official |
| CL-4 | 10 | 日 | official |
| CL-5 | 60 | 日 | official |
| CP-1.1 | 15 | 自然日 | official |
| CP-1.2 | 30 | 自然日 | official |
| CP-1.3 | 60 | 自然日 | official |
| CP-2.1 | 30 | 自然日 | official |
| CP-2.2 | 30 | 自然日 | official |
| CP-3 | – | 不适用 | official |
| CP-4.1 | 20 | 人 | official |
| CP-4.2 | 5 | 人 | official |
| AML-1 | 15 | 日 | official |
| AG-1 | 30 | 日 | official |
| AG-2 | 1000 | 元 | official |
| DR-1.1 | – | 犹豫期内 | official |
| DR-1.2 | 15 | 工作日 | official |
| PR-1.1 | 10 | 工作日 | official |
| PR-1.2 | 10 | 工作日 | official |
| UW-1.1 | 30 | 日 | official |
| UW-1.2 | 2 | 年 | official |
| LT-1.1 | 5 | 年 | official |
| LT-1.2 | 2 | 年 | official |
| LT-1.3 | 2 | 年 | official |
| TEL-1 | 24 | 小时/日 | official |
| TEL-2 | 8 | 小时/工作日 | official |
"""


def test_all_46_clocks_have_their_limit_unit_and_status():
    found = [
        [clock.code, "–" if clock.limit is None else str(clock.limit), clock.unit, clock.status]
        for clock in LAW.clocks(TODAY)
    ]
    expected = [[cell.strip() for cell in line.strip(" |").split("|")] for line in EXPECTED.strip().splitlines()]
    assert found == expected


def test_working_days_are_counted_as_working_days_and_complaints_in_natural_days():
    for clock in LAW.clocks(TODAY):
        if clock.unit == "工作日":
            assert clock.counting == "working_days", clock.code
        if clock.unit in {"日", "自然日"}:
            assert clock.counting == "calendar_days", clock.code
        if clock.unit == "年":
            assert clock.counting == "years", clock.code


def test_servicing_is_two_clocks_two_days_to_accept_and_five_to_finish():
    accept, finish = LAW.clock("PS-1", TODAY), LAW.clock("PS-3", TODAY)
    assert (accept.limit, finish.limit) == (2, 5)
    assert [str(source) for source in accept.basis] == [
        "《人身保险业务基本服务规定》（保监会令2010年第4号）第十九条第一款（2010-05-01起）"
    ]


def test_the_ten_working_day_answer_to_complaints_ended_on_2020_02_29():
    assert LAW.clock("CP-3", date(2020, 2, 29)).limit == 10
    assert LAW.clock("CP-3", date(2020, 3, 1)).limit is None
    assert LAW.clock("CP-1.1", date(2020, 3, 1)).limit == 15
    with pytest.raises(NotInForce, match="投诉处理"):
        LAW.clock("CP-1.1", date(2020, 2, 29))


def test_a_day_before_every_law_has_only_the_clock_without_a_known_first_day():
    assert [clock.code for clock in LAW.clocks(date(2010, 4, 30))] == ["CL-1b"]


def test_a_company_may_promise_to_finish_sooner():
    row = {"key": "PS-3", "value": 3.0, "source": "服务承诺", "confirmed_by": "合规甲", "confirmed_on": "2026-01-05"}
    law, _ = LAW.with_overrides([{**row, "effective_from": "2026-02-01", "effective_to": None}])
    assert (law.clock("PS-3", date(2026, 1, 31)).limit, law.clock("PS-3", date(2026, 2, 1)).limit) == (5, 3)
    assert law.clock("PS-3", date(2026, 2, 1)).status is Status.COMPANY
    assert isinstance(law.clock("PS-3", date(2026, 2, 1)).limit, int)
