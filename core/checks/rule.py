"""How a rule is written and registered.

A rule is one function over columns. It reads tables, yields :class:`Hit` objects (which rows fail, in which
column), and knows neither its message nor its legal basis: those are data in ``core/law/rules``. One record is a
table of length one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from core.findings import Severity
from core.records.record import Record
from core.table import Array, Mask, Rows, Table, Tables

if TYPE_CHECKING:
    from core.days.working_days import Calendar
    from core.law.lookup import Law


@dataclass(frozen=True)
class Context:
    """What a rule may look at.

    ``tables``: what is being checked. ``references``: 人员名册, 名单, 职业表, 产品 … ``in_force``: what the ledger
    already holds. ``on``: the day that stands in where a record has no day of its own.
    """

    tables: Tables
    references: Tables
    in_force: Tables
    law: Law
    calendar: Calendar
    on: date

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What several rules need of the same run, worked out once under a name of its subject."""
        return {}

    def event_days(self, table: Table) -> Array:
        """Per row, the day whose law applies: the record's own day, else its application's, else ``on``."""
        from core.records.application import Application

        own = table.record.event_date
        if own:
            days = table[own].copy()
        elif "application_no" in table.columns:
            applications = self.tables.of(Application)
            rows = applications.match("application_no", table["application_no"])
            days = applications.look_up(rows, "applied_on")
        else:
            days = np.full(len(table), np.datetime64("NaT"), dtype="datetime64[D]")
        days[np.isnat(days)] = np.datetime64(self.on)
        return days

    def limit(self, key: str, table: Table) -> Array:
        """A parameter of the law per row, as of each row's own day (float64, NaN where not in force)."""
        return self.law.column(key, self.event_days(table))


@dataclass(frozen=True)
class Hit:
    """Failing rows of one table, in one column. ``details`` fill the message: one text for all, or one per hit row."""

    table: Table
    column: str
    rows: Rows | Mask
    says: str = "default"
    severity: Severity | None = None
    details: dict[str, str | Sequence[str]] = field(default_factory=dict)

    def indices(self) -> Rows:
        """The failing row indices."""
        return np.flatnonzero(self.rows) if self.rows.dtype == bool else self.rows.astype(np.intp, copy=False)


Check = Callable[[Context], Iterator[Hit]]


@dataclass(frozen=True)
class RegisteredRule:
    """A rule's code, its function, and the reference workbooks without which it cannot run."""

    code: str
    check: Check
    needs: tuple[type[Record], ...]


RULES: dict[str, RegisteredRule] = {}


def rule(code: str, *, needs: tuple[type[Record], ...] = ()) -> Callable[[Check], Check]:
    """Register a rule under its code. ``needs``: without these reference tables the rule is reported as not run."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        RULES[code] = RegisteredRule(code, check, needs)
        return check

    return register
