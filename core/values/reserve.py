"""保单价值准备金: prospective reserve with the gross premium re-computed on the same basis. 7号 Art. 9; 93号.

    l(0) = 1,  l(t+1) = l(t) (1 − exit(t+1))          exit = q, with incidence q' + i
    A(t) = sum s = t+1 … T of [ l(s−1) v^(s−1+h) claim(s) + l(s) v^s S(s) ]     h = 1/2 mid-year, 1 year end
    E(t) = sum s = t+1 … min(n,T) of  l(s−1) v^(s−1) (1 − e(s))
    GP'  = A(0) / E(0)      PVR(t) = [A(t) − GP' E(t)] / [l(t) v^t],  PVR(T) = 0      NP(t) = GP' (1 − e(t))

Arrays have the policy years 1 … T on the last axis; any leading axes are cells. Yuan, full precision, no rounding.
The value of a year end excludes the survival benefit S of that year end. Nobody left (l = 0): the value is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.values.mortality import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Discounted survivors of some cells at one rate; what does not change while benefits are still being found."""

    claim_weight: FloatArray  # (…, T) l(s−1) v^(s−1+h)
    survival_weight: FloatArray  # (…, T) l(s) v^s
    premiums_left: FloatArray  # (…, T+1) E(0) … E(T)
    net_share: FloatArray  # (…, T) 1 − e(s) in premium years, else 0


@dataclass(frozen=True, slots=True, eq=False)
class Reserve:
    """``gross_premium`` (…, 1) = GP'; ``value`` (…, T) = PVR at the year ends; ``net_premium`` (…, T) = NP.

    ``benefits_value`` (…, T): present value per survivor of all later benefits at the year starts 0 … T − 1, the net
    single premium of the contract from there on.
    """

    gross_premium: FloatArray
    value: FloatArray
    net_premium: FloatArray
    benefits_value: FloatArray


def course(
    exits: FloatArray, rate: FloatArray, death_at: FloatArray, expenses: FloatArray, paying: npt.NDArray[np.bool_]
) -> Course:
    """Survivors and discount. ``exits``, ``expenses``, ``paying``: (…, T); ``rate``, ``death_at`` (h): (…, 1)."""
    start = np.arange(exits.shape[-1], dtype=np.float64)
    lives = np.cumprod(1.0 - exits, axis=-1)
    lives_at_start = np.concatenate([np.ones_like(lives[..., :1]), lives[..., :-1]], axis=-1)
    v = 1.0 / (1.0 + rate)
    net_share = np.where(paying, 1.0 - expenses, 0.0)
    return Course(
        lives_at_start * v ** (start + death_at),
        lives * v ** (start + 1.0),
        still_to_come(lives_at_start * v**start * net_share),
        net_share,
    )


def reserve(course: Course, claims: FloatArray, survival: FloatArray) -> Reserve:
    """GP', PVR, NP and the value of the benefits.

    ``claims``: expected payment per life at the start of the year, sum of rate × benefit; ``survival``: S; (…, T).
    """
    left = still_to_come(course.claim_weight * claims + course.survival_weight * survival)
    gross = left[..., :1] / course.premiums_left[..., :1]
    in_force = course.survival_weight
    value = _per_survivor(left[..., 1:] - gross * course.premiums_left[..., 1:], in_force)
    in_force_at_start = np.concatenate([np.ones_like(in_force[..., :1]), in_force[..., :-1]], axis=-1)
    return Reserve(gross, value, gross * course.net_share, _per_survivor(left[..., :-1], in_force_at_start))


def still_to_come(yearly: FloatArray) -> FloatArray:
    """Sums over the years after t for t = 0 … T: (…, T) → (…, T+1), the last one 0."""
    sums = np.flip(np.cumsum(np.flip(yearly, axis=-1), axis=-1), axis=-1)
    return np.concatenate([sums, np.zeros_like(sums[..., :1])], axis=-1)


def _per_survivor(total: FloatArray, in_force: FloatArray) -> FloatArray:
    return np.divide(total, in_force, out=np.zeros_like(total), where=in_force > 0.0)
