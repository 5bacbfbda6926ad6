"""A loaded cash value table is examined: published ones pass, each planted fault is found at its policy year."""

from __future__ import annotations

import numpy as np
import pytest

from core.values.benefits import at_maturity
from core.values.golden import contract_values, term_series
from core.values.table_check import Design, LoadedTable, TableFault, check_table


def savings(changes: dict[int, float] | None = None, **parts: object) -> LoadedTable:
    """The published table of G1: 10 years, 3 premiums of 100,000, 362,000 at the end; ``changes`` by policy year."""
    published, _ = contract_values("G1-M40", "年末")
    values = np.array([float(published[year]) for year in range(1, 11)])
    for year, value in (changes or {}).items():
        values[year - 1] = value
    known: dict[str, object] = {
        "premium": 100000.0,
        "survival": at_maturity(362000.0, 10),
        "largest_benefit": 420000.0,
        "step": 1.0,
    }
    return LoadedTable(values, 10, 3, Design.SAVINGS, **(known | parts))  # type: ignore[arg-type]


def term(years: int, values: list[float]) -> LoadedTable:
    return LoadedTable(np.array(values), years, 1, Design.PROTECTION, largest_benefit=10000.0)


def found(faults: tuple[TableFault, ...]) -> list[tuple[str, int]]:
    return [(fault.code, fault.policy_year) for fault in faults]


def test_the_published_endowment_has_no_fault() -> None:
    assert check_table(savings(), pricing_rate=0.025) == ()


def test_the_six_published_term_series_have_no_fault() -> None:
    for years, _, _, values in term_series():
        assert check_table(term(years, [float(value) for value in values])) == ()


def test_a_published_table_with_survival_benefits_at_12_13_14_has_no_fault() -> None:
    published, _ = contract_values("P1", "不含")
    values = np.array([float(published[year]) for year in range(1, 15)])
    benefits = np.array([0.0] * 11 + [300.0, 350.0, 400.0])
    table = LoadedTable(values, 14, 5, Design.SAVINGS, survival=benefits, largest_benefit=1300.0)
    assert check_table(table, pricing_rate=0.03) == ()


def test_the_same_table_without_its_survival_benefits_seems_to_fall() -> None:
    published, _ = contract_values("P1", "不含")
    values = np.array([float(published[year]) for year in range(1, 15)])
    faults = found(check_table(LoadedTable(values, 14, 5, Design.SAVINGS, survival=at_maturity(400.0, 14))))
    assert ("table-not-rising", 12) in faults
    assert ("table-not-rising", 13) in faults


def test_first_ten_years_of_g2_with_its_blend_have_no_fault() -> None:
    published, _ = contract_values("G2-M40", "年末")
    values = np.full(66, np.nan)
    values[:10] = [float(published[year]) for year in range(1, 11)]
    faults = check_table(LoadedTable(values, 66, 10, Design.SAVINGS, premium=500000.0, step=5.0))
    assert found(faults) == [("table-gap", year) for year in range(11, 66)]


def test_a_missing_year_is_named() -> None:
    faults = check_table(savings({5: np.nan}))
    assert found(faults) == [("table-gap", 5)]
    assert faults[0].message == "第5保单年度没有现金价值"
    assert "不得用前后年度推算" in faults[0].fix


def test_a_series_that_stops_early_has_gaps_up_to_the_year_before_the_end() -> None:
    short = LoadedTable(savings().values[:7], 10, 3, Design.SAVINGS, step=1.0)
    assert found(check_table(short)) == [("table-gap", 8), ("table-gap", 9)]


def test_a_negative_value_is_named() -> None:
    assert ("table-negative", 1) in found(check_table(savings({1: -66702.0})))


def test_a_value_at_or_after_the_end_is_named() -> None:
    assert ("table-after-end", 10) in found(check_table(savings({10: 362000.0})))
    longer = LoadedTable(np.append(savings().values, 5.0), 10, 3, Design.SAVINGS, step=1.0)
    assert ("table-after-end", 11) in found(check_table(longer))


def test_values_below_the_statutory_minimum_are_named_beyond_half_a_step() -> None:
    minimum = savings().values.copy()
    assert check_table(savings(), minimum=minimum + 0.5) == ()
    minimum[3] += 0.6
    faults = check_table(savings(), minimum=minimum)
    assert found(faults) == [("table-below-minimum", 4)]
    assert "296142.00低于法定最低296142.60" in faults[0].message


@pytest.mark.parametrize(("typed", "year"), [(342579.0, 6), (31101.3, 5), (3110130.0, 5)])
def test_a_mistyped_digit_is_a_jump(typed: float, year: int) -> None:
    assert ("table-jump", year) in found(check_table(savings({year: typed}, largest_benefit=float("nan"))))


def test_a_savings_value_that_falls_after_the_last_premium_is_named() -> None:
    assert ("table-not-rising", 6) in found(check_table(savings({6: 310000.0})))


def test_a_term_insurance_may_fall_to_its_end() -> None:
    assert check_table(term(5, [22.80, 18.19, 12.82, 6.74, 0.0])) == ()


def test_a_maturity_amount_that_does_not_follow_from_the_last_value_is_named() -> None:
    faults = check_table(savings(survival=at_maturity(400000.0, 10)), pricing_rate=0.025)
    assert ("table-maturity", 10) in found(faults)


def test_a_value_above_every_benefit_or_far_from_the_premiums_is_of_another_unit() -> None:
    per_unit = savings().values * 10
    assert ("table-unit", 0) in found(
        check_table(LoadedTable(per_unit, 10, 3, Design.SAVINGS, largest_benefit=420000.0))
    )
    tiny = savings().values / 100
    assert ("table-unit", 0) in found(check_table(LoadedTable(tiny, 10, 3, Design.SAVINGS, premium=100000.0)))
