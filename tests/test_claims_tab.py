"""理赔 and 理赔分析 of the month report: what stands in the tabs, and what never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from tests.month_ledger import Sheets
from tests.service_report import row_of, tab, under

SHEETS: Sheets = {
    Policy: """
        | 保单号 | 险种代码 | 险种名称 | 主附险 | 渠道 | 受益人 | 保额   | 生效日     | 保单状态 | 状态日期   |
        | P1     | ME       | 住院医疗 | 主险   | 个险 | 法定   | 100000 | 2025-01-01 | 有效     | 2025-01-01 |
        | P2     | WL       | 终身寿   | 主险   | 个险 | 李小四 | 50000  | 2025-01-01 | 有效     | 2025-01-01 |
        | P3     | ME       | 住院医疗 | 主险   | 团险 | 法定   | 100000 | 2025-01-01 | 终止     | 2026-08-01 |
    """,
    PremiumReceipt: """
        | 保单号 | 险种代码 | 业务类型 | 应交保费 | 实收日     | 实收金额 | 银行流水号 |
        | P1     | ME       | 理赔     | -600     | 2026-10-12 | -600     | B1         |
    """,
    Claim: """
        | 案件号 | 保单号 | 险种责任 | 被保险人 | 诊断   | 出险原因 | 医院   | 报案日     | 出险日     | 申请日     | 已收资料             | 补充通知日 | 再次补充通知日 | 资料齐全日 | 立案日     | 核定日     | 结论 | 通知日     | 支付日     | 申请金额 | 社保/其他赔付 | 核定金额 | 拒赔理由   |
        | C1     | P1     | 医疗     | 张小三   | 胃溃疡 | 疾病     | 甲医院 | 2026-10-01 | 2026-10-01 | 2026-10-08 |                      |            |                | 2026-10-08 | 2026-10-08 | 2026-10-10 | 部分 | 2026-10-10 | 2026-10-12 | 1000     | 500           | 600      |            |
        | C2     | P2     | 身故     | 王小五   | 胃溃疡 | 意外     |        | 2026-10-01 | 2026-10-01 | 2026-10-08 |                      |            |                | 2026-10-08 | 2026-10-08 | 2026-10-10 | 赔付 | 2026-10-10 | 2026-10-26 | 60000    |               | 60000    |            |
        | C3     | P1     | 医疗     | 张小三   | 胃溃疡 | 疾病     | 甲医院 | 2026-10-10 | 2026-10-09 | 2026-10-12 | 申请书、身份证、发票 | 2026-10-14 | 2026-10-23     |            |            |            |      |            |            | 800      |               |          |            |
        | C4     | P1     | 医疗     | 张小三   | 胃溃疡 | 疾病     | 甲医院 | 2026-10-10 | 2026-10-09 | 2026-10-12 |                      |            |                | 2026-10-14 | 2026-10-14 |            |      |            |            | 700      |               |          |            |
        | C5     | P1     | 医疗     | 张小三   | 胃溃疡 | 疾病     | 甲医院 | 2026-10-10 | 2026-10-09 | 2026-10-12 |                      |            |                | 2026-10-14 | 2026-10-14 | 2026-10-20 | 拒赔 |            |            | 700      |               | 0        | 胃溃疡不保 |
        | C6     | P3     | 医疗     | 赵小六   | 胃溃疡 | 疾病     | 甲医院 | 2026-10-01 | 2026-09-01 | 2026-10-08 |                      |            |                | 2026-10-08 | 2026-10-08 | 2026-10-10 | 赔付 | 2026-10-10 | 2026-10-12 | 100      |               | 100      |            |
    """,  # noqa: E501
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("report"), SHEETS, "理赔")


def test_the_open_cases_are_counted_by_step_with_their_money(lines: list[list[str]]) -> None:
    steps = under(lines, "未结案件（3 件）")
    assert row_of(steps, "待补资料") == ["待补资料", "申请人", "1", "800", "8", "0"]
    assert row_of(steps, "待核定") == ["待核定", "理赔", "1", "700", "17", "1"]


def test_the_clocks_say_how_many_run_are_late_and_were_kept_in_the_month(lines: list[list[str]]) -> None:
    clocks = under(lines, "法定时限")
    # C4 is open and late since 21 October; C1, C2 and C5 were assessed within 5 working days
    assert row_of(clocks, "CL-2.1")[2:8] == ["1", "1", "0", "3", "3", "1"]
    # the group case C6 has the 30 days of the law
    assert row_of(clocks, "CL-2.2")[2:8] == ["0", "0", "0", "1", "1", "1"]
    # C1 and C6 were paid on the 2nd day, C2 on 26 October: the 10th day is 20 October
    assert row_of(clocks, "CL-4")[5:8] == ["3", "2", "0.6666666666666666"]


def test_a_case_shows_its_masked_insured_and_its_last_day(lines: list[list[str]]) -> None:
    case = row_of(under(lines, "未结案件明细"), "C4")
    assert case == [
        "C4", "P1", "医疗", "张**", "待核定", "理赔", "2026-10-14", "17", "21", "CL-2.1", "2026-10-21", "已逾期10天",
    ]  # fmt: skip


def test_missing_papers_are_listed_with_both_notices(lines: list[list[str]]) -> None:
    assert row_of(under(lines, "资料不齐"), "C3") == [
        "C3", "医疗", "6", "3", "2026-10-14", "2026-10-23", "申请人本人银行账户、门急诊病历或出院记录、费用明细清单",
    ]  # fmt: skip


def test_a_refusal_is_due_and_late(lines: list[list[str]]) -> None:
    assert row_of(under(lines, "应发函件"), "C5")[2:6] == ["拒赔通知书", "2026-10-20", "2026-10-23", "8"]


def test_payments_are_held_against_cost_sum_policy_and_books(lines: list[list[str]]) -> None:
    found = {(line[0], line[-1]) for line in under(lines, "赔款支付核对") if line[0].startswith("C")}
    assert found == {
        ("C1", "赔付与其他途径赔付之和超过申请金额"),
        ("C2", "保费收入中没有这笔理赔付款"),
        ("C2", "赔付金额超过保额，请核对条款"),
        ("C2", "已赔付身故保险金，保单状态不是终止"),
        ("C6", "保费收入中没有这笔理赔付款"),
        ("C6", "出险日不在保障期间"),
    }


def test_no_name_diagnosis_or_reason_stands_in_the_tab(lines: list[list[str]]) -> None:
    words = "".join(cell for line in lines for cell in line)
    assert not [secret for secret in ("张小三", "王小五", "李小四", "胃溃疡") if secret in words]


def test_the_analysis_shows_each_hospital_and_one_total(tmp_path: Path) -> None:
    lines = tab(tmp_path, SHEETS, "理赔分析")
    hospital = row_of(under(lines, "按医院"), "甲医院")
    assert hospital[:6] == ["甲医院", "3", "0", "3", "1800", "700"], "C5 counts by its day of assessment"
    assert row_of(under(lines, "按险种"), "合计")[1] == "4"
    assert "张小三" not in "".join(cell for line in lines for cell in line)
