"""Sections of the tab 客服 about call-backs: the eight questions, every attempt's outcome, whom to call tomorrow."""

from __future__ import annotations

import numpy as np

from core.delivery.call_attempts import each_attempt, outcomes
from core.delivery.call_backs import ENOUGH_ATTEMPTS
from core.delivery.problem_cases import question_lines
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTH = 10
MOST_ROWS = 40


def questions(page: Page, report: ReportData) -> None:
    """The eight questions over the calls that succeeded in the month."""
    cases, data = report.customers.problems, report.data
    chosen = data.in_month(cases.table["succeeded_on"])
    reached, found = int((chosen & cases.reached).sum()), int((chosen & cases.found).sum())
    page.section(f"回访八问（本月回访成功 {reached} 件，其中问题件 {found} 件）", WIDTH)
    columns = (
        Column("问题", look="wrap"), Column("答是", "count"), Column("答否", "count"), Column("否的占比", "rate"),
        Column("未问或不适用", "count"), Column("未解决", "count"), Column("已逾期或超期", "count"),
    )  # fmt: skip
    lines = question_lines(cases, chosen)
    first, _ = page.table(columns, [
        [line.problem, line.yes, line.no, line.share, line.blank, line.open, line.late] for line in lines
    ])  # fmt: skip
    for at, line in enumerate(lines, start=first):
        if line.no:
            page.put(at, 2, line.no, "attention", "count")
        if line.late:
            page.put(at, 6, line.late, "bad", "count")
    everything = int(cases.open.sum())
    rate = report.compared["回访成功率"].now
    page.line(
        f"犹豫期内回访成功率 {_rate(rate.value)}"
        f"（{rate.numerator.total:.0f} ÷ {rate.below or 0:.0f}，犹豫期截止在本月的保单）。"
        f"各月问题件尚未解决 {everything} 件，逐件见送达回访页和待办页。", WIDTH,
    )  # fmt: skip
    page.line(f"CB-2 {cases.solution.event}。依据：{cases.solution.basis}", WIDTH)


def _rate(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.1%}"


def attempts(page: Page, report: ReportData) -> None:
    """How every attempt of the month ended, and how the policies called stand now."""
    cases, data = report.customers.problems, report.data
    # The register grows for years; only rows that mention the month are taken apart.
    mentioned = np.array([data.text in moments for moments in cases.table["tried_at"].tolist()], dtype=bool)
    tried = each_attempt(cases.table.take(mentioned))
    counted = outcomes(tried, data.first.astype(object), data.as_of_day)
    total = sum(count for _, count in counted)
    page.section(f"拨打结果（本月 {total} 次）", WIDTH)
    page.table(
        (Column("结果", look="wrap"), Column("次数", "count"), Column("占比", "rate")),
        [[outcome, count, count / total] for outcome, count in counted],
        "本月没有登记拨打",
    )


def to_call(page: Page, report: ReportData) -> None:
    """Tomorrow's calls: signed for, not reached, 犹豫期 not over; first those whose time ends first."""
    calls = report.service.calls
    policies = calls.deliveries.policies
    rows = np.flatnonzero(calls.to_call & (calls.due > calls.deliveries.on))
    rows = rows[np.argsort(calls.due[rows], kind="stable")]
    page.section(f"次日拨打清单（{len(rows)} 件，犹豫期先到的在前）", WIDTH)
    columns = (
        Column("保单号"), Column("渠道", align="center"), Column("机构", align="center"),
        Column("业务员", align="center"), Column("签收日", "day", "center"), Column("犹豫期截止", "day", "center"),
        Column("还剩天数", "count"), Column("已拨次数", "count"), Column("最近结果", align="center"),
        Column("提示", look="wrap"),
    )  # fmt: skip
    left = (calls.due - calls.deliveries.on).astype(int)
    first, _ = page.table(columns, [
        [policies["policy_no"][row], policies["channel"][row], policies["branch_code"][row], policies["agent_no"][row],
         scalar(calls.deliveries.signed_on[row]), scalar(calls.due[row]), int(left[row]), int(calls.attempts[row]),
         calls.result[row] or "未拨打", _hint(int(left[row]), int(calls.attempts[row]))]
        for row in rows[:MOST_ROWS].tolist()
    ], "没有")  # fmt: skip
    for at, row in enumerate(rows[:MOST_ROWS].tolist(), start=first):
        if left[row] <= ENOUGH_ATTEMPTS:
            page.put(at, 6, int(left[row]), "attention", "count")
    _rest(page, len(rows))
    page.line(f"CB-1 依据：{calls.due_words}", WIDTH)


def _hint(left: int, tried: int) -> str:
    words = "犹豫期即将届满，优先拨打" if left <= ENOUGH_ATTEMPTS else ""
    many = f"已拨 {tried} 次，改用面访、信函或电子回访" if tried >= ENOUGH_ATTEMPTS else ""
    return "；".join(filter(None, (words, many)))


def unreached(page: Page, report: ReportData) -> None:
    """Policies not reached, by channel: inside the 犹豫期, past it, and how often they were tried."""
    calls = report.service.calls
    channel, on = calls.deliveries.policies["channel"], calls.deliveries.on
    waiting = calls.to_call & (calls.due >= report.data.first)
    page.section(f"尚未回访成功（犹豫期在本月及以后截止，{int(waiting.sum())} 件）", WIDTH)
    columns = (
        Column("渠道", look="strong"), Column("件数", "count"), Column("犹豫期内", "count"),
        Column("已过犹豫期", "count"), Column("从未拨打", "count"), Column(f"拨打{ENOUGH_ATTEMPTS}次以上", "count"),
    )  # fmt: skip
    rows = []
    for name in sorted(set(channel[waiting].tolist())):
        chosen = waiting & (channel == name)
        late = chosen & (calls.due < on)
        many = chosen & (calls.attempts >= ENOUGH_ATTEMPTS)
        counts = (chosen, chosen & ~late, late, chosen & (calls.attempts == 0), many)
        rows.append([name or "（未登记）", *(int(mask.sum()) for mask in counts)])
    page.table(columns, rows, "没有")


def _rest(page: Page, count: int) -> None:
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 件较晚到期的未列出。", WIDTH)
