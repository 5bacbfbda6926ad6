"""Payments that need a person: several dues, duplicates, late, by others; suspense; what a person decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.law.lookup import Law
from core.receipts.model import How, Problem, State, Sure, Why
from core.receipts.waiting import money_waiting, recent_statement, unbooked_money
from core.records.banking import BankLine
from core.records.policy import Policy, PremiumReceipt
from core.records.servicing import ServicingRequest
from core.table import Tables
from tests.receipts_book import POLICIES, matched, only
from tests.tables import table

WAITS = {"P1000000002": date(2026, 10, 16)}


def test_a_name_that_owes_the_same_amount_twice_is_left_to_a_person_with_both_numbers() -> None:
    twin = POLICIES.replace("| 6000 | 2023-10-20", "| 8000 | 2023-10-20")
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 |
        | L1 | 2026-10-15 | 8000 | 李四 |
        """,
        twin,
    )
    assert not result.matches
    assert (result.suspense[0].why, result.suspense[0].hints) == (Why.SEVERAL, ("P1000000002", "P1000000003"))


def test_a_second_payment_of_the_same_instalment_is_a_duplicate() -> None:
    result = matched("""
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | 李四 | P1000000002 |
        | L2 | 2026-10-16 | 8000 | 李四 | P1000000002 |
    """)
    assert [each.why for each in result.suspense] == [Why.DUPLICATE]
    assert (result.matched_total, result.suspense_total) == (Decimal(8000), Decimal(8000))


def test_a_monthly_premium_that_comes_twice_may_be_a_duplicate_or_next_month_ahead() -> None:
    monthly = POLICIES.replace("| 李四 | 李小四 | ****0002 | 年交", "| 李四 | 李小四 | ****0002 | 月交")
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | 李四 | P1000000002 |
        | L2 | 2026-10-16 | 8000 | 李四 | P1000000002 |
        """,
        monthly,
    )
    assert [str(result.dues.due_on[match.dues[0]]) for match in result.matches] == ["2026-10-15", "2026-11-15"]
    assert [match.problems for match in result.matches] == [(), (Problem.MAYBE_TWICE,)]


def test_what_a_part_payment_left_open_is_not_paid_by_the_line_that_is_booked() -> None:
    """The clerk's word on L1 stands for its 7,990 in the books, not for the 10 that are still owed."""
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-16 | 7990 | 李四 | P1000000002 |
        """,
        claims="""
        | 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |
        | L1 | P1000000002 | 续期 | 2026-10-15 | 确认 |
        """,
        receipts="""
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 流水号 |
        | P1000000002 | WL | 续期 | 2026-10-15 | 7990 | 2026-10-16 | 7990 | L1 |
        | P1000000002 | WL | 续期 | 2026-10-15 | 10 | | | |
        """,
    )
    (match,) = result.matches
    assert (match.state, match.difference) == (State.CONFIRMED, 0)
    assert unbooked_money(result) == {}


REPAYMENT = """
| 受理号 | 保单号 | 保全项目 | 涉费金额(收+/付−) | 办结日 |
| BQ1    | P1000000002 | 借款清偿 | {} | {} |
"""


@pytest.mark.parametrize(
    ("amount", "completed", "waiting"),
    [("1117", "2026-10-16", {}), ("1118", "2026-10-16", WAITS), ("1117", "", WAITS)],
)
def test_a_loan_paid_back_is_not_money_that_waits_for_the_premium(
    amount: str, completed: str, waiting: dict[str, date]
) -> None:
    lines = "| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | 2026-10-16 | 1117 | 李四 | P1000000002 |"
    requests = table(ServicingRequest, REPAYMENT.format(amount, completed))
    tables = Tables([table(BankLine, lines), table(Policy, POLICIES), requests])
    assert money_waiting(tables, Law.default(), date(2026, 10, 31)) == waiting


@pytest.mark.parametrize(
    ("loan", "yuan", "maybe"),
    [("5000", "8000", False), ("5000", "5100", True), ("5000", "8100", True), ("0", "5100", False)],
)
def test_money_for_a_policy_with_a_loan_may_be_a_repayment(loan: str, yuan: str, maybe: bool) -> None:
    """8,000 is the premium; another amount may be the loan paid back."""
    lent = POLICIES.replace("交费状态 |", "交费状态 | 借款 |").replace("交费中 |", f"交费中 | {loan} |")
    line = f"| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | 2026-10-16 | {yuan} | 李四 | P1000000002 |"
    (match,) = matched(f"\n{line}\n", lent).matches
    assert (Problem.MAYBE_REPAYMENT in match.problems) is maybe


@pytest.mark.parametrize(("day", "problems"), [("2026-09-30", None), ("2026-10-01", (Problem.LATE,))])
def test_the_grace_of_1_august_ends_on_30_september(day: str, problems: tuple[Problem, ...] | None) -> None:
    result = matched(f"""
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | {day} | 8000 | 王五 | P1000000004 |
    """)
    assert [match.problems for match in result.matches] == ([problems] if problems else [])


def test_a_third_party_and_a_colleague_who_pays_for_a_customer_are_named() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 对方账号 | 单号 |
        | L1 | 2026-10-15 | 8000 | 赵六 | 6222020000000009 | P1000000002 |
        | L2 | 2026-10-20 | 6000 | 李小四 | 6222020000000008 | P1000000003 |
        """,
        staff="""
        | 工号 | 姓名 | 人员类别 | 账号 |
        | A1 | 赵六 | 销售人员 | 6222020000000009 |
        """,
    )
    assert [match.problems for match in result.matches] == [
        (Problem.THIRD_PARTY, Problem.EMPLOYEE),
        (Problem.THIRD_PARTY,),
    ]


