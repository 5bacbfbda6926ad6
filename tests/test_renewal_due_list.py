"""What is due: the oldest unpaid instalment, its 宽限期 by contract or law, reminders in time, how to reach whom."""

from __future__ import annotations

import pytest

from core.renewal.due_list import Stage
from core.renewal.reminders import reminder
from core.renewal.way import suggested_way
from tests.renewal_book import due_on

PAID = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |\n| 860101202400000011 | WL | 续期 | "
CONTACT = "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 失败原因 |\n"


@pytest.mark.parametrize(("on", "listed"), [("2026-09-10", 0), ("2026-09-11", 1)])
def test_an_instalment_is_listed_from_30_days_before_its_due_day(on: str, listed: int) -> None:
    assert len(due_on(on)) == listed


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2026-10-10", Stage.BEFORE),
        ("2026-10-11", Stage.TODAY),
        ("2026-10-12", Stage.GRACE),
        ("2026-12-10", Stage.GRACE),
        ("2026-12-11", Stage.OVER),
    ],
)
def test_60_days_of_grace_after_11_october_end_on_10_december(on: str, stage: Stage) -> None:
    due = due_on(on)
    assert due.stage[0] == stage.value
    assert (str(due.grace_end[0]), str(due.lapse_on[0])) == ("2026-12-10", "2026-12-11")


@pytest.mark.parametrize(
    ("code", "ends", "by_contract"),
    [("WL", "2026-12-10", True), ("CI", "2026-12-09", True), ("NO", "2026-12-10", False)],
)
def test_the_contract_says_which_day_counts_first_and_the_law_steps_in_where_it_is_silent(
    code: str, ends: str, by_contract: bool
) -> None:
    due = due_on("2026-10-31", {"险种代码": code})
    assert (str(due.grace_end[0]), bool(due.by_contract[0])) == (ends, by_contract)
    assert "第三十六条" in due.grace_basis


def test_main_product_and_rider_are_one_amount_in_fen() -> None:
    due = due_on("2026-10-31", {}, {"险种代码": "CI", "主附险": "附加险", "首期保费": "500.55"})
    assert due.fen.tolist() == [1_050_055]


@pytest.mark.parametrize(
    ("paid", "left"),
    [
        ("2026-10-11 | 10000 | 2026-10-12 | 10000 |", []),
        ("2026-10-11 | 10000 | 2026-10-12 | 9999.99 |", [1]),
        ("2025-10-11 | 10000 | 2025-10-12 | 10000 |", [1_000_000]),
    ],
)
def test_what_is_paid_for_the_due_day_is_taken_off(paid: str, left: list[int]) -> None:
    assert due_on("2026-10-31", receipts=PAID + paid).fen.tolist() == left


def test_a_reversed_receipt_leaves_the_whole_instalment_open() -> None:
    row = "2026-10-11 | {0} | 2026-10-12 | {0} |"
    receipts = PAID + row.format(10000) + "\n| 860101202400000011 | WL | 续期 | " + row.format(-10000)
    assert due_on("2026-10-31", receipts=receipts).fen.tolist() == [1_000_000]


def test_a_monthly_policy_that_paid_october_owes_november() -> None:
    receipts = PAID + "2026-10-11 | 900 | 2026-10-12 | 900 |"
    due = due_on("2026-10-31", {"交费方式": "月交", "首期保费": "900"}, receipts=receipts)
    assert [str(day) for day in due.due_on] == ["2026-11-11"]


@pytest.mark.parametrize(
    "state", [{"保单状态": "终止"}, {"交费状态": "交清"}, {"交费方式": "趸交"}, {"下次应交日": ""}]
)
def test_nothing_is_due_for_policies_that_ended_or_are_paid_up(state: dict[str, str]) -> None:
    assert len(due_on("2026-10-31", state)) == 0


def test_after_ten_years_of_premiums_nothing_more_is_due() -> None:
    ended = {"投保日": "2016-10-10", "生效日": "2016-10-11", "交费方式": "月交", "下次应交日": "2026-09-11"}
    receipts = PAID + "2026-09-11 | 10000 | 2026-09-12 | 10000 |"
    assert len(due_on("2026-10-31", ended, receipts=receipts)) == 0


