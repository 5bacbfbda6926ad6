"""满期金 and 生存金: amount, due day, what comes off, what is left unclaimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.values.accounts import Accounts
from core.values.contract import BenefitOf, Contract, MaturityBenefit, YearTable
from core.values.figure import Figure
from core.values.interest import Compounding, InterestTerms
from core.values.maturity import maturity, survival, unclaimed
from tests.contracts import contract, p1, with_parameters

NOTHING = Accounts()
DUE = date(2042, 3, 10)
PAID_UP = date(2027, 3, 10)
BASE: Contract = contract(next_due_on=PAID_UP)
P1: Contract = p1(next_due_on=PAID_UP)
TWO_PERCENT = InterestTerms(Decimal("0.02"))


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("benefit", "amount"),
    [
        (MaturityBenefit(BenefitOf.SUM_ASSURED), "50000.00"),
        (MaturityBenefit(BenefitOf.PREMIUMS_PAID, Decimal("1.06")), "53000.00"),
    ],
)
def test_the_benefit_is_the_sum_assured_or_premiums_times_a_ratio(benefit: MaturityBenefit, amount: str) -> None:
    assert maturity(with_parameters(BASE, maturity=benefit), NOTHING, DUE).amount == Decimal(amount)


def test_premiums_are_counted_where_the_ledger_has_no_total() -> None:
    monthly = replace(BASE, paid_premium=None, frequency="月交", premium=Decimal("900"))
    of_premiums = with_parameters(monthly, maturity=MaturityBenefit(BenefitOf.PREMIUMS_PAID))
    assert maturity(of_premiums, NOTHING, DUE).amount == Decimal("54000.00")


def test_balances_and_debts_settle_with_the_benefit() -> None:
    accounts = Accounts(dividends=Decimal("1234.56"), loan=Decimal(10000), loan_interest=Decimal("246.58"))
    assert maturity(BASE, accounts, DUE).amount == Decimal("40987.98")


def test_before_the_due_day_it_is_a_preview() -> None:
    figure = maturity(BASE, NOTHING, date(2042, 3, 9))
    assert (figure.amount, codes(figure)) == (Decimal("50000.00"), ["not-yet-due"])


def test_unclaimed_it_bears_the_contracts_interest_from_the_due_day() -> None:
    # 73 of 365 days at 2 %: 50,000 × 0.004
    assert maturity(BASE, NOTHING, date(2042, 5, 22), TWO_PERCENT).amount == Decimal("50200.00")


def test_unclaimed_without_a_stated_rate_bears_none_and_says_so() -> None:
    figure = maturity(BASE, NOTHING, date(2042, 5, 22))
    assert (figure.amount, codes(figure)) == (Decimal("50000.00"), ["rate-missing"])


@pytest.mark.parametrize(
    ("typed", "doubted"),
    [(DUE, False), (date(2042, 3, 9), False), (date(2042, 3, 8), True), (date(2042, 3, 11), True)],
)
def test_the_ledgers_day_may_be_the_due_day_or_the_last_day_of_cover(typed: date, doubted: bool) -> None:
    figure = maturity(replace(BASE, matures_on=typed), NOTHING, DUE)
    assert figure.amount == Decimal("50000.00")
    assert ("matures-differs" in codes(figure)) is doubted


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"policy_years": None}, "no-maturity"),
        ({"status": "终止", "status_on": date(2040, 1, 1)}, "contract-ended"),
        ({"status": "中止(失效)", "status_on": date(2025, 5, 10)}, "not-in-force-due"),
        ({"status": "中止(失效)", "status_on": DUE}, "not-in-force-due"),
        ({"sum_assured": None}, "missing"),
    ],
)
def test_what_owes_nothing_gives_no_number(changes: dict[str, Any], code: str) -> None:
    figure = maturity(replace(BASE, **changes), NOTHING, DUE)
    assert figure.amount is None
    assert code in codes(figure)


def test_a_contract_ended_by_the_payment_itself_can_still_be_recomputed() -> None:
    assert maturity(replace(BASE, status="终止", status_on=DUE), NOTHING, DUE).amount == Decimal("50000.00")


@pytest.mark.parametrize(("category", "code"), [("两全保险", "maturity-unknown"), ("定期寿险", "no-maturity")])
def test_an_unstated_benefit_is_asked_for_savings_and_absent_for_term(category: str, code: str) -> None:
    unstated = with_parameters(replace(BASE, category=category), maturity=None)
    assert codes(maturity(unstated, NOTHING, DUE)) == [code]


def test_the_table_and_the_parameter_are_held_against_each_other() -> None:
    assert BASE.table is not None
    rows = (*BASE.table.excluding[:-1], Decimal(0))
    table = YearTable(rows, survival=(*(Decimal(0) for _ in range(19)), Decimal(49999)))
    figure = maturity(replace(BASE, table=table), NOTHING, DUE)
    assert (figure.amount, codes(figure)) == (Decimal("50000.00"), ["maturity-differs"])


def test_an_overdue_last_premium_must_be_stated() -> None:
    base = replace(BASE, premium_years=20, next_due_on=date(2041, 3, 10), paid_premium=None)
    assert "arrears-missing" in codes(maturity(base, NOTHING, DUE))
    assert maturity(base, Accounts(arrears=Decimal(10000)), DUE).amount == Decimal("40000.00")


@pytest.mark.parametrize(("year", "amount"), [(12, "300.00"), (13, "350.00")])
def test_p1_pays_300_and_350_at_the_ends_of_years_12_and_13(year: int, amount: str) -> None:
    assert survival(P1, year, NOTHING, date(2022 + year, 3, 10)).amount == Decimal(amount)


def test_p1_pays_400_at_maturity_from_its_table() -> None:
    base = with_parameters(P1, maturity=None)
    assert maturity(base, NOTHING, date(2036, 3, 10)).amount == Decimal("400.00")


def test_a_year_without_a_benefit_says_so() -> None:
    assert codes(survival(P1, 11, NOTHING, date(2033, 3, 10))) == ["no-survival-benefit"]


def test_two_benefits_left_with_the_insurer_grow_each_from_its_own_day() -> None:
    # 2036-03-10: 300 for two years and 350 for one, 2 % yearly compound: 312.12 + 357.00
    yearly = InterestTerms(Decimal("0.02"), Compounding.YEARLY)
    assert unclaimed(P1, 11, date(2036, 3, 10), yearly).amount == Decimal("669.12")
    assert unclaimed(P1, 12, date(2036, 3, 10), yearly).amount == Decimal("357.00")


def test_nothing_is_unclaimed_before_the_first_benefit_and_none_falls_due_after_lapse() -> None:
    assert unclaimed(P1, 0, date(2034, 3, 9), TWO_PERCENT).amount == Decimal("0.00")
    lapsed = replace(P1, status="中止(失效)", status_on=date(2034, 6, 1))
    assert unclaimed(lapsed, 0, date(2036, 3, 10), InterestTerms(Decimal(0))).amount == Decimal("300.00")


def test_each_unclaimed_benefit_is_rounded_before_they_are_added() -> None:
    # 1.05 % simple: 306.31 (306.3085…) + 353.69 (353.6850…); the unrounded sum would give 659.99
    assert unclaimed(P1, 11, date(2036, 3, 10), InterestTerms(Decimal("0.0105"))).amount == Decimal("660.00")
