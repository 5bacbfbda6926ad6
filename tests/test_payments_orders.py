"""付款清单: prepared by one account, signed off by another, paid by a bank line, never twice."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

import pytest

from core.ledger.history import changes
from core.ledger.problems import LedgerError
from core.ledger.undo import undo
from core.payments.listing import control
from core.payments.orders import State, state_of
from core.payments.take_back import take_back_orders
from core.records.reference import Permission
from tests import payments as office
from tests.payments import ACCOUNT, CLERK, ON, OTHER, SUPERVISOR, codes, listed, orders, sync

BQ1, LP1, P3 = "FKSJ00000001", "FKLP1", "FKTFP3-20261015"


@pytest.fixture
def owing(ledger: sqlite3.Connection) -> sqlite3.Connection:
    office.everything(ledger)
    return ledger


def test_one_list_holds_what_is_owed_for_an_event_a_claim_and_a_refund(owing: sqlite3.Connection) -> None:
    rows = {row["order_no"]: row for row in listed(owing)}
    assert {number: (row["source"], row["amount"]) for number, row in rows.items()} == {
        BQ1: ("保全", Decimal("5000.00")), LP1: ("理赔", Decimal("3000.50")), P3: ("退费", Decimal("640.00")),
    }  # fmt: skip
    assert [rows[number]["account_check"] for number in (BQ1, LP1, P3)] == [
        "投保人本人账户", "被保险人本人账户", "投保人本人账户",
    ]  # fmt: skip
    assert {row["prepared_by"] for row in rows.values()} == {CLERK}


def test_control_totals_are_the_count_the_sum_and_the_accounts_last_eight_digits(owing: sqlite3.Connection) -> None:
    found = control(listed(owing))
    assert (found.count, found.amount, found.accounts) == (3, Decimal("8640.50"), 6 + 14 + 22)


def test_an_order_goes_from_prepared_to_signed_off_to_paid(owing: sqlite3.Connection) -> None:
    assert {state_of(row) for row in office.prepared(owing).values()} == {State.PREPARED}
    rows = [row | {"signed_off_by": SUPERVISOR, "signed_off_on": ON} for row in orders(owing).values()]
    assert codes(sync(owing, rows, SUPERVISOR)) == []
    office.debit(owing, "LS1", "-5000", ACCOUNT)
    (proposed,) = [row for row in listed(owing) if row["paid_serial"]]
    assert (proposed["order_no"], proposed["paid_serial"], proposed["paid_on"]) == (BQ1, "LS1", date(2026, 10, 30))
    assert codes(sync(owing, [proposed], CLERK)) == []
    assert state_of(orders(owing)[BQ1]) is State.PAID
    assert [row["order_no"] for row in listed(owing)] == [LP1, P3]


def test_whoever_prepared_may_not_sign_off(owing: sqlite3.Connection) -> None:
    row = office.prepared(owing)[BQ1] | {"signed_off_by": CLERK.upper()}
    assert codes(sync(owing, [row], CLERK)) == ["P05"]
    assert state_of(orders(owing)[BQ1]) is State.PREPARED


def test_nobody_signs_off_or_prepares_in_anothers_name(owing: sqlite3.Connection) -> None:
    row = office.prepared(owing)[BQ1] | {"signed_off_by": SUPERVISOR}
    assert codes(sync(owing, [row], CLERK)) == ["P04"]
    assert codes(sync(owing, [row], "wangwu")) == ["P04"]


def test_a_list_signed_off_before_its_clerk_synced_it_is_refused(owing: sqlite3.Connection) -> None:
    rows = [row | {"signed_off_by": SUPERVISOR} for row in listed(owing)]
    assert codes(sync(owing, rows, SUPERVISOR)) == ["P03", "P06"] * 3
    assert codes(sync(owing, rows, CLERK)) == ["P06"] * 3
    assert orders(owing) == {}


def test_where_roles_are_kept_only_a_supervisor_signs_off(owing: sqlite3.Connection) -> None:
    row = office.prepared(owing)[BQ1]
    roles = (
        f"| 系统账号 | 角色 | 失效日 |\n| {CLERK} | 经办 | |\n| {SUPERVISOR} | 主管 | |\n| gone | 主管 | 2020-01-01 |"
    )
    office.add(owing, Permission, roles)
    for account, said in (("gone", ["P14"]), ("nobody", ["P14"]), (SUPERVISOR, [])):
        assert codes(sync(owing, [row | {"signed_off_by": account}], account)) == said, account


@pytest.mark.parametrize(("amount", "said"), [("9999.99", []), ("10000.00", ["P08"]), ("10000.01", ["P08"])])
def test_from_ten_thousand_yuan_the_identity_must_be_verified(
    ledger: sqlite3.Connection, amount: str, said: list[str]
) -> None:
    office.policies(ledger)
    office.surrender(ledger, amount, identity="")
    rows = listed(ledger)
    assert codes(sync(ledger, rows, CLERK)) == said
    assert codes(sync(ledger, [rows[0] | {"identity_check": "联网核查"}], CLERK)) == []


@pytest.mark.parametrize(("payee", "account", "said"), [("王五", OTHER, ["P07"]), ("张三", OTHER, [])])
def test_the_payee_is_the_policyholder_or_the_account_that_paid(
    ledger: sqlite3.Connection, payee: str, account: str, said: list[str]
) -> None:
    office.policies(ledger)
    office.surrender(ledger, payee=payee, account=account)
    assert codes(sync(ledger, listed(ledger), CLERK)) == said


def test_a_claim_for_somebody_else_needs_the_paper_that_entitles_him(ledger: sqlite3.Connection) -> None:
    office.policies(ledger)
    office.add(ledger, office.Claim, office.claims(payee="王五"))
    (row,) = listed(ledger)
    assert codes(sync(ledger, [row], CLERK)) == ["P07"]
    assert codes(sync(ledger, [row | {"payee_basis": "被保险人授权委托书"}], CLERK)) == []


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [("amount", Decimal("5000.01"), "P02"), ("payee", "王五", "P02"), ("payee_account", OTHER, "P02"),
     ("policy_no", "P2", "P02"), ("order_no", "FKSJ00000009", "P01"), ("order_no", f"{BQ1}#2", "P01")],
)  # fmt: skip
def test_the_list_pays_what_is_registered_and_nothing_else(
    owing: sqlite3.Connection, change: str, value: object, said: str
) -> None:
    (row,) = [row for row in listed(owing) if row["order_no"] == BQ1]
    assert said in codes(sync(owing, [row | {change: value}], CLERK))
    assert orders(owing) == {}


def test_what_is_signed_off_stays_as_it_was_signed_off(owing: sqlite3.Connection) -> None:
    row = office.signed(owing)[BQ1]
    assert "P12" in codes(sync(owing, [row | {"identity_check": "另一种"}], CLERK))
    assert "P12" in codes(sync(owing, [row | {"signed_off_by": "wangwu"}], "wangwu"))


def test_it_is_paid_only_after_the_sign_off_and_by_a_bank_line_of_its_amount(owing: sqlite3.Connection) -> None:
    office.debit(owing, "LS1", "-5000", ACCOUNT)
    office.prepared(owing)
    assert codes(office.pay(owing, BQ1, "LS1")) == ["P09"]
    sync(owing, [row | {"signed_off_by": SUPERVISOR} for row in orders(owing).values()], SUPERVISOR)
    office.debit(owing, "LS2", "-4999.99", ACCOUNT)
    office.debit(owing, "LS3", "-5000", OTHER)
    office.debit(owing, "LS4", "-5000", ACCOUNT, "2026-10-29")
    for serial in ("LS9", "LS2", "LS3", "LS4"):
        assert codes(office.pay(owing, BQ1, serial)) == ["P10"], serial
    assert codes(office.pay(owing, BQ1, "LS1")) == []


def test_a_bank_line_pays_once_and_one_debit_may_pay_several(owing: sqlite3.Connection) -> None:
    office.signed(owing)
    office.debit(owing, "LS1", "-5640")
    both = [orders(owing)[number] | {"paid_on": date(2026, 10, 30), "paid_serial": "LS1"} for number in (BQ1, P3)]
    assert codes(sync(owing, both[:1], CLERK)) == ["P10"]
    assert codes(sync(owing, both, CLERK)) == []
    assert codes(office.pay(owing, LP1, "LS1")) == ["P10"]


def test_what_its_own_register_calls_paid_is_not_listed_and_not_paid_again(owing: sqlite3.Connection) -> None:
    row = next(row for row in listed(owing) if row["order_no"] == LP1)
    again = row | {"order_no": "FKLP2", "source_no": "LP2", "amount": Decimal(800)}
    assert codes(sync(owing, [again], CLERK)) == ["P11"]


def undo_event(ledger: sqlite3.Connection) -> None:
    event = next(change for change in changes(ledger) if change.record == "policy_events")
    undo(ledger, event.id, "客户撤回", who=CLERK, follow=take_back_orders)


def test_an_undone_event_takes_its_open_payment_back_and_the_undos_undo_brings_it_again(
    owing: sqlite3.Connection,
) -> None:
    before = office.signed(owing)
    undo_event(owing)
    assert set(orders(owing)) == {LP1, P3}
    assert BQ1 not in {row["order_no"] for row in listed(owing)}
    undo(owing, changes(owing)[-1].id, "误撤")
    assert orders(owing) == before


def test_a_paid_event_is_not_undone_until_the_money_is_back_and_is_then_paid_under_a_new_number(
    owing: sqlite3.Connection,
) -> None:
    office.signed(owing)
    office.debit(owing, "LS1", "-5000", ACCOUNT)
    office.pay(owing, BQ1, "LS1")
    with pytest.raises(LedgerError, match="先追回款项"):
        undo_event(owing)
    office.debit(owing, "LS5", "5000", ACCOUNT, "2026-10-31")
    back = orders(owing)[BQ1] | {"returned_on": ON, "returned_serial": "LS1"}
    assert codes(sync(owing, [back], CLERK)) == ["P13"]
    assert codes(sync(owing, [back | {"returned_serial": "LS5"}], CLERK)) == []
    assert [row["order_no"] for row in listed(owing) if row["source"] == "保全"] == [f"{BQ1}#2"]
    undo_event(owing)
    assert state_of(orders(owing)[BQ1]) is State.RETURNED


def test_a_refund_row_that_books_the_events_payment_is_no_second_debt(ledger: sqlite3.Connection) -> None:
    office.policies(ledger)
    office.surrender(ledger, "640")
    office.add(ledger, office.PremiumReceipt, office.REFUNDS.replace("| P3 |", "| P1 |"))
    assert [(row["order_no"], row["amount"]) for row in listed(ledger)] == [(BQ1, Decimal("640.00"))]
