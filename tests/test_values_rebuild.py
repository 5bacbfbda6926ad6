"""Whether published values can be rebuilt is decided by tolerance, and refused where they cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.values.mortality import mortality
from core.values.rebuild import COMPANY_INCIDENCE, feasible_sums_assured, rebuild
from tests.golden_products import basis_of, published_of


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


def test_a_wrong_blend_is_refused_with_the_basis_that_fits() -> None:
    result = rebuild(published_of("G1-M40", exact=True), basis_of("G1-M40", blend_years=5))
    assert not result.ok
    assert "m=7则一致" in result.reason


def test_the_sum_assured_of_g7_lies_in_its_feasible_interval() -> None:
    low, high = feasible_sums_assured(published_of("G7-M40", exact=False), basis_of("G7-M40")) or (0.0, 0.0)
    assert low <= 265923.19 <= high < low + 1.0
