"""Call-backs: due inside the 犹豫期, the eight questions, and problems solved in 15 working days by others."""

from __future__ import annotations

import numpy as np
import pytest

from core.days.working_days import Calendar
from core.delivery.call_backs import CallBacks, CallStage, attempts, call_backs
from core.delivery.deliveries import deliveries
from core.law import Law
from core.records.delivery import CallBack
from core.records.policy import Policy
from core.records.product import Product
from core.records.reference import Staff
from core.table import Tables
from tests.tables import table

POLICY = """
| 保单号 | 险种代码 | 渠道 | 保险期间 | 交费频率 | 双录编号 | 承保日 | 生效日 | 满期日 | 签收日 | 回访日 | 回访结果 | 保单状态 |
| P1 | WL | {channel} | {term} | {frequency} | {recording} | 2026-10-10 | 2026-10-11 | {matures} | {signed} | {called} | {result} | 有效 |
"""  # noqa: E501
STAFF = "| 工号 | 姓名 | 人员类别 |\n| A1 | 王五 | 销售人员 |\n| N1 | 赵六 | 内勤 |"


def state(on: str = "2026-10-31", register: str = "", **policy: str) -> CallBacks:
    usual = {
        "channel": "个险", "term": "终身", "frequency": "年交", "recording": "", "matures": "", "signed": "2026-10-15",
        "called": "", "result": "",
    }  # fmt: skip
    tables = [
        table(Product, "| 险种代码 | 犹豫期天数 | 犹豫期起算 |\n| WL | 15 | 签收次日 |"),
        table(Policy, POLICY.format(**{**usual, **policy}).replace("交费频率", "交费方式")),
        table(Staff, STAFF),
    ]
    if register:
        tables.append(table(CallBack, register))
    everything, law = Tables(tables), Law.default()
    given = deliveries(everything, law, Calendar(), np.datetime64(on))
    return call_backs(everything, given, law, Calendar())


@pytest.mark.parametrize(("on", "late"), [("2026-10-30", False), ("2026-10-31", True)])
def test_the_call_is_due_until_the_end_of_the_cooling_off_on_30_october(on: str, late: bool) -> None:
    calls = state(on)
    assert (calls.stage[0], bool(calls.to_call[0])) == (CallStage.TO_CALL.value, True)
    assert str(calls.due[0]) == "2026-10-30"
    assert bool(calls.late[0]) is late
    assert "第十五条" in calls.due_words


@pytest.mark.parametrize(("called", "late"), [("2026-10-30", False), ("2026-10-31", True)])
def test_a_call_on_the_last_day_is_in_time_and_one_day_later_it_is_not(called: str, late: bool) -> None:
    calls = state(called=called, result="成功-无问题")
    assert calls.reached[0]
    assert bool(calls.late[0]) is late


@pytest.mark.parametrize(
    ("policy", "needed"),
    [
        ({}, True),
        ({"term": "1年", "matures": "2027-10-11"}, False),
        ({"term": "13个月", "matures": "2027-11-11"}, True),
        ({"channel": "团险"}, False),
    ],
)
def test_policies_of_more_than_one_year_are_called_group_business_is_not(policy: dict[str, str], needed: bool) -> None:
    assert bool(state(**policy).needed[0]) is needed


def test_not_reached_is_still_to_call_and_the_attempts_are_counted() -> None:
    calls = state(
        register="""
        | 保单号 | 回访结果 | 各次拨打日时 |
        | P1 | 未接通 | 2026-10-16 10:00；2026-10-17 15:00;2026-10-17 15:00 |
        """
    )
    assert (calls.stage[0], int(calls.attempts[0])) == (CallStage.TO_CALL.value, 2)
    assert attempts("") == []


def test_an_answer_no_is_a_problem_with_15_working_days_also_where_the_result_says_none() -> None:
    calls = state(
        register="""
        | 保单号 | 回访结果 | 成功日 | 问⑤退保损失 |
        | P1 | 成功-无问题 | 2026-10-16 | 否 |
        """
    )
    assert calls.stage[0] == CallStage.PROBLEM.value
    assert calls.problems(0) == ("⑤不知悉退保损失",)
    assert str(calls.solution.due[0]) == "2026-11-06"
    assert "第十八条" in calls.solution.basis


@pytest.mark.parametrize(("solver", "by_seller"), [("A1", True), ("王五", True), ("N1", False)])
def test_a_problem_must_not_be_solved_by_somebody_who_sells(solver: str, by_seller: bool) -> None:
    calls = state(
        register=f"""
        | 保单号 | 回访结果 | 成功日 | 解决日 | 解决人 |
        | P1 | 成功-问题件 | 2026-10-16 | 2026-10-20 | {solver} |
        """
    )
    assert calls.stage[0] == CallStage.SOLVED.value
    assert bool(calls.solved_by_seller[0]) is by_seller


@pytest.mark.parametrize(
    ("policy", "unasked"),
    [
        ({}, "⑦"),
        ({"recording": "SL1"}, "⑦⑧"),
        ({"frequency": "趸交"}, ""),
        ({"frequency": "趸交", "recording": "S"}, "⑧"),
    ],
)
def test_question_7_is_for_instalments_and_8_for_recorded_sales(policy: dict[str, str], unasked: str) -> None:
    asked = " | ".join(["是"] * 6)
    calls = state(
        register=f"""
        | 保单号 | 回访结果 | 成功日 | 问①受访人本人 | 问②购买及亲笔签名 | 问③说明书与投保提示 | 问④责任/免责/期间 | 问⑤退保损失 | 问⑥犹豫期 |
        | P1 | 成功-无问题 | 2026-10-16 | {asked} |
        """,  # noqa: E501
        **policy,
    )
    assert "".join(calls.unasked(0)) == unasked


def test_before_the_signature_nobody_is_called() -> None:
    calls = state(signed="")
    assert calls.stage[0] == CallStage.WAITING.value
    assert not calls.to_call[0]
