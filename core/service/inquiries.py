"""咨询: how fast questions are answered, which are settled at once, what they are about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from core.days.working_columns import add_working_days_column
from core.days.working_days import Calendar
from core.law.lookup import Law
from core.records.service import Inquiry
from core.table import Array, Mask, Table, Tables, blanks

PHONE = "电话"
LIMIT, REPEAT = "inquiry_answer_days", "inquiry_repeat_days"


@dataclass(frozen=True)
class Inquiries:
    """One entry per row of 咨询登记 as of ``on``, shape (n,). ``due``: the company's last day for the answer."""

    table: Table
    on: np.datetime64
    due: Array
    basis: str
    repeat_days: float

    @cached_property
    def known(self) -> Mask:
        """Asked on or before the day."""
        return np.asarray(self.table["asked_on"] <= self.on)

    @cached_property
    def answered_on(self) -> Array:
        """When it was answered, NaT while it is open."""
        return np.where(self.table["answered_on"] <= self.on, self.table["answered_on"], np.datetime64("NaT", "D"))

    @cached_property
    def open(self) -> Mask:
        """Asked and not answered."""
        return np.asarray(self.known & np.isnat(self.answered_on))

    @cached_property
    def late(self) -> Mask:
        """Answered after the last day, or open when it is over."""
        return np.asarray(self.known & ((self.answered_on > self.due) | (self.open & (self.due < self.on))))

    @cached_property
    def days(self) -> Array:
        """Natural days from question to answer, 0 on the same day; NaN while it is open."""
        taken = (self.answered_on - self.table["asked_on"]).astype(np.float64)
        return np.where(np.isnat(self.answered_on) | ~self.known, np.nan, taken)

    @cached_property
    def waited(self) -> Array:
        """Natural days that the open ones have waited, NaN for the others."""
        return np.where(self.open, (self.on - self.table["asked_on"]).astype(np.float64), np.nan)

    @cached_property
    def settled_at_once(self) -> Mask:
        """一次解决: answered the same day, passed to nobody, and not asked again about the same policy and subject."""
        passed = ~blanks(self.table["passed_to"])
        return np.asarray(self.known & (self.days == 0) & ~passed & ~self._asked_again)

    @cached_property
    def _asked_again(self) -> Mask:
        day = self.table["asked_on"]
        last: dict[tuple[str, str], int] = defaultdict(lambda: -1)
        again = np.zeros(len(self.table), dtype=bool)
        number, subject = self.table["policy_no"].tolist(), self.table["subject"].tolist()
        for row in np.argsort(day, kind="stable").tolist():
            if number[row] and self.known[row]:
                before = last[number[row], subject[row]]
                if before >= 0 and (day[row] - day[before]).astype(int) <= self.repeat_days:
                    again[before] = True
                last[number[row], subject[row]] = row
        return again

    @cached_property
    def asked_for_person(self) -> Mask:
        """Calls that asked for a person."""
        return np.asarray((self.table["way"] == PHONE) & (self.table["asked_for_person"] == "是"))


def inquiries(tables: Tables, law: Law, calendar: Calendar, on: np.datetime64) -> Inquiries:
    """咨询登记 as of ``on``."""
    table, today = tables.of(Inquiry), on.astype(date)
    limit = law.value(LIMIT, today)
    due, _ = add_working_days_column(table["asked_on"], float(limit.value), calendar)
    repeat = float(law.value(REPEAT, today).value)
    return Inquiries(table, on, due, f"{limit.title}{limit.value}个{limit.unit}", repeat)
