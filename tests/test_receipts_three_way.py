"""Policy, books and bank: every kind of difference once, and sums that tie; proposals become rows to confirm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.receipts.three_way import Kind, differences, ties
from core.receipts.to_confirm import rows_to_confirm
from core.receipts.waiting import unbooked_money
from tests.receipts_book import matched

BOOKED = """
| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |
| P1000000001 | WL | 续期 | 2026-10-11 | 10500.50 | 2026-10-13 | 10500.50 | L1 |
| P1000000002 | WL | 续期 | 2026-10-15 | 8000 | 2026-10-15 | 8000 | X1 |
| P1000000003 | WL | 续期 | 2026-10-20 | 6000 | 2026-10-20 | 5900 | L3 |
"""
LINES = """
| 流水号 | 到账日 | 金额 | 户名 | 单号 |
| L1 | 2026-10-12 | 10500.50 | 张三 | P1000000001 |
| L2 | 2026-10-14 | 10500.50 | 张三 | P1000000001 |
| L3 | 2026-10-20 | 5900 | 赵六 | P1000000003 |
| L4 | 2026-10-21 | 33 | 钱七 | |
"""


def test_each_kind_of_difference_is_named_with_its_rows() -> None:
    found = [
        (each.kind, each.document, each.serial, each.amount) for each in differences(matched(LINES, receipts=BOOKED))
    ]
    assert found == [
        (Kind.AMOUNT, "P1000000003", "L3", Decimal(-100)),
        (Kind.DAY, "P1000000001", "L1", Decimal(0)),
        (Kind.NO_BUSINESS, "", "L4", Decimal(33)),
        (Kind.NO_MONEY, "P1000000002", "X1", Decimal(-8000)),
        (Kind.REPEATED, "P1000000001", "L2", Decimal("10500.50")),
        (Kind.PAYER, "P1000000003", "L3", Decimal(0)),
    ]


def test_every_difference_says_what_to_do() -> None:
    assert all(each.handling and each.note for each in differences(matched(LINES, receipts=BOOKED)))


def test_statement_and_books_tie_part_by_part() -> None:
    statement, books = ties(matched(LINES, receipts=BOOKED))
    assert statement.ties
    assert statement.right == Decimal("26934.00")
    assert dict(statement.parts) == {
        "已入账": Decimal("16400.50"), "已认领": Decimal(0), "待确认": Decimal(0), "挂账": Decimal("10533.50"),
    }  # fmt: skip
    assert books.ties
    assert dict(books.parts) == {"有流水": Decimal("16400.50"), "没有流水": Decimal(8000), "冲正相抵": Decimal(0)}


@pytest.mark.parametrize("decision", ["确认", "驳回"])
def test_a_proposal_written_out_filled_in_and_read_again_is_decided(decision: str) -> None:
    lines = """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 7000 | 李四 | P1000000002 |
    """
    (row,) = rows_to_confirm(matched(lines))
    assert row["proposal"] == "按单号，金额不同核对，把握低；少交"
    claims = (
        "| 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |\n"
        f"| {row['bank_serial']} | {row['document_no']} | {row['business']} | {row['due_on']} | {decision} |"
    )
    again = matched(lines, claims=claims)
    assert [match.state.value for match in again.matches] == (["已认领"] if decision == "确认" else [])
    assert list(rows_to_confirm(again)) == []


def test_money_not_in_the_books_is_known_by_document_with_its_first_day() -> None:
    lines = """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-16 | 3000 | 李四 | P1000000002 |
        | L2 | 2026-10-15 | 5000 | 李四 | P1000000002 |
        | L3 | 2026-10-12 | 10500.50 | 张三 | P1000000001 |
    """
    receipts = """
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |
        | P1000000001 | WL | 续期 | 2026-10-11 | 10500.50 | 2026-10-12 | 10500.50 | L3 |
    """
    assert unbooked_money(matched(lines, receipts=receipts)) == {"P1000000002": date(2026, 10, 15)}
