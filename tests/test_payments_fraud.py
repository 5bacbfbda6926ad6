"""付款清单 against a clerk who wants to pay twice or somebody else, and against one who does not look."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import pytest

from core.law.lookup import Law
from core.ledger.current import load_tables
from core.ledger.history import changes
from core.ledger.problems import LedgerError
from core.ledger.undo import undo
from core.payments.overtaken import overtaken
from core.payments.overview import overview
from core.payments.payable import SOURCES
from core.payments.surroundings import look_around
from core.payments.take_back import take_back_orders
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from tests import payments as office
from tests.payments import ACCOUNT, CASE, CLERK, ON, OTHER, SUPERVISOR, codes, listed, orders, sync
from tests.servicing import rows_as_markdown

BQ1, LP1, P1 = "FKSJ00000001", "FKLP1", "FKTFP1-20261020"
HEAD = (
    "| 保单号 | 险种代码 | 业务类型 | 应交期次 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 | 户名 | 付款账号 |"
)
GIVEN_BACK = f"{HEAD}\n| P1 | WL | 退费 | 1 | 2026-10-20 | -5000 | | | | 张三 | {ACCOUNT} |"
SIGN = {"signed_off_by": SUPERVISOR, "signed_off_on": ON}


@pytest.fixture
def owing(ledger: sqlite3.Connection) -> sqlite3.Connection:
    office.everything(ledger)
    return ledger


@pytest.fixture
def nobody_named(ledger: sqlite3.Connection) -> sqlite3.Connection:
    """A claim whose register names no payee: the clerk does."""
    office.policies(ledger)
    office.add(ledger, Claim, office.claims("").replace(OTHER, ""))
    return ledger


def case(**changed: str) -> str:
    return rows_as_markdown({"案件号": "LP1", **CASE, "核定金额": "3000.50", **changed})


def stopped(ledger: sqlite3.Connection) -> dict[str, str]:
    return overtaken(look_around(ledger, Law.default(), ON, CLERK))


def paid_bq1(ledger: sqlite3.Connection) -> None:
    office.signed(ledger)
    office.debit(ledger, "LS1", "-5000", ACCOUNT)
    assert codes(office.pay(ledger, BQ1, "LS1")) == []


def test_who_signs_off_does_not_choose_whom_to_pay(nobody_named: sqlite3.Connection) -> None:
    (row,) = listed(nobody_named)
    assert codes(sync(nobody_named, [row | {"payee": "张三", "payee_account": OTHER}], CLERK)) == []
    held = orders(nobody_named)[LP1]
    mine = {"payee": "王五", "payee_account": "6222029999999999999", "payee_basis": "委托书", "account_check": ""}
    assert set(codes(sync(nobody_named, [held | mine | SIGN], SUPERVISOR))) == {"P12"}
    assert set(codes(sync(nobody_named, [held | {"payee_account": "6222029999999999999"}], "wangwu"))) == {"P12"}
    assert orders(nobody_named)[LP1] == held
    corrected = {"payee_account": "6222020000000000030"}
    assert codes(sync(nobody_named, [held | corrected], CLERK)) == []
    assert codes(sync(nobody_named, [held | corrected | SIGN], SUPERVISOR)) == []


def test_the_result_of_the_account_check_cannot_be_typed_in(nobody_named: sqlite3.Connection) -> None:
    (row,) = listed(nobody_named)
    stranger = {"payee": "王五", "payee_account": "6222029999999999999", "payee_basis": "委托书"}
    false = sync(nobody_named, [row | stranger | {"account_check": "被保险人本人账户"}], CLERK)
    assert codes(false) == ["P15"]
    assert "没有依据" in false.findings[0].message
    assert codes(sync(nobody_named, [row | stranger], CLERK)) == []


def test_a_case_that_its_register_calls_paid_is_neither_listed_nor_signed_off(owing: sqlite3.Connection) -> None:
    row = office.prepared(owing)[LP1]
    office.add(owing, Claim, case(支付日="2026-10-30"))
    assert LP1 not in [each["order_no"] for each in listed(owing)]
    assert stopped(owing) == {LP1: "理赔登记已于2026-10-30付款，先查银行流水，不要再付"}
    assert codes(sync(owing, [row | SIGN], SUPERVISOR)) == ["P11"]


def test_a_signed_case_paid_by_its_register_is_listed_to_note_its_debit(owing: sqlite3.Connection) -> None:
    office.signed(owing)
    office.add(owing, Claim, case(支付日="2026-10-30"))
    assert LP1 not in [each["order_no"] for each in listed(owing)]
    office.debit(owing, "LS2", "-3000.50", OTHER)
    (row,) = [each for each in listed(owing) if each["order_no"] == LP1]
    assert row["paid_serial"] == "LS2"
    assert codes(sync(owing, [row], CLERK)) == []


def test_an_order_whose_source_was_changed_after_the_sign_off_is_not_listed(owing: sqlite3.Connection) -> None:
    office.signed(owing)
    office.add(owing, Claim, case(核定金额="9.00"))
    assert LP1 not in [each["order_no"] for each in listed(owing)]
    assert stopped(owing) == {LP1: "理赔登记的付款金额已改，撤销制单后重新生成"}


def test_a_refund_row_paid_first_is_not_paid_again_as_the_event_that_it_books(ledger: sqlite3.Connection) -> None:
    office.policies(ledger)
    office.add(ledger, PremiumReceipt, GIVEN_BACK)
    rows = [row | {"identity_check": "身份证原件"} for row in listed(ledger)]
    assert codes(sync(ledger, rows, CLERK)) == []
    assert codes(sync(ledger, [orders(ledger)[P1] | SIGN], SUPERVISOR)) == []
    office.surrender(ledger)
    assert [row["order_no"] for row in listed(ledger)] == [P1]
    office.debit(ledger, "LS1", "-5000", ACCOUNT)
    assert codes(office.pay(ledger, P1, "LS1")) == []
    assert listed(ledger) == []
    second = rows[0] | {"order_no": BQ1, "source": "保全", "source_no": "BQ1", "item": "协议退保"}
    assert codes(sync(ledger, [second], CLERK)) == ["P01"]


def test_an_unrelated_receipt_is_no_return(owing: sqlite3.Connection) -> None:
    paid_bq1(owing)
    office.debit(owing, "IN1", "5000", OTHER, day="2026-10-31")
    premium = f"{HEAD}\n| P2 | WL | 续期 | 3 | 2026-10-31 | 5000 | 2026-10-31 | 5000 | IN1 | 张三 | {OTHER} |"
    office.add(owing, PremiumReceipt, premium)
    back = {"returned_on": date(2026, 10, 31), "returned_serial": "IN1"}
    refused = sync(owing, [orders(owing)[BQ1] | back], CLERK)
    assert (codes(refused), refused.findings[0].message) == (
        ["P13"], "退回须有已付款和退回流水：流水IN1已在保费收入入账",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said", "why"),
    [("2026-10-31", "2026-10-30", "银行退回日是2026-10-31"), ("2026-10-29", "2026-10-29", "在付款日2026-10-30之前")],
)
def test_a_return_has_the_banks_day_and_follows_the_payment(
    owing: sqlite3.Connection, day: str, said: str, why: str
) -> None:
    paid_bq1(owing)
    office.debit(owing, "IN1", "5000", ACCOUNT, day=day)
    back = {"returned_on": date.fromisoformat(said), "returned_serial": "IN1"}
    refused = sync(owing, [orders(owing)[BQ1] | back], CLERK)
    assert codes(refused) == ["P13"]
    assert why in refused.findings[0].message


def test_one_return_frees_one_order_only(ledger: sqlite3.Connection) -> None:
    office.policies(ledger)
    cases = [{"案件号": number, **CASE, "核定金额": "500"} for number in ("LP1", "LP2")]
    office.add(ledger, Claim, rows_as_markdown(*cases))
    office.signed(ledger)
    paid = {"paid_on": date(2026, 10, 30), "paid_serial": "LS1"}
    office.debit(ledger, "LS1", "-1000", OTHER)
    assert codes(sync(ledger, [row | paid for row in orders(ledger).values()], CLERK)) == []
    office.debit(ledger, "IN1", "500", OTHER, day="2026-10-31")
    back = {"returned_on": date(2026, 10, 31), "returned_serial": "IN1"}
    assert codes(sync(ledger, [row | back for row in orders(ledger).values()], CLERK)) == ["P13", "P13"]
    assert codes(sync(ledger, [orders(ledger)["FKLP1"] | back], CLERK)) == []
    assert codes(sync(ledger, [orders(ledger)["FKLP2"] | back], CLERK)) == ["P13"]


def test_an_account_that_the_bank_shows_behind_stars_is_the_same_account(owing: sqlite3.Connection) -> None:
    office.signed(owing)
    office.debit(owing, "LS1", "-5000", "*" * 15 + ACCOUNT[-4:])
    assert codes(office.pay(owing, BQ1, "LS1")) == []


def test_an_undone_undo_brings_the_signed_order_back(owing: sqlite3.Connection) -> None:
    before = office.signed(owing)
    event = next(change for change in changes(owing) if change.record == "policy_events")
    taken = undo(owing, event.id, "客户撤回", follow=take_back_orders)
    assert BQ1 not in orders(owing)
    undo(owing, taken.id, "撤回有误", follow=take_back_orders)
    assert orders(owing) == before
    assert [row["amount"] for row in listed(owing) if row["order_no"] == BQ1] == [Decimal("5000.00")]


def test_the_cash_value_of_an_end_that_nobody_asked_for_goes_to_the_policyholder(ledger: sqlite3.Connection) -> None:
    office.policies(ledger)
    end = {"事件号": "SJ00000007", "保单号": "P3", "事件": "永久失效", "生效日": "2026-10-20", "金额": "-1500"}
    office.add(ledger, PolicyEvent, rows_as_markdown(end))
    (row,) = listed(ledger)
    account = {"payee_account": ACCOUNT}
    assert codes(sync(ledger, [row | account | {"payee": "张三", "payee_basis": "委托书"}], CLERK)) == ["P07"]
    assert codes(sync(ledger, [row | account | {"payee": "李四"}], CLERK)) == []


def test_what_a_case_was_paid_on_account_is_not_paid_again(owing: sqlite3.Connection) -> None:
    office.add(owing, Claim, case(先行赔付金额="1000", 先行赔付日="2026-10-05"))
    (row,) = [each for each in listed(owing) if each["source"] == "理赔"]
    assert (row["order_no"], row["amount"]) == (LP1, Decimal("2000.50"))
    month = overview(load_tables(owing, (*SOURCES, PaymentOrder)), date(2026, 10, 1), ON)
    assert {one.payable.number: one.paid_on for one in month.due if one.payable.source_no == "LP1"} == {
        LP1: None, "FKLP1-XF": date(2026, 10, 5),
    }  # fmt: skip
    assert all(tie.ties for tie in month.ties)


def test_a_case_that_was_paid_is_not_undone_and_an_open_one_takes_its_order_with_it(owing: sqlite3.Connection) -> None:
    office.signed(owing)
    register = next(change.id for change in changes(owing) if change.record == "claims")
    office.debit(owing, "LS2", "-3000.50", OTHER)
    assert codes(office.pay(owing, LP1, "LS2")) == []
    with pytest.raises(LedgerError, match="已于 2026-10-30 付出"):
        undo(owing, register, "录错", follow=take_back_orders)
    undo(owing, changes(owing)[-1].id, "登记有误", follow=take_back_orders)
    undo(owing, register, "录错", follow=take_back_orders)
    assert LP1 not in orders(owing)


def test_a_bank_line_that_proves_a_payment_is_not_undone(owing: sqlite3.Connection) -> None:
    paid_bq1(owing)
    line = next(change.id for change in changes(owing) if change.record == "bank_lines")
    with pytest.raises(LedgerError, match="流水 LS1 是付款 FKSJ00000001 的凭据"):
        undo(owing, line, "导错", follow=take_back_orders)
    undo(owing, changes(owing)[-1].id, "登记有误", follow=take_back_orders)
    undo(owing, line, "导错", follow=take_back_orders)
    assert owing.execute("SELECT COUNT(*) FROM bank_lines").fetchone() == (0,)
