"""Legal last days by column, with the words that must stand beside each: basis, status, unannounced calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.days.anniversary import anniversaries
from core.days.periods import due_dates
from core.days.working_columns import add_working_days_column
from core.days.working_days import NOT_ANNOUNCED, Calendar
from core.findings import Status
from core.law.basis import weakest
from core.law.lookup import Law
from core.table import Array, Mask


@dataclass(frozen=True)
class Deadlines:
    """Last days of one clock, shape (n,); NaT where it never started. ``stamped``: not announced days were touched."""

    code: str
    event: str
    due: Array
    stamped: Mask
    basis: str
    status: Status

    def stamp(self, row: int) -> str:
        """The reservation beside one day, "" when there is none."""
        return NOT_ANNOUNCED if self.stamped[row] else ""

    def missed(self, on: np.datetime64) -> Mask:
        """Which last days are over on ``on``."""
        return np.asarray(self.due < on)


def deadlines(code: str, started: Array, law: Law, calendar: Calendar, on: np.datetime64) -> Deadlines:
    """The last days of a clock that counts from ``started``: by the limit of each starting day, words as of ``on``."""
    clock = law.clock(code, on.astype(date))
    limits = law.column(code, started)
    if clock.counting == "working_days":
        due, stamped = add_working_days_column(started, limits, calendar)
    elif clock.counting == "years":
        due, stamped = anniversaries(started, limits), np.zeros(len(started), dtype=bool)
    else:
        due, stamped = _natural(started, limits, calendar)
    return Deadlines(code, clock.event, due, stamped, words(clock.basis), weakest(each.status for each in clock.basis))


def words(basis: tuple[object, ...]) -> str:
    """Several sources as one line."""
    return "；".join(str(each) for each in basis)


def _natural(started: Array, limits: Array, calendar: Calendar) -> tuple[Array, Mask]:
    due = np.full(len(started), np.datetime64("NaT", "D"))
    stamped = np.zeros(len(started), dtype=bool)
    for days in np.unique(limits[np.isfinite(limits)]):
        rows = limits == days
        due[rows], stamped[rows] = due_dates(started[rows], int(days), calendar)
    return due, stamped
