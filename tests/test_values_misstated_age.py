"""年龄误告 under 保险法 Art. 32."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.values.figure import Figure
from core.values.misstated_age import AgeCorrection, misstated_age, reduced_benefit

CASE = AgeCorrection(
    declared=30,
    true_age=32,
    made_on=date(2025, 3, 10),
    known_on=date(2026, 5, 1),
    paid_premium=Decimal("1000.00"),
    true_premium=Decimal("1080.50"),
    instalments=2,
    lowest=18,
    highest=55,
)
ON = date(2026, 5, 20)


def codes(figure: Figure) -> list[str]:
    return [finding.code for finding in figure.findings]


def test_too_little_paid_is_collected_for_every_instalment_without_interest() -> None:
    figure = misstated_age(CASE, ON)
    assert (figure.kind, figure.amount) == ("年龄误告补交保费", Decimal("161.00"))


def test_too_much_paid_is_refunded() -> None:
    figure = misstated_age(replace(CASE, true_age=28, true_premium=Decimal("950.25")), ON)
    assert (figure.kind, figure.amount) == ("年龄误告退还保费", Decimal("99.50"))


def test_a_benefit_is_paid_in_the_ratio_of_paid_to_due() -> None:
    # 100,000 × 1,000 / 1,080.50
    assert reduced_benefit(CASE, Decimal(100000), ON).amount == Decimal("92549.75")


def test_a_benefit_never_grows_by_the_ratio() -> None:
    younger = replace(CASE, true_premium=Decimal(900))
    assert reduced_benefit(younger, Decimal(100000), ON).amount == Decimal("100000.00")


@pytest.mark.parametrize("true_age", [17, 56])
@pytest.mark.parametrize(("on", "code"), [(date(2026, 5, 31), "age-outside"), (date(2026, 6, 1), "age-outside-late")])
def test_outside_the_limits_the_right_ends_thirty_days_after_knowing(true_age: int, on: date, code: str) -> None:
    figure = misstated_age(replace(CASE, true_age=true_age), on)
    assert (figure.amount, codes(figure)) == (None, [code])
    assert "2026-05-31" in figure.findings[0].message


def test_outside_the_limits_the_right_ends_two_years_after_the_contract_was_made() -> None:
    late = replace(CASE, true_age=60, known_on=date(2027, 3, 1))
    assert codes(misstated_age(late, date(2027, 3, 10))) == ["age-outside"]
    assert codes(misstated_age(late, date(2027, 3, 11))) == ["age-outside-late"]


def test_who_knew_the_age_at_the_start_may_not_rescind() -> None:
    assert codes(misstated_age(replace(CASE, true_age=60, known_on=CASE.made_on), ON)) == ["age-known"]


@pytest.mark.parametrize("true_age", [18, 55])
def test_the_limits_themselves_are_inside(true_age: int) -> None:
    assert misstated_age(replace(CASE, true_age=true_age), ON).amount == Decimal("161.00")


def test_without_the_true_premium_nothing_is_worked_out() -> None:
    unknown = replace(CASE, true_premium=None)
    assert codes(misstated_age(unknown, ON)) == ["correct-premium-missing"]
    assert codes(reduced_benefit(unknown, Decimal(1), ON)) == ["correct-premium-missing"]


def test_the_same_age_is_said_to_need_nothing() -> None:
    figure = misstated_age(replace(CASE, true_age=30, true_premium=Decimal(1000)), ON)
    assert (figure.amount, codes(figure)) == (Decimal("0.00"), ["age-same"])
