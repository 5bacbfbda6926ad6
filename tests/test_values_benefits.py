"""What a contract pays, by policy year."""

from __future__ import annotations

import numpy as np
import pytest

from core.values.benefits import (
    annuity,
    at_maturity,
    increasing,
    increasing_whole_life,
    long_term_health,
    premiums_paid,
    premiums_times_ratio,
    savings_endowment,
    term_life,
    whole_life_years,
)

RATIOS = ((0, 1.0), (18, 1.6), (41, 1.4), (61, 1.2))


def test_premiums_paid_stop_growing_after_the_premium_term() -> None:
    assert premiums_paid(1000.0, 3, 5).tolist() == [1000, 2000, 3000, 3000, 3000]


def test_the_ratio_follows_the_attained_age_of_the_policy_year() -> None:
    assert premiums_times_ratio(100.0, 1, 17, 3, RATIOS) == pytest.approx([100, 160, 160])
    assert premiums_times_ratio(100.0, 1, 40, 2, RATIOS) == pytest.approx([160, 140])
    assert premiums_times_ratio(100.0, 1, 60, 2, RATIOS) == pytest.approx([140, 120])


def test_effective_sum_assured_grows_from_year_1_but_counts_only_after_the_premium_term() -> None:
    assert increasing(1000.0, 0.03, 3) == pytest.approx([1000, 1030, 1060.9])
    assert increasing(1000.0, 0.03, 4, 3) == pytest.approx([0, 0, 1060.9, 1092.727])


def test_cover_for_life_from_40_runs_66_years_to_the_end_of_age_105() -> None:
    assert whole_life_years(40, 105) == 66


def test_increasing_whole_life_takes_the_larger_of_premiums_and_effective_sum() -> None:
    cover = increasing_whole_life(40, 66, 3, 100.0, 250.0, 0.02, RATIOS)
    assert cover.death[:4] == pytest.approx([160, 280, 420, 420])
    assert cover.death[65] == pytest.approx(250 * 1.02**65)
    assert cover.value_leg.all()


def test_savings_endowment_pays_its_maturity_amount_only_at_the_end() -> None:
    cover = savings_endowment(30, 5, 2, 100.0, 260.0, RATIOS)
    assert cover.survival.tolist() == at_maturity(260.0, 5).tolist() == [0, 0, 0, 0, 260]


def test_the_value_counts_in_an_annuity_only_until_the_payments_begin() -> None:
    cover = annuity(58, 2, 1, 1000.0, np.array([0.0, 90.0, 90.0, 90.0]), np.array([0.0, 0.0, 90.0, 0.0]))
    assert cover.death.tolist() == [1000, 1000, 90, 0]
    assert cover.value_leg.tolist() == [True, True, False, False]


def test_long_term_health_adds_an_illness_benefit_to_a_cover() -> None:
    cover = long_term_health(term_life(30, 2, 1, 0.0), np.array([0.01, 0.02]), 50000.0)
    assert cover.incidence is not None
    assert cover.illness is not None
    assert cover.illness.tolist() == [50000, 50000]
