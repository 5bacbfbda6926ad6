"""犹豫期: which days are in it, what comes back, and what the ledger and the law say against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.days.periods import CoolingOffStart
from core.values.accounts import Accounts
from core.values.cooling_off import cooling_off
from core.values.figure import Figure
from tests.contracts import contract, with_parameters

FRESH = contract(paid_premium=Decimal(10000), next_due_on=date(2023, 3, 10))  # signed 2022-03-15
NOTHING = Accounts()


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(("start", "last"), [("next_day", 30), ("same_day", 29)])
def test_fifteen_days_from_the_day_of_signing_or_the_next(start: CoolingOffStart, last: int) -> None:
    base = with_parameters(FRESH, cooling_off_start=start)
    assert cooling_off(base, NOTHING, date(2022, 3, last)).amount == Decimal("10000.00")
    over = cooling_off(base, NOTHING, date(2022, 3, last + 1))
    assert (over.amount, codes(over)) == (None, ["cooling-off-over"])


def test_a_fee_of_the_contract_comes_off() -> None:
    figure = cooling_off(with_parameters(FRESH, cooling_off_fee=Decimal(10)), NOTHING, date(2022, 3, 20))
    assert figure.amount == Decimal("9990.00")


def test_an_unstated_fee_is_taken_as_none_and_said() -> None:
    figure = cooling_off(with_parameters(FRESH, cooling_off_fee=None), NOTHING, date(2022, 3, 20))
    assert (figure.amount, codes(figure)) == (Decimal("10000.00"), ["fee-assumed"])


def test_a_loan_taken_meanwhile_comes_off() -> None:
    figure = cooling_off(FRESH, Accounts(loan=Decimal(3000), loan_interest=Decimal("2.05")), date(2022, 3, 20))
    assert figure.amount == Decimal("6997.95")


def test_two_monthly_premiums_come_back_where_the_ledger_has_no_total() -> None:
    base = replace(FRESH, frequency="月交", premium=Decimal(900), paid_premium=None, next_due_on=date(2022, 5, 10))
    assert cooling_off(replace(base, signed_on=date(2022, 4, 5)), NOTHING, date(2022, 4, 20)).amount == Decimal("1800")


def test_the_end_in_the_ledger_decides_where_there_is_no_receipt() -> None:
    base = replace(FRESH, signed_on=None, cooling_off_ends_on=date(2022, 3, 30))
    assert cooling_off(base, NOTHING, date(2022, 3, 30)).amount == Decimal("10000.00")
    assert codes(cooling_off(base, NOTHING, date(2022, 3, 31))) == ["cooling-off-over"]


@pytest.mark.parametrize(
    ("day", "amount", "code"),
    [
        (25, Decimal("10000.00"), "cooling-off-differs"),
        (26, None, "cooling-off-contradicts"),
        (30, None, "cooling-off-contradicts"),
    ],
)
def test_two_ends_that_differ_are_refused_only_in_between(day: int, amount: Decimal | None, code: str) -> None:
    figure = cooling_off(replace(FRESH, cooling_off_ends_on=date(2022, 3, 25)), NOTHING, date(2022, 3, day))
    assert figure.amount == amount
    assert code in codes(figure)


def test_no_receipt_and_no_end_is_refused() -> None:
    figure = cooling_off(replace(FRESH, signed_on=None), NOTHING, date(2022, 3, 20))
    assert figure.amount is None
    assert "missing" in codes(figure)


def test_nothing_paid_known_is_refused() -> None:
    figure = cooling_off(replace(FRESH, paid_premium=None, premium=None), NOTHING, date(2022, 3, 20))
    assert (figure.amount, codes(figure)) == (None, ["missing"])


@pytest.mark.parametrize(("days", "short"), [(15, False), (14, True)])
def test_long_term_health_with_less_than_fifteen_days_is_referred(days: int, short: bool) -> None:
    base = with_parameters(replace(FRESH, category="疾病保险"), cooling_off_days=days)
    figure = cooling_off(base, NOTHING, date(2022, 3, 20))
    assert figure.amount == Decimal("10000.00")
    assert ("cooling-off-short" in codes(figure)) is short