@pytest.mark.parametrize(
    ("on", "contact", "remind"),
    [
        ("2026-09-11", "", True),
        ("2026-09-12", "2026-09-11", False),
        ("2026-09-26", "2026-09-25", True),
        ("2026-09-26", "2026-09-26", False),
        ("2026-10-18", "2026-10-17", True),
    ],
)
def test_each_lead_time_asks_for_one_reminder_since_its_day(on: str, contact: str, remind: bool) -> None:
    contacts = CONTACT + (
        f"| 860101202400000011 | 2026-10-11 | {contact} | 缴费提示 | 短信 | 已送达 | |" if contact else ""
    )
    assert bool(due_on(on, contacts=contacts).to_remind[0]) is remind


def test_a_reminder_that_did_not_arrive_does_not_count() -> None:
    contacts = CONTACT + "| 860101202400000011 | 2026-10-11 | 2026-09-12 | 缴费提示 | 短信 | 退回 | |"
    assert due_on("2026-09-13", contacts=contacts).to_remind[0]


def test_deductions_are_counted_with_the_last_result_and_its_reason() -> None:
    contacts = (
        CONTACT + "| 860101202400000011 | 2026-10-11 | 2026-10-12 | 扣款 | 银行代扣 | 扣款失败 | 余额不足 |\n"
        "| 860101202400000011 | 2026-10-11 | 2026-10-20 | 扣款 | 银行代扣 | 扣款失败 | 超限额 |\n"
        "| 860101202400000011 | 2025-10-11 | 2025-10-12 | 扣款 | 银行代扣 | 扣款成功 | |"
    )
    given = due_on("2026-10-31", contacts=contacts).contacts
    assert (int(given.deductions[0]), given.deduction_result[0], given.failure[0]) == (2, "扣款失败", "超限额")


def test_a_demand_starts_the_30_days_of_the_law_as_the_other_limb() -> None:
    contacts = CONTACT + "| 860101202400000011 | 2026-10-11 | 2026-10-20 | 催告 | 信函 | 已送达 | |"
    due = due_on("2026-10-31", contacts=contacts)
    assert str(due.demand.due[0]) == "2026-11-19"
    assert str(due.lapse_on[0]) == "2026-12-11"


def test_a_policy_whose_agent_left_and_that_nobody_took_over_is_an_orphan() -> None:
    staff = "| 工号 | 姓名 | 人员类别 | 离职日 |\n| A1 | 王五 | 销售人员 | 2026-10-01 |"
    assert due_on("2026-10-31", staff=staff).orphan[0]
    assert not due_on("2026-10-31", {"服务人员": "赵六"}, staff=staff).orphan[0]
    assert not due_on("2026-09-30", staff=staff).orphan[0]


@pytest.mark.parametrize(
    ("on", "policy", "contact", "way"),
    [
        ("2026-09-20", {"投保人手机": ""}, "", "信函"),
        ("2026-09-20", {"电子/纸质": "电子"}, "", "APP"),
        ("2026-09-20", {}, "", "短信"),
        ("2026-10-20", {}, "", "电话"),
        ("2026-10-20", {}, "2026-10-12 | 缴费提示 | 电话 | 空号错号 | |", "信函"),
        ("2026-10-10", {}, "2026-10-09 | 扣款 | 银行代扣 | 扣款失败 | 余额不足 |", "电话"),
        ("2026-12-05", {"电子/纸质": "电子"}, "", "电话"),
    ],
)
def test_the_way_to_reach_the_customer_has_a_reason(on: str, policy: dict[str, str], contact: str, way: str) -> None:
    contacts = CONTACT + (f"| 860101202400000011 | 2026-10-11 | {contact}" if contact else "")
    ways, reasons = suggested_way(due_on(on, policy, contacts=contacts))
    assert ways[0] == way
    assert reasons[0]


def test_a_reminder_names_four_digits_product_amount_and_days_and_no_person() -> None:
    before, after = due_on("2026-10-01"), due_on("2026-10-31")
    assert reminder(before, 0) == (
        "尊敬的客户：您尾号0011的保单（示例终身）本期保费10,000.00元应于2026年10月11日交纳，"
        "请在应交日前将款项存入约定账户。如已交费请忽略。"
    )
    assert "宽限期至2026年12月10日" in reminder(after, 0)
    for text in (reminder(before, 0), reminder(after, 0)):
        assert "张" not in text
        assert "860101" not in text
        assert "138" not in text
