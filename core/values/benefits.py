"""What a contract pays, policy year by policy year: the product cell that reserve and cash value are computed for.

Arrays have shape (T,), entry t − 1 = policy year t, amounts in yuan for the amounts given (per unit or per policy).
Age in year t is 到达年龄 = entry age + t − 1. Source of the conventions: 银保监办发〔2020〕7号; shown per function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.values.mortality import FloatArray

Bands = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Benefits:
    """One product cell.

    ``death``: the largest leg of the death benefit that does not depend on the value. ``value_leg``: years in which the
    cash value of the moment is a leg too. ``survival``: paid to survivors at the end of the year, maturity included.
    ``incidence`` and ``illness``: yearly rate and amount of a benefit that ends the contract (长期健康险), else None.
    """

    age: int
    policy_term: int
    premium_term: int
    death: FloatArray
    value_leg: npt.NDArray[np.bool_]
    survival: FloatArray
    incidence: FloatArray | None = None
    illness: FloatArray | None = None


def benefits(
    age: int,
    policy_term: int,
    premium_term: int,
    death: FloatArray | float = 0.0,
    survival: FloatArray | float = 0.0,
    value_leg: npt.NDArray[np.bool_] | bool = False,
) -> Benefits:
    """Any combination; a single number or truth value stands for every policy year."""
    years = np.zeros(policy_term)
    return Benefits(
        age, policy_term, premium_term, death + years, np.broadcast_to(value_leg, years.shape), survival + years
    )


def term_life(age: int, policy_term: int, premium_term: int, sum_assured: float) -> Benefits:
    """定期寿险: the sum assured on death, nothing to survivors. Whole life: ``policy_term = whole_life_years(age)``."""
    return benefits(age, policy_term, premium_term, sum_assured)


def endowment(age: int, policy_term: int, premium_term: int, sum_assured: float) -> Benefits:
    """两全保险: the sum assured on death or at the end of the term."""
    return benefits(age, policy_term, premium_term, sum_assured, at_maturity(sum_assured, policy_term))


def savings_endowment(
    age: int, policy_term: int, premium_term: int, premium: float, maturity: float, ratios: Bands
) -> Benefits:
    """两全保险: ``maturity`` at the end; on death max(已交保费 × ratio, 现金价值)."""
    death = premiums_times_ratio(premium, premium_term, age, policy_term, ratios)
    return benefits(age, policy_term, premium_term, death, at_maturity(maturity, policy_term), value_leg=True)


def increasing_whole_life(
    age: int, policy_term: int, premium_term: int, premium: float, sum_assured: float, growth: float, ratios: Bands
) -> Benefits:
    """增额终身寿险: max(已交保费 × ratio, 现金价值, and after 交费期满 有效保额 = SA × (1 + g)^(t−1))."""
    paid = premiums_times_ratio(premium, premium_term, age, policy_term, ratios)
    effective = increasing(sum_assured, growth, policy_term, premium_term + 1)
    return benefits(age, policy_term, premium_term, np.maximum(paid, effective), value_leg=True)


def annuity(
    age: int, first_year: int, premium_term: int, premium: float, payments: FloatArray, guaranteed: FloatArray | float
) -> Benefits:
    """年金保险: ``payments`` by policy year from the end of ``first_year`` on, contract term = their length.

    Death up to that year end: max(已交保费, 现金价值); later: ``guaranteed``, what is still owed of the guarantee.
    """
    policy_term = len(payments)
    before = np.arange(1, policy_term + 1) <= first_year
    death = np.where(before, premiums_paid(premium, premium_term, policy_term), guaranteed)
    return benefits(age, policy_term, premium_term, death, payments, value_leg=before)


def long_term_health(cover: Benefits, incidence: FloatArray, illness: FloatArray | float) -> Benefits:
    """长期健康险: ``cover`` with a benefit ``illness`` at the yearly rate ``incidence``, which ends the contract.

    Deaths are those without the illness: the death rate is limited to 1 − incidence (convention).
    """
    return replace(cover, incidence=incidence, illness=illness + np.zeros(cover.policy_term))


def whole_life_years(age: int, last_age: int) -> int:
    """Policy years of a cover for life: to the end of the table's last age (105: T = 106 − x)."""
    return last_age + 1 - age


def at_maturity(amount: float, policy_term: int) -> FloatArray:
    """``amount`` at the end of the last policy year only, shape (T,)."""
    survival = np.zeros(policy_term)
    survival[-1] = amount
    return survival


def premiums_paid(premium: float, premium_term: int, policy_term: int) -> FloatArray:
    """累计已交保费 in each policy year, the year's own premium included, shape (T,)."""
    years: FloatArray = np.minimum(np.arange(1.0, policy_term + 1), premium_term)
    return premium * years


def premiums_times_ratio(premium: float, premium_term: int, age: int, policy_term: int, ratios: Bands) -> FloatArray:
    """已交保费 × the ratio of the 到达年龄, shape (T,). ``ratios``: (from age, ratio) ascending, the first at age 0.

    The ratio changes on the 对应日 after the birthday. Source of the bands: 7号 Art. 2; product data here.
    """
    ages = age + np.arange(policy_term)
    band = np.searchsorted([first for first, _ in ratios], ages, side="right") - 1
    by_year: FloatArray = np.array([ratio for _, ratio in ratios])[band]
    return premiums_paid(premium, premium_term, policy_term) * by_year


def increasing(sum_assured: float, growth: float, policy_term: int, first_year: int = 1) -> FloatArray:
    """有效保额 SA × (1 + g)^(t−1), unrounded, zero before ``first_year``, shape (T,)."""
    years = np.arange(1.0, policy_term + 1)
    return np.where(years >= first_year, sum_assured * (1.0 + growth) ** (years - 1.0), 0.0)
