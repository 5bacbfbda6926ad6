"""保单贷款: both wordings of the limit, the law's cap, capitalised interest, and the day the debt reaches the value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.law import Law
from core.values.contract import Contract, YearTable
from core.values.debt_limit import debt_reaches_value
from core.values.figure import Figure, Working
from core.values.interest import Compounding, InterestTerms
from core.values.interpolation import value_on
from core.values.policy_loan import Loan, LoanTerm, loan_limit, loan_term, owed
from tests.contracts import contract, with_parameters

FIVE = Decimal("0.05")
AT_YEAR_3 = date(2025, 3, 10)
HALF_YEAR = LoanTerm(months=6)


def policy(**parameters: object) -> Contract:
    """100,000 of value at the end of year 3, premiums over, no premium in the value."""
    values = tuple(Decimal(100000 + 1000 * (year - 3)) for year in range(1, 21))
    paid = contract(table=YearTable((*values[:-1], Decimal(0))), premium_status="交清", premium_years=3)
    return with_parameters(paid, loan_ratio=Decimal("0.8"), loan_limit_wording="净值比例", **parameters)


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("wording", "debts", "limit"),
    [
        ("净值比例", "0", "80000"),
        ("本息合计", "0", "80000"),
        ("净值比例", "20000", "64000"),
        ("本息合计", "20000", "60000"),
    ],
)
def test_eighty_percent_of_100_000_by_both_wordings(wording: str, debts: str, limit: str) -> None:
    figure = loan_limit(with_parameters(policy(), loan_limit_wording=wording), AT_YEAR_3, Decimal(debts))
    assert figure.amount == Decimal(limit)
    assert codes(figure) == ["loan-consent"]


def test_the_limit_is_said_as_it_is_applied_cut_off_to_the_fen() -> None:
    """80% of 99,999.97 is 79,999.976: what may be lent is 79,999.97."""
    figure = loan_limit(policy(), AT_YEAR_3, Decimal("0.03"), asked=Decimal("79999.98"))
    (above,) = [finding for finding in figure.findings if finding.code == "loan-above"]
    assert above.message == "申请贷款79,999.98元超过限额79,999.97元"


def test_an_unstated_wording_is_refused_only_where_debts_make_a_difference() -> None:
    silent = with_parameters(policy(), loan_limit_wording="")
    assert loan_limit(silent, AT_YEAR_3).amount == 80000
    refused = loan_limit(silent, AT_YEAR_3, Decimal(1))
    assert refused.amount is None
    assert "loan-wording-unknown" in codes(refused)


def test_a_contract_that_promises_90_percent_is_held_at_the_cap_of_the_law() -> None:
    figure = loan_limit(with_parameters(policy(), loan_ratio=Decimal("0.9")), AT_YEAR_3)
    assert figure.amount == 80000
    assert "loan-ratio-above-law" in codes(figure)


def test_a_contract_of_70_percent_keeps_its_own_and_a_silent_one_takes_the_cap() -> None:
    assert loan_limit(with_parameters(policy(), loan_ratio=Decimal("0.7")), AT_YEAR_3).amount == 70000
    silent = loan_limit(with_parameters(policy(), loan_ratio=None), AT_YEAR_3)
    assert silent.amount == 80000
    assert "loan-ratio-assumed" in codes(silent)


def test_the_cap_is_the_law_of_the_day_and_not_a_number_in_code() -> None:
    row = {"key": "policy_loan_ratio", "value": "0.6", "effective_from": date(2026, 1, 1)}
    law, _ = Law.default().with_overrides([row])
    assert loan_limit(policy(), AT_YEAR_3, law=law).amount == 80000
    assert loan_limit(policy(), date(2026, 3, 10), law=law).amount == 60600


def test_more_than_the_limit_cannot_be_lent() -> None:
    assert loan_limit(policy(), AT_YEAR_3, asked=Decimal(80000)).amount == 80000
    above = loan_limit(policy(), AT_YEAR_3, asked=Decimal("80000.01"))
    assert (above.amount, codes(above)[0]) == (None, "loan-above")
    assert codes(loan_limit(policy(), AT_YEAR_3, Decimal(100000)))[0] == "loan-none"


def test_a_lapsed_policy_lends_nothing_and_an_overdue_one_goes_to_a_person() -> None:
    assert codes(loan_limit(replace(policy(), status="中止(失效)"), AT_YEAR_3)) == ["servicing-status"]
    overdue = replace(policy(), premium_years=5, premium_status="交费中", next_due_on=AT_YEAR_3)
    assert "loan-overdue" in codes(loan_limit(overdue, AT_YEAR_3))


@pytest.mark.parametrize(
    ("words", "term"),
    [("6个月", HALF_YEAR), ("180天", LoanTerm(days=180)), ("1年", LoanTerm(months=12)), (" 90 日", LoanTerm(days=90))],
)
def test_terms_as_products_write_them(words: str, term: LoanTerm) -> None:
    assert loan_term(words) == term


@pytest.mark.parametrize("words", ["", "随借随还", "0天", "六个月"])
def test_other_words_are_no_term(words: str) -> None:
    assert loan_term(words) is None


@pytest.mark.parametrize(
    ("interest", "term", "on", "owes"),
    [
        (InterestTerms(FIVE), HALF_YEAR, date(2025, 1, 10), "10000.00"),
        (InterestTerms(FIVE), HALF_YEAR, date(2025, 7, 10), "10247.95"),  # 181 days
        (InterestTerms(FIVE), HALF_YEAR, date(2026, 1, 10), "10506.25"),  # × (1 + 5% × 184/365)
        (InterestTerms(FIVE), LoanTerm(days=180), date(2026, 1, 10), "10506.42"),  # 180 + 180 + 5 days
        (InterestTerms(FIVE), None, date(2026, 1, 10), "10500.00"),
        (InterestTerms(FIVE, Compounding.DAILY), HALF_YEAR, date(2026, 1, 10), "10512.67"),
        (InterestTerms(FIVE), HALF_YEAR, date(2025, 1, 9), "0"),
    ],
)
def test_ten_thousand_lent_on_10_january_2025(
    interest: InterestTerms, term: LoanTerm | None, on: date, owes: str
) -> None:
    assert round(Loan(Decimal(10000), date(2025, 1, 10), interest, term).owed(on), 2) == Decimal(owes)


def test_the_steps_add_up_to_what_is_owed_and_say_when_interest_became_principal() -> None:
    loan, working = Loan(Decimal(10000), date(2025, 1, 31), InterestTerms(FIVE), HALF_YEAR), Working()
    assert loan.maturities(date(2026, 3, 1)) == [date(2025, 7, 31), date(2026, 1, 31)]
    assert abs(owed(loan, date(2026, 3, 1), working) - loan.owed(date(2026, 3, 1))) < Decimal("1e-20")
    assert loan.maturities(date(2025, 7, 31)) == [date(2025, 7, 31)]
    assert [step.note for step in working.steps] == ["到期未还，利息转入本金"] * 2 + ["", ""]
    assert sum(step.result for step in working.steps[:3]) + 10000 == working.steps[3].result


def test_the_debt_reaches_a_level_value_on_the_first_day_that_it_is_not_below_it() -> None:
    level = replace(policy(), table=YearTable((Decimal(10100),) * 20))
    loan = Loan(Decimal(10000), AT_YEAR_3, InterestTerms(Decimal("0.0365")))  # one yuan a day
    reached = debt_reaches_value(level, loan.owed, AT_YEAR_3)
    assert reached is not None
    assert reached.reached_on == AT_YEAR_3 + timedelta(days=100)
    assert reached.ends_on == AT_YEAR_3 + timedelta(days=101)
    assert (reached.debt, reached.value) == (10100, 10100)


@pytest.mark.parametrize(
    ("frequency", "premium", "rise", "lent", "earliest"),
    [
        ("年交", 500, 700, 12000, date(2026, 3, 10)),
        ("月交", 500, 700, 12000, date(2026, 3, 10)),
        ("月交", 6000, 6000, 30650, date(2025, 4, 6)),  # reached at the end of a month, well below the year's end
    ],
)
def test_the_day_found_is_the_one_that_a_look_at_every_day_finds(
    frequency: str, premium: int, rise: int, lent: int, earliest: date
) -> None:
    rows = tuple(Decimal(12000 + rise * year) for year in range(1, 21))
    policy_of = replace(policy(), table=YearTable(rows), premium_years=20, frequency=frequency)
    rising = replace(policy_of, premium=Decimal(premium))
    loan = Loan(Decimal(lent), AT_YEAR_3, InterestTerms(Decimal("0.12"), Compounding.DAILY), HALF_YEAR)
    day = AT_YEAR_3
    while loan.owed(day) < (value_on(rising, rising.table, day, Working(), drawn=True) or 0):
        day += timedelta(days=1)
    reached = debt_reaches_value(rising, loan.owed, AT_YEAR_3)
    assert reached is not None
    assert reached.reached_on == day >= earliest


def test_a_small_debt_never_reaches_a_rising_value_and_no_debt_reaches_nothing() -> None:
    loan = Loan(Decimal(10), AT_YEAR_3, InterestTerms(FIVE))
    assert debt_reaches_value(policy(), loan.owed, AT_YEAR_3, until=date(2035, 3, 9)) is None
    empty = replace(policy(), table=YearTable((Decimal(0),) * 20))
    assert debt_reaches_value(empty, lambda day: Decimal(0), AT_YEAR_3) is None
