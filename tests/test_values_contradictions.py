"""Facts that contradict each other, are missing or cannot be: no amount, or one that a person must look at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.values.accounts import Accounts
from core.values.contract import Contract
from core.values.figure import Figure
from core.values.maturity import maturity
from core.values.paid_up import paid_up
from core.values.policy_loan import loan_limit
from core.values.reduction import reduction
from core.values.reinstatement import reinstatement
from core.values.surrender import surrender
from tests.contracts import contract, with_parameters

ON = date(2028, 9, 26)  # day 200 of policy year 7, all five premiums paid
LAPSED: dict[str, Any] = {"status": "中止(失效)", "status_on": date(2025, 5, 10)}


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def given_up(on: date = ON, accounts: Accounts | None = None, **changes: Any) -> Figure:
    return surrender(contract(**changes), accounts or Accounts(), on).figure


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"factor": Decimal(0)}, "not-above-zero"),
        ({"factor": Decimal(-1)}, "not-above-zero"),
        ({"premium": Decimal(0)}, "not-above-zero"),
        ({"premium": Decimal(-10000)}, "not-above-zero"),
        ({"status": ""}, "status-missing"),
        ({"premium_status": "自动垫交"}, "advance-missing"),
    ],
)
def test_an_amount_that_cannot_be_and_a_status_that_is_missing_give_no_figure(
    changes: dict[str, Any], code: str
) -> None:
    figure = given_up(**changes)
    assert (figure.amount, code in codes(figure)) == (None, True)


def test_advanced_premiums_that_are_stated_come_off() -> None:
    figure = given_up(accounts=Accounts(advanced=Decimal(500)), premium_status="自动垫交")
    assert figure.amount == Decimal("6047.95")  # 6,000 + 1,000 × 200/365 − 500


def test_a_lapsed_policy_that_owes_no_premium_is_valued_at_its_lapse_by_a_person() -> None:
    figure = given_up(**LAPSED)
    assert "lapsed-not-overdue" in codes(figure)
    # 2025-05-10 is day 61 of year 4: 3,000 + 1,000 × 61/365 + 10,000 × 304/365
    assert figure.amount == Decimal("11495.89")


def test_a_receipt_signed_a_year_after_the_start_is_looked_at_before_all_premiums_go_back() -> None:
    late = given_up(on=date(2025, 9, 10), signed_on=date(2025, 9, 5))
    assert (late.amount, "signed-late" in codes(late)) == (Decimal(50000), True)
    assert "signed-late" not in codes(given_up(on=date(2022, 3, 20)))


def test_a_premium_due_after_the_day_of_a_preview_is_not_owed() -> None:
    early = contract(next_due_on=date(2025, 3, 10), paid_premium=Decimal(30000))
    assert maturity(early, Accounts(), date(2025, 1, 1)).amount == Decimal(50000)
    assert "arrears-missing" in codes(maturity(early, Accounts(), date(2025, 3, 10)))


def test_a_loan_limit_is_cut_off_below_the_ratio() -> None:
    one = with_parameters(contract(factor=Decimal("1.00012")), loan_ratio=Decimal("0.8"))
    # at the start of year 7: 6,000.72 × 0.8 = 4,800.576
    assert loan_limit(one, date(2028, 3, 10)).amount == Decimal("4800.57")


@pytest.mark.parametrize("state", ["减额交清", "展期定期"])
def test_no_loan_and_no_reduction_by_a_table_that_no_longer_holds(state: str) -> None:
    one = contract(premium_status=state)
    assert loan_limit(one, ON).amount is None
    assert reduction(one, ON, Decimal(5000)).amount is None


def test_debts_below_zero_raise_no_limit() -> None:
    owed = Decimal(-100)
    overdue = contract(next_due_on=date(2025, 3, 10), paid_premium=Decimal(30000))
    assert loan_limit(contract(), ON, owed).amount is None
    assert reduction(contract(), ON, Decimal(5000), debts=owed).amount is None
    assert paid_up(overdue, date(2025, 3, 20), owed).amount is None


def lapsed(**changes: Any) -> Contract:
    owing = {"next_due_on": date(2025, 3, 10), "paid_premium": Decimal(30000), **LAPSED, **changes}
    return with_parameters(contract(**owing), reinstatement_rate=Decimal(0))


def test_reinstatement_owes_the_unpaid_premiums_from_the_lapse_on() -> None:
    assert reinstatement(lapsed(), date(2025, 5, 10)).amount == Decimal(10000)
    assert "reinstatement-early" in codes(reinstatement(lapsed(), date(2025, 5, 9)))


def test_a_lapsed_policy_that_owes_nothing_is_not_reinstated_for_nothing() -> None:
    paid = lapsed(next_due_on=date(2027, 3, 10))
    assert reinstatement(paid, date(2025, 6, 1)).amount is None
    by_debt = reinstatement(paid, date(2025, 6, 1), Decimal(700))
    assert (by_debt.amount, "reinstatement-owes" in codes(by_debt)) == (Decimal(700), True)
    assert reinstatement(lapsed(premium=Decimal(0)), date(2025, 6, 1)).amount is None


def test_an_instalment_missed_inside_a_year_is_valued_at_the_year_end_by_a_person() -> None:
    monthly = {"frequency": "月交", "premium": Decimal(900), "paid_premium": None, "next_due_on": date(2025, 10, 10)}
    figure = given_up(on=date(2025, 10, 20), **monthly)
    assert (figure.amount, "freeze-within-year" in codes(figure)) == (Decimal(3000), True)
    whole_year = given_up(on=date(2025, 3, 20), **{**monthly, "next_due_on": date(2025, 3, 10)})
    assert "freeze-within-year" not in codes(whole_year)
