"""Questions, satisfaction, NPS with its range, and opinions by key words with their departments."""

from __future__ import annotations

from datetime import date
from math import isnan

import numpy as np
import pytest

from core.days.working_days import Calendar
from core.law import Law
from core.records.delivery import CallBack
from core.records.service import Inquiry, Satisfaction
from core.service.inquiries import Inquiries, inquiries
from core.service.opinions import opinions, themes_of, words
from core.service.satisfaction import Marks, net_promoter_range, scores
from core.table import Tables
from tests.tables import table

MARKS = Marks.of(Law.default(), date(2026, 10, 31))
ON = np.datetime64("2026-10-31")


def asked(rows: str) -> Inquiries:
    head = "| 咨询编号 | 咨询日 | 咨询渠道 | 保单号 | 咨询类别 | 咨询内容 | 转办部门 | 答复日 |\n"
    return inquiries(Tables([table(Inquiry, head + rows)]), Law.default(), Calendar(), ON)


def test_an_answer_is_due_in_three_working_days_and_the_third_is_in_time() -> None:
    given = asked(
        "| Z1 | 2026-10-23 | 电话 | P1 | 保全 | 问 | | 2026-10-28 |\n"
        "| Z2 | 2026-10-23 | 电话 | P2 | 保全 | 问 | | 2026-10-29 |\n"
        "| Z3 | 2026-10-28 | 电话 | P3 | 保全 | 问 | | |"
    )
    assert given.due.astype(str).tolist() == ["2026-10-28", "2026-10-28", "2026-11-02"]
    assert given.late.tolist() == [False, True, False]
    assert given.days.tolist()[:2] == [5, 6]
    assert (isnan(given.days[2]), given.waited[2]) == (True, 3)


def test_settled_at_once_means_the_same_day_by_the_same_desk_and_not_asked_again_within_a_week() -> None:
    given = asked(
        "| Z1 | 2026-10-01 | 电话 | P1 | 保全 | 问 | | 2026-10-01 |\n"
        "| Z2 | 2026-10-08 | 电话 | P1 | 保全 | 问 | | 2026-10-08 |\n"
        "| Z3 | 2026-10-16 | 电话 | P1 | 保全 | 问 | | 2026-10-16 |\n"
        "| Z4 | 2026-10-16 | 电话 | P2 | 保全 | 问 | 理赔 | 2026-10-16 |\n"
        "| Z5 | 2026-10-16 | 电话 | P3 | 保全 | 问 | | 2026-10-17 |"
    )
    assert given.settled_at_once.tolist() == [False, True, True, False, False]


def test_scores_come_with_their_n_and_without_answers_with_none() -> None:
    score, wish = np.array([5, 4, 2, np.nan]), np.array([10, 9, 6, np.nan])
    found = scores(score, wish, np.ones(4, dtype=bool), MARKS)
    assert (found.count, found.answered) == (3, 3)
    assert found.average == pytest.approx(11 / 3)
    assert found.satisfied == pytest.approx(2 / 3)
    assert found.net_promoter == pytest.approx(1 / 3)
    assert found.lowest < found.net_promoter < found.highest
    nobody = scores(score, wish, np.zeros(4, dtype=bool), MARKS)
    assert (nobody.count, isnan(nobody.average), isnan(nobody.net_promoter)) == (0, True, True)


def test_the_range_of_the_nps_by_hand() -> None:
    """6 promoters and 2 detractors of 10: p = 6.75/13, q = 2.75/13, variance (p + q - (p - q)²)/13."""
    lowest, highest = net_promoter_range(6, 2, 10)
    reach = 1.959964 * ((9.5 / 13 - (4 / 13) ** 2) / 13) ** 0.5
    assert (lowest, highest) == pytest.approx((4 / 13 - reach, 4 / 13 + reach))


def test_three_promoters_alone_are_not_certain() -> None:
    lowest, highest = net_promoter_range(3, 0, 3)
    assert lowest < 0.2
    assert highest <= 1
    assert net_promoter_range(300, 0, 300)[0] > 0.97


def test_themes_count_key_words() -> None:
    assert themes_of("理赔太慢，态度也敷衍") == ("办理时效", "服务态度")
    assert themes_of("服务很好，非常感谢") == ("表扬",)
    assert themes_of("") == ()


def test_every_theme_has_a_department_of_the_vocabulary() -> None:
    departments = Satisfaction.column("passed_to").kind.choices
    assert set(words()["departments"].values()) | set(words()["complaints"].values()) <= set(departments)
    named = set(Satisfaction.column("theme").kind.choices) - {words()["praise"]}
    assert set(words()["departments"]) == named
    assert set(words()["themes"]) <= named | {words()["praise"]}


def test_wishes_and_low_scores_go_to_a_department_and_praise_to_none() -> None:
    surveys = (
        "| 评价编号 | 评价日 | 服务环节 | 满意度评分 | 意见主题 | 客户意见 | 转办部门 |\n"
        "| E1 | 2026-10-01 | 理赔 | 5 | | 很好，感谢 | |\n"
        "| E2 | 2026-10-02 | 理赔 | 4 | | 理赔太慢 | |\n"
        "| E3 | 2026-10-03 | 理赔 | 4 | 线上系统 | 登录不了 | 合规 |\n"
        "| E4 | 2026-10-04 | 理赔 | 2 | | | |\n"
        "| E5 | 2026-10-05 | 理赔 | 3 | | | |\n"
        "| E6 | 2026-11-01 | 理赔 | 1 | | 拒赔 | |\n"
        "| E7 | 2026-09-30 | 理赔 | 1 | | 拒赔 | |"
    )
    calls = (
        "| 保单号 | 回访结果 | 成功日 | 满意度评分 | 客户意见 | 转办部门 |\n"
        "| P1 | 成功-问题件 | 2026-10-06 | 3 | 退保损失没讲清 | 客服部 |"
    )
    found = opinions(
        Tables([table(Satisfaction, surveys), table(CallBack, calls)]), MARKS, np.datetime64("2026-10-01"), ON
    )
    assert [(each.key, each.theme, each.negative, each.department) for each in found] == [
        ("E1", "表扬", False, ""),
        ("E2", "办理时效", True, "运营"),
        ("E3", "线上系统", True, "合规"),
        ("E4", "其他", True, "客服"),
        ("P1", "条款解释", True, "销售"),
    ]
