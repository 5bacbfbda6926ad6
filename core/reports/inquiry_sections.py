"""Sections of the tab 客服 about questions: topics with response times, and what is still unanswered."""

from __future__ import annotations

import numpy as np

from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.service.inquiries import Inquiries
from core.table import Mask, scalar

WIDTH = 10
MOST_ROWS = 30


def topics(page: Page, report: ReportData) -> None:
    """Questions of the month by topic and way: how many, how fast, settled at once."""
    given, data = report.customers.inquiries, report.data
    asked = data.in_month(given.table["asked_on"])
    page.section(f"咨询（本月 {int(asked.sum())} 件）", WIDTH)
    columns = (
        Column("类别", look="wrap"), Column("件数", "count"), Column("已答复", "count"),
        Column("平均答复天数", "days"), Column("最长天数", "count"), Column("当日答复率", "rate"),
        Column("一次解决率", "rate"), Column("未答复", "count"), Column("超过时限", "count"),
    )  # fmt: skip
    subject, way = given.table["subject"], given.table["way"]
    rows = [_topic(name, given, asked & (subject == name)) for name in _by_count(subject[asked])]
    rows += [_topic(f"其中：{name}", given, asked & (way == name)) for name in _by_count(way[asked])]
    if asked.any():
        rows.append(_topic("合计", given, asked))
    first, _ = page.table(columns, rows, "本月没有咨询")
    for at, row in enumerate(rows, start=first):
        if row[8]:
            page.put(at, 8, row[8], "bad", "count")
    again = report.data.limit("inquiry_repeat_days")
    page.line(
        f"一次解决：当日答复、没有转办，且 {again:.0f} 天内没有就同一保单同一类别再问。"
        f"{given.basis}；均为公司参数【待确认】。"
        f"{_answered(report)}", WIDTH,
    )  # fmt: skip


def _by_count(column: np.ndarray) -> list[str]:
    names, counts = np.unique(column.astype(str), return_counts=True)
    return [names[place] for place in np.lexsort((names, -counts))]


def _topic(words: str, given: Inquiries, chosen: Mask) -> list[object]:
    days = given.days[chosen & np.isfinite(given.days)]
    count = int(chosen.sum())
    return [
        words, count, len(days), float(days.mean()) if len(days) else float("nan"),
        float(days.max()) if len(days) else float("nan"), float((days == 0).sum() / count),
        float((chosen & given.settled_at_once).sum() / count), int((chosen & given.open).sum()),
        int((chosen & given.late).sum()),
    ]  # fmt: skip


def _answered(report: ReportData) -> str:
    found = report.compared["电话呼入人工接通率"].now
    if not found.below:
        return ""
    return f"电话呼入人工接通率 {found.value:.1%}（{found.numerator.total:.0f} ÷ {found.below:.0f}）。"


def unanswered(page: Page, report: ReportData) -> None:
    """Open questions, those waiting longest first."""
    given = report.customers.inquiries
    rows = np.flatnonzero(given.open)
    rows = rows[np.argsort(given.due[rows], kind="stable")]
    page.section(f"未答复的咨询（{len(rows)} 件，先到期的在前）", WIDTH)
    columns = (
        Column("咨询编号"), Column("咨询日", "day", "center"), Column("咨询渠道", align="center"),
        Column("类别", align="center"), Column("答复人", align="center"), Column("转办部门", align="center"),
        Column("最后一日", "day", "center"), Column("已等天数", "count"), Column("期限", align="center"),
    )  # fmt: skip
    table = given.table
    first, _ = page.table(columns, [
        [table["inquiry_no"][row], scalar(table["asked_on"][row]), table["way"][row], table["subject"][row],
         table["handler"][row], table["passed_to"][row] or "—", scalar(given.due[row]), float(given.waited[row]),
         "已逾期" if given.late[row] else "未到期"]
        for row in rows[:MOST_ROWS].tolist()
    ])  # fmt: skip
    for at, row in enumerate(rows[:MOST_ROWS].tolist(), start=first):
        if given.late[row]:
            page.put(at, 8, "已逾期", "bad", align="center")
    if len(rows) > MOST_ROWS:
        page.line(f"另有 {len(rows) - MOST_ROWS} 件较晚到期的未列出。", WIDTH)
