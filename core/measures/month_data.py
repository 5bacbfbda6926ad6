"""One month of the office: the facts, seen from a month's end."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from core.measures.facts import WHOLE, Facts, Scope
from core.records.record import Record
from core.table import Array, Mask


@dataclass(frozen=True)
class MonthData:
    """``month``: datetime64[M]. Measures judge everything as of ``as_of``: the month's end, or an earlier cut-off.

    ``until``: look no further than this day, as if the month were only so far.
    """

    facts: Facts
    month: np.datetime64
    until: np.datetime64 | None = None

    @classmethod
    def load(cls, connection: sqlite3.Connection, month: str, until_change: int | None = None) -> MonthData:
        """A month, ``"YYYY-MM"``, from the ledger as it stood after ``until_change``. ValueError for another text."""
        return cls(Facts.load(connection, until_change), np.datetime64(parse_month(month), "M"))

    @property
    def text(self) -> str:
        """``"2026-10"``."""
        return str(self.month)

    @property
    def first(self) -> np.datetime64:
        """The month's first day."""
        day: np.datetime64 = self.month.astype("datetime64[D]")
        return day

    @property
    def last(self) -> np.datetime64:
        """The month's last day."""
        day: np.datetime64 = (self.month + 1).astype("datetime64[D]") - 1
        return day

    @cached_property
    def as_of(self) -> np.datetime64:
        """统计日: the last day of the month that the data covers."""
        cutoff = self.facts.cutoff
        known = self.last if cutoff is None else min(self.last, np.datetime64(cutoff, "D"))
        return known if self.until is None else min(known, self.until)

    @property
    def as_of_day(self) -> date:
        """统计日 as a date."""
        day: date = self.as_of.astype(date)
        return day

    @property
    def complete(self) -> bool:
        """Does the data reach the month's end?"""
        return bool(self.as_of == self.last)

    @property
    def nothing_known(self) -> str:
        """Why the ledger tells nothing of the month itself, blank where it does."""
        receipts = self.facts.receipts
        began = receipts.first_month
        if began is None:
            return "台账里还没有收费和承保的数据"
        if self.month < began:
            kind = "承保" if np.isnat(receipts["received_on"]).all() else "收费"
            return f"台账的{kind}记录从 {began} 起，{self.text} 还没有"
        if self.as_of < self.first:
            return f"台账的数据只到 {self.as_of}，没有 {self.text} 的数据"
        days = (receipts["received_on"], self.facts.policies["issued_on"])
        return "" if any(self.in_month(each).any() for each in days) else f"台账里没有 {self.text} 的收费和承保记录"

    def earlier(self, months: int) -> MonthData:
        """The same facts seen from an earlier month."""
        return replace(self, month=self.month - months, until=None)

    def so_far(self, day: int) -> MonthData:
        """The same month as it stood at the end of its ``day``-th day, or of its last one."""
        return replace(self, until=min(self.first + (day - 1), self.last))

    def inside(self, record: type[Record], scope: Scope = WHOLE) -> Mask:
        """Which rows of a record belong to a scope."""
        return self.facts.inside(record, scope)

    def in_month(self, days: Array) -> Mask:
        """Which days lie in the month, up to the 统计日."""
        return np.asarray((days >= self.first) & (days <= self.as_of))

    def limit(self, key: str) -> float:
        """A number of the law or the company on the 统计日."""
        return float(self.facts.law.value(key, self.as_of_day).value)

    def wording(self, key: str) -> str:
        """A choice of the law or the company on the 统计日, as text."""
        return str(self.facts.law.value(key, self.as_of_day).value)


def parse_month(text: str) -> str:
    """``"2026-10"`` itself. ValueError, in Chinese, for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValueError(f"月份要写成 2026-10 这样：{text}") from None
    return f"{first:%Y-%m}"


def month_end(text: str) -> date:
    """The last day of a month."""
    first = date.fromisoformat(f"{parse_month(text)}-01")
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
