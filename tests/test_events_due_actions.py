"""到期处理: what the calendar makes due is proposed, confirmed, carried out through the state table, and taken back."""

from __future__ import annotations

import pytest

from core.ledger.schema import empty_ledger
from core.ledger.undo import undo
from tests.events_book import Office, policies
from tests.servicing import view

HEAD = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 金额 | 处理结果 |\n"
DUE = "event, effective_on, status_before, status_after"


def confirm(event: str, day: str, product: str = "", amount: str = "", decision: str = "确认") -> str:
    """One row of 到期处理 for P1."""
    return f"{HEAD}| P1 | {product} | {event} | {day} | {amount} | {decision} |\n"


def due(office: Office, on: str) -> list[tuple[str, str, str, str]]:
    """What is due: event, day, product, what must be done first."""
    return [
        (one.proposed.event, str(one.proposed.effective_on), one.proposed.product_code, one.proposed.hold)
        for one in office.due(on)
    ]


@pytest.mark.parametrize(
    ("on", "status", "expected"),
    [
        ("2026-03-01", "有效", []),
        ("2026-03-02", "有效", [("欠费进入宽限期", "2026-03-02", "", "")]),
        ("2026-04-30", "宽限期", []),
        ("2026-05-01", "宽限期", [("中止", "2026-05-01", "", "")]),
        ("2026-05-20", "有效", [("中止", "2026-05-01", "", "")]),
    ],
)
def test_an_unpaid_premium_leads_into_grace_the_day_after_and_lapses_the_day_after_its_end(
    office: Office, on: str, status: str, expected: list[tuple[str, str, str, str]]
) -> None:
    office.sync(on, policies=policies({"保单状态": status}))
    assert due(office, on) == expected


def test_a_confirmed_lapse_moves_every_line_of_the_policy_with_its_basis(office: Office) -> None:
    both = policies({"保单状态": "宽限期"}, {"保单状态": "宽限期", "险种代码": "ACC", "主附险": "附加险"})
    office.sync("2026-05-01", policies=both)
    plan, changes = office.sync("2026-05-01", actions=confirm("中止", "2026-05-01"))
    assert plan.findings == []
    assert {change.batch for change in changes} == {changes[0].id}
    assert office.rows("policies", "product_code, status, status_on") == [
        ("ACC", "中止(失效)", "2026-05-01"), ("WL", "中止(失效)", "2026-05-01"),
    ]  # fmt: skip
    rows = office.rows("policy_events", "event_no, " + DUE + ", why")
    assert [row[1:5] for row in rows] == [("中止", "2026-05-01", "宽限期", "中止(失效)")] * 2
    assert all("保险法" in str(row[5]) and "2026-03-01" in str(row[5]) for row in rows)


def test_confirmed_again_it_changes_nothing_and_undo_brings_the_earlier_view_back(office: Office) -> None:
    office.sync("2026-05-01", policies=policies({"保单状态": "宽限期"}))
    before = view(office.ledger)
    _, changes = office.sync("2026-05-01", actions=confirm("中止", "2026-05-01"))
    again, nothing = office.sync("2026-05-02", actions=confirm("中止", "2026-05-01"))
    assert (nothing, again.findings) == ([], [])
    undo(office.ledger, changes[0].id, "客户已交费")
    assert view(office.ledger) == before


def test_turned_down_it_is_kept_and_changes_no_policy(office: Office) -> None:
    office.sync("2026-05-01", policies=policies({"保单状态": "宽限期"}))
    _, changes = office.sync("2026-05-01", actions=confirm("中止", "2026-05-01", decision="驳回"))
    assert [change.record for change in changes] == ["due_actions"]


def test_a_row_that_nobody_has_decided_stays_on_the_list(office: Office) -> None:
    office.sync("2026-05-01", policies=policies({"保单状态": "宽限期"}))
    plan, changes = office.sync("2026-05-01", actions=confirm("中止", "2026-05-01", decision=""))
    assert (changes, plan.findings) == ([], [])
    assert plan.says == ["到期处理：1 条没有填写处理结果，未办理"]
    assert [one[0] for one in due(office, "2026-05-01")] == ["中止"]


def test_money_that_waits_to_be_claimed_holds_the_lapse(office: Office) -> None:
    line = "| 流水号 | 到账日 | 金额 | 单号 |\n| LS1 | 2026-04-30 | 1000 | P1 |"
    office.sync("2026-05-01", policies=policies({"保单状态": "宽限期"}), lines=line)
    ((event, _, _, hold),) = due(office, "2026-05-01")
    assert (event, "先认领到账" in hold) == ("中止", True)
    assert refused(office, "2026-05-01", confirm("中止", "2026-05-01")) == ["R21"]


def test_what_the_ledger_no_longer_makes_due_is_refused(office: Office) -> None:
    office.sync("2026-05-01", policies=policies({"保单状态": "宽限期"}))
    assert refused(office, "2026-05-01", confirm("中止", "2026-04-30")) == ["R20"]
    assert refused(office, "2026-05-01", confirm("满期", "2026-05-01", "WL")) == ["R20"]
    assert refused(office, "2026-05-01", confirm("中止", "2026-05-01", amount="5")) == ["R22"]


