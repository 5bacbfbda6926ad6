"""Typing slips that would pass for figures: each gives a reason instead of an amount, or the amount to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.values.accounts import Accounts
from core.values.auto_advance import auto_advance
from core.values.contract import Contract, DayBasis, YearTable
from core.values.cooling_off import cooling_off
from core.values.figure import Figure
from core.values.maturity import maturity
from core.values.paid_up import paid_up
from core.values.policy_loan import loan_limit
from core.values.reduction import reduction
from core.values.reinstatement import reinstatement
from core.values.short_term import unearned
from core.values.surrender import surrender
from tests.contracts import contract, with_parameters

UNPAID = date(2025, 3, 10)
DAY = date(2025, 4, 1)
PAID_UP_SUMS = tuple(Decimal(1100 * year) for year in range(1, 20))
LAPSED: dict[str, Any] = {"status": "中止(失效)", "status_on": date(2025, 5, 10)}


def overdue(due: date, **changes: Any) -> Contract:
    """The plain contract with the premium of ``due`` unpaid, and a paid-up sum for every year."""
    table = contract().table
    assert table is not None
    table = replace(table, paid_up=PAID_UP_SUMS)
    return contract(**{"next_due_on": due, "paid_premium": None, "table": table} | changes)


def lapsed(due: date = UNPAID, **changes: Any) -> Contract:
    base = with_parameters(
        overdue(due, **LAPSED),
        reinstatement_rate=Decimal("0.05"),
        reinstatement_start="应交日",
        reinstatement_compounding="单利",
    )
    return replace(base, **changes)


def answer(figure: Figure) -> tuple[Decimal | None, list[str]]:
    return figure.amount, [finding.code for finding in figure.findings if finding.severity == "拒收"]


@pytest.mark.parametrize("typed", [date(2025, 3, 9), date(2025, 3, 11), date(2020, 3, 10)])
def test_a_first_unpaid_premium_on_no_due_day_decides_no_money(typed: date) -> None:
    # The day before is 1,000 yuan a year less than meant, and one premium more to collect: no one may guess which.
    advancing = with_parameters(overdue(typed), auto_advance="全额")
    figures = [
        surrender(overdue(typed), Accounts(), DAY).figure,
        loan_limit(overdue(typed), DAY),
        paid_up(overdue(typed), DAY),
        auto_advance(advancing, DAY),
        reinstatement(lapsed(typed), date(2025, 9, 1)),
    ]
    assert [answer(figure) for figure in figures] == [(None, ["due-day-unclear"])] * 5


def test_a_contract_of_29_february_may_count_on_to_1_march() -> None:
    leap = {"effective_on": date(2020, 2, 29), "signed_on": None}
    for due in (date(2023, 2, 28), date(2023, 3, 1)):
        assert surrender(overdue(due, **leap), Accounts(), DAY).figure.amount == Decimal("3000.00")
    assert answer(surrender(overdue(date(2023, 3, 2), **leap), Accounts(), DAY).figure)[1] == ["due-day-unclear"]


def test_all_premiums_paid_ahead_come_back_in_the_cooling_off_period() -> None:
    ahead = contract(paid_premium=None, next_due_on=date(2027, 3, 10))
    assert cooling_off(ahead, Accounts(), date(2022, 3, 20)).amount == Decimal("50000.00")


@pytest.mark.parametrize(
    ("frequency", "amount"),
    [
        ("月交", "440.32"),  # 1,000 × 65 % × 21/31: ten days of December have begun
        ("季交", "148.37"),  # 1,000 × 65 % × 21/92
        ("半年交", "74.18"),  # 1,000 × 65 % × 21/184
        ("年交", "37.40"),  # 1,000 × 65 % × 21/365
    ],
)
def test_365_days_are_those_of_a_yearly_premium_and_never_of_the_last_instalment(frequency: str, amount: str) -> None:
    short = contract(
        effective_on=date(2026, 1, 1),
        policy_years=1,
        premium_years=1,
        frequency=frequency,
        premium=Decimal(1000),
        paid_premium=None,
        next_due_on=date(2027, 1, 1),
        signed_on=None,
        category="医疗保险",
        table=None,
    )
    stated = with_parameters(
        short, short_term_expense_rate=Decimal("0.35"), day_basis=DayBasis.FIXED_365, zero_after_claim=False
    )
    assert unearned(stated, Accounts(), date(2026, 12, 10)).amount == Decimal(amount)


@pytest.mark.parametrize("rate", ["-0.3", "1"])
def test_an_expense_rate_outside_0_to_1_gives_no_refund(rate: str) -> None:
    short = contract(effective_on=date(2026, 1, 1), policy_years=1, premium_years=1, frequency="趸交", next_due_on=None)
    stated = with_parameters(short, short_term_expense_rate=Decimal(rate), zero_after_claim=False)
    assert answer(unearned(stated, Accounts(), date(2026, 6, 1))) == (None, ["rate-range"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"frequency": ""}, "servicing-frequency"),
        ({"frequency": "趸交"}, "servicing-frequency"),
        ({"premium": Decimal(0)}, "servicing-missing"),
    ],
)
def test_arrears_are_not_counted_without_instalments(changes: dict[str, Any], code: str) -> None:
    assert answer(reinstatement(lapsed(**changes), date(2025, 9, 1))) == (None, [code])


def test_interest_below_zero_is_not_paid_to_the_debtor() -> None:
    below = with_parameters(lapsed(), reinstatement_rate=Decimal("-0.05"))
    assert answer(reinstatement(below, date(2025, 9, 1))) == (None, ["servicing-rate"])


@pytest.mark.parametrize("on", [date(2022, 3, 9), date(2042, 3, 10)])
def test_nothing_is_lent_reduced_made_paid_up_or_advanced_outside_the_cover(on: date) -> None:
    # After the end too: the frozen value of an unpaid premium has no end of its own.
    advancing = with_parameters(overdue(UNPAID), auto_advance="全额")
    assert "servicing-outside" in answer(paid_up(overdue(UNPAID), on))[1]
    assert "servicing-outside" in answer(auto_advance(advancing, on))[1]
    assert "servicing-outside" in answer(loan_limit(overdue(UNPAID), on))[1]
    assert "servicing-outside" in answer(reduction(overdue(UNPAID), on, Decimal(10000)))[1]
    assert paid_up(overdue(UNPAID), date(2042, 3, 9)).amount == Decimal("3300.00")


def test_no_maturity_is_previewed_before_the_cover_or_for_a_sum_that_is_none() -> None:
    assert answer(maturity(contract(), Accounts(), date(2022, 3, 9))) == (None, ["before-cover"])
    assert answer(maturity(contract(sum_assured=Decimal(0)), Accounts(), date(2042, 3, 10)))[1] == ["not-above-zero"]


def test_premiums_run_no_longer_than_the_cover() -> None:
    long = contract(premium_years=25, next_due_on=date(2029, 3, 10), paid_premium=None)
    assert answer(surrender(long, Accounts(), date(2028, 9, 26)).figure) == (None, ["premium-longer"])


def test_no_loan_on_a_premium_below_zero() -> None:
    below = contract(premium=Decimal(-1), table=YearTable(tuple(map(Decimal, range(1, 21)))))
    assert answer(loan_limit(below, date(2026, 9, 26))) == (None, ["servicing-missing"])
