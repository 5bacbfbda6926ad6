"""需要关注: what a manager must not miss, in a few sentences with a way to the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.findings import Status
from core.measures.balance import BROKEN, LISTED
from core.measures.clocks import RunningClock
from core.office.todo_sources import LIMIT
from core.office.training import TrainingMonth
from core.records.claim import Claim
from core.records.policy import Policy, PremiumReceipt
from core.reports.attention_lines import (
    Attention,
    by_room,
    findings,
    lapses,
    most,
    payments,
    surrenders,
    targets,
)
from core.reports.report_data import ReportData

SOON_DAYS = 3
SOURCES = (Policy, PremiumReceipt, Claim)


def attention(report: ReportData) -> list[Attention]:
    """Gravest first; one good line when there is nothing."""
    found = [
        *_data(report),
        *_clocks(report),
        *_balances(report),
        *targets(report),
        *lapses(report),
        *surrenders(report),
        *_alerts(report),
        *payments(report),
        *findings(report),
        *_office(report),
    ]
    found.sort(key=lambda each: each.look != "bad")
    return found or [Attention("good", "没有逾期时限、不平的勾稽项和未达成的目标", "KPI")]


def _data(report: ReportData) -> list[Attention]:
    """Books that the ledger lacks, months that are not over, and ledgers older than the 统计日."""
    found = []
    if missing := [record.sheet for record in SOURCES if not len(report.facts.table(record))]:
        text = f"台账里没有{'、'.join(missing)}，相应的指标、时限和清单算不出；有了再同步，重出本月报"
        found.append(Attention("attention", text, "KPI"))
    if not missing and report.data.nothing_known:
        found.append(Attention("attention", f"{report.data.nothing_known}，本月数只反映当时已有的业务", "KPI"))
    elif not report.data.complete:
        found.append(Attention("attention", f"数据只到 {report.cutoff}，本月未满，本月数不可与整月比较", "KPI"))
    old = [
        f"{record.sheet}（{day:%Y-%m-%d}）"
        for record in SOURCES
        if (day := report.facts.cutoffs.get(record.table)) and day < report.data.as_of_day
    ]
    if old:
        found.append(Attention("attention", f"数据截止日早于统计日的台账：{'、'.join(old)}", "KPI"))
    return found


def _clocks(report: ReportData) -> list[Attention]:
    missed = [clock for clock in report.clocks if clock.missed]
    passed = [clock for clock in report.clocks if clock.days_left < 0 and not clock.missed]
    soon = [clock for clock in report.clocks if 0 <= clock.days_left <= SOON_DAYS]
    found = []
    if missed:
        found.append(Attention("bad", f"法定时限已逾期 {_told(missed)}", "合规"))
    if passed:
        text = f"到期日已过、台账没有办理登记 {_told(passed)}，请核对"
        found.append(Attention("attention", text, "合规"))
    if soon:
        found.append(Attention("attention", f"{SOON_DAYS}天内到期的时限 {_told(soon)}", "合规"))
    return found


def _told(clocks: Sequence[RunningClock]) -> str:
    return f"{len(clocks)} 件（{most(by_room(clock.code for clock in clocks))}）"


def _balances(report: ReportData) -> list[Attention]:
    found = []
    for result, level in ((BROKEN, "bad"), (LISTED, "attention")):
        items = [balance.item for balance in report.balances if balance.result == result]
        if items:
            found.append(Attention(level, f"勾稽 {len(items)} 项{result}：{'；'.join(items)}", "勾稽"))
    return found


def _alerts(report: ReportData) -> list[Attention]:
    alert = report.facts.law.value("cooling_off_surrender_alert", report.data.as_of_day)
    rate = report.compared["犹豫期退保率"].now
    if rate.value > float(alert.value):
        stamp = "，预警线待确认" if alert.status is Status.UNCONFIRMED else ""
        text = f"犹豫期退保率 {rate.value:.2%}（{rate.note}）超过预警线 {float(alert.value):.1%}{stamp}"
        return [Attention("attention", text, "KPI")]
    return []


def _office(report: ReportData) -> list[Attention]:
    """What departments are late with, and what was sold without training."""
    found, todos = [], report.todos
    if late := Counter(row.todo.to_department for row in todos.overdue):
        limits = sum(row.todo.origin == LIMIT for row in todos.overdue)
        of_limits = f"，其中来源为法定时限的 {limits} 件（含请核对的）" if limits else ""
        found.append(Attention("attention", f"待办逾期 {len(todos.overdue)} 件（{most(late)}）{of_limits}", "待办"))
    untrained = sum(sale.policies for sale in TrainingMonth(report.data).untrained_sales)
    if untrained:
        found.append(Attention("attention", f"本月未经有效产品培训的销售 {untrained} 件", "培训"))
    return found