def refused(office: Office, on: str, actions: str) -> list[str]:
    """The codes that refuse some rows; nothing is written."""
    before = view(office.ledger)
    plan, changes = office.sync(on, actions=actions)
    assert (changes, view(office.ledger) == before) == ([], True)
    return [finding.code for finding in plan.findings]


def test_a_waiting_policy_comes_into_force_once_its_first_premium_is_there(office: Office) -> None:
    office.sync(
        "2026-03-01", policies=policies({"保单状态": "待生效", "生效日": "2026-03-01", "下次应交日": "2027-03-01"})
    )
    assert due(office, "2026-03-01") == [("生效", "2026-03-01", "WL", "首期保费没有到账记录，先认领到账")]
    receipt = (
        "| 保单号 | 险种代码 | 业务类型 | 应交保费 | 实收日 | 实收 |\n| P1 | WL | 新单 | 1000 | 2026-02-27 | 1000 |"
    )
    office.sync("2026-03-01", receipts=receipt)
    office.sync("2026-03-01", actions=confirm("生效", "2026-03-01", "WL"))
    assert office.rows("policies", "status, status_on, policy_no") == [("有效", "2026-03-01", "P1")]


@pytest.mark.parametrize(("on", "found"), [("2026-02-28", False), ("2026-03-01", True)])
def test_two_years_after_the_lapse_nothing_brings_the_policy_back(office: Office, on: str, found: bool) -> None:
    lapsed = {"保单状态": "中止(失效)", "状态日期": "2024-02-29", "生效日": "2020-01-01", "下次应交日": "2024-01-01"}
    office.sync(on, policies=policies(lapsed))
    assert [one[:2] for one in due(office, on)] == ([("永久失效", "2026-03-01")] if found else [])


def test_a_premium_term_that_is_over_makes_the_line_paid_up(office: Office) -> None:
    office.sync("2026-03-01", policies=policies({"生效日": "2016-03-01", "下次应交日": "2026-03-01"}))
    assert due(office, "2026-03-01") == [("交费期满", "2026-03-01", "WL", "")]
    office.sync("2026-03-01", actions=confirm("交费期满", "2026-03-01", "WL"))
    assert office.rows("policies", "premium_status, next_due_on, status") == [("交清", None, "有效")]


def test_a_line_that_is_renewed_year_by_year_is_neither_paid_up_nor_over(office: Office) -> None:
    yearly = {"险种代码": "ACC", "交费期": "1年", "保险期间": "1年", "生效日": "2024-03-01", "下次应交日": "2027-03-01"}
    office.sync("2026-03-05", policies=policies(yearly))
    assert due(office, "2026-03-05") == []


def test_a_line_that_renews_by_itself_is_not_paid_up_when_its_next_year_falls_due(office: Office) -> None:
    yearly = {"险种代码": "ACC", "交费期": "1年", "保险期间": "1年", "生效日": "2025-03-01", "自动续保": "是"}
    office.sync("2026-03-01", policies=policies(yearly | {"下次应交日": "2026-03-01"}))
    assert due(office, "2026-03-01") == []


def test_what_has_ended_has_no_next_due_day(office: Office) -> None:
    yearly = {"险种代码": "ACC", "交费期": "1年", "保险期间": "1年", "生效日": "2025-03-01", "下次应交日": "2026-03-01"}
    office.sync("2026-03-01", policies=policies(yearly))
    office.sync("2026-03-01", actions=confirm("满期", "2026-03-01", "ACC"))
    assert office.rows("policies", "status, next_due_on, policy_no") == [("终止", None, "P1")]


ADVANCES = """
| 产品 | 险种代码 | 开售日     | 宽限期天数 | 宽限期起算 | 自动垫交 |
|      | WL       | 2024-01-01 | 60         | 应交次日   | 全额     |
| 现金价值表 | 险种代码 | 投保年龄 | 保单年度 | 年末现金价值 |
|            | WL       | 35       | 1        | 5            |
|            | WL       | 35       | 2        | {}           |
|            | WL       | 35       | 3        | 30           |
"""
HELD = {"投保日": "2024-02-20", "被保险人性别": "男", "被保险人出生日期": "1988-06-01", "保单状态": "宽限期"}


def test_a_cash_value_that_covers_the_premium_is_advanced_and_the_next_one_falls_due() -> None:
    office = Office(empty_ledger(), ADVANCES.format(15))
    office.sync("2026-05-01", policies=policies(HELD))
    (one,) = office.due("2026-05-01")
    assert (one.proposed.event, str(one.proposed.effective_on), one.amount) == ("自动垫交", "2026-03-01", None)
    assert "垫交1,000.00元" in one.proposed.why
    office.sync("2026-05-01", actions=confirm("自动垫交", "2026-03-01"))
    assert office.rows("policies", "status, premium_status, next_due_on, advanced_premium, paid_premium") == [
        ("有效", "自动垫交", "2027-03-01", 100000, 300000)
    ]  # fmt: skip
    assert due(office, "2027-03-02") == [("欠费进入宽限期", "2027-03-02", "", "")]


def test_a_cash_value_that_does_not_cover_it_lapses_the_policy_instead() -> None:
    office = Office(empty_ledger(), ADVANCES.format(9))
    office.sync("2026-05-01", policies=policies(HELD))
    (one,) = office.due("2026-05-01")
    assert (one.proposed.event, str(one.proposed.effective_on)) == ("中止", "2026-05-01")
    assert "现金价值不足以垫交当期保费" in one.proposed.why
