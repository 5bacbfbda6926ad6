"""Every formula value by a second way, plain Decimal sums or commutation, to 1e-9 of the sum assured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import (
    Benefits,
    annuity,
    endowment,
    increasing_whole_life,
    long_term_health,
    savings_endowment,
    term_life,
)
from core.values.cash_value import CashValues, cash_values, tables
from core.values.commutation import commutation
from core.values.mortality import held, mortality
from tests.second_path import PlainContract, plain_premium_and_reserve, plain_values

SUM = 100000.0
RATIOS = ((0, 1.0), (18, 1.6), (41, 1.4), (61, 1.2))
COMPLETE = [mortality(*name) for name in held() if name[0] != "CL(2000-2003)"]
EXPENSES = [(0.8, 0.75, 0.6, 0.1), (0.35, 0.2, 0.2, 0.1), (0.55, 0.35, 0.25, 0.2), (0.18,), (0.0,)]
EXACT = 1e-9 * SUM

bases = st.builds(
    ValueBasis,
    rule=st.just("试算"),
    mortality=st.sampled_from(COMPLETE),
    pricing_rate=st.integers(0, 600).map(lambda points: points / 10000),
    rate_add_on=st.sampled_from([0.0, 0.01, 0.015, 0.02]),
    expenses=st.sampled_from(EXPENSES),
    k=st.sampled_from([0.8, 0.85, 0.9, 1.0]),
    grading_years=st.just(20),
    blend_years=st.sampled_from([None, 1, 2, 5, 7]),
    timing=st.sampled_from(list(DeathTiming)),
)


@st.composite
def covers(draw: st.DrawFn, longest: int = 35) -> Benefits:
    """Term, endowment, savings endowment, increasing whole life, annuity or long-term health."""
    age = draw(st.integers(0, 80))
    years = draw(st.integers(2, min(longest, 106 - age)))
    pay = draw(st.integers(1, years))
    premium = draw(st.integers(10, 200)) * SUM / 1000
    kind = draw(st.sampled_from(["term", "endowment", "savings", "increasing", "annuity", "health"]))
    if kind == "savings":
        return savings_endowment(age, years, pay, premium, SUM, RATIOS)
    if kind == "increasing":
        return increasing_whole_life(age, years, pay, premium, SUM, draw(st.integers(0, 350)) / 10000, RATIOS)
    if kind == "annuity":
        first = draw(st.integers(1, years))
        payments = np.where(np.arange(1, years + 1) >= first, SUM / 20, 0.0)
        return annuity(age, first, pay, premium, payments, draw(st.sampled_from([0.0, SUM / 40])))
    if kind == "health":
        return long_term_health(term_life(age, years, pay, SUM / 10), np.linspace(0.001, 0.08, years), SUM)
    return (endowment if kind == "endowment" else term_life)(age, years, pay, SUM)


def worked(cover: Benefits, basis: ValueBasis) -> CashValues:
    values, findings = cash_values(cover, basis)
    assert findings == ()
    assert values is not None
    return values


def plain(cover: Benefits, basis: ValueBasis) -> PlainContract:
    q = basis.mortality.q[cover.age : cover.age + cover.policy_term]
    ill = np.zeros(cover.policy_term) if cover.incidence is None else cover.incidence
    expenses = [basis.expenses[min(t, len(basis.expenses) - 1)] for t in range(cover.policy_term)]
    return PlainContract(
        deaths=[min(rate, 1.0 - sick) for rate, sick in zip(q, ill, strict=True)],
        death=list(cover.death),
        value_leg=list(cover.value_leg),
        survival=list(cover.survival),
        expenses=expenses,
        premium_term=cover.premium_term,
        floor_rate=round(basis.pricing_rate + basis.rate_add_on, 6),
        pricing_rate=basis.pricing_rate,
        k=basis.k,
        blend=basis.blend_years,
        mid_year=basis.timing is DeathTiming.MID_YEAR,
        incidence=list(ill),
        illness=[] if cover.illness is None else list(cover.illness),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(covers(), bases)
def test_reserve_and_premium_agree_with_plain_decimal_sums(cover: Benefits, basis: ValueBasis) -> None:
    values = worked(cover, basis)
    contract = plain(cover, basis)
    premium, reserve = plain_premium_and_reserve(contract, contract.floor_rate, values.death_benefit)
    assert values.gross_premium == pytest.approx(premium, abs=EXACT)
    assert values.floor_reserve[:-1] == pytest.approx(reserve, abs=EXACT)
    _, pricing = plain_premium_and_reserve(contract, contract.pricing_rate, values.death_benefit)
    assert values.pricing_reserve[:-1] == pytest.approx(pricing, abs=EXACT)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(covers(longest=20), bases)
def test_minimum_and_company_value_agree_with_a_fixed_point_in_decimal(cover: Benefits, basis: ValueBasis) -> None:
    values = worked(cover, basis)
    minimum, company = plain_values(plain(cover, basis))
    assert values.minimum == pytest.approx(minimum, abs=EXACT)
    assert values.formula == pytest.approx(company, abs=EXACT)


def test_a_whole_life_fixed_point_of_66_years_agrees_with_decimal() -> None:
    table = mortality("CL(2010-2013)", "非养老类业务二表", "男")
    basis = ValueBasis("试算", table, 0.03, 0.02, (0.8, 0.75, 0.6, 0.1), 0.8, 20, 5)
    cover = increasing_whole_life(40, 66, 10, 12000.0, SUM, 0.03, RATIOS)
    minimum, company = plain_values(plain(cover, basis), rounds=60)
    values = worked(cover, basis)
    assert values.minimum == pytest.approx(minimum, abs=EXACT)
    assert values.formula == pytest.approx(company, abs=EXACT)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 80), st.integers(2, 60), st.integers(1, 60), st.booleans(), bases)
def test_reserve_agrees_with_commutation_where_benefits_do_not_depend_on_it(
    age: int, years: int, pay: int, with_maturity: bool, basis: ValueBasis
) -> None:
    years = min(years, 106 - age)
    pay = min(pay, years)
    flat = replace(basis, expenses=(0.0,))
    values = worked((endowment if with_maturity else term_life)(age, years, pay, SUM), flat)
    death_at = 0.5 if basis.timing is DeathTiming.MID_YEAR else 1.0
    columns = commutation(basis.mortality.q, basis.floor_rate, death_at=death_at)
    present = columns.endowment if with_maturity else columns.term
    premium = SUM * present(age, years) / columns.annuity_due(age, pay)
    reserve = [
        SUM * present(age + t, years - t) - (premium * columns.annuity_due(age + t, pay - t) if t < pay else 0.0)
        for t in range(1, years)
    ]
    assert values.gross_premium == pytest.approx(premium, abs=EXACT)
    assert values.floor_reserve[:-1] == pytest.approx(reserve, abs=EXACT)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(covers(), bases), min_size=1, max_size=12))
def test_many_cells_in_one_pass_are_the_same_as_one_by_one(cells: list[tuple[Benefits, ValueBasis]]) -> None:
    built, findings = tables(cells)
    assert findings == ()
    for row, (cover, basis) in zip(built, cells, strict=True):
        assert row == pytest.approx(worked(cover, basis).formula, abs=EXACT)


@pytest.mark.parametrize("first_year", [2, 20])
def test_a_wrong_grading_formula_would_be_seen(first_year: int) -> None:
    """Teaching material multiplies by k instead of (1 − k): the second path must tell the two apart."""
    table = mortality("CL(2010-2013)", "非养老类业务一表", "男")
    basis = ValueBasis("试算", table, 0.025, 0.02, (0.35, 0.2, 0.2, 0.1), 0.85, 20)
    cover = endowment(30, first_year + 1, first_year, SUM)
    right = worked(cover, basis)
    wrong = (0.85 + 0.85 / min(20, first_year)) * max(right.floor_reserve[0], 0.0)
    minimum, _ = plain_values(plain(cover, basis))
    assert minimum[0] == pytest.approx(right.minimum[0], abs=EXACT)
    assert abs(minimum[0] - wrong) > 50
