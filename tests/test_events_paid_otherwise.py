"""Money for a premium that 复效 or 自动垫交 has paid: it is the customer's second time, and is not booked as 续期."""

from __future__ import annotations

import pytest

from core.ledger.undo import undo
from tests.events_book import PRODUCTS, Office, policies

INSURED = {"投保日": "2024-02-20", "回执日": "2024-03-05", "被保险人性别": "男", "被保险人出生日期": "1988-06-01"}
LISTS = f"""{PRODUCTS.replace("| 无       |", "| 全额     |", 1)}
| 现金价值表 | 险种代码 | 投保年龄 | 保单年度 | 年末现金价值 | 减额交清保额 |
|            | WL       | 35       | 1        | 5            | 8            |
|            | WL       | 35       | 2        | 15           | 18           |
|            | WL       | 35       | 3        | 25           | 28           |
"""
LAPSED = {"保单状态": "中止(失效)", "状态日期": "2026-05-01"}
IN_GRACE = {"保单状态": "宽限期", "状态日期": "2026-03-02"}
OPEN = """
| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日     | 应交保费 | 实收日 | 实收 | 流水号 |
| P1     | WL       | 续期     | 3    | 2026-03-01 | 1000     |        |      |        |
"""
LINES = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-06-10 | 6222     | 1000 | 张三     | P1   |
"""
CLAIM = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n| LS1 | P1 | 续期 | 2026-03-01 | 确认 |"
REQUEST = """
| 受理号 | 受理日时   | 保单号 | 办结日     | 经办人 | 复核人  | 批单号 | 保全项目 | 核保结论 |
| BQ1    | {day} | P1     | {day} | lisi   | zhaoliu | PD1    | {item}   | 标准体   |
"""


@pytest.mark.parametrize(
    ("standing", "item", "day"), [(LAPSED, "复效", "2026-06-01"), (IN_GRACE, "自动垫交", "2026-05-01")]
)
def test_a_premium_that_an_event_paid_takes_no_money_until_the_event_is_taken_back(
    office: Office, standing: dict[str, str], item: str, day: str
) -> None:
    office.sync("2026-03-20", policies=policies(INSURED | standing), receipts=OPEN)
    plan, changes = office.sync(day, requests=REQUEST.format(day=day, item=item))
    assert office.rows("policies", "status, next_due_on, paid_premium") == [("有效", "2027-03-01", 300000)]
    plan, written = office.sync("2026-06-11", lines=LINES, claims=CLAIM)
    assert [(finding.code, f"已随{day}的{item}" in finding.message) for finding in plan.findings] == [("R17", True)]
    assert office.rows("premium_receipts", "due, received, bank_serial") == [(100000, None, None)]
    undo(office.ledger, written[-1].id, "先撤销")
    undo(office.ledger, changes[-1].id, "受理有误")
    plan = office.plan("2026-06-11", lines=LINES, claims=CLAIM)
    assert "R17" not in [finding.code for finding in plan.findings]


def test_an_earlier_premium_that_no_event_paid_still_takes_its_money(office: Office) -> None:
    earlier = OPEN.replace("2026-03-01", "2025-03-01").replace("| 3    |", "| 2    |")
    office.sync("2026-03-20", policies=policies(INSURED | IN_GRACE), receipts=earlier)
    office.sync("2026-05-01", requests=REQUEST.format(day="2026-05-01", item="自动垫交"))
    plan, _ = office.sync("2026-06-11", lines=LINES, claims=CLAIM.replace("2026-03-01", "2025-03-01"))
    assert [finding.code for finding in plan.findings] == ["R13"]
    assert office.rows("premium_receipts", "due_on, received, bank_serial") == [("2025-03-01", 100000, "LS1")]


def test_a_register_that_is_ahead_of_the_receipts_still_takes_the_money(office: Office) -> None:
    office.sync("2026-03-20", policies=policies(INSURED | {"下次应交日": "2027-03-01"}), receipts=OPEN, lines=LINES)
    plan, _ = office.sync("2026-06-11", claims=CLAIM)
    assert [finding.code for finding in plan.findings] == ["R13"]
    assert office.rows("premium_receipts", "due, received, bank_serial") == [(100000, 100000, "LS1")]
