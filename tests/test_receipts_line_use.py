"""One debit of the bank is one payment: it is not both the proof of an order and another policy's 退费."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from core.ledger.current import load_table
from core.ledger.schema import empty_ledger
from core.receipts.line_use import paid_to_others
from core.records.policy import PremiumReceipt
from tests import payments as orders
from tests.events_book import Office
from tests.payments import CLERK, codes

BQ1, TFP3 = "FKSJ00000001", "FKTFP3-20261015"
ON = "2026-10-31"
HEAD = (
    "| 保单号 | 险种代码 | 业务类型 | 应交期次 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 | 户名 | 付款账号 |"
)
TO = "李四 | 6222020000000000022"
OWED = f"{HEAD}\n| P3 | WL | 退费 | 1 | 2026-10-15 | -5000 | | | | {TO} |"
FINANCE = f"{HEAD}\n| P3 | WL | 退费 | 1 | 2026-10-15 | -5000 | 2026-10-30 | -5000 | LS1 | {TO} |"
CLAIM = "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n| LS1 | {} | 退费 | {} | 确认 |"


@pytest.fixture
def ledger() -> Iterator[sqlite3.Connection]:
    """P1 was surrendered for 5,000, P3 is to get 5,000 back; both payments are signed off, LS1 is a debit of 5,000."""
    connection = empty_ledger()
    orders.policies(connection)
    orders.surrender(connection)
    orders.add(connection, PremiumReceipt, OWED)
    orders.signed(connection)
    orders.debit(connection, "LS1", "-5000")
    yield connection
    connection.close()


def claimed(ledger: sqlite3.Connection, policy: str, due: str) -> list[str]:
    plan, _ = Office(ledger).sync(ON, claims=CLAIM.format(policy, due))
    return codes(plan)


def booked(ledger: sqlite3.Connection) -> list[tuple[str, float]]:
    rows = load_table(ledger, PremiumReceipt)
    return [(rows["bank_serial"][row], rows["received"][row]) for row in range(len(rows)) if rows["bank_serial"][row]]


def test_a_debit_that_proves_an_order_is_not_another_policys_refund(ledger: sqlite3.Connection) -> None:
    assert codes(orders.pay(ledger, BQ1, "LS1")) == []
    assert claimed(ledger, "P3", "2026-10-15") == ["R15"]
    assert booked(ledger) == []


def test_a_debit_that_is_booked_as_a_refund_does_not_prove_another_policys_order(ledger: sqlite3.Connection) -> None:
    assert claimed(ledger, "P3", "2026-10-15") == []
    plan = orders.pay(ledger, BQ1, "LS1")
    assert codes(plan) == ["P10"]
    assert "已在保费收入记作付给P3" in plan.findings[0].message
    assert orders.orders(ledger)[BQ1]["paid_on"] is None


def test_what_finance_writes_down_itself_is_held_against_the_orders_too(ledger: sqlite3.Connection) -> None:
    assert codes(orders.pay(ledger, BQ1, "LS1")) == []
    plan, _ = Office(ledger).sync(ON, receipts=FINANCE)
    assert codes(plan) == ["R15"]
    assert booked(ledger) == []


def test_the_order_of_a_refund_and_its_row_in_the_books_are_one_payment(ledger: sqlite3.Connection) -> None:
    assert codes(orders.pay(ledger, TFP3, "LS1")) == []
    assert claimed(ledger, "P3", "2026-10-15") == []
    assert booked(ledger) == [("LS1", -5000.0)]
    assert orders.listed(ledger)[0]["order_no"] == BQ1


def test_the_refund_that_was_booked_first_is_noted_as_paid_by_its_own_order(ledger: sqlite3.Connection) -> None:
    assert claimed(ledger, "P3", "2026-10-15") == []
    assert codes(orders.pay(ledger, TFP3, "LS1")) == []


def test_one_debit_for_two_orders_books_of_each_policy_its_own_part(ledger: sqlite3.Connection) -> None:
    orders.debit(ledger, "LS2", "-10000")
    paid = {"paid_on": date(2026, 10, 30), "paid_serial": "LS2"}
    both = [row | paid for row in orders.orders(ledger).values()]
    assert codes(orders.sync(ledger, both, CLERK)) == []
    plan, _ = Office(ledger).sync(ON, claims=CLAIM.format("P3", "2026-10-15").replace("LS1", "LS2"))
    assert codes(plan) == []
    assert booked(ledger) == [("LS2", -5000.0)]


def test_a_smaller_refund_of_the_same_policy_is_another_payment(ledger: sqlite3.Connection) -> None:
    orders.add(ledger, PremiumReceipt, f"{HEAD}\n| P1 | WL | 退费 | 2 | 2026-10-25 | -300 | | | | {TO} |")
    assert codes(orders.pay(ledger, BQ1, "LS1")) == []
    assert claimed(ledger, "P1", "2026-10-25") == ["R15"]


@pytest.mark.parametrize(
    ("proved", "rows", "others"),
    [
        ({"P1": [500]}, {("P1", "2026-10-15"): 500}, []),
        ({"P1": [500]}, {("P2", "2026-10-15"): 500}, ["P2"]),
        ({"P1": [500]}, {("P1", "2026-10-15"): 300}, ["P1"]),
        ({"P1": [500, 200]}, {("P1", "2026-10-15"): 200}, []),
        ({"P1": [500, 200]}, {("P1", "2026-10-15"): 400, ("P1", ""): 300}, []),
        ({"P1": [500]}, {("P1", "2026-10-15"): 500, ("P2", ""): 500}, ["P2"]),
        ({}, {("P2", ""): 500}, ["P2"]),
    ],
)
def test_books_and_orders_name_the_same_policy_and_sum(
    proved: dict[str, list[int]], rows: dict[tuple[str, str], int], others: list[str]
) -> None:
    assert paid_to_others(proved, rows) == others
