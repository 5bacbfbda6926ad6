"""Reserve and cash value by formula: the rules of 7号(2020) and 93号(2015), one at a time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from core.findings import Basis, Status
from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import Benefits, benefits, endowment, increasing_whole_life, long_term_health, term_life
from core.values.cash_value import CashValues, cash_values, tables
from core.values.mortality import MortalityTable, mortality

MALE = mortality("CL(2010-2013)", "非养老类业务二表", "男")
BASIS = ValueBasis("银保监办发〔2020〕7号", MALE, 0.025, 0.02, (0.45, 0.25, 0.25, 0.10), 0.85, 20)


def worked(cover: Benefits, basis: ValueBasis = BASIS) -> CashValues:
    values, findings = cash_values(cover, basis)
    assert findings == ()
    assert values is not None
    return values


def test_r_grows_from_k_to_one_over_the_premium_term_of_10_years() -> None:
    assert BASIS.grading(10, 12)[[0, 4, 8, 9, 11]] == pytest.approx([0.865, 0.925, 0.985, 1, 1])


def test_r_reaches_one_after_20_years_when_30_premiums_are_paid() -> None:
    assert BASIS.grading(30, 30)[[0, 18, 19, 29]] == pytest.approx([0.8575, 0.9925, 1, 1])


def test_r_is_one_from_the_first_year_end_for_a_single_premium() -> None:
    assert BASIS.grading(1, 3).tolist() == [1, 1, 1]


def test_the_last_expense_rate_continues() -> None:
    assert BASIS.expense_rates(6).tolist() == [0.45, 0.25, 0.25, 0.10, 0.10, 0.10]


def test_blend_goes_from_minimum_to_pricing_rate_over_m_years() -> None:
    assert replace(BASIS, blend_years=5).blend(6) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1])
    assert replace(BASIS, blend_years=1).blend(3).tolist() == [1, 1, 1]
    assert BASIS.blend(3).tolist() == [0, 0, 0]


def test_without_a_blend_the_formula_value_is_the_statutory_minimum() -> None:
    values = worked(endowment(40, 20, 10, 10000.0))
    assert values.formula.tolist() == values.minimum.tolist()


def test_one_year_reserve_by_hand() -> None:
    """Two years, single premium, q = 10 %, death 1,000 at the year end, j = 5 %: after a year 0.1 × 1000 / 1.05."""
    table = MortalityTable("", "试算", "", np.array([0.1, 0.1]), Basis("试算"))
    basis = ValueBasis("试算", table, 0.05, 0.0, (0.18,), 1.0, 20, None, DeathTiming.YEAR_END)
    values = worked(term_life(0, 2, 1, 1000.0), basis)
    assert values.minimum == pytest.approx([100 / 1.05, 0])
    assert values.gross_premium == pytest.approx((100 / 1.05 + 90 / 1.05**2) / 0.82)


def test_mid_year_deaths_are_discounted_for_half_a_year() -> None:
    cover = term_life(40, 10, 1, 10000.0)
    late = worked(cover, replace(BASIS, timing=DeathTiming.YEAR_END))
    assert worked(cover).minimum[:-1] == pytest.approx(late.minimum[:-1] * 1.045**0.5)


def test_the_expense_rate_of_a_single_premium_has_no_effect() -> None:
    cover = endowment(40, 10, 1, 10000.0)
    dear = worked(cover, replace(BASIS, expenses=(0.9,)))
    assert worked(cover).minimum == pytest.approx(dear.minimum)


def test_first_years_are_floored_at_zero_when_expenses_eat_the_premium() -> None:
    values = worked(term_life(30, 20, 20, 10000.0), replace(BASIS, expenses=(0.85, 0.80, 0.75, 0.10), k=0.8))
    assert values.floor_reserve[0] < 0
    assert values.minimum[0] == 0.0


def test_the_value_of_a_year_end_excludes_the_survival_benefit_of_that_day() -> None:
    """Nobody dies, 5 %: 300 + 400 to come at the ends of years 2 and 3."""
    table = MortalityTable("", "试算", "", np.zeros(3), Basis("试算"))
    basis = ValueBasis("试算", table, 0.05, 0.0, (0.08,), 1.0, 20)
    values = worked(benefits(0, 3, 1, survival=np.array([0.0, 300.0, 400.0])), basis)
    assert values.minimum == pytest.approx([300 / 1.05 + 400 / 1.05**2, 400 / 1.05, 0])
    assert values.single_premium[0] == pytest.approx(300 / 1.05**2 + 400 / 1.05**3)


def test_the_death_benefit_is_at_least_half_of_both_ends_of_the_year() -> None:
    values = worked(increasing_whole_life(40, 66, 3, 1000.0, 2600.0, 0.03, ((0, 1.0),)), replace(BASIS, blend_years=1))
    at_start = np.concatenate([[0.0], values.formula[:-1]]) + values.net_premium
    assert np.all(values.death_benefit >= (at_start + values.formula) / 2 - 1e-6)
    assert values.rounds < 100


def test_illness_and_death_both_end_a_long_term_health_contract() -> None:
    """One more year: incidence 20 % pays 1,000, deaths 10 % pay 100, year end, 0 %: 210 expected a year."""
    table = MortalityTable("", "试算", "", np.array([0.1, 0.1]), Basis("试算"))
    basis = ValueBasis("试算", table, 0.0, 0.0, (0.18,), 1.0, 20, None, DeathTiming.YEAR_END)
    cover = long_term_health(term_life(0, 2, 1, 100.0), np.array([0.2, 0.2]), 1000.0)
    values = worked(cover, basis)
    assert values.minimum == pytest.approx([210, 0])
    assert values.gross_premium * 0.82 == pytest.approx(210 + 0.7 * 210)


def test_at_the_end_of_the_table_deaths_and_illness_share_the_certain_exit() -> None:
    """Age 105, q = 1, incidence 20 %: one in five is paid 1,000 for illness, the others 100 on death."""
    basis = replace(BASIS, pricing_rate=0.0, rate_add_on=0.0, expenses=(0.0,), timing=DeathTiming.YEAR_END)
    values = worked(long_term_health(term_life(105, 1, 1, 100.0), np.array([0.2]), 1000.0), basis)
    assert values.gross_premium == pytest.approx(0.2 * 1000 + 0.8 * 100)


def test_missing_rates_give_a_finding_and_no_value() -> None:
    partial = replace(BASIS, mortality=mortality("CL(2000-2003)", "非养老类业务表", "男"))
    values, findings = cash_values(term_life(50, 20, 10, 10000.0), partial)
    assert values is None
    assert "60-69岁" in findings[0].message


def test_one_cell_without_rates_does_not_stop_the_others() -> None:
    partial = replace(BASIS, mortality=mortality("CL(2000-2003)", "非养老类业务表", "男"))
    cover = term_life(50, 20, 10, 10000.0)
    built, findings = tables([(cover, BASIS), (cover, partial), (cover, BASIS)])
    assert [row is None for row in built] == [False, True, False]
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"pricing_rate": -1.0}, "预定利率"),
        ({"rate_add_on": -0.01}, "利率加点"),
        ({"expenses": ()}, "费用率"),
        ({"expenses": (1.0,)}, "费用率"),
        ({"k": 1.2}, "系数k"),
        ({"blend_years": 0}, "过渡年数m"),
    ],
)
def test_a_basis_that_cannot_be_is_a_finding(change: dict[str, object], named: str) -> None:
    values, findings = cash_values(term_life(30, 10, 5, 10000.0), replace(BASIS, **change))  # type: ignore[arg-type]
    assert values is None
    assert named in findings[0].message


def test_the_stated_basis_lists_every_number_and_shows_what_is_not_confirmed() -> None:
    unsure = replace(BASIS, sources=(Basis("银保监办发〔2020〕7号", "第十条", None, Status.UNCONFIRMED),))
    shown = dict(unsure.lines())
    assert shown["预定利率"] == "2.5000%"
    assert shown["费用率（第1年起，末项延续）"] == "0.45、0.25、0.25、0.1"
    assert shown["向预定利率过渡"] == "不加权（法定最低）"
    assert "待确认" in shown["依据"]


def test_the_value_room_imports_neither_pandas_nor_pydantic() -> None:
    code = (
        "import sys, core.values.cash_value, core.values.rebuild, core.values.table_check, core.values.statutory;"
        "print([name for name in ('pandas', 'pydantic', 'xlwings', 'openpyxl') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
