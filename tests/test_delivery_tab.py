"""送达回访 of the month report: what is late, whom to call until when, and problems that others must solve."""

from __future__ import annotations

import pytest

from core.records.application import Application
from core.records.delivery import CallBack, DeliveryReceipt
from core.records.policy import Policy
from core.records.product import Product
from core.records.reference import Staff
from tests.month_ledger import Sheets
from tests.service_report import row_of, tab, under

POLICIES = """
| 保单号 | 投保单号 | 险种代码 | 主附险 | 业务员工号 | 机构代码 | 渠道 | 保险期间 | 交费方式 | 承保日 | 生效日 | 犹豫期截止 | 保单状态 |
| P1 | TB1 | WL | 主险 | A1 | 860101 | 个险 | 终身 | 年交 | 2026-10-08 | 2026-10-09 | | 有效 |
| P2 | TB2 | WL | 主险 | A1 | 860101 | 个险 | 终身 | 年交 | 2026-10-08 | 2026-10-09 | 2026-11-01 | 有效 |
| P3 | TB3 | WL | 主险 | A2 | 860101 | 个险 | 终身 | 年交 | 2026-10-08 | 2026-10-09 | | 有效 |
"""  # noqa: E501
SHEETS: Sheets = {
    Policy: POLICIES,
    Product: "| 险种代码 | 产品版本 | 犹豫期天数 | 犹豫期起算 |\n| WL | 1 | 15 | 签收次日 |",
    Application: "| 投保单号 | 交单日期 |\n| TB1 | 2026-10-08 |\n| TB2 | 2026-10-08 |\n| TB3 | 2026-10-08 |",
    DeliveryReceipt: """
        | 保单号 | 送出日 | 签收日 | 投保人本人签收 |
        | P1 | 2026-10-12 | | |
        | P2 | 2026-10-12 | 2026-10-15 | 否 |
        | P3 | 2026-10-12 | 2026-10-15 | 是 |
    """,
    CallBack: """
        | 保单号 | 回访结果 | 成功日 | 各次拨打日时 | 问⑤退保损失 | 解决日 | 解决人 |
        | P2 | 未接通 | | 2026-10-17 10:00；2026-10-18 15:00 | | | |
        | P3 | 成功-问题件 | 2026-10-16 | 2026-10-16 09:00 | 否 | 2026-10-20 | A2 |
    """,
    Staff: "| 工号 | 姓名 | 人员类别 |\n| A2 | 王五 | 销售人员 |",
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("report"), SHEETS, "送达回访")


def test_a_policy_sent_but_not_signed_for_15_working_days_is_late_with_its_basis(lines: list[list[str]]) -> None:
    late = row_of(under(lines, "尚未签收"), "P1")
    assert late[1:8] == ["A1", "NB-3", "2026-10-08", "2026-10-28", "2026-10-12", "已送出待签收", "已逾期"]
    assert "第十一条第二款" in late[8]


def test_the_call_list_names_the_last_day_by_contract_and_the_attempts(lines: list[list[str]]) -> None:
    call = row_of(under(lines, "待回访"), "P2")
    assert call[:7] == ["P2", "A1", "2", "2026-10-15", "2026-10-30", "合同", "未接通"]
    assert call[7] == "犹豫期已过，尽快补访并说明原因"


def test_a_problem_solved_by_a_seller_is_listed_with_what_was_denied(lines: list[list[str]]) -> None:
    problem = row_of(under(lines, "回访问题件"), "P3")
    assert problem[2:6] == ["已解决", "2026-10-16", "2026-11-06", "2026-10-20"]
    assert "由销售人员解决" in problem[7]
    assert problem[8].startswith("⑤不知悉退保损失。")


def test_doubts_about_signature_cooling_off_and_questions_are_one_line_per_policy(lines: list[list[str]]) -> None:
    doubt = row_of(under(lines, "需要核对"), "P2")
    assert doubt[-1] == "回执不是投保人本人签收；台账登记的犹豫期截止 2026-11-01 与合同推算 2026-10-30 不同"
    assert row_of(under(lines, "需要核对"), "P3")[-1] == "回访漏问①②③④⑥⑦"
