"""What one sync brings is judged together: nothing is paid twice, no money used twice, what is paid does not lapse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.events.office_event import OfficeEvent
from core.events.working_copy import drawn_so_far
from core.ledger.problems import LedgerError
from core.ledger.undo import undo
from core.payments.take_back import take_back_orders
from core.records.payment import PaymentOrder
from core.servicing.lines import lines_of
from tests.events_book import Office, policies
from tests.payments import add
from tests.servicing import rows_as_markdown

LINES = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-03-10 | 6222     | {0}  | 张三     | P1   |
| LS2    | 2026-03-10 | 6222     | {0}  | 张三     | P1   |
"""
CLAIMS = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 | 确认人 | 确认日 |"
RECEIPTS = "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收 | 流水号 |"
OPEN = f"{RECEIPTS}\n| P1 | WL | 续期 | 3 | 2026-03-01 | 1000 | | | |"
PAID = f"{RECEIPTS}\n| P1 | WL | 续期 | 3 | 2026-03-01 | 1000 | 2026-04-20 | 1000 | LS9 |"
LAPSE = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 金额 | 处理结果 |\n| P1 | | 中止 | 2026-05-01 | | 确认 |"
BOOKED = "policy_no, due_on, received, bank_serial"


def claims(*rows: tuple[str, str, str, str]) -> str:
    """Confirmed rows: serial, document, business, due day."""
    listed = (f"| {' | '.join(row)} | 确认 | lisi | 2026-03-11 |" for row in rows)
    return "\n".join((CLAIMS, *listed))


def codes(office: Office, on: str, **sheets: str) -> list[str]:
    return [finding.code for finding in office.sync(on, **sheets)[0].findings]


def test_a_first_premium_claimed_with_and_without_its_day_is_booked_once(office: Office) -> None:
    new = policies({"生效日": "2026-03-01", "下次应交日": "2027-03-01", "累计保费": "0"})
    office.sync("2026-03-10", policies=new, lines=LINES.format(1000))
    both = claims(("LS1", "P1", "首期", ""), ("LS2", "P1", "首期", "2026-03-01"))
    assert codes(office, "2026-03-11", claims=both) == ["R05"]
    assert office.rows("premium_receipts", BOOKED) == [("P1", None, 100000, "LS1")]
    assert office.rows("policy_events", "event, amount, 1") == [("首期交费", 100000, 1)]


def test_an_open_refund_claimed_with_and_without_its_day_is_settled_once(office: Office) -> None:
    owed = f"{RECEIPTS}\n| P1 | WL | 退费 | 1 | 2026-03-05 | -500 | | | |"
    office.sync("2026-03-10", policies=policies(), lines=LINES.format(-500), receipts=owed)
    both = claims(("LS1", "P1", "退费", ""), ("LS2", "P1", "退费", "2026-03-05"))
    assert codes(office, "2026-03-11", claims=both) == ["R05"]
    assert office.rows("premium_receipts", BOOKED) == [("P1", "2026-03-05", -50000, "LS1")]


def test_a_line_that_the_same_sync_books_for_one_policy_does_not_pay_another(office: Office) -> None:
    office.sync("2026-03-10", policies=policies({}, {"保单号": "P2"}), lines=LINES.format(1000))
    for_another = claims(("LS1", "P2", "续期", "2026-03-01"))
    assert codes(office, "2026-04-20", receipts=PAID.replace("LS9", "LS1"), claims=for_another) == ["R03"]
    assert [row[0] for row in office.rows("premium_receipts", BOOKED)] == ["P1"]


def test_money_that_the_same_sync_brings_stops_the_lapse(office: Office) -> None:
    office.sync("2026-03-10", policies=policies({"保单状态": "宽限期", "状态日期": "2026-03-02"}))
    line = LINES.format(1000).replace("2026-03-10", "2026-04-20")
    assert codes(office, "2026-05-02", lines=line, actions=LAPSE) == ["R21"]
    assert office.rows("policies", "status, 1, 1") == [("宽限期", 1, 1)]


