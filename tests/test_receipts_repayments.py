"""借款清偿 at the bank: proposed as what it is, booked beside the premiums, once, and no premium anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core.law.lookup import Law
from core.ledger.audit import audit
from core.ledger.current import load_tables
from core.ledger.history import changes
from core.ledger.problems import LedgerError
from core.ledger.schema import empty_ledger
from core.ledger.undo import undo
from core.measures.facts import WHOLE
from core.measures.month_data import MonthData
from core.measures.premium import premium_received
from core.payments.take_back import take_back_orders
from core.receipts.match import match_statement
from core.receipts.repayments import left_to_book
from core.receipts.to_confirm import rows_to_confirm
from core.receipts.waiting import money_waiting
from core.records.banking import BankLine, ReceiptClaim
from core.records.policy import Policy, PremiumReceipt
from core.records.servicing import ServicingRequest
from tests.events_book import Office, policies
from tests.servicing import carry_out, rows_as_markdown

ON = date(2026, 3, 31)
LINE = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-03-10 | 6222     | 300  | 张三     | P1   |
"""
ASKED = {
    "受理号": "BQ1", "受理日时": "2026-03-09", "保单号": "P1", "险种代码": "WL", "保全项目": "借款清偿",
    "涉费金额": "300", "办结日": "2026-03-09", "经办人": "lisi", "复核人": "zhaoliu",
}  # fmt: skip
CLAIM = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n| {} | P1 | 借款清偿 | {} | 确认 |"
RECORDS = (Policy, PremiumReceipt, BankLine, ReceiptClaim, ServicingRequest)


@pytest.fixture
def office() -> Iterator[Office]:
    """P1 owes 500 and has paid 300 back; the premium of 1,000 is due too."""
    ledger = empty_ledger()
    made = Office(ledger)
    made.sync("2026-03-08", policies=policies({"借款": "500"}), lines=LINE)
    carry_out(ledger, rows_as_markdown(ASKED), on=date(2026, 3, 9))
    yield made
    assert audit(ledger).breaks == ()
    ledger.close()


def proposals(office: Office) -> list[tuple[str, str, str]]:
    """业务类型, due day and why of what the bank's lines are proposed for."""
    matched = match_statement(load_tables(office.ledger, RECORDS), Law.default(), date(2026, 3, 1), ON)
    return [(row["business"], str(row["due_on"]), row["proposal"]) for row in rows_to_confirm(matched)]


def booked(office: Office) -> list[tuple[object, ...]]:
    return office.rows("premium_receipts", "business, due_on, received, bank_serial")


def codes(office: Office, day: str = "2026-03-09", serial: str = "LS1") -> list[str]:
    return [each.code for each in office.sync("2026-03-11", claims=CLAIM.format(serial, day))[0].findings]


def test_the_line_is_proposed_as_a_repayment_and_booked_as_one(office: Office) -> None:
    assert [row[:2] for row in proposals(office)] == [("借款清偿", "2026-03-09")]
    assert codes(office) == []
    assert booked(office) == [("借款清偿", "2026-03-09", 30000, "LS1")]
    assert office.rows("policies", "loan, next_due_on, paid_premium") == [(20000, "2026-03-01", 200000)]
    assert proposals(office) == []


def test_a_repayment_is_no_premium_and_holds_no_lapse(office: Office) -> None:
    assert money_waiting(load_tables(office.ledger, RECORDS), Law.default(), ON) == {}
    assert codes(office) == []
    data = MonthData.load(office.ledger, "2026-03")
    assert premium_received(data, WHOLE).total == 0


def test_one_repayment_is_booked_once_whoever_books_it(office: Office) -> None:
    head = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收 | 流水号 |"
    finance = f"{head}\n| P1 | WL | 借款清偿 | 2026-03-10 | 300 | 2026-03-10 | 300 | LS1 |"
    office.sync("2026-03-11", receipts=finance)
    assert proposals(office) == []
    office.sync("2026-03-11", lines=LINE.replace("LS1", "LS2"))
    assert codes(office, serial="LS2") == ["R05"]
    assert len(booked(office)) == 1


def test_a_repayment_whose_money_is_booked_is_not_undone_before_it(office: Office) -> None:
    event = next(change.id for change in changes(office.ledger) if change.record == "policy_events")
    assert codes(office) == []
    claim = changes(office.ledger)[-1].id
    with pytest.raises(LedgerError, match="借款清偿已有到账入账"):
        undo(office.ledger, event, "录错", follow=take_back_orders)
    undo(office.ledger, claim, "认错", follow=take_back_orders)
    undo(office.ledger, event, "录错", follow=take_back_orders)
    assert office.rows("policies", "loan, 1, 1") == [(50000, 1, 1)]


def test_two_repayments_of_one_day_that_came_as_one_sum_are_booked_as_that_sum(office: Office) -> None:
    carry_out(office.ledger, rows_as_markdown(ASKED | {"受理号": "BQ2", "涉费金额": "200"}), on=date(2026, 3, 9))
    office.sync("2026-03-11", lines=LINE.replace("LS1", "LS2").replace("300", "500"))
    assert codes(office, serial="LS2") == []
    assert office.rows("premium_receipts", "due, received, note") == [(50000, 50000, None)]


def test_a_repayment_without_money_is_undone_though_an_earlier_one_is_booked(office: Office) -> None:
    assert codes(office) == []
    later = {"受理号": "BQ2", "涉费金额": "200", "受理日时": "2026-03-12", "办结日": "2026-03-12"}
    carry_out(office.ledger, rows_as_markdown(ASKED | later), on=date(2026, 3, 12))
    undo(office.ledger, changes(office.ledger)[-1].id, "录错", follow=take_back_orders)
    assert office.rows("policies", "loan, 1, 1") == [(20000, 1, 1)]


@pytest.mark.parametrize(
    ("fen", "left"), [(0, [300, 200]), (100, [200, 200]), (300, [200]), (600, []), (-50, [300, 200])]
)
def test_what_is_booked_is_taken_off_the_oldest(fen: int, left: list[int]) -> None:
    asked = [("P1", date(2026, 3, 9), 200), ("P1", date(2026, 1, 9), 300)]
    assert [each for _, _, each in left_to_book(asked, {"P1": fen})] == left
