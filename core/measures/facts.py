"""The ledger's tables for a report, loaded once, with what every measure asks again and again.

Columns are NumPy arrays, one entry per ledger row. Receipts and claims carry no branch or channel of their own: they
belong to those of their policy.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from core.bulk import no_collection
from core.claims.lines import claim_lines, first_policy
from core.days.working_days import Calendar
from core.law.lookup import Law
from core.ledger.changes import last_change
from core.ledger.cutoff import cutoffs, latest
from core.measures.columns import COLUMNS, own_values
from core.measures.event_facts import EventFacts
from core.measures.in_force import InForce
from core.measures.loading import Known, load_columns
from core.measures.policy_facts import PolicyFacts
from core.measures.receipt_facts import ReceiptFacts
from core.measures.service_register import with_registers
from core.payments.claim_days import with_days_paid
from core.records.application import Application
from core.records.claim import Claim
from core.records.decision import Decision
from core.records.delivery import CallBack
from core.records.event import PolicyEvent
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.reference import CalendarDay, CompanyParameter
from core.records.service import Inquiry, Satisfaction
from core.records.servicing import ServicingRequest
from core.table import Array, Mask, Rows, Table, Tables, blanks, scalar

OF_POLICY = (Inquiry, ServicingRequest, CallBack)
"""Records without a branch, sales channel or agent of their own: they belong to those of their policy."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose business: the whole office, a branch, a channel, a product, or what several of them have in common."""

    branch: str = ""
    channel: str = ""
    product: str = ""


WHOLE = Scope()


