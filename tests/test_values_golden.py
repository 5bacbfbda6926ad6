"""Published contract values are reproduced to their stated tolerance, or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from core.values.basis import ValueBasis
from core.values.benefits import Benefits, annuity, increasing_whole_life, savings_endowment, term_life
from core.values.cash_value import CashValues, cash_values
from core.values.golden import contract_values, product, term_series
from core.values.mortality import mortality
from core.values.rebuild import COMPANY_INCIDENCE, Published, feasible_sums_assured, rebuild

RATIOS = ((0, 1.0), (18, 1.6), (41, 1.4), (61, 1.2))


def basis_of(case: str, **changes: object) -> ValueBasis:
    row = product(case)
    parts = {
        "rule": "银保监办发〔2020〕7号",
        "mortality": mortality("CL(2010-2013)", "非养老类业务二表", "男"),
        "pricing_rate": float(row["pricing_rate"]),
        "rate_add_on": float(row["add_on"]),
        "expenses": tuple(float(rate) for rate in row["expenses"].split()),
        "k": float(row["k"]),
        "grading_years": 20,
        "blend_years": int(row["blend"]),
    }
    return ValueBasis(**(parts | changes))  # type: ignore[arg-type]


def cover_of(case: str, sum_assured: float) -> Benefits:
    row = product(case)
    years, pay, premium = int(row["policy_term"]), int(row["premium_term"]), float(row["premium"])
    if case == "G1-M40":
        return savings_endowment(40, years, pay, premium, sum_assured, RATIOS)
    if case == "G5-M40":
        return pension(years, pay, premium, sum_assured)
    return increasing_whole_life(40, years, pay, premium, sum_assured, float(row["growth"]), RATIOS)


def pension(years: int, pay: int, premium: float, yearly: float) -> Benefits:
    """From the end of year 20 for life, half more at ages 76-80; what is left of 20 guaranteed payments on death."""
    end = np.arange(1, years + 1)
    payments = np.where(end >= 20, yearly, 0.0) * np.where((end >= 36) & (end <= 40), 1.5, 1.0)
    owed = yearly * np.clip(40 - end, 0, 20)
    return annuity(40, 20, pay, premium, payments, owed)


def values_of(case: str, sum_assured: float, **changes: object) -> CashValues:
    values, findings = cash_values(cover_of(case, sum_assured), basis_of(case, **changes))
    assert findings == ()
    assert values is not None
    return values


def published_of(case: str, *, exact: bool) -> Published:
    row = product(case)
    printed, premium = float(row["printed"]), float(row["premium"])
    values, step = contract_values(case, "不含" if case == "G5-M40" else "年末")
    return Published(
        {year: float(value) for year, value in values.items()},
        float(step),
        float(row["exact"]) if exact else printed,
        lambda amount: cover_of(case, amount),
        date(int(row["filing"][:4]), 12, 31),
        None if exact else printed / premium * 1000,
    )


def to_step(value: float, step: Decimal) -> Decimal:
    return (Decimal(repr(float(value))) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@pytest.mark.parametrize(("case", "count"), [("G1-M40", 10), ("G2-M40", 16), ("G7-M40", 16)])
def test_with_the_unrounded_sum_assured_every_published_value_is_equal_after_rounding(case: str, count: int) -> None:
    values = values_of(case, float(product(case)["exact"]))
    published, step = contract_values(case, "年末")
    assert len(published) == count
    assert {year: to_step(values.formula[year - 1], step) for year in published} == published


@pytest.mark.parametrize(("case", "relative"), [("G1-M40", 1.0e-5), ("G2-M40", 1.7e-5), ("G7-M40", 8.8e-5)])
def test_with_the_printed_sum_assured_values_agree_to_its_rounding(case: str, relative: float) -> None:
    result = rebuild(published_of(case, exact=False), basis_of(case))
    assert result.ok
    assert result.max_relative == pytest.approx(relative, rel=0.08)


def test_one_value_of_one_yuan_more_is_no_longer_rebuilt() -> None:
    published = published_of("G1-M40", exact=True)
    changed = replace(published, values={**published.values, 6: published.values[6] + 1.0})
    assert rebuild(published, basis_of("G1-M40")).ok
    assert not rebuild(changed, basis_of("G1-M40")).ok


def test_printed_g1_is_within_three_and_a_half_yuan() -> None:
    assert rebuild(published_of("G1-M40", exact=False), basis_of("G1-M40")).max_difference < 3.5


@pytest.mark.parametrize(
    ("case", "low", "high"),
    [("G1-M40", 362003.12, 362003.33), ("G2-M40", 4113936.43, 4113936.78)],
)
def test_feasible_unrounded_sums_assured_are_a_narrow_interval(case: str, low: float, high: float) -> None:
    found = feasible_sums_assured(published_of(case, exact=False), basis_of(case))
    assert found == pytest.approx((low, high), abs=0.006)


def test_no_sum_assured_is_feasible_on_a_wrong_blend() -> None:
    assert feasible_sums_assured(published_of("G1-M40", exact=False), basis_of("G1-M40", blend_years=6)) is None


def test_g2_display_value_of_year_66_is_the_grown_sum_assured_and_no_reserve() -> None:
    shown, step = contract_values("G2-M40", "展示")
    assert to_step(4113936.60 * 1.03**65, step) == shown[66] == Decimal(28098115)


@pytest.mark.parametrize(
    ("case", "minimum"),
    [
        ("G1-M40", {1: 66702, 4: 279130, 6: 304320}),
        ("G2-M40", {1: 58290, 5: 900499, 10: 3023217, 40: 11389436}),
        ("G7-M40", {1: 33754, 3: 164694, 20: 281376}),
    ],
)
def test_statutory_minimum_lies_up_to_47_percent_below_the_contract(case: str, minimum: dict[int, int]) -> None:
    values = values_of(case, float(product(case)["exact"]))
    assert {year: round(values.minimum[year - 1]) for year in minimum} == minimum
    assert np.all(values.minimum <= values.formula + 1e-6)


def test_g1_printed_death_benefits_are_160_140_percent_of_premiums() -> None:
    assert values_of("G1-M40", 362003.22).death_benefit[:3] == pytest.approx([160000, 280000, 420000])


def test_without_the_value_inside_the_death_benefit_g2_misses_by_more_than_its_rounding() -> None:
    cover = cover_of("G2-M40", 4113936.60)
    flat = Benefits(40, 66, 10, cover.death, np.zeros(66, dtype=bool), cover.survival)
    values, _ = cash_values(flat, basis_of("G2-M40"))
    assert values is not None
    published, _ = contract_values("G2-M40", "年末")
    miss = max(abs(values.formula[year - 1] / float(value) - 1) for year, value in published.items())
    assert 5e-4 < miss < 1.2e-3


def test_all_40_values_of_the_2016_term_product_are_equal_to_the_fen() -> None:
    compared = 0
    for years, age, sex, published in term_series():
        table = mortality("CL(2000-2003)", "非养老类业务表", sex)
        basis = ValueBasis("银保监办发〔2020〕7号", table, 0.035, 0.02, (0.18,), 1.0, 20)
        values, findings = cash_values(term_life(age, years, 1, 10000.0), basis)
        assert findings == ()
        assert values is not None
        assert [to_step(value, Decimal("0.01")) for value in values.formula] == list(published)
        compared += len(published)
    assert compared == 40


def test_the_2016_term_product_is_not_met_at_another_rate() -> None:
    table = mortality("CL(2000-2003)", "非养老类业务表", "女")
    basis = ValueBasis("银保监办发〔2020〕7号", table, 0.035, 0.0, (0.18,), 1.0, 20)
    values, _ = cash_values(term_life(45, 10, 1, 10000.0), basis)
    assert values is not None
    assert abs(values.formula[0] - 133.05) > 1


def test_the_annuity_is_refused_as_company_mortality_and_not_forced() -> None:
    result = rebuild(published_of("G5-M40", exact=False), basis_of("G5-M40"))
    assert not result.ok
    assert result.reason.startswith(COMPANY_INCIDENCE)
    assert "以合同现金价值表为准" in result.reason
    assert result.max_relative > 0.002


def test_a_product_filed_in_2025_is_never_rebuilt_on_the_2025_set() -> None:
    new = basis_of("G1-M40", mortality=mortality("CL(2025)", "非养老类业务二表", "男"))
    result = rebuild(published_of("G1-M40", exact=True), new)
    assert not result.ok
    assert "不能用CL(2025)" in result.reason
    closest = rebuild(published_of("G5-M40", exact=False), basis_of("G5-M40")).basis
    assert closest.mortality.set_name == "CL(2010-2013)"


def test_a_basis_with_missing_ages_is_refused_by_naming_them() -> None:
    partial = basis_of("G2-M40", mortality=mortality("CL(2000-2003)", "非养老类业务表", "男"))
    result = rebuild(published_of("G2-M40", exact=True), partial)
    assert not result.ok
    assert "60-105岁" in result.reason


def test_the_annuity_on_the_second_table_is_near_at_first_and_7_percent_short_at_85() -> None:
    values = values_of("G5-M40", 40200.0)
    published, _ = contract_values("G5-M40", "不含")
    off = {year: values.formula[year - 1] / float(value) - 1 for year, value in published.items()}
    assert max(abs(off[year]) for year in published if year <= 20) < 0.003
    assert off[45] == pytest.approx(-0.068, abs=0.0005)


def test_a_wrong_blend_is_refused_with_the_basis_that_fits() -> None:
    result = rebuild(published_of("G1-M40", exact=True), basis_of("G1-M40", blend_years=5))
    assert not result.ok
    assert "m=7则一致" in result.reason


def test_the_sum_assured_of_g7_lies_in_its_feasible_interval() -> None:
    low, high = feasible_sums_assured(published_of("G7-M40", exact=False), basis_of("G7-M40")) or (0.0, 0.0)
    assert low <= 265923.19 <= high < low + 1.0