def test_a_receipt_that_the_same_sync_brings_stops_the_lapse(office: Office) -> None:
    office.sync("2026-03-10", policies=policies({"保单状态": "宽限期", "状态日期": "2026-03-02"}))
    assert codes(office, "2026-05-02", receipts=PAID, actions=LAPSE) == ["R20"]
    assert office.rows("policies", "status, 1, 1") == [("宽限期", 1, 1)]


def test_an_old_sheet_does_not_open_a_settled_due_again(office: Office) -> None:
    office.sync("2026-03-10", policies=policies(), lines=LINES.format(1000), receipts=OPEN)
    _, changes = office.sync("2026-03-11", claims=claims(("LS1", "P1", "续期", "2026-03-01")))
    for day in ("2026-03-10", "2026-03-11", "2026-03-12"):
        plan, written = office.sync(day, receipts=OPEN)
        assert [(each.code, each.severity.value) for each in plan.findings] == [("L06", "提示")]
        assert (written, plan.counts()["same"]) == ([], 1)
    again = OPEN.replace("| 1000 | | | |", "| 1000 | 2026-03-12 | 1000 | |")
    plan, written = office.sync("2026-03-12", receipts=again)
    assert ([each.severity.value for each in plan.findings], written) == (["拒收"], [])
    assert office.rows("premium_receipts", BOOKED) == [("P1", "2026-03-01", 100000, "LS1")]
    undo(office.ledger, changes[0].id, "认错")
    assert codes(office, "2026-03-12", receipts=OPEN) == []
    assert office.rows("premium_receipts", BOOKED) == [("P1", "2026-03-01", None, None)]


def test_the_return_of_a_payment_is_nobodys_premium(office: Office) -> None:
    office.sync("2026-03-10", policies=policies(), lines=LINES.format(1000))
    paid = {
        "付款号": "FKLP1", "付款来源": "理赔", "来源单号": "LP1", "保单号": "P2", "应付日": "2026-03-01",
        "付款金额": "1000", "收款人户名": "张三", "收款人账号": "6222020000000000014", "制单账号": "lisi",
        "退回日": "2026-03-10", "退回流水号": "LS1",
    }  # fmt: skip
    add(office.ledger, PaymentOrder, rows_as_markdown(paid))
    assert codes(office, "2026-03-11", claims=claims(("LS1", "P1", "续期", "2026-03-01"))) == ["R14"]
    assert office.rows("premium_receipts", BOOKED) == []


def test_a_bank_line_that_was_claimed_is_not_undone_before_the_claim(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    _, (line,) = office.sync("2026-03-10", lines=LINES.format(1000))
    _, changes = office.sync("2026-03-11", claims=claims(("LS1", "P1", "续期", "2026-03-01")))
    with pytest.raises(LedgerError, match="流水 LS1 已由到账认领入账"):
        undo(office.ledger, line.id, "导错", follow=take_back_orders)
    undo(office.ledger, changes[0].id, "认错", follow=take_back_orders)
    undo(office.ledger, line.id, "导错", follow=take_back_orders)
    assert office.rows("bank_lines", "1, 1, 1") == []


def test_a_benefit_that_the_calendar_pays_in_this_sync_is_drawn(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    (line,) = lines_of(office.ledger, ["P1"]).values()
    due = OfficeEvent("SJ00000009", "生存给付", line, line, date(2026, 3, 1), "", Decimal(-100))
    received = replace(due, event="续期交费")
    earlier = {line.key: [(date(2025, 3, 1), "SJ00000001")]}
    drawn = drawn_so_far(earlier, [due, received])
    assert drawn == {line.key: [(date(2025, 3, 1), "SJ00000001"), (date(2026, 3, 1), "SJ00000009")]}
    assert len(earlier[line.key]) == 1


def test_an_end_by_decision_pays_and_does_not_collect(office: Office) -> None:
    office.sync("2026-03-10", policies=policies())
    head = "| 保单号 | 险种代码 | 到期事项 | 生效日 | 金额 | 处理结果 | 说明 |"
    end = f"{head}\n| P1 | | 其他终止 | 2026-05-01 | {{}} | 确认 | 判决 |"
    assert codes(office, "2026-05-02", actions=end.format("5000")) == ["R27"]
    assert codes(office, "2026-05-02", actions=end.format("-5000")) == []
