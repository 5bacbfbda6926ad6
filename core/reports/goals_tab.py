"""目标: each tracked measure beside its targets, the gap, where month and year will end, and what is proposed next."""

from __future__ import annotations

from math import isnan

import numpy as np

from core.measures.comparison import earlier_value
from core.measures.goal_cells import goal_cells
from core.measures.goals import OVER, Goal, goal
from core.measures.projection import YEAR
from core.measures.proposals import proposals, tracked
from core.measures.registry import Measure
from core.measures.targets import target_of
from core.reports.charts import column_chart
from core.reports.goal_sections import WIDTH, cell_table, forecast_kind, proposal_table, rough
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.reports.style import OF_UNIT

WIDTHS = (22, 15, 15, 15, 15, 10, 15, 16, 16, 16, 15, 15, 15, 44)
CHARTED = ("新单保费", "续期保费")
LOOKS = {"预计达成": "good", "可望达成": "good", "未定": "attention", "可能达不成": "attention", "预计达不成": "bad"}


def write_goals(page: Page, report: ReportData) -> None:
    """Goals of the office, the year month by month with charts, the cells behind, and the proposals."""
    page.title(f"目标跟踪　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    goals = [goal(report.data, measure) for measure in tracked(report.data)]
    proposed = proposals(report.data)
    for section in (_goals, _year):
        section(page, report, goals)
        page.row += 1
    proposal_table(page, proposed)
    page.row += 1
    cell_table(page, goal_cells(report.data, tracked(report.data), proposed))
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _goals(page: Page, report: ReportData, goals: list[Goal]) -> None:
    page.section("全机构：实绩、目标、差额与预计", WIDTH)
    page.headings(
        tuple(
            Column(heading)
            for heading in (
                "指标", "本月实绩", "本月目标", "差额", "预计月末", "达成率", "本年累计", "全年目标", "年度差额",
                "预计年末", "预计区间低", "预计区间高", "年度展望", "推算方法与样本",
            )
        )
    )  # fmt: skip
    for each in goals:
        _goal(page, report, each)
    if not goals:
        page.nothing("没有登记目标，也没有可以跟踪的指标")
    page.line(
        "预计数保留三位有效数字。区间是过去同样长的 n 个时段的最低至最高，时段互相独立时把握约为 (n−1)/(n+1)。",
        WIDTH,
    )


def _goal(page: Page, report: ReportData, each: Goal) -> None:
    name, row = each.measure.name, page.row
    kind = OF_UNIT[each.measure.definition.unit]
    line, year = row + 1, each.year_end
    now = Formula(f"='KPI'!{report.anchors[f'KPI:{name}']}", each.now)
    achieved = Formula(f'=IF(COUNT(B{line}:C{line})<2,"—",IF(C{line}=0,"—",B{line}/C{line}))', each.achieved)
    columns = (
        Column("", look="strong"), Column("", kind), Column("", kind), Column("", _gap_kind(kind)),
        Column("", forecast_kind(kind)), Column("", "rate"), Column("", kind), Column("", kind),
        Column("", _gap_kind(kind)), *(Column("", forecast_kind(kind)) for _ in range(3)), Column("", align="center"),
        Column("", look="wrap"),
    )  # fmt: skip
    year_gap = each.year_so_far - each.year_target
    values = [
        name, now, each.target, _difference(f"B{line}", f"C{line}", each.gap, kind), _month_end(each),
        achieved, each.year_so_far, each.year_target, _difference(f"G{line}", f"H{line}", year_gap, kind),
        rough(year.value), rough(year.low), rough(year.high), each.outlook, _method(each),
    ]  # fmt: skip
    page.record(columns, values)
    if each.outlook:
        page.put(row, 12, each.outlook, LOOKS[each.outlook], align="center")


def _month_end(each: Goal) -> float:
    """Of a month that is over what it came to, else a projection in three digits."""
    return each.now if each.month_end.method == OVER else rough(each.month_end.value)


def _method(each: Goal) -> str:
    month = "" if each.month_end.method == OVER else f"月末：{each.month_end.words}。"
    return f"{month}年末：{each.year_end.words}"


def _gap_kind(kind: str) -> str:
    return {"amount": "difference", "rate": "points"}.get(kind, kind)


def _difference(value: str, aim: str, gap: float, kind: str) -> Formula:
    """``=B6-C6``, in percentage points for a rate; — where one of them is missing."""
    times, cached = ("*100", gap * 100) if kind == "rate" else ("", gap)
    return Formula(f'=IF(COUNT({value},{aim})<2,"—",({value}-{aim}){times})', cached)


def _year(page: Page, report: ReportData, goals: list[Goal]) -> None:
    """Target and actual of the year's months, as a table and native charts."""
    named = {each.measure.name: each for each in goals if each.measure.name in CHARTED}
    columns = [Column("月份", align="center")]
    for name in named:
        columns += [Column(f"{name}目标", "amount"), Column(f"{name}实绩", "amount")]
    page.section(f"{str(report.data.month)[:4]}年各月目标与实绩", WIDTH)
    rows = []
    for number in range(1, YEAR + 1):
        month = f"{str(report.data.month)[:4]}-{number:02d}"
        values: list[object] = [month]
        for each in named.values():
            actual = _actual(report, each.measure, month)
            values += [_blank(target_of(report.data, each.measure, month)), _blank(actual)]
        rows.append(values)
    first, last = page.table(columns, rows)
    for place, name in enumerate(named):
        series = {"目标": 2 * place + 1, "实绩": 2 * place + 2}
        chart = column_chart(page.workbook, f"{name}：目标与实绩（元）", (page.name, first, last), series)
        page.chart(first - 1, 6 + 4 * place, chart, 520, 300, x_offset=8)


def _actual(report: ReportData, measure: Measure, month: str) -> float:
    """The month's value, NaN for a month to come."""
    back = int((report.data.month - np.datetime64(month, "M")).astype(int))
    return earlier_value(report.data, measure, back) if back >= 0 else float("nan")


def _blank(figure: float) -> float | None:
    """A chart would draw a dash as zero."""
    return None if isnan(figure) else figure
