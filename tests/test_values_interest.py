"""Interest by days: three ways of compounding, exact decimals, and the step that shows it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import yuan
from core.values.figure import Working
from core.values.interest import Compounding, InterestTerms, compounding_of

FIVE = Decimal("0.05")
TEN_THOUSAND = Decimal(10000)


@pytest.mark.parametrize(
    ("compounding", "last", "interest"),
    [
        (Compounding.SIMPLE, date(2025, 7, 1), "247.95"),  # 10000 × 5% × 181/365
        (Compounding.SIMPLE, date(2026, 1, 1), "500.00"),
        (Compounding.SIMPLE, date(2029, 1, 1), "2001.37"),  # 1461 days
        (Compounding.DAILY, date(2026, 1, 1), "512.67"),  # (1 + 5%/365)^365 − 1
        (Compounding.YEARLY, date(2027, 1, 1), "1025.00"),
        (Compounding.YEARLY, date(2027, 1, 31), "1070.31"),  # 1.05² × (1 + 5% × 30/365)
        (Compounding.YEARLY, date(2025, 7, 1), "247.95"),
    ],
)
def test_ten_thousand_at_five_percent_from_new_year_2025(compounding: Compounding, last: date, interest: str) -> None:
    found = InterestTerms(FIVE, compounding).interest(TEN_THOUSAND, date(2025, 1, 1), last)
    assert yuan(found) == Decimal(interest)


def test_the_first_day_counts_and_the_last_does_not() -> None:
    terms = InterestTerms(Decimal("0.0365"))
    assert terms.interest(TEN_THOUSAND, date(2025, 1, 1), date(2025, 1, 2)) == 1
    assert terms.interest(TEN_THOUSAND, date(2025, 1, 1), date(2025, 1, 1)) == 0


def test_no_interest_runs_backwards() -> None:
    for compounding in Compounding:
        assert InterestTerms(FIVE, compounding).interest(TEN_THOUSAND, date(2025, 3, 1), date(2025, 1, 1)) == 0


def test_a_year_of_360_days_gives_more() -> None:
    terms = InterestTerms(Decimal("0.036"), year_days=360)
    assert terms.interest(TEN_THOUSAND, date(2025, 1, 1), date(2026, 1, 1)) == 365


def test_nothing_is_rounded_on_the_way() -> None:
    found = InterestTerms(FIVE).interest(Decimal("0.01"), date(2025, 1, 1), date(2025, 1, 2))
    assert found == pytest.approx(Decimal("0.01") * FIVE / 365, abs=Decimal("1e-28"))
    assert found > 0


def test_a_loan_made_on_29_february_has_its_year_on_28_february() -> None:
    terms = InterestTerms(FIVE, Compounding.YEARLY)
    assert terms.interest(TEN_THOUSAND, date(2024, 2, 29), date(2025, 2, 28)) == 500
    assert terms.interest(TEN_THOUSAND, date(2024, 2, 29), date(2026, 2, 28)) == 1025


def test_the_words_of_a_product_sheet() -> None:
    assert [compounding_of(words) for words in ("单利", " 日复利", "复利", "年复利", "", "按季")] == [
        Compounding.SIMPLE,
        Compounding.DAILY,
        Compounding.YEARLY,
        Compounding.YEARLY,
        None,
        None,
    ]


def test_the_step_shows_principal_rate_days_and_formula() -> None:
    working = Working()
    InterestTerms(FIVE).written(working, "欠交保费利息", TEN_THOUSAND, date(2025, 1, 1), date(2025, 7, 1), ())
    step = working.steps[0]
    assert step.inputs["本金"] == "10,000.00元"
    assert (step.inputs["年利率"], step.inputs["天数"], step.inputs["计息方式"]) == ("5%", "181", "单利")
    assert step.formula == "本金 × 年利率 × 天数 ÷ 365"
    assert step.result_text == "247.945205元"


@given(st.integers(1, 10**9), st.integers(0, 2000), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_every_way_agrees_with_fractions(fen: int, rate: int, first: date, days: int) -> None:
    principal, last = Decimal(fen) / 100, first + timedelta(days=days)
    exact_rate = Fraction(rate, 10000)
    years = sum(first + timedelta(days=day) <= last for day in _anniversary_days(first))
    rest = days - [0, *_anniversary_days(first)][years]
    growth = {
        Compounding.SIMPLE: 1 + exact_rate * days / 365,
        Compounding.DAILY: (1 + exact_rate / 365) ** days,
        Compounding.YEARLY: (1 + exact_rate) ** years * (1 + exact_rate * rest / 365),
    }
    for compounding, grown in growth.items():
        found = InterestTerms(Decimal(rate) / 10000, compounding).interest(principal, first, last)
        assert abs(Fraction(found) - Fraction(fen, 100) * (grown - 1)) < Fraction(1, 10**12)


def _anniversary_days(first: date) -> list[int]:
    """Days from ``first`` to its first two anniversaries, 29 February counted to the 28th."""
    same = (
        first.replace(year=first.year + n, day=28 if (first.month, first.day) == (2, 29) else first.day) for n in (1, 2)
    )
    return [(day - first).days for day in same]
