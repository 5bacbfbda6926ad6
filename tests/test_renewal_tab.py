"""续期 of the month report: due list with the way and the words, estimate, proposals, notices, offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records.banking import BankLine
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.renewal import RenewalContact
from tests.month_ledger import Sheets
from tests.service_report import row_of, tab, under

HEAD = (
    "| 保单号 | 险种代码 | 险种名称 | 主附险 | 投保人 | 投保人手机 | 业务员工号 | 机构代码 | 渠道 | 交费方式"
    " | 交费期 | 首期保费 | 保额 | 承保日 | 生效日 | 下次应交日 | 保单状态 | 状态日期 |"
)
ROW = (
    "| {0} | WL | 示例终身 | 主险 | 张小三 | 13800138000 | A1 | 860101 | 个险 | 年交 | 10年 | 1000"
    " | 50000 | 2023-08-10 | 2023-{1} | 2026-{1} | {2} | {3} |"
)
POLICIES = "\n".join([
    HEAD,
    ROW.format("P1", "11-20", "有效", "2023-11-20"),
    ROW.format("P2", "08-20", "有效", "2023-08-20"),
    ROW.format("P3", "08-10", "中止(失效)", "2026-10-10"),
    ROW.format("P5", "01-10", "中止(失效)", "2024-03-11"),
    ROW.format("P4", "08-25", "宽限期", "2026-08-26"),
])  # fmt: skip
SHEETS: Sheets = {
    Policy: POLICIES,
    Product: "| 险种代码 | 产品版本 | 宽限期天数 | 宽限期起算 |\n| WL | 1 | 60 | 应交次日 |",
    PremiumReceipt: """
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |
        | P1 | WL | 续期 | 2025-11-20 | 1000 | 2025-11-21 | 1000 |
        | P2 | WL | 续期 | 2025-08-20 | 1000 | | |
    """,
    BankLine: "| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | 2026-10-15 | 1000 | 张小三 | P4 |",
    RenewalContact: """
        | 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 失败原因 | 活动名称 |
        | P2 | 2026-08-20 | 2026-08-21 | 扣款 | 银行代扣 | 扣款失败 | 余额不足 | |
        | P1 | 2025-11-20 | 2025-11-01 | 忠诚度活动 | 电话 | 承诺交费 | | 秋季关怀 |
    """,
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("report"), SHEETS, "续期")


def test_the_due_list_has_days_amount_way_reason_and_words(lines: list[list[str]]) -> None:
    due = row_of(under(lines, "续期应收清单"), "P1")
    assert due[:7] == ["P1", "张**", "未到期", "2026-11-20", "1000", "2027-01-19", "2027-01-20"]
    assert due[8:10] == ["短信", "今日应提醒；到期前提示"]
    assert "尾号P1的保单（示例终身）本期保费1,000.00元应于2026年11月20日交纳" in due[10]


def test_what_is_due_this_month_without_a_receivable_is_named_because_no_rate_counts_it(
    tmp_path: Path,
) -> None:
    due = ROW.format("P6", "10-12", "有效", "2023-10-12"), ROW.format("P7", "10-13", "有效", "2023-10-13")
    billed = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 |\n| P7 | WL | 续期 | 2026-10-13 | 1000 |"
    sheets: Sheets = {**SHEETS, Policy: "\n".join([POLICIES, *due]), PremiumReceipt: billed}
    said = [line[0] for line in tab(tmp_path, sheets, "续期") if "没有计入“当期续期实收率”" in line[0]]
    assert said == [
        "其中本月应交的 1 件 1,000.00 元，“保费收入”里没有应收行，没有计入“当期续期实收率”：P6。请补登应收行。"
    ]


def test_the_forecast_is_called_an_estimate_with_its_basis(lines: list[list[str]]) -> None:
    forecast = under(lines, "失效预测（估算）")
    assert row_of(forecast, "应交日前")[1:4] == ["1", "2", "1"]
    assert next(line[0] for line in forecast if line[0].startswith("估算：")).count("2 期应交") == 1


def test_a_policy_past_its_grace_is_proposed_to_lapse_the_day_after(lines: list[list[str]]) -> None:
    proposal = row_of(under(lines, "待确认的到期事项"), "P2")
    assert proposal[1:5] == ["整张保单", "A1", "2026-10-20", "中止"]
    assert "应交日2026-08-20，宽限期至2026-10-19" in proposal[-1] and "保险法" in proposal[-1]


def test_money_in_the_bank_holds_the_lapse(lines: list[list[str]]) -> None:
    held = row_of(under(lines, "待确认的到期事项"), "P4")
    assert "中止" in held
    assert "2026-10-15有该单到账尚未入账（宽限期内），先认领到账再办理" in held


def test_a_lapse_of_october_waits_for_its_notice_and_may_come_back_until_2028(lines: list[list[str]]) -> None:
    notice = row_of(under(lines, "中止通知"), "P3")
    assert notice[1:6] == ["2026-10-10", "A1", "2026-10-10", "1000", "2026-10-23"]
    assert "没有通知记录；通知已逾期" in notice
    offer = row_of(under(lines, "复效"), "P3")
    assert offer[3] == "2028-10-10"
    assert "可复效" in offer


def test_those_who_can_still_come_back_stand_before_those_whose_time_is_over(lines: list[list[str]]) -> None:
    offers = under(lines, "复效：可以邀请的 1 件")
    assert [row[0] for row in offers if row[0] in ("P3", "P5")] == ["P3", "P5"]
    assert "已过期限" in row_of(offers, "P5"), "its two years ended on 2026-03-11"


def test_no_name_and_no_phone_stands_open_on_the_tab(lines: list[list[str]]) -> None:
    text = "\n".join(cell for line in lines for cell in line)
    assert "张小三" not in text
    assert "138" not in text
