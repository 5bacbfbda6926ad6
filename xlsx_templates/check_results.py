"""What core.values computes for the sample of 核对.xlsx, column by column: the cached results of its sheet 计算."""

from __future__ import annotations

import numpy as np

from core.values.basis import DeathTiming
from core.values.mortality import FloatArray
from core.values.reserve import Course, course, still_to_come
from xlsx_templates.check_sample import Sample


def results(sample: Sample) -> dict[str, FloatArray]:
    """Letter → (T + 1,) by year 0 … T, NaN where the cell is blank: every column of the sample from core.values."""
    cover, basis, found = sample.cover, sample.basis, sample.values
    years = cover.policy_term
    t = np.arange(years + 1.0)
    q = _rates(sample)
    lives = np.concatenate([[1.0], np.cumprod(1.0 - q)])
    paying = np.arange(years) < cover.premium_term
    floor, pricing = _course(sample, basis.floor_rate), _course(sample, basis.pricing_rate)
    later = {
        "B": cover.age + t[:-1], "C": q, "D": lives[:-1], "F": cover.death, "G": cover.survival,
        "H": np.where(paying, basis.expense_rates(years), np.nan), "I": floor.net_share,
        "J": _payments(sample, floor), "K": -np.diff(floor.premiums_left), "N": found.floor_reserve,
        "O": basis.grading(cover.premium_term, years), "P": found.minimum,
        "Q": _payments(sample, pricing), "R": -np.diff(pricing.premiums_left), "U": found.pricing_reserve,
        "V": basis.blend(years), "W": found.formula, "X": found.net_premium,
    }  # fmt: skip
    return {letter: np.concatenate([[np.nan], column]) for letter, column in later.items()} | {
        "A": t,
        "E": lives,
        "L": still_to_come(later["J"]),
        "M": floor.premiums_left,
        "S": still_to_come(later["Q"]),
        "T": pricing.premiums_left,
    }


def _rates(sample: Sample) -> FloatArray:
    rates, _ = sample.basis.mortality.rates(sample.cover.age, sample.cover.policy_term)
    if rates is None:
        raise ValueError("the sample's mortality table must hold every age")
    return rates


def _course(sample: Sample, rate: float) -> Course:
    cover, basis = sample.cover, sample.basis
    death_at = 0.5 if basis.timing is DeathTiming.MID_YEAR else 1.0
    paying = np.arange(cover.policy_term) < cover.premium_term
    expenses = basis.expense_rates(cover.policy_term)
    return course(_rates(sample), np.array([rate]), np.array([death_at]), expenses, paying)


def _payments(sample: Sample, at: Course) -> FloatArray:
    """Present value of what is paid for each policy year, deaths and survivors."""
    paid: FloatArray = at.claim_weight * _rates(sample) * sample.cover.death
    return paid + at.survival_weight * sample.cover.survival
