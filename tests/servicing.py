"""Servicing for tests: a small ledger, requests as markdown, and a sync that plans, previews and confirms them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.law.lookup import Law
from core.ledger.changes import Change, apply_plan
from core.ledger.current import load_table
from core.ledger.plan import Plan, make_plan
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.servicing.carry_out import Surroundings
from core.servicing.figures import Figures
from core.servicing.held import benefits_drawn, lines_concerned, policies_named, requests_of
from core.servicing.plan import ServicingPlan, plan_servicing
from core.table import Tables
from tests.checking import blocks
from tests.checking import table as example_table
from tests.tables import table

ON = date(2026, 10, 31)
CONFIRMING = "wangwu"
"""The account that confirms, unless a test says otherwise: neither 经办人 lisi nor 复核人 zhaoliu."""

EVERY = {
    "险种代码": "WL", "险种名称": "示例终身", "主附险": "主险", "受益人": "法定", "交费期": "10年", "保险期间": "终身",
    "投保人证件号码": "110101198805060013", "投保人姓名": "张三", "投保人手机": "13800138000", "投保人地址": "甲路1号",
    "被保险人姓名": "张三", "交费方式(频率)": "年交", "保单状态": "有效", "交费状态": "交费中", "借款": "0",
    "垫交": "0", "保额": "100000", "首期保费": "1000", "年化保费": "1000", "累计保费": "3000",
    "生效日": "2024-03-01", "交费对应日(下次应交日)": "2027-03-01", "状态日期": "2024-03-01",
}  # fmt: skip
"""A policy line in force, 年交 1,000 for ten years, three premiums paid; what a test does not say stands here."""


def markdown(*rows: dict[str, str]) -> str:
    """Policy lines as a markdown table, each completed from :data:`EVERY`."""
    return rows_as_markdown(*(EVERY | row for row in rows))


def rows_as_markdown(*rows: dict[str, str]) -> str:
    """Rows as a markdown table; a heading that a row lacks is blank there."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


RIDER = {
    "险种代码": "ACC", "险种名称": "示例意外", "主附险": "附加险", "保额": "50000", "交费期": "1年", "保险期间": "1年",
    "首期保费": "100", "年化保费": "100", "累计保费": "300", "生效日": "2026-03-01", "状态日期": "2026-03-01",
}  # fmt: skip
POLICIES = markdown(
    {"保单号": "P1"},
    {"保单号": "P1", **RIDER},
    {"保单号": "P2", "投保人姓名": "李四", "投保人手机": "13900139000", "投保人地址": "乙路2号", "借款": "500"},
)
"""P1 with a rider, and P2 of somebody else with a loan of 500."""


@dataclass(frozen=True)
class Planned:
    """A planned sync of requests: the ledger's plan and what servicing made of it."""

    plan: Plan
    servicing: ServicingPlan

    @property
    def codes(self) -> list[str]:
        """The codes of the findings."""
        return [finding.code for finding in self.plan.findings]


def set_up(ledger: sqlite3.Connection, policies: str = POLICIES, cutoff: date = date(2026, 9, 30)) -> None:
    """Bring the policies into the ledger."""
    apply_plan(ledger, make_plan(ledger, Tables([table(Policy, policies, cutoff=cutoff)]), {}, cutoff))


def prepare(
    ledger: sqlite3.Connection, requests: str, *, lists: str = "", on: date = ON, account: str = CONFIRMING
) -> Planned:
    """Plan a sheet of requests: a markdown table of 保全受理登记表, its missing columns really missing."""
    law = Law.default()
    read = table(ServicingRequest, requests, cutoff=on, path="保全.xlsx", sha256="0" * 64)
    plan = make_plan(ledger, Tables([read]), {}, on)
    lines = lines_concerned(ledger, plan, policies_named(requests_of(plan)))
    references = Tables(example_table(record, rows) for record, rows in blocks(lists).items())
    figures = Figures(lines, references, None, law)
    earlier = load_table(ledger, ServicingRequest)
    around = Surroundings(figures, law, on, account, earlier, benefits_drawn(ledger, lines))
    return Planned(plan, plan_servicing(ledger, plan, lines, around))


def confirm(ledger: sqlite3.Connection, planned: Planned) -> list[Change]:
    """Write what was planned."""
    return apply_plan(ledger, planned.plan, who=CONFIRMING)


def carry_out(ledger: sqlite3.Connection, requests: str, **surroundings: Any) -> list[Change]:
    """Plan and confirm requests that nothing stands in the way of."""
    planned = prepare(ledger, requests, **surroundings)
    assert not planned.plan.counts()["refused"], planned.plan.findings
    return confirm(ledger, planned)


def policy(ledger: sqlite3.Connection, number: str, *columns: str, product: str = "WL") -> tuple[Any, ...]:
    """Some columns of a policy line as the ledger holds them now."""
    held = load_table(ledger, Policy, where="policy_no = ? AND product_code = ?", values=(number, product))
    record = held.record_at(0)
    return tuple(getattr(record, column) for column in columns)


def view(ledger: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the ledger shows of policies, requests and events, versions left out."""
    tables = ("policies", "servicing_requests", "policy_events")
    return {name: [row[:-3] for row in ledger.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3, 4")] for name in tables}
