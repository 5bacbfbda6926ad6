"""A book of two policies, a later one with another sum, and how the tests of the ledger sync them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

from core.ledger.change import Change
from core.ledger.changes import apply_plan
from core.ledger.current import load_table
from core.ledger.plan import make_plan
from core.records.policy import Policy
from core.table import Tables
from tests.tables import table

OCTOBER = date(2026, 10, 31)
NOVEMBER = date(2026, 11, 30)

BOOK = """
| 保单号 | 险种代码 | 机构代码 | 保额   | 生效日     | 保单状态 |
| P1     | WL2601   | 860101   | 100000 | 2024-02-29 | 有效     |
| P2     | WL2601   | 860101   | 0.10   | 2025-01-01 | 有效     |
"""
LATER = BOOK.replace("100000", "80000.55")


class Clock:
    """A clock that moves on by a day at every look."""

    def __init__(self, start: datetime = datetime(2026, 11, 1, tzinfo=UTC)) -> None:
        self.now = start - timedelta(days=1)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


def sync(ledger: sqlite3.Connection, text: str, cutoff: date = OCTOBER, clock: Clock | None = None) -> list[Change]:
    plan = make_plan(ledger, Tables([table(Policy, text, cutoff=cutoff)]), {}, cutoff)
    return apply_plan(ledger, plan, who="zhang", clock=clock or Clock())


def plan_counts(ledger: sqlite3.Connection, text: str, cutoff: date = OCTOBER) -> dict[str, int]:
    return make_plan(ledger, Tables([table(Policy, text, cutoff=cutoff)]), {}, cutoff).counts()


def amounts(ledger: sqlite3.Connection, until_change: int | None = None) -> list[float]:
    return load_table(ledger, Policy, until_change=until_change)["sum_assured"].tolist()