def test_a_colleague_may_pay_for_the_own_policy() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | 李四 | P1000000002 |
        """,
        staff="| 工号 | 姓名 | 人员类别 |\n| A1 | 李四 | 销售人员 |",
    )
    assert result.matches[0].problems == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("| L1 | 2026-10-15 | 77 | 钱七 | |", Why.NOBODY),
        ("| L1 | 2026-10-15 | 77 | 钱七 | P9999999999 |", Why.UNKNOWN_DOCUMENT),
        ("| L1 | 2026-10-15 | -77 | 钱七 | |", Why.OUTGOING),
    ],
)
def test_what_nobody_can_place_is_in_suspense_with_its_reason(line: str, why: Why) -> None:
    result = matched(f"| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n{line}")
    assert [each.why for each in result.suspense] == [why]
    assert result.suspense[0].next_step


def test_a_claim_confirmed_by_a_person_stands_before_any_rule() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | 李四 | P1000000002 |
        """,
        claims="""
        | 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |
        | L1 | P1000000003 | 续期 | 2026-10-20 | 确认 |
        """,
    )
    assert only(result) == (How.CONFIRMED, Sure.CERTAIN, State.CONFIRMED, (Problem.OVER,))


def test_a_proposal_that_was_turned_down_is_not_made_again() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | 李四 | P1000000002 |
        """,
        claims="""
        | 流水号 | 认领单号 | 业务类型 | 应交日 | 认领结果 |
        | L1 | P1000000002 | 续期 | 2026-10-15 | 驳回 |
        """,
    )
    assert not result.matches
    assert result.suspense[0].why is Why.REJECTED


def test_a_booking_without_a_bank_line_is_listed_and_a_reversed_one_is_not() -> None:
    result = matched(
        """
        | 流水号 | 到账日 | 金额 | 户名 |
        | L9 | 2026-10-15 | 1 | 钱七 |
        """,
        receipts="""
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |
        | P1000000002 | WL | 续期 | 2026-10-15 | 8000 | 2026-10-15 | 8000 | X1 |
        | P1000000003 | WL | 续期 | 2026-10-20 | 6000 | 2026-10-20 | 6000 | X2 |
        | P1000000003 | WL | 续期 | 2026-10-20 | -6000 | 2026-10-21 | -6000 | X3 |
        """,
    )
    assert [result.dues.document[due] for due in result.unfound] == ["P1000000002"]
    assert len(result.reversed) == 1


def test_income_and_outlay_in_two_columns_are_one_signed_amount() -> None:
    result = matched("""
        | 流水号 | 到账日 | 收入金额 | 支出金额 | 户名 | 单号 |
        | L1 | 2026-10-15 | 8000 | | 李四 | P1000000002 |
        | L2 | 2026-10-16 | | 70 | 李四 | |
    """)
    assert (result.matched_total, result.suspense_total) == (Decimal(8000), Decimal(-70))


def test_a_premium_booked_before_the_statement_begins_is_not_what_a_later_line_pays() -> None:
    """15 August was booked and its bank line lies in a statement nobody synced; the line of October is of October."""
    monthly = POLICIES.replace("| 李四 | 李小四 | ****0002 | 年交", "| 李四 | 李小四 | ****0002 | 月交")
    lines = "| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | 2026-10-16 | 8000 | 李四 | P1000000002 |"
    booked = """
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 流水号 |
        | P1000000002 | WL2601 | 续期 | 2026-08-15 | 8000 | 2026-08-16 | 8000 | X1 |"""
    tables = Tables([table(BankLine, lines), table(Policy, monthly), table(PremiumReceipt, booked)])
    found = recent_statement(tables, Law.default(), date(2026, 10, 31))
    assert found is not None
    assert [str(found.dues.due_on[match.dues[0]]) for match in found.matches] == ["2026-10-15"]
