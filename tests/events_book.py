"""A small office for tests of 到账认领 and 到期处理: policies, a bank statement, and a sync that carries it all out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.days.working_days import Calendar
from core.events.applications import Applications
from core.events.due_actions import events_done, plan_due_actions
from core.events.due_now import Due, due_now
from core.events.older_rows import keep_events
from core.events.receipts import plan_receipts
from core.events.settled_dues import settle_open_dues
from core.events.used_twice import refuse_used_twice
from core.events.working_copy import WorkingCopy, drawn_so_far
from core.law.lookup import Law
from core.ledger.changes import Change, apply_plan
from core.ledger.current import load_tables
from core.ledger.plan import Plan, make_plan
from core.ledger.planned import once_written
from core.records.banking import BankLine, ReceiptClaim
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Clause
from core.records.record import Record
from core.records.renewal import DueAction
from core.records.servicing import ServicingRequest
from core.servicing.carry_out import Surroundings
from core.servicing.figures import Figures
from core.servicing.held import benefits_drawn, last_number, lines_concerned, part_of, policies_named, requests_of
from core.servicing.lines import Line, lines_of
from core.servicing.plan import plan_servicing
from core.table import Table, Tables
from macros.events import BROUGHT
from tests.checking import blocks
from tests.checking import table as example_table
from tests.servicing import markdown
from tests.tables import table

PRODUCTS = """
| 产品 | 险种代码 | 产品名称 | 宽限期天数 | 宽限期起算 | 自动垫交 |
|      | WL       | 示例终身 | 60         | 应交次日   | 无       |
|      | ACC      | 示例意外 | 60         | 应交次日   | 无       |
"""
DUE = {
    "保单号": "P1", "生效日": "2024-03-01", "下次应交日": "2026-03-01", "累计保费": "2000", "状态日期": "2024-03-01",
}  # fmt: skip
"""P1: 年交 1,000 for ten years from 2024-03-01; the third premium fell due on 2026-03-01, the 宽限期 ends on 04-30."""


@dataclass(frozen=True)
class Office:
    """A ledger and its products."""

    ledger: sqlite3.Connection
    lists: str = PRODUCTS

    def sync(self, on: str, **sheets: str) -> tuple[Plan, list[Change]]:
        """Plan and write some sheets, given as markdown by the English name of their table."""
        plan = self.plan(on, **sheets)
        return plan, apply_plan(self.ledger, plan, who="wangwu")

    def plan(self, on: str, **sheets: str) -> Plan:
        """What a sync of some sheets would do."""
        day = date.fromisoformat(on)
        tables = Tables(_read(name, text, day) for name, text in sheets.items())
        plan = make_plan(self.ledger, tables, {}, day)
        keep_events(self.ledger, plan)
        refuse_used_twice(self.ledger, plan)
        numbers = policies_named(part_of(plan, ReceiptClaim), "document_no") | policies_named(part_of(plan, DueAction))
        numbers |= policies_named(requests_of(plan))
        lines = lines_concerned(self.ledger, plan, numbers)
        copy = WorkingCopy.of(lines, self.references, Law.default(), day, "wangwu", last_number(self.ledger, plan))
        plan_receipts(self.ledger, plan, copy, Applications())
        copy.figures = self.figures(lines)
        plan_due_actions(plan, copy, self.due(on, plan), events_done(self.ledger, plan))
        lines = copy.changed_lines()
        drawn = drawn_so_far(benefits_drawn(self.ledger, lines), copy.events)
        around = Surroundings(self.figures(lines), Law.default(), day, "wangwu", drawn=drawn)
        plan_servicing(self.ledger, plan, lines, around)
        settle_open_dues(self.ledger, plan)
        return plan

    @property
    def references(self) -> Tables:
        """The products with their values."""
        return Tables(example_table(record, rows) for record, rows in blocks(self.lists).items())

    def figures(self, lines: Mapping[str, Line]) -> Figures:
        """The money of policy lines."""
        return Figures(lines, self.references, None, Law.default())

    def due(self, on: str, plan: Plan | None = None) -> list[Due]:
        """What the ledger makes due on a day; with a ``plan``, once that is written."""
        tables = load_tables(self.ledger, list(RECORDS.values())).together(self.references)
        tables = tables if plan is None else once_written(tables, plan, BROUGHT)
        day = date.fromisoformat(on)
        return due_now(tables, Law.default(), Calendar(), day, lambda some: lines_of(self.ledger, some), self.figures)

    def view(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that the ledger shows, versions left out."""
        return {
            name: [row[:-3] for row in self.ledger.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3, 4, 5, 6")]
            for name in ("policy_events", *(record.table for record in RECORDS.values()))
        }

    def rows(self, name: str, columns: str) -> list[tuple[object, ...]]:
        """Some columns of a table as the ledger shows it now."""
        return self.ledger.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2, 3").fetchall()


RECORDS: dict[str, type[Record]] = {
    "policies": Policy, "receipts": PremiumReceipt, "lines": BankLine, "claims": ReceiptClaim,
    "actions": DueAction, "requests": ServicingRequest, "cases": Claim, "clauses": Clause,
}  # fmt: skip


def _read(name: str, text: str, cutoff: date) -> Table:
    return table(RECORDS[name], text, cutoff=cutoff, path=f"{name}.xlsx", sha256="0" * 64)


def policies(*changes: dict[str, str]) -> str:
    """Policy lines, each one P1 with some cells changed."""
    return markdown(*({**DUE, **change} for change in changes or ({},)))
