"""Standard Ultimate Life Table (Makeham 0.00022, 2.7e-6, 1.124; 5 %; deaths at the year end) to all printed digits."""

from __future__ import annotations

import numpy as np
import pytest

from core.findings import Basis
from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import endowment, term_life
from core.values.cash_value import CashValues, cash_values
from core.values.commutation import Commutation, commutation
from core.values.mortality import MortalityTable, mortality

OLDEST = 130


def makeham_q() -> np.ndarray:
    ages = np.arange(OLDEST + 1.0)
    c = 1.124
    q = 1.0 - np.exp(-0.00022 - 2.7e-6 * c**ages * (c - 1.0) / np.log(c))
    q[-1] = 1.0
    return q


@pytest.fixture(scope="module")
def sult() -> Commutation:
    return commutation(makeham_q()[20:], 0.05, first_age=20)


@pytest.mark.parametrize(
    ("age", "printed"), [(20, 0.04922), (30, 0.07698), (40, 0.12106), (50, 0.18931), (60, 0.29028), (70, 0.42818)]
)
def test_whole_life_sums(sult: Commutation, age: int, printed: float) -> None:
    assert round(sult.whole_life(age), 5) == printed


def test_annuities_and_endowments(sult: Commutation) -> None:
    assert round(sult.annuity_due(40), 4) == 18.4578
    assert round(sult.annuity_due(60), 4) == 14.9041
    assert round(sult.endowment(40, 20), 5) == 0.38126
    assert round(sult.annuity_due(40, 20), 4) == 12.9935
    assert round(sult.endowment(50, 10), 5) == 0.61643


def net_values(cover_of_life: bool) -> CashValues:
    """100,000 on (40): premiums without expenses, one rate of 5 %, so that the reserve is the net premium reserve."""
    table = MortalityTable("", "SULT", "", makeham_q(), Basis("Makeham"))
    basis = ValueBasis("教材", table, 0.05, 0.0, (0.0,), 1.0, 20, None, DeathTiming.YEAR_END)
    years = OLDEST + 1 - 40
    cover = term_life(40, years, years, 100000.0) if cover_of_life else endowment(40, 20, 20, 100000.0)
    values, findings = cash_values(cover, basis)
    assert findings == ()
    assert values is not None
    return values


def test_endowment_on_40_for_20_years(sult: Commutation) -> None:
    values = net_values(cover_of_life=False)
    assert round(values.gross_premium, 2) == 2934.27
    assert round(values.formula[9], 2) == 38007.32
    assert round(values.formula[9] / sult.endowment(50, 10), 2) == 61657.32
    assert round(100000.0 * values.formula[9] / values.single_premium[10], 2) == 61657.32


def test_whole_life_on_40(sult: Commutation) -> None:
    values = net_values(cover_of_life=True)
    assert round(values.gross_premium, 2) == 655.87
    assert round(values.formula[9], 2) == 7764.87
    assert round(values.formula[19], 2) == 19253.06
    assert round(values.formula[9] / sult.whole_life(50), 2) == 41017.18


@pytest.mark.parametrize(
    ("table", "rate", "expected"),
    [
        ("非养老类业务一表", 0.035, (0.21397449, 23.24389728, 0.02366745, 0.48417307, 14.55385880)),
        ("非养老类业务二表", 0.025, (0.29461289, 28.92087134, 0.01982167, 0.59373089, 15.84434507)),
    ],
)
def test_chinese_tables_at_age_30_with_deaths_at_the_year_end(
    table: str, rate: float, expected: tuple[float, ...]
) -> None:
    columns = commutation(mortality("CL(2010-2013)", table, "男").q, rate)
    found = (
        columns.whole_life(30),
        columns.annuity_due(30),
        columns.term(30, 20),
        columns.pure_endowment(30, 20),
        columns.annuity_due(30, 20),
    )
    assert tuple(round(value, 8) for value in found) == expected
