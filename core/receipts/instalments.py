"""The next instalments of policies in force, as 保单台账 and the contract's 对应日 say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.checks.terms import years_of
from core.days.age import ages
from core.days.anniversary import monthiversaries
from core.money import to_fen
from core.records.policy import Policy
from core.table import Array, Mask, Table

MONTHS = {"年交": 12, "半年交": 6, "季交": 3, "月交": 1}
PAYING = ("交费中", "缓交", "自动垫交", "")
"""A premium that was advanced is paid; the next one is due again."""
RUNNING = ("有效", "宽限期", "待生效")

Instalment = tuple[str, str, int, int]
"""Policy number, product code, due day (days since 1970-01-01: plain numbers are the faster keys), fen."""


def months_between(table: Table) -> Array:
    """Months between instalments per line, 0 for 趸交 and where unknown."""
    frequency = table["frequency"]
    return np.select([frequency == word for word in MONTHS], list(MONTHS.values()), 0)


def still_paying(table: Table) -> Mask:
    """Lines in force whose premium is still being paid and whose next due day is known."""
    running = np.any([table["status"] == word for word in RUNNING], axis=0)
    paying = np.any([table["premium_status"] == word for word in PAYING], axis=0)
    known = ~np.isnat(table["next_due_on"]) & ~np.isnan(table["first_premium"])
    return np.asarray(running & paying & known & (months_between(table) > 0))


def premiums_end(table: Table) -> Array:
    """The day from which no premium is due any more, NaT where the 交费期 is unknown."""
    applied = np.where(np.isnat(table["applied_on"]), table["effective_on"], table["applied_on"])
    years = years_of(table["premium_term"], ages(table["insured_birth_date"], applied))
    return monthiversaries(table["effective_on"], np.where(np.isfinite(years), np.rint(years * 12), np.nan))


def instalments_due(table: Table, until: np.datetime64) -> list[Instalment]:
    """Every instalment from 下次应交日 up to ``until``, by the policy's own 对应日, before the end of the 交费期."""
    if table.record is not Policy:
        raise TypeError(f"not 保单台账: {table.record.sheet}")
    paying = still_paying(table)
    step, effective, end = months_between(table), table["effective_on"], premiums_end(table)
    elapsed = _months(effective, table["next_due_on"])
    fen = to_fen(np.nan_to_num(table["first_premium"]))
    found: list[Instalment] = []
    due, later = table["next_due_on"], 0
    open_rows = paying & (due <= until)
    while open_rows.any():
        numbers, codes = table["policy_no"][open_rows].tolist(), table["product_code"][open_rows].tolist()
        found += zip(numbers, codes, day_numbers(due[open_rows]).tolist(), fen[open_rows].tolist(), strict=True)
        later += 1
        anchored = np.isnat(effective)
        due = monthiversaries(
            np.where(anchored, table["next_due_on"], effective), np.where(anchored, 0, elapsed) + step * later
        )
        open_rows = open_rows & (due <= until) & (np.isnat(end) | (due < end))
    return found


def day_numbers(days: Array) -> NDArray[np.int64]:
    """Days since 1970-01-01; NaT is the smallest whole number, and comes back as NaT."""
    numbers: NDArray[np.int64] = days.astype("datetime64[D]").astype(np.int64)
    return numbers


def _months(first: Array, second: Array) -> Array:
    """Whole calendar months from one day to another, by month number; 0 where either is blank."""
    months = (second.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(np.float64)
    return np.nan_to_num(np.where(np.isnat(first) | np.isnat(second), 0.0, months))