@dataclass(frozen=True)
class Facts:
    """Everything a report reads. ``cutoffs``: per table name the latest 数据截止日 of its changes."""

    tables: Tables
    cutoffs: dict[str, date]
    policy_as_of: Array
    """The 数据截止日 of every policy line's newest version."""
    until_change: int
    law: Law
    calendar: Calendar
    _scopes: dict[tuple[str, Scope], Mask] = field(default_factory=dict)
    _columns: dict[tuple[str, str], Array] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)
    totals: dict[tuple[str, np.datetime64, Scope], tuple[float, float, bool]] = field(default_factory=dict)
    """What measures came to in earlier months; kept by :mod:`core.measures.history`."""
    codes: dict[tuple[str, str], tuple[Rows, list[str]]] = field(default_factory=dict)
    """Owners as numbers; kept by :mod:`core.measures.cells`."""

    @classmethod
    def load(cls, connection: sqlite3.Connection, until_change: int | None = None) -> Facts:
        """The ledger as it stood after a change; by default after the last one."""
        until = last_change(connection) if until_change is None else until_change
        newest = until == last_change(connection)
        known = Known()
        with no_collection():
            read = {
                record: load_columns(connection, record, names, None if newest else until, known)
                for record, names in COLUMNS.items()
            }
        tables = with_days_paid(Tables(table for table, _ in read.values()))
        law, _ = Law.default().with_overrides(own_values(tables.of(CompanyParameter)))
        days = tables.of(CalendarDay)
        overrides = {scalar(day): kind for day, kind in zip(days["day"], days["kind"].tolist(), strict=True) if kind}
        return cls(tables, cutoffs(connection, until), read[Policy][1], until, law, Calendar(overrides))

    @property
    def cutoff(self) -> date | None:
        """The latest 数据截止日 of the business tables, None in an empty ledger."""
        return latest(self.cutoffs)

    def table(self, record: type[Record]) -> Table:
        """The table of a record, empty when the ledger has none."""
        return self.tables.of(record)

    @cached_property
    def policies(self) -> PolicyFacts:
        """保单台账 with what the registers of delivery and call-back add, and derived columns."""
        return PolicyFacts(with_registers(self.tables), self.table(PolicyEvent))

    @cached_property
    def receipts(self) -> ReceiptFacts:
        """保费收入 with the policy row of every receipt."""
        applications = self.table(Application)["application_no"].tolist()
        return ReceiptFacts(self.table(PremiumReceipt), self.policies, applications)

    @cached_property
    def events(self) -> EventFacts:
        """保单事件 with the policy row of every event."""
        return EventFacts(self.table(PolicyEvent), self.policies)

    @cached_property
    def sums_assured(self) -> InForce:
        """保额 of every line on any day."""
        return InForce.sums_assured(self.policies, self.events)

    @cached_property
    def paid_premiums(self) -> InForce:
        """累计保费 of every line on any day."""
        return InForce.paid_premiums(self.policies, self.events)

    @cached_property
    def application_policy(self) -> Array:
        """For every application the row of its policy, -1 where none is issued."""
        return self.table(Policy).match("application_no", self.table(Application)["application_no"].tolist())

    def decided(self, in_decision: str, in_policy: str) -> Array:
        """Per application what was decided: by its row of 核保结论, else as the issued policy says."""
        key = ("decided", in_decision)
        if key not in self._columns:
            own = self.table(Decision).look_up(self._application_decision, in_decision)
            issued = self.table(Policy).look_up(self.application_policy, in_policy)
            self._columns[key] = np.where(blanks(own), issued, own)
        return self._columns[key]

    @cached_property
    def _application_decision(self) -> Array:
        return self.table(Decision).match("application_no", self.table(Application)["application_no"].tolist())

    @cached_property
    def claim_policy(self) -> Array:
        """For every claim the row of its (first) policy, -1 where the ledger has none."""
        return self.table(Policy).match("policy_no", map(first_policy, self.table(Claim)["policy_no"].tolist()))

    @cached_property
    def claim_line(self) -> Rows:
        """For every claim the row of the policy line that its benefit belongs to, -1 where the ledger has none."""
        return claim_lines(self.table(Claim), self.table(Policy), self.table(Product))

    def owner(self, record: type[Record], name: str) -> Array:
        """``branch_code``, ``channel``, ``agent_no`` or ``product_code`` of a record's rows, ``""`` where unknown."""
        key = (record.table, name)
        if key not in self._columns:
            self._columns[key] = self._owner(record, name)
        return self._columns[key]

    def _owner(self, record: type[Record], name: str) -> Array:
        if record is PremiumReceipt:
            return self.table(Policy).look_up(self.receipts.policy_row, name)
        if record is Claim:
            return self.table(Policy).look_up(self.claim_policy, name)
        if record in OF_POLICY:
            return self.table(Policy).look_up(self._policy_of(record), name)
        if record is Satisfaction and name == "agent_no":
            return self.table(Policy).look_up(self._policy_of(record), name)
        table = self.table(record)
        return table[name] if name in table.columns else np.full(len(table), "", dtype=object)

    def _policy_of(self, record: type[Record]) -> Rows:
        """For every row of a record the row of its policy, -1 where the ledger has none."""
        return self.table(Policy).match("policy_no", self.table(record)["policy_no"].tolist())

    def inside(self, record: type[Record], scope: Scope) -> Mask:
        """Which rows of a record belong to a scope."""
        key = (record.table, scope)
        if key not in self._scopes:
            mask = np.ones(len(self.table(record)), dtype=bool)
            for name, wanted in (
                ("branch_code", scope.branch), ("channel", scope.channel), ("product_code", scope.product),
            ):  # fmt: skip
                if wanted:
                    mask &= self.owner(record, name) == wanted
            self._scopes[key] = mask
        return self._scopes[key]

    def names(self, name: str) -> list[str]:
        """Every branch or channel that policies and applications name, largest by policies first."""
        if name not in self._names:
            self._names[name] = self._counted(name)
        return self._names[name]

    def _counted(self, name: str) -> list[str]:
        column = np.concatenate([self.table(Policy)[name], self.table(Application)[name]])
        counts = Counter(column.tolist())
        return sorted((word for word in counts if word), key=lambda word: (-counts[word], word))
