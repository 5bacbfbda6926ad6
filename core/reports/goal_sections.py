"""Sections of the 目标 tab: what is proposed for the next months, and the cells behind the office's figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isnan, log10

from core.measures.facts import WHOLE
from core.measures.goal_cells import GoalCell
from core.measures.proposals import LABEL, Proposal
from core.reports.page import Column, Formula, Page
from core.reports.style import OF_UNIT

WIDTH = 14
MOST_CELLS = 120


NOT_OWNED = "（未登记）"
"""Instead of a branch: what belongs to none, because the ledger lacks its policy."""


def rough(figure: float) -> float:
    """Three significant digits: a projection is not known to the fen."""
    if isnan(figure) or not figure:
        return figure
    return round(figure, 2 - floor(log10(abs(figure))))


def forecast_kind(kind: str) -> str:
    """Projected yuan without fen."""
    return "count" if kind == "amount" else kind


def proposal_table(page: Page, proposed: Sequence[Proposal]) -> None:
    """The whole office's proposals, month by month."""
    page.section(LABEL, WIDTH)
    columns = [
        Column("指标", look="strong"), Column("月份", align="center"), Column("建议目标"), Column("历史区间低"),
        Column("历史区间高"), Column("可比时段", "count"), Column("推算方法"),
    ]  # fmt: skip
    page.headings(columns, WIDTH - 1)
    shown = [each for each in proposed if each.scope == WHOLE]
    for each in shown:
        kind = forecast_kind(OF_UNIT[each.measure.definition.unit])
        kinds = [columns[0], columns[1], *(Column("", kind) for _ in range(3)), columns[5]]
        row = page.row
        page.record(
            kinds,
            [each.measure.name, each.month, each.value, rough(each.projection.low), rough(each.projection.high),
             each.projection.n],
        )  # fmt: skip
        page.across(row, 6, WIDTH - 1, each.projection.words, "cell")
    if not shown:
        page.nothing("历史不足，不推算")
    page.line(
        "分到机构和渠道的建议目标按近12个月占比拆分；用 neiqin report --targets 另出“目标”工作簿，改后同步即成为目标。",
        WIDTH,
    )


def cell_table(page: Page, cells: Sequence[GoalCell]) -> None:
    """Branch by branch and channel by channel: target, actual, gap, and next month's proposal."""
    page.section(f"按机构、渠道（{len(cells)} 行，每个指标内欠得最多的在前）", WIDTH)
    columns = (
        Column("指标", look="strong"), Column("机构代码", align="center"), Column("渠道", align="center"),
        Column("险种", align="center"), Column("本月实绩", "amount"), Column("达成率", "rate"),
        Column("本月目标", "amount"), Column("差额", "difference"), Column("下月建议目标", "count"),
        Column("近12个月占比", "rate"), Column("近12个月笔数", "count"),
    )  # fmt: skip
    page.headings(columns)
    for each in cells[:MOST_CELLS]:
        now, aim = f"E{page.row + 1}", f"G{page.row + 1}"
        share = each.now / each.target if each.target else float("nan")
        achieved = Formula(f'=IF(COUNT({now},{aim})<2,"—",IF({aim}=0,"—",{now}/{aim}))', share)
        gap = Formula(f'=IF(COUNT({now},{aim})<2,"—",{now}-{aim})', each.gap)
        scope = each.scope
        page.record(
            columns,
            [each.measure.name, scope.branch or NOT_OWNED, scope.channel, scope.product, each.now, achieved,
             each.target, gap, each.following, each.share, each.rows],
        )  # fmt: skip
    if not cells:
        page.nothing("没有分机构、渠道的目标")
    if len(cells) > MOST_CELLS:
        page.line(f"另有 {len(cells) - MOST_CELLS} 行未列出。", WIDTH)
