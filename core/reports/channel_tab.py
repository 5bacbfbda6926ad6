"""渠道: what each channel and branch brings, keeps and costs in surrenders, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.measures.definitions import setting
from core.measures.facts import WHOLE, Scope
from core.measures.premium import new_business
from core.measures.registry import measures
from core.records.policy import Policy
from core.reports.charts import column_chart, share_chart
from core.reports.kpi_tab import subtitle
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.reports.style import OF_UNIT

RATIOS = ("13个月继续率(滚动)", "犹豫期退保率", "渠道转化率", "回访成功率", "赔付率(简单)")
CHART_ROWS = 16
BRANCHES_ON_A_PAGE = 12
COLUMNS = (
    Column("渠道", look="strong"), Column("新单保费", "amount"), Column("新单贡献度", "rate"),
    Column("新单件数", "count"), Column("件均保费", "amount"), Column("续期保费", "amount"),
    Column("规模保费", "amount"), Column("规模贡献度", "rate"),
    *(Column(name, OF_UNIT[measures()[name].definition.unit]) for name in RATIOS),
)  # fmt: skip
AMOUNTS = {1: "新单保费", 3: "新单件数", 5: "续期保费", 6: "规模保费"}


def write_channels(page: Page, report: ReportData) -> None:
    """Channels, then branches, then charts and how much hangs on a few salespeople."""
    page.title(f"渠道经营　{report.month_words}", subtitle(report))
    page.section("按渠道", len(COLUMNS))
    scopes = [(name, Scope(channel=name)) for name in report.facts.names("channel")]
    heading = page.row
    first, last = _comparison(page, report, "渠道", scopes)
    page.row += 1
    names = dict(zip(report.facts.table(Policy)["branch_code"], report.facts.table(Policy)["branch_name"], strict=True))
    branches = report.facts.names("branch_code")
    if len(branches) > 1:
        page.section("按机构", len(COLUMNS))
        _comparison(page, report, "机构", [(names.get(code) or code, Scope(branch=code)) for code in branches])
        page.row += 1
    _concentration(page, report)
    width = page.set_widths()
    cells = (page.name, first, last)
    if last >= first:
        ring = share_chart(page.workbook, "规模保费渠道占比", cells, 6)
        columns = column_chart(
            page.workbook, "各渠道首年与续期保费（元）", cells, {"新单保费": 1, "续期保费": 5}, stacked=True
        )
        ring.set_size({"width": width * 2 // 5 - 8, "height": 285})
        columns.set_size({"width": width * 3 // 5 - 8, "height": 285})
        page.sheet.insert_chart(page.row, 0, ring, {"x_offset": 2})
        page.sheet.insert_chart(page.row, 0, columns, {"x_offset": 2 + width * 2 // 5})
        page.row += CHART_ROWS
    page.sheet.freeze_panes(heading + 1, 1)
    few = len(branches) <= BRANCHES_ON_A_PAGE
    page.printed(report.footer, landscape=True, title=f"渠道经营 {report.month_words}", one_page=few)


def _comparison(page: Page, report: ReportData, what: str, scopes: Sequence[tuple[str, Scope]]) -> tuple[int, int]:
    """One row per scope and a total; shares and averages are native formulas. Gives the rows of the scopes."""
    columns = (Column(what, look="strong"), *COLUMNS[1:])
    page.headings(columns)
    first = page.row
    whole = _values(report, WHOLE)
    total_row = first + len(scopes)
    for name, scope in scopes:
        values = _values(report, scope)
        page.record(columns, _row(name, values, whole, page.row, total_row))
    page.record(columns, _row("合计", whole, whole, page.row, total_row), "total")
    return first, total_row - 1


def _values(report: ReportData, scope: Scope) -> dict[str, float]:
    named = {name: measures()[name] for name in (*AMOUNTS.values(), "件均保费", *RATIOS)}
    return {name: measure(report.data, scope).value for name, measure in named.items()}


def _row(name: str, values: dict[str, float], whole: dict[str, float], row: int, total_row: int) -> list[object]:
    line = row + 1
    return [
        name, values["新单保费"], _share("B", line, total_row, values["新单保费"], whole["新单保费"]),
        values["新单件数"],
        Formula(f'=IF(D{line}=0,"—",B{line}/D{line})', values["件均保费"]), values["续期保费"], values["规模保费"],
        _share("G", line, total_row, values["规模保费"], whole["规模保费"]), *(values[name] for name in RATIOS),
    ]  # fmt: skip


def _share(letter: str, line: int, total_row: int, part: float, whole: float) -> Formula:
    bottom = f"{letter}${total_row + 1}"
    return Formula(f'=IF({bottom}=0,"—",{letter}{line}/{bottom})', part / whole if whole else float("nan"))


def _concentration(page: Page, report: ReportData) -> None:
    """How much of the month's new business the busiest salespeople bring, by channel."""
    count = setting("concentration_agents")
    columns = (
        Column("渠道", look="strong"), Column("出单业务员", "count"), Column("新单保费", "amount"),
        Column(f"前{count}名保费", "amount"), Column(f"前{count}名占比", "rate"),
    )  # fmt: skip
    page.section("新单集中度", len(columns))
    rows = []
    for place, channel in enumerate(report.facts.names("channel")):
        by_agent = _premium_by_agent(report, Scope(channel=channel))
        top, everything = float(by_agent[:count].sum()), float(by_agent.sum())
        line = page.row + 2 + place
        share = Formula(f'=IF(C{line}=0,"—",D{line}/C{line})', top / everything if everything else float("nan"))
        rows.append([channel, len(by_agent), everything, top, share])
    page.table(columns, rows)
    page.row += 1


def _premium_by_agent(report: ReportData, scope: Scope) -> Any:
    """新单保费 of every salesperson, largest first."""
    policies, chosen = report.facts.policies, new_business(report.data, scope)
    agents, place = np.unique(policies["agent_no"][chosen].astype(str), return_inverse=True)
    premium = np.nan_to_num(policies["first_premium"][chosen])
    return np.sort(np.round(np.bincount(place, weights=premium, minlength=len(agents)), 2))[::-1]
