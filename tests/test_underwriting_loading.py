"""加费: extra mortality and per-thousand rates to a yearly premium, exclusion wording."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import sqrt

import pytest

from core.law.lookup import Law
from core.underwriting.loading import STAMP, by_extra_mortality, exclusion_text, level_mortality_cost, per_thousand

ON = date(2026, 10, 8)
YEARS = [Decimal("0.001"), Decimal("0.002")]


def test_two_and_a_half_per_thousand_of_200_000_is_500_a_year() -> None:
    assert per_thousand(Decimal("2.5"), Decimal(200000)).amount == Decimal("500.00")
    assert per_thousand(Decimal("0.005"), Decimal(1000)).amount == Decimal("0.01")


def test_fifty_percent_extra_mortality_of_one_year_is_half_the_claim_cost() -> None:
    loading = by_extra_mortality(Decimal("0.5"), YEARS[:1], Decimal(1000000), on=ON)
    assert loading.amount == Decimal("493.86")
    assert abs(float(loading.amount) - 0.5 * 1000000 * 0.001 / sqrt(1.025)) < 0.005
    assert loading.label == "公式" and loading.stamp == STAMP and len(loading.steps) == 2


def test_the_level_cost_of_two_years_agrees_with_its_definition() -> None:
    v, claims = 1 / 1.025, 0.001 * (1 / 1.025) ** 0.5 + 0.999 * 0.002 * (1 / 1.025) ** 1.5
    assert float(level_mortality_cost(YEARS, Decimal("0.025"))) == pytest.approx(claims / (1 + 0.999 * v), rel=1e-12)


def test_the_loading_doubles_with_the_extra_mortality_and_with_the_sum() -> None:
    base = by_extra_mortality(Decimal("0.5"), YEARS, Decimal(1000000), on=ON).amount
    twice = by_extra_mortality(Decimal(1), YEARS, Decimal(1000000), on=ON).amount
    assert abs(twice - 2 * base) <= Decimal("0.01")
    assert by_extra_mortality(Decimal("0.5"), YEARS, Decimal(2000000), on=ON).amount == twice
    assert by_extra_mortality(Decimal(0), YEARS, Decimal(1000000), on=ON).amount == 0


def test_the_stamp_goes_when_the_company_has_stated_its_parameters() -> None:
    confirmed = {"effective_from": "2026-01-01", "source": "加费表", "confirmed_by": "某", "confirmed_on": "2026-01-01"}
    values = {"extra_premium_interest_rate": "0.02", "extra_premium_expense_share": "0.2"}
    rows = [{"key": key, "value": value, **confirmed} for key, value in values.items()]
    law, findings = Law.default().with_overrides(rows)
    assert findings == []
    loading = by_extra_mortality(Decimal("0.5"), YEARS[:1], Decimal(1000000), on=ON, law=law)
    assert loading.stamp == "" and loading.amount == Decimal("618.84")


@pytest.mark.parametrize(("extra", "rates"), [("-0.1", YEARS), ("0.5", []), ("0.5", [Decimal(2)])])
def test_what_no_loading_can_be_made_of_is_our_own_mistake(extra: str, rates: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="加费"):
        by_extra_mortality(Decimal(extra), rates, Decimal(1000), on=ON)


def test_an_exclusion_names_its_items_once() -> None:
    assert "：甲状腺、乳腺。" in exclusion_text("甲状腺, 乳腺")
    assert exclusion_text(" ") == ""
