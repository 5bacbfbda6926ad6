"""Published contract values are reproduced to their stated tolerance."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from core.values.basis import ValueBasis
from core.values.benefits import Benefits, term_life
from core.values.cash_value import CashValues, cash_values
from core.values.golden import contract_values, product, term_series
from core.values.mortality import mortality
from tests.golden_products import basis_of, cover_of


def values_of(case: str, sum_assured: float, **changes: object) -> CashValues:
    values, findings = cash_values(cover_of(case, sum_assured), basis_of(case, **changes))
    assert findings == ()
    assert values is not None
    return values


def to_step(value: float, step: Decimal) -> Decimal:
    return (Decimal(repr(float(value))) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@pytest.mark.parametrize(("case", "count"), [("G1-M40", 10), ("G2-M40", 16), ("G7-M40", 16)])
def test_with_the_unrounded_sum_assured_every_published_value_is_equal_after_rounding(case: str, count: int) -> None:
    values = values_of(case, float(product(case)["exact"]))
    published, step = contract_values(case, "年末")
    assert len(published) == count
    assert {year: to_step(values.formula[year - 1], step) for year in published} == published


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


def test_the_annuity_on_the_second_table_is_near_at_first_and_7_percent_short_at_85() -> None:
    values = values_of("G5-M40", 40200.0)
    published, _ = contract_values("G5-M40", "不含")
    off = {year: values.formula[year - 1] / float(value) - 1 for year, value in published.items()}
    assert max(abs(off[year]) for year in published if year <= 20) < 0.003
    assert off[45] == pytest.approx(-0.068, abs=0.0005)
