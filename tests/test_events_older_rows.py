"""An old 保单台账 under a new date: what events changed stays, what is new is written, and one finding says so."""

from __future__ import annotations

from core.ledger.undo import undo
from tests.events_book import Office, policies

STANDS = "status, next_due_on, paid_premium"
END = "| 保单号 | 到期事项 | 生效日 | 处理结果 | 说明 |\n| P1 | 其他终止 | 2026-05-01 | 确认 | 判决 |"
LINES = "| 流水号 | 到账日 | 本方账号 | 金额 | 对方户名 | 单号 |\n"
CLAIMS = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 | 确认人 | 确认日 |\n"


def paid(office: Office, serial: str, due: str, day: str) -> int:
    """A renewal premium of P1 claimed; the change to undo."""
    line = f"{LINES}| {serial} | {day} | 6222 | 1000 | 张三 | P1 |"
    claim = f"{CLAIMS}| {serial} | P1 | 续期 | {due} | 确认 | lisi | {day} |"
    office.sync(day, lines=line)
    return office.sync(day, claims=claim)[1][0].id


def codes(office: Office, on: str, **changes: str) -> list[str]:
    return [finding.code for finding in office.sync(on, policies=policies(changes))[0].findings]


def test_an_ended_policy_is_not_brought_back_by_its_old_row(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    change = office.sync("2026-05-02", actions=END)[1][0].id
    plan, written = office.sync("2026-05-20", policies=policies())
    ((found,), counts) = plan.findings, plan.counts()
    assert (found.code, found.severity.value, written, counts["same"]) == ("L07", "转核", [], 1)
    assert found.message.startswith("1 行的交费对应日(下次应交日)、保单状态、状态日期是")
    assert office.rows("policies", STANDS) == [("终止", None, 200000)]
    undo(office.ledger, change, "判决撤销")
    assert codes(office, "2026-05-21") == []
    assert office.rows("policies", STANDS) == [("有效", "2026-03-01", 200000)]


def test_an_ended_policy_stays_ended_whatever_else_its_row_says(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    office.sync("2026-05-02", actions=END)
    assert codes(office, "2026-05-20", 状态日期="2026-05-20", 年交保费="1200") == ["L07"]
    assert office.rows("policies", "status, status_on, annual_premium") == [("终止", "2026-05-01", 120000)]


def test_a_premium_stays_paid_and_what_is_new_in_the_row_is_written(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    paid(office, "LS1", "2026-03-01", "2026-03-10")
    paid(office, "LS2", "2027-03-01", "2027-03-02")
    assert codes(office, "2027-03-20", 投保人姓名="李四") == ["L07"]
    assert office.rows("policies", f"policyholder_name, {STANDS}") == [("李四", "有效", "2028-03-01", 400000)]
    assert codes(office, "2027-03-21", 投保人姓名="李四") == ["L07"]


def test_a_line_may_come_into_the_days_of_grace_a_second_time(office: Office) -> None:
    office.sync("2026-03-10", policies=policies({"保单状态": "宽限期", "状态日期": "2026-03-02"}))
    paid(office, "LS1", "2026-03-01", "2026-03-10")
    again = {"保单状态": "宽限期", "状态日期": "2027-03-02", "下次应交日": "2027-03-01", "累计保费": "3000"}
    assert codes(office, "2027-03-05", **again) == []
    assert office.rows("policies", "status, status_on, next_due_on") == [("宽限期", "2027-03-02", "2027-03-01")]
