"""A part of a premium: booked or in suspense as the company decides; no cover of the policy moves before the rest."""

from __future__ import annotations

import pytest

from core.law.lookup import Law
from core.ledger.undo import undo
from core.renewal.due_actions import EFFECTIVE
from tests.events_book import Office, policies

LINES = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-03-10 | 6222     | {}   | 张三     | P1   |
| LS2    | 2026-03-20 | 6222     | {}   | 张三     | P1   |
"""
CLAIM = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n| {} | P1 | 续期 | 2026-03-01 | 确认 |"
TWO = policies({}, {"险种代码": "ACC", "主附险": "附加险", "首期保费": "200"})
"""P1 owes 1,000 for its main cover and 200 for a rider."""
MOVED = [("ACC", "2027-03-01", 220000), ("WL", "2027-03-01", 300000)]
UNMOVED = [("ACC", "2026-03-01", 200000), ("WL", "2026-03-01", 200000)]


def stand(office: Office) -> list[tuple[object, ...]]:
    return office.rows("policies", "product_code, next_due_on, paid_premium")


def booked(office: Office) -> list[tuple[object, ...]]:
    return office.rows("premium_receipts", "product_code, bank_serial, due, received")


@pytest.mark.parametrize(("first", "second"), [(1000, 200), (600, 600), (1100, 100)])
def test_both_covers_move_when_the_whole_premium_is_there_and_not_one_before(
    office: Office, first: int, second: int
) -> None:
    office.sync("2026-03-21", policies=TWO, lines=LINES.format(first, second))
    before = office.view()
    plan, changes = office.sync("2026-03-21", claims=CLAIM.format("LS1"))
    assert [(finding.code, f"尚欠{second}.00元" in finding.message) for finding in plan.findings] == [("R09", True)]
    assert stand(office) == UNMOVED
    left = [row for row in booked(office) if row[1] is None]
    assert sum(int(str(row[2])) for row in left) == second * 100
    plan, more = office.sync("2026-03-22", claims=CLAIM.format("LS2"))
    assert (plan.findings, stand(office)) == ([], MOVED)
    assert office.rows("policy_events", "product_code, event, effective_on") == [
        ("ACC", "续期交费", "2026-03-20"), ("WL", "续期交费", "2026-03-20"),
    ]  # fmt: skip
    assert sum(int(str(row[3])) for row in booked(office)) == 120_000
    for change in (more, changes):
        undo(office.ledger, change[0].id, "认错")
    assert office.view() == before


def test_where_the_company_keeps_parts_in_suspense_a_part_is_refused_and_the_whole_is_booked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"key": "receipt_part_payment", "value": "挂账", "source": "收费管理办法", "confirmed_by": "甲"}
    law, findings = Law.default().with_overrides([own | {"confirmed_on": "2026-01-01", "effective_from": "2026-01-01"}])
    assert findings == []
    monkeypatch.setattr(Law, "default", classmethod(lambda _: law))
    office.sync("2026-03-21", policies=TWO, lines=LINES.format(1000, 200))
    plan, _ = office.sync("2026-03-21", claims=CLAIM.format("LS1"))
    assert [(each.code, each.severity.value) for each in plan.findings] == [("R16", "拒收")]
    assert (booked(office), stand(office)) == ([], UNMOVED)
    both = CLAIM.format("LS1") + "\n| LS2 | P1 | 续期 | 2026-03-01 | 确认 |"
    plan, _ = office.sync("2026-03-22", claims=both)
    assert (plan.findings, stand(office)) == ([], MOVED)


@pytest.mark.parametrize(("came", "held"), [("600", True), ("1000", False), ("999.99", False)])
def test_a_first_premium_that_came_in_part_does_not_bring_the_policy_into_force(
    office: Office, came: str, held: bool
) -> None:
    waiting = policies({"保单状态": "待生效", "生效日": "2026-03-01", "下次应交日": "2027-03-01", "累计保费": "0"})
    head = "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交保费 | 实收日 | 实收 | 流水号 |"
    office.sync(
        "2026-03-01", policies=waiting, receipts=f"{head}\n| P1 | WL | 新单 | 1 | {came} | 2026-03-01 | {came} | LS9 |"
    )
    (due,) = [one for one in office.due("2026-03-02") if one.proposed.event == EFFECTIVE]
    assert bool(due.proposed.hold) is held
    assert not held or "尚欠400.00元" in due.proposed.hold
