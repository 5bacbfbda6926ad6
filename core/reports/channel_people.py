"""How much hangs on one channel, one branch or a few people, month by month and person by person."""

from __future__ import annotations

from math import isnan

from core.measures.channel_agents import busiest_agents
from core.measures.channels import concentration, monthly_premium
from core.measures.definitions import setting
from core.reports.charts import Cells
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData

MONTHS = 13
MOST_CHANNELS = 6
OTHERS = "其他、未归渠道"
"""Smaller channels, and receipts whose policy the ledger lacks: with them the months add up to those of 趋势."""
OWNERS = {"渠道": "channel", "机构": "branch_code", "业务员": "agent_no"}


def concentration_table(page: Page, report: ReportData) -> None:
    """HHI and the largest shares of new business and of all premium, this month and in twelve months."""
    few = setting("concentration_agents")
    columns = (
        Column("指标", look="strong"), Column("按", align="center"), Column("家/人数", "count"), Column("HHI", "count"),
        Column("平均分布时", "count"), Column("最大一家占比", "rate"), Column(f"前{few}占比", "rate"),
        Column("最大一家", align="center"),
    )  # fmt: skip
    page.section("集中度（HHI：10,000 为全部来自一家）", len(columns))
    rows: list[list[object]] = []
    for name in ("新单保费", "规模保费"):
        for words, owner in OWNERS.items():
            _, series = monthly_premium(report.data, name, owner, MONTHS - 1)
            for label, months in (("本月", 1), ("近12个月", MONTHS - 1)):
                sums = {owned: _sum(amounts[-months:]) for owned, amounts in series.items() if owned}
                rows.append([f"{name}　{label}", words, *_shares(sums, few)])
    page.table(columns, rows)


def _shares(sums: dict[str, float], few: int) -> list[object]:
    positive = sorted((part for part in sums.values() if part > 0), reverse=True)
    if not positive:
        return [0, float("nan"), float("nan"), float("nan"), float("nan"), ""]
    whole = sum(positive)
    largest = max(sums, key=lambda owned: sums[owned])
    return [
        len(positive), concentration(positive), 10_000 / len(positive), positive[0] / whole,
        sum(positive[:few]) / whole, largest,
    ]  # fmt: skip


def _sum(amounts: list[float]) -> float:
    return sum(amount for amount in amounts if not isnan(amount))


def trend_table(page: Page, report: ReportData) -> tuple[Cells, list[str]]:
    """规模保费 of thirteen months by channel; gives its cells and the channels for a chart."""
    months, series = monthly_premium(report.data, "规模保费", "channel", MONTHS)
    names = [name for name in series if name][:MOST_CHANNELS]
    others = [name for name in series if name not in names]
    series[OTHERS] = [sum(series[name][place] for name in others) for place in range(len(months))]
    shown = [*names, OTHERS] if any(amount > 0 or amount < 0 for amount in series[OTHERS]) else names
    page.section("规模保费十三个月", len(shown) + 2)
    columns = (
        Column("月份", look="strong"), *(Column(name, "amount") for name in shown), Column("合计", "amount"),
    )  # fmt: skip
    rows: list[list[object]] = []
    for place, month in enumerate(months):
        amounts: list[float | None] = [None if isnan(series[name][place]) else series[name][place] for name in shown]
        line = page.row + 2 + place
        total = sum(amount or 0.0 for amount in amounts)
        last = "ABCDEFGHI"[len(shown)]
        rows.append([month, *amounts, Formula(f"=SUM(B{line}:{last}{line})", total)])
    first, last_row = page.table(columns, rows)
    return (page.name, first, last_row), names


def agent_table(page: Page, report: ReportData) -> None:
    """The salespeople who sold most in twelve months, by number: no names are needed here."""
    listed, count = busiest_agents(report.data, setting("channel_agents"))
    page.section(f"业务员：近12个月新单保费前 {len(listed)} 名（共 {count} 人出单）", 10)
    columns = (
        Column("业务员", look="strong"), Column("渠道", align="center"), Column("机构代码", align="center"),
        Column("本月新单保费", "amount"), Column("近12个月新单保费", "amount"), Column("近12个月件数", "count"),
        Column("13个月继续率(滚动)", "rate"), Column("继续率样本(行)", "count"), Column("近12个月退保件", "count"),
        Column("近12个月投诉", "count"),
    )  # fmt: skip
    rows: list[list[object]] = [
        [each.number, each.channel, each.branch, each.premium, each.year_premium, each.year_policies, each.month_13,
         each.cohort, each.surrendered, each.complaints]
        for each in listed
    ]  # fmt: skip
    page.table(columns, rows, "近12个月没有新单")
    if count > len(listed):
        page.line(f"另有 {count - len(listed)} 人未列出。", len(columns))
