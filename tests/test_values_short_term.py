"""未满期净保费: the regulation's formula and the written variants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import yuan
from core.values.accounts import Accounts
from core.values.contract import Contract, DayBasis
from core.values.figure import Figure, Label
from core.values.short_term import unearned
from core.values.surrender import surrender
from tests.contracts import contract, with_parameters

NOTHING = Accounts()
BASE: Contract = with_parameters(
    contract(
        effective_on=date(2026, 1, 1),
        policy_years=1,
        premium_years=1,
        frequency="趸交",
        premium=Decimal(1000),
        paid_premium=Decimal(1000),
        next_due_on=None,
        signed_on=None,
        category="医疗保险",
        table=None,
    ),
    short_term_expense_rate=Decimal("0.35"),
    day_basis=DayBasis.ACTUAL,
    zero_after_claim=False,
    cooling_off_days=None,
)


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        # 1,000 × 65 % × (1 − M/365); the first day is started and counts whole: M = 1
        (date(2026, 1, 1), "648.22"),
        (date(2026, 4, 10), "471.92"),
        (date(2026, 12, 31), "0.00"),
    ],
)
def test_a_started_day_counts_whole(on: date, amount: str) -> None:
    figure = unearned(BASE, NOTHING, on)
    assert (figure.label, figure.amount) == (Label.CONTRACT, Decimal(amount))


def test_a_leap_year_has_366_days_or_365_as_the_contract_writes() -> None:
    leap = replace(BASE, effective_on=date(2028, 1, 1))
    on = date(2028, 4, 10)  # M = 101
    assert unearned(leap, NOTHING, on).amount == yuan(Decimal(650) * 265 / 366)
    fixed = with_parameters(leap, day_basis=DayBasis.FIXED_365)
    assert unearned(fixed, NOTHING, on).amount == yuan(Decimal(650) * 264 / 365)
    assert unearned(fixed, NOTHING, date(2028, 12, 31)).amount == Decimal("0.00")


def test_a_cover_of_ninety_days_is_counted_in_its_own_days() -> None:
    base = replace(BASE, expires_on=date(2026, 4, 1))
    # M = 45 of 90: half of 650
    assert unearned(with_parameters(base, day_basis=DayBasis.FIXED_365), NOTHING, date(2026, 2, 14)).amount == 325


def test_a_monthly_premium_is_unearned_over_its_own_month() -> None:
    base = replace(BASE, frequency="月交", premium=Decimal(100), next_due_on=date(2026, 4, 1))
    # March has 31 days, 10 are in force: 65 × 21/31
    assert unearned(base, NOTHING, date(2026, 3, 10)).amount == yuan(Decimal(65) * 21 / 31)


def test_the_last_month_of_a_short_cover_is_as_long_as_the_cover() -> None:
    base = replace(BASE, frequency="月交", premium=Decimal(100), expires_on=date(2026, 2, 15))
    # from 2026-02-01 to the end of cover 14 days, 5 are in force: 65 × 9/14
    paid = replace(base, next_due_on=date(2026, 3, 1))
    assert unearned(paid, NOTHING, date(2026, 2, 5)).amount == yuan(Decimal(65) * 9 / 14)


@pytest.mark.parametrize(("claimed", "amount"), [(True, "0.00"), (False, "471.92")])
def test_nothing_after_a_claim_where_the_contract_says_so(claimed: bool, amount: str) -> None:
    base = with_parameters(replace(BASE, claimed=claimed), zero_after_claim=True)
    assert unearned(base, NOTHING, date(2026, 4, 10)).amount == Decimal(amount)


def test_an_unknown_claim_is_refused_where_it_matters() -> None:
    assert codes(unearned(with_parameters(BASE, zero_after_claim=True), NOTHING, date(2026, 4, 10))) == [
        "claim-unknown"
    ]


def test_without_an_expense_rate_the_usual_one_gives_an_estimate() -> None:
    figure = unearned(with_parameters(BASE, short_term_expense_rate=None), NOTHING, date(2026, 4, 10))
    assert (figure.label_text, figure.amount) == ("公式（估算）", Decimal("471.92"))
    assert "expense-assumed" in codes(figure)


@pytest.mark.parametrize(
    ("group", "rate", "above"), [(False, "0.35", False), (False, "0.36", True), (True, "0.26", True)]
)
def test_an_expense_rate_above_the_cap_is_referred(group: bool, rate: str, above: bool) -> None:
    base = with_parameters(replace(BASE, group=group), short_term_expense_rate=Decimal(rate))
    assert ("expense-cap" in codes(unearned(base, NOTHING, date(2026, 4, 10)))) is above


def test_a_long_contract_is_refused() -> None:
    assert "not-short" in codes(unearned(contract(), NOTHING, date(2023, 4, 10)))


def test_after_the_end_nothing_is_left_to_refund() -> None:
    assert codes(unearned(BASE, NOTHING, date(2027, 1, 1))) == ["contract-over"]


def test_a_surrender_of_a_short_contract_goes_this_way() -> None:
    figure = surrender(BASE, NOTHING, date(2026, 4, 10)).figure
    assert (figure.kind, figure.amount) == ("未满期净保费", Decimal("471.92"))


@given(st.integers(0, 363))
def test_every_further_day_costs_a_365th_of_the_net_premium(day: int) -> None:
    one, next_day = (
        unearned(BASE, NOTHING, date.fromordinal(date(2026, 1, 1).toordinal() + d)) for d in (day, day + 1)
    )
    assert one.steps[2].result - next_day.steps[2].result == pytest.approx(Decimal(650) / 365, abs=Decimal("1e-20"))
