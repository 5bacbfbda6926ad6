"""生存金: each year's benefit is asked for until somebody settles it, from the first day of the ledger on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.events.survival_due import policies_with_benefits, survival_due
from core.ledger.current import load_tables
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.renewal.due_actions import SURVIVES
from core.servicing.lines import lines_of
from macros.decisions import told_of
from tests.events_book import Office, policies
from tests.payments import add
from tests.servicing import carry_out, rows_as_markdown
from tests.test_servicing_money import INSURED

LISTS = """
| 产品 | 险种代码 | 开售日     | 自动垫交 | 满期金 |
|      | WL       | 2020-01-01 | 全额     | 保额   |
| 现金价值表 | 险种代码 | 投保年龄 | 保单年度 | 年末现金价值 | 生存金 | 年末现金价值(含生存金) |
|            | WL       | 35       | 1        | 5            |        | 5                      |
|            | WL       | 35       | 2        | 15           | 1      | 16                     |
|            | WL       | 35       | 3        | 25           | 1      | 26                     |
|            | WL       | 35       | 4        | 35           | 2      | 37                     |
|            | WL       | 35       | 5        | 45           | 2      | 47                     |
"""
HELD = policies({**INSURED, "交费状态": "交清", "下次应交日": ""})
"""保额 100,000 by 1,000 since 2024-03-01: 100 yuan fall due in 2026 and 2027, 200 in 2028 and 2029."""
ON = date(2028, 6, 1)
Found = list[tuple[str, Decimal | None, str]]


def due(office: Office, on: date = ON) -> Found:
    tables = load_tables(office.ledger, (Policy, PolicyEvent)).together(office.references)
    lines = lines_of(office.ledger, sorted(policies_with_benefits(tables, on)))
    found = survival_due(lines, office.figures(lines), on, told_of(office.ledger, lines))
    return [(str(one.proposed.effective_on), one.amount, one.proposed.why.partition("，")[2]) for one in found]


def settle(office: Office, day: str, decision: str) -> None:
    """As a person's word on one benefit left it."""
    head = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 金额 | 处理结果 |"
    office.sync("2028-06-01", actions=f"{head}\n| P1 | WL | {SURVIVES} | {day} | | {decision} |")


def paid(office: Office, number: str, day: str) -> None:
    row = {"事件号": number, "保单号": "P1", "险种代码": "WL", "事件": SURVIVES, "生效日": day, "金额": "-100"}
    add(office.ledger, PolicyEvent, rows_as_markdown(row))


def test_benefits_that_nobody_asked_for_stay_on_the_list_with_the_days_late(office: Office) -> None:
    office.sync("2025-01-01", policies=HELD)
    assert due(office) == [
        ("2026-03-01", Decimal("-100"), "迟823天仍未领"), ("2027-03-01", Decimal("-100"), "迟458天仍未领"),
        ("2028-03-01", Decimal("-200"), ""),
    ]  # fmt: skip


def test_what_was_paid_or_turned_down_is_off_the_list_whatever_its_year(office: Office) -> None:
    office.sync("2025-01-01", policies=HELD)
    paid(office, "SJ00000001", "2027-03-01")
    assert [day for day, _, _ in due(office)] == ["2026-03-01", "2028-03-01"]
    settle(office, "2026-03-01", "驳回")
    assert [day for day, _, _ in due(office)] == ["2028-03-01"]


def test_of_the_years_before_the_ledger_only_the_last_is_asked_for(office: Office) -> None:
    office.sync("2028-04-01", policies=HELD)
    assert [day for day, _, _ in due(office)] == ["2028-03-01"]
    assert [day for day, _, _ in due(office, date(2029, 3, 1))] == ["2029-03-01"]


@pytest.mark.parametrize(("status", "since"), [("终止", "2027-05-01"), ("中止(失效)", "2027-05-01")])
def test_what_fell_due_before_a_policy_stopped_is_an_open_item(office: Office, status: str, since: str) -> None:
    office.sync("2025-01-01", policies=HELD)
    stopped = policies({**INSURED, "交费状态": "交清", "下次应交日": "", "保单状态": status, "状态日期": since})
    office.sync("2027-05-01", policies=stopped)
    lines = lines_of(office.ledger, ["P1"])
    found = list(survival_due(lines, office.figures(lines), ON, told_of(office.ledger, lines)))
    assert [str(one.proposed.effective_on) for one in found] == ["2026-03-01", "2027-03-01"]
    assert all(f"保单已{status}" in one.proposed.hold for one in found)


def test_a_changed_sum_assured_holds_the_years_before_it(office: Office) -> None:
    office.sync("2025-01-01", policies=HELD)
    change = {"事件号": "SJ00000001", "保单号": "P1", "险种代码": "WL", "事件": "减保", "生效日": "2027-06-01",
              "保额变动": "-50000"}  # fmt: skip
    add(office.ledger, PolicyEvent, rows_as_markdown(change))
    lines = lines_of(office.ledger, ["P1"])
    found = survival_due(lines, office.figures(lines), ON, told_of(office.ledger, lines))
    assert [(str(one.proposed.effective_on), bool(one.proposed.hold)) for one in found] == [
        ("2026-03-01", True), ("2027-03-01", True), ("2028-03-01", False),
    ]  # fmt: skip


def test_an_older_benefit_is_paid_by_request_after_a_newer_one_and_not_twice(office: Office) -> None:
    office.sync("2025-01-01", policies=HELD)
    paid(office, "SJ00000001", "2027-03-01")
    asked = {
        "受理号": "BQ1", "受理日时": "2027-06-01", "保单号": "P1", "险种代码": "WL", "保全项目": "生存金领取",
        "保全生效日": "2026-03-01", "办结日": "2027-06-01", "经办人": "lisi", "复核人": "zhaoliu",
    }  # fmt: skip
    carry_out(office.ledger, rows_as_markdown(asked), lists=LISTS, on=date(2027, 6, 1))
    rows = office.rows("policy_events", "event_no, event, effective_on, amount")
    assert [row[2:] for row in rows] == [("2027-03-01", -10000), ("2026-03-01", -10000)]
    assert due(office, date(2027, 6, 1)) == []
