"""The statutory basis of a product follows from its rule, category, terms and filing day."""

from __future__ import annotations

from datetime import date

import pytest

from core.findings import Status
from core.values.basis import ValueBasis
from core.values.golden import product
from core.values.mortality import mortality
from core.values.statutory import Category, Rule, death_ratios, statutory_basis

TABLE = mortality("CL(2010-2013)", "非养老类业务二表", "男")
FILED = date(2025, 3, 1)


def basis(rule: Rule, category: Category, pay: int, years: int = 66, on: date = FILED) -> ValueBasis:
    found, findings = statutory_basis(rule, category, TABLE, 0.02, pay, years, on)
    assert findings == ()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("case", "rule", "category", "filed"),
    [
        ("G1-M40", Rule.ORDINARY, Category.ENDOWMENT, date(2025, 3, 1)),
        ("G2-M40", Rule.ORDINARY, Category.WHOLE_LIFE, date(2024, 3, 1)),
        ("G7-M40", Rule.PARTICIPATING, Category.WHOLE_LIFE, date(2024, 11, 1)),
        ("G5-M40", Rule.ORDINARY, Category.ANNUITY, date(2024, 3, 1)),
    ],
)
def test_the_law_gives_the_basis_that_the_published_products_were_rebuilt_with(
    case: str, rule: Rule, category: Category, filed: date
) -> None:
    row = product(case)
    found = basis(rule, category, int(row["premium_term"]), int(row["policy_term"]), filed)
    assert found.expenses == tuple(float(rate) for rate in row["expenses"].split())
    assert (found.k, found.rate_add_on) == (float(row["k"]), float(row["add_on"]))
    assert (found.grading_years, found.blend_years) == (20, None)


@pytest.mark.parametrize(
    ("pay", "first"), [(1, 0.18), (2, 0.65), (9, 0.65), (10, 0.80), (19, 0.80), (20, 0.85), (30, 0.85)]
)
def test_first_year_expense_of_ordinary_whole_life_by_premium_term(pay: int, first: float) -> None:
    assert basis(Rule.ORDINARY, Category.WHOLE_LIFE, pay).expenses[0] == first


def test_participating_add_on_is_one_percent_up_to_10_years_and_one_and_a_half_above() -> None:
    assert basis(Rule.PARTICIPATING, Category.ENDOWMENT, 3, years=10).rate_add_on == 0.01
    assert basis(Rule.PARTICIPATING, Category.ENDOWMENT, 3, years=11).rate_add_on == 0.015


def test_a_single_premium_has_k_1() -> None:
    assert basis(Rule.ORDINARY, Category.ENDOWMENT, 1).k == 1.0


def test_k_of_an_ordinary_annuity_is_shown_as_secondary() -> None:
    sources = basis(Rule.ORDINARY, Category.ANNUITY, 5).sources
    assert Status.SECONDARY in {source.status for source in sources}


def test_group_business_takes_the_company_s_expenses_and_its_own_k() -> None:
    found, findings = statutory_basis(
        Rule.ORDINARY, Category.TERM, TABLE, 0.02, 10, 20, FILED, group_expenses=(0.3, 0.1)
    )
    assert findings == ()
    assert found is not None
    assert (found.expenses, found.k) == ((0.3, 0.1), 0.85)


def test_k_of_a_group_endowment_is_marked_unconfirmed() -> None:
    found, _ = statutory_basis(Rule.ORDINARY, Category.ENDOWMENT, TABLE, 0.02, 10, 20, FILED, group_expenses=(0.3, 0.1))
    assert found is not None
    assert any("待确认" in line for _, line in found.lines())


def test_the_participating_rule_knows_no_health_insurance() -> None:
    found, findings = statutory_basis(Rule.PARTICIPATING, Category.HEALTH, TABLE, 0.02, 10, 20, FILED)
    assert found is None
    assert findings[0].code == "basis-no-class"


def test_a_product_filed_before_2020_has_no_statutory_basis_here() -> None:
    found, findings = statutory_basis(Rule.ORDINARY, Category.TERM, TABLE, 0.035, 10, 20, date(2018, 6, 1))
    assert found is None
    assert findings[0].code == "basis-not-in-force"
    assert "2018-06-01" in findings[0].message


def test_a_product_filed_in_2025_gets_no_basis_on_the_2025_set() -> None:
    new = mortality("CL(2025)", "非养老类业务二表", "男")
    found, findings = statutory_basis(Rule.ORDINARY, Category.TERM, new, 0.02, 10, 20, date(2025, 12, 31))
    assert found is None
    assert [finding.code for finding in findings] == ["mortality-set-too-new"]


def test_death_ratios_are_160_140_120_percent_and_the_premiums_themselves_under_18() -> None:
    assert death_ratios(FILED) == ((0, 1.0), (18, 1.6), (41, 1.4), (61, 1.2))
