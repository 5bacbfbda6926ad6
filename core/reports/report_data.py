"""Everything that the tabs of a month's report show, computed once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from functools import cached_property

from core.ledger.access import access_head
from core.measures.application_progress import Progress
from core.measures.balance import Balance
from core.measures.claims_month import ClaimsMonth
from core.measures.clocks import RunningClock, running_clocks
from core.measures.comparison import Compared, compare
from core.measures.compliance import Compliance, load_compliance
from core.measures.customer_month import CustomerMonth
from core.measures.facts import Facts
from core.measures.month_data import MonthData
from core.measures.plan_changes import PlanChange, plan_changes
from core.measures.reconciliation import balances
from core.measures.refused_rows import refused_rows
from core.measures.registry import measures
from core.office.known import Known
from core.office.remediation import Remediation, load_remediation
from core.office.todo_list import TodoList, todo_list
from core.payments.overview import Overview, overview
from core.privacy import MASKED, Sight
from core.records.application import Application
from core.records.policy import Policy
from core.reports.heads import Heads
from core.reports.service_month import ServiceMonth


@dataclass(frozen=True)
class Knowledge:
    """Up to where the ledger is read. ``until``: ISO moment before which accesses are counted, empty for all."""

    last_change: int
    last_run: int | None = None
    until: str = ""
    words: str = "台账现有的全部变更"
    closed: bool = False


@dataclass
class ReportData:
    """One month's comparisons, findings and clocks. ``anchors``: where tabs put what others link to."""

    data: MonthData
    compared: dict[str, Compared]
    compliance: Compliance
    clocks: list[RunningClock]
    refused: dict[str, str]
    """By 保单号 why rows of it are missing in the ledger."""
    remediation: Remediation
    plan_changes: tuple[PlanChange, ...]
    """Every later version of an application's plan that the ledger keeps."""
    heads: Heads
    knowledge: Knowledge
    sight: Sight = MASKED
    anchors: dict[str, str] = field(default_factory=dict)
    listed: dict[str, float] = field(default_factory=dict)
    """What the rows written on 明细 add up to, by measure."""

    @property
    def facts(self) -> Facts:
        """The ledger's tables."""
        return self.data.facts

    @property
    def month_words(self) -> str:
        """``2026年10月``."""
        year, month = self.data.text.split("-")
        return f"{year}年{int(month)}月"

    @property
    def cutoff(self) -> str:
        """统计日 as text: up to which day the figures count."""
        return self.data.as_of_day.isoformat()

    @property
    def subtitle(self) -> str:
        """What stands under every page's title."""
        return f"{self.office}　统计日 {self.cutoff}　金额单位：元　— 表示分母为零、观察期未满或没有数据"

    @property
    def footer(self) -> str:
        """What stands at the foot of every printed page."""
        known = self.facts.cutoff
        return f"统计日 {self.cutoff}　数据截止日 {known or '无'}"

    @cached_property
    def office(self) -> str:
        """The branch's name; with several branches how many they are."""
        names = {
            code: name
            for record in (Application, Policy)
            for code, name in zip(
                self.facts.table(record)["branch_code"].tolist(),
                self.facts.table(record)["branch_name"].tolist(),
                strict=True,
            )
            if name
        }
        codes = self.facts.names("branch_code")
        if len(codes) == 1:
            return str(names.get(codes[0], codes[0]))
        return f"全部机构（{len(codes)}家）" if codes else "（台账为空）"

    @cached_property
    def known(self) -> Known:
        """What 待办 and the tabs share, each part worked out when it is first asked for."""
        return Known(self.data, self.compliance, self.clocks)

    @cached_property
    def todos(self) -> TodoList:
        """待办 of all departments on the 统计日."""
        return todo_list(self.known)

    @property
    def progress(self) -> Progress:
        """How far every application is."""
        return self.known.progress

    @property
    def claims(self) -> ClaimsMonth:
        """Register, letters, payments and analysis of claims."""
        return self.known.claims

    @property
    def customers(self) -> CustomerMonth:
        """Complaints, questions, evaluations and problems of call-backs."""
        return self.known.customers

    @cached_property
    def balances(self) -> list[Balance]:
        """勾稽 of the month, with the bank where the ledger holds its statement."""
        return balances(self.data, self.service.matched, self.refused)

    @cached_property
    def owed(self) -> Overview:
        """收付清单: everything that was due to be paid by the 统计日, and how far it is."""
        return overview(self.facts.tables, self.data.first.astype(object), self.data.as_of_day)

    @cached_property
    def service(self) -> ServiceMonth:
        """Receipts, deliveries and renewals of the month."""
        return ServiceMonth.of(self.data)


def gather(connection: sqlite3.Connection, month: str, knowledge: Knowledge, sight: Sight = MASKED) -> ReportData:
    """Load the ledger as known and compute the month. ``sight``: what of personal data 明细 shows in full."""
    data = MonthData.load(connection, month, knowledge.last_change)
    compliance = load_compliance(connection, data, knowledge.last_run)
    row = connection.execute("SELECT chain FROM changes WHERE id = ?", (knowledge.last_change,)).fetchone()
    return ReportData(
        data=data,
        compared={name: compare(data, measure) for name, measure in measures().items()},
        compliance=compliance,
        clocks=running_clocks(data, compliance),
        refused=refused_rows(connection, knowledge.last_run, knowledge.last_change),
        plan_changes=plan_changes(connection, knowledge.last_change),
        remediation=load_remediation(connection, data, knowledge.last_run),
        heads=Heads(str(row[0]) if row else "", access_head(connection, knowledge.until)),
        knowledge=knowledge,
        sight=sight,
    )
