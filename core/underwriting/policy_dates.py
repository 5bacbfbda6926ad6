"""The days of a new policy: 生效日, 下次应交日, 满期日."""

from __future__ import annotations

import numpy as np

from core.checks.coverages import PAYMENTS_A_YEAR
from core.days.anniversary import monthiversaries
from core.table import Array

MONTHS_A_YEAR = 12.0
DAYS_A_YEAR = 365.0


def next_due_days(effective: Array, frequency: Array, premium_years: Array, single: Array) -> Array:
    """The 对应日 of the second premium, shape (n,); NaT for a single premium and where the first is the only one."""
    payments = np.array([PAYMENTS_A_YEAR.get(word, 1.0) for word in frequency])
    months = MONTHS_A_YEAR / payments
    more = ~single & (premium_years * MONTHS_A_YEAR > months)
    return monthiversaries(effective, np.where(more, months, np.nan))


def maturity_days(effective: Array, policy_years: Array) -> Array:
    """The 对应日 on which cover ends at 零时, shape (n,); NaT for 终身 and for an unknown term.

    Whole months run by 对应日, terms in days by days. Until an age: the 对应日 of the policy year of that age.
    """
    months = np.round(policy_years * MONTHS_A_YEAR, 9)
    with np.errstate(invalid="ignore"):
        whole = np.isfinite(months) & (months % 1 == 0)
    by_month = monthiversaries(effective, np.where(whole, months, np.nan))
    in_days = np.isfinite(months) & ~whole
    days = np.where(in_days, np.round(policy_years * DAYS_A_YEAR), 0).astype("timedelta64[D]")
    result: Array = np.where(in_days, effective + days, by_month)
    return result
