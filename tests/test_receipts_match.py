"""Which payment pays which due: booked serial, exact, tolerance, split, combined, by name and account."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.receipts.model import How, Problem, State, Sure
from tests.receipts_book import matched, only


def test_one_payment_of_main_product_and_rider_is_matched_by_number_and_amount() -> None:
    result = matched("""
        | 流水号 | 到账日 | 金额 | 户名 | 摘要 |
        | L1 | 2026-10-12 | 10500.50 | 张三 | 续期 P1000000001 |
    """)
    assert only(result) == (How.DOCUMENT, Sure.HIGH, State.PROPOSED, ())
    assert result.dues.document[result.matches[0].dues[0]] == "P1000000001"
    assert (result.matched_total, result.suspense_total) == (Decimal("10500.50"), Decimal(0))


def test_a_booked_serial_is_certain_and_already_booked() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 |
        | L1 | 2026-10-12 | 10500.50 | 张三 |
        """,
        receipts="""
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |
        | P1000000001 | WL | 续期 | 2026-10-11 | 10000 | 2026-10-12 | 10000 | L1 |
        | P1000000001 | CI | 续期 | 2026-10-11 | 500.50 | 2026-10-12 | 500.50 | L1 |
        """,
    )
    assert only(result) == (How.SERIAL, Sure.CERTAIN, State.BOOKED, ())


@pytest.mark.parametrize(
    ("paid", "how", "problems"),
    [
        ("7999.99", How.TOLERANCE, (Problem.WITHIN,)),
        ("8000.01", How.TOLERANCE, (Problem.WITHIN,)),
        ("7999.98", How.DOCUMENT_ONLY, (Problem.SHORT,)),
        ("8000.02", How.DOCUMENT_ONLY, (Problem.OVER,)),
    ],
)
def test_one_fen_is_tolerated_and_listed_two_fen_are_short_or_over(
    paid: str, how: How, problems: tuple[Problem, ...]
) -> None:
    result = matched(f"""
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | {paid} | 李四 | P1000000002 |
    """)
    assert (result.matches[0].how, result.matches[0].problems) == (how, problems)
    assert result.matches[0].difference == int((Decimal(paid) - 8000) * 100)


def test_two_payments_for_one_instalment_are_a_split() -> None:
    result = matched("""
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 5000 | 李四 | P1000000002 |
        | L2 | 2026-10-16 | 3000 | 李四 | P1000000002 |
    """)
    assert only(result) == (How.SPLIT, Sure.HIGH, State.PROPOSED, ())
    assert result.matches[0].lines == (0, 1)


def test_one_payment_that_names_two_policies_pays_both() -> None:
    result = matched("""
        | 流水号 | 到账日 | 金额 | 户名 | 摘要 |
        | L1 | 2026-10-15 | 14000 | 李四 | P1000000002、P1000000003 |
    """)
    assert only(result)[:2] == (How.COMBINED, Sure.HIGH)
    assert len(result.matches[0].dues) == 2


def test_without_a_number_name_and_sum_of_both_policies_are_enough_when_nothing_else_adds_up() -> None:
    result = matched("""
        | 流水号 | 到账日 | 金额 | 户名 |
        | L1 | 2026-10-15 | 14000 | 李四 |
    """)
    assert only(result)[:2] == (How.COMBINED, Sure.MIDDLE)


def test_without_a_number_name_account_and_amount_are_surer_than_name_and_amount() -> None:
    by_account = matched("""
        | 流水号 | 到账日 | 金额 | 户名 | 对方账号 |
        | L1 | 2026-10-15 | 8000 | 李四 | 6222020000000002 |
    """)
    by_name = matched("""
        | 流水号 | 到账日 | 金额 | 户名 |
        | L1 | 2026-10-15 | 8000 | 李四 |
    """)
    assert only(by_account)[:2] == (How.ACCOUNT, Sure.HIGH)
    assert only(by_name)[:2] == (How.NAME, Sure.MIDDLE)
