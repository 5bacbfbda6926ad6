"""保存期限: per material the term and its law, how much is kept and until when, and what a person may let go."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.findings import Status
from core.law.model import Parameter
from core.office.retention import Kept, retention, worded
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

WIDTHS = (30, 12, 62, 10, 10, 10, 12, 13, 13)
WIDTH = len(WIDTHS)
YEARS_AHEAD, MOST = 12, 60


def write_retention(page: Page, report: ReportData) -> None:
    """The whole tab."""
    kept = retention(report.data)
    page.title(
        f"保存期限　{report.month_words}",
        f"{report.subtitle}　几项期限并存取最长；程序不销毁任何资料，届满清单须经审批由人处理",
    )
    page.fix_widths(WIDTHS)
    _materials(page, report, kept)
    _worded(page, report)
    _years(page, report, kept)
    _over(page, report, kept)
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _materials(page: Page, report: ReportData, kept: list[Kept]) -> None:
    page.section("各类材料", WIDTH)
    columns = (
        Column("材料", look="strong"), Column("起算", align="center"), Column("期限与依据", look="wrap"),
        Column("未起算", "count"), Column("保存中", "count"), Column("已届满", "count"), Column("届满但暂停", "count"),
        Column("最早届满日", "day", "center"), Column("最晚届满日", "day", "center"),
    )  # fmt: skip
    on = report.data.as_of
    rows = []
    for one in kept:
        days = one.until[one.running(on)]
        first, last = (days.min().astype(object), days.max().astype(object)) if len(days) else (None, None)
        stopped = int(((one.until < on) & one.held).sum())
        counts = [int(mask.sum()) for mask in (one.not_begun, one.running(on), one.over(on))]
        rows.append([one.name, one.starts, "；".join(map(_term, one.parameters)), *counts, stopped, first, last])
    page.table(columns, rows)
    page.line("已届满：期限过后且没有未结的投诉或理赔；有未结事项的计入“届满但暂停”。", WIDTH)
    page.row += 1


def _term(parameter: Parameter) -> str:
    stamp = "【待确认】" if parameter.status is Status.UNCONFIRMED else ""
    basis = f"{parameter.basis[0].title}{parameter.basis[0].article}"
    return f"{parameter.title} {parameter.value}{parameter.unit}（{basis}）{stamp}"


def _worded(page: Page, report: ReportData) -> None:
    page.section("台账看不到起算日、由合规掌握的材料", WIDTH)
    columns = (Column("材料", look="strong"), Column("状态", align="center"), Column("期限与依据", look="wrap"))
    rows = []
    for parameter in worded(report.data):
        unit = "" if parameter.unit == "文字" else parameter.unit
        basis = f"（{parameter.basis[0].title}{parameter.basis[0].article}）"
        rows.append([parameter.title, parameter.status.zh, f"{parameter.value}{unit}{basis}"])
    page.table(columns, rows)
    page.row += 1


def _years(page: Page, report: ReportData, kept: list[Kept]) -> None:
    """How much comes free in which year, so that the archive can plan."""
    page.section(f"今后{YEARS_AHEAD}年届满的份数", WIDTH)
    names = [one.name for one in kept]
    columns = (Column("年度", look="strong"), Column("合计", "count"), Column("其中", look="wrap"))
    counts: dict[int, Counter[str]] = {}
    for one in kept:
        days = one.until[one.running(report.data.as_of)]
        for year in (days.astype("datetime64[Y]").astype(int) + 1970).tolist():
            counts.setdefault(year, Counter())[one.name] += 1
    last = report.data.as_of_day.year + YEARS_AHEAD
    rows = [
        [f"{year}年", sum(found.values()), "　".join(f"{name} {found[name]}" for name in names if found[name])]
        for year, found in sorted(counts.items())
        if year <= last
    ]
    page.table(columns, rows, "没有")
    page.row += 1


def _over(page: Page, report: ReportData, kept: list[Kept]) -> None:
    found = [(one, row) for one in kept for row in np.flatnonzero(one.over(report.data.as_of)).tolist()]
    found.sort(key=lambda item: (item[0].until[item[1]], item[0].name, item[0].numbers[item[1]]))
    page.section(f"届满清单 {len(found)} 份（可以提请审批，不自动销毁）", WIDTH)
    columns = (
        Column("材料", look="strong"), Column("起算", align="center"), Column("编号"),
        Column("起算日", "day", "center"), Column("届满日", "day", "center"),
    )  # fmt: skip
    rows = [
        [one.name, one.starts, one.numbers[row], one.began[row].astype(object), one.until[row].astype(object)]
        for one, row in found[:MOST]
    ]
    page.table(columns, rows, "没有届满的材料")
    if len(found) > MOST:
        page.line(f"另有 {len(found) - MOST} 份未列出。", WIDTH)
