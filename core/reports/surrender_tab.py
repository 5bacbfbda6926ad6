"""退保: why customers surrender, by channel, policy year, product and agent, with the money and the movement."""

from __future__ import annotations

from collections.abc import Sequence

from core.measures.definitions import setting
from core.measures.surrender_causes import UNKNOWN, Surrenders, about_to_surrender, surrendered
from core.measures.surrender_movement import DIMENSIONS, Group, by_cause, by_dimension, matrix
from core.reports.charts import column_chart
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.reports.surrender_rows import surrender_rows

WIDTH = 12
WIDTHS = (25, 11, 11, 11, 12, 13, 13, 17, 17, 17, 12, 50)
CHART_ROWS = 16
CAUSES_NAMED = 3


def write_surrenders(page: Page, report: ReportData) -> None:
    """Causes and movement, the causes across channels and policy years, the groups, open requests, the rows."""
    found, pending = surrendered(report.data), about_to_surrender(report.data)
    page.title(f"退保原因　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    causes = by_cause(report.data, found)
    _summary(page, report, found, pending)
    page.row += 1
    cells = _causes(page, causes)
    page.row += 1
    if causes:
        _chart(page, cells)
        for dimension in ("渠道", "保单年度"):
            _matrix(page, report, found, dimension)
            page.row += 1
    for dimension in DIMENSIONS:
        _groups(page, dimension, by_dimension(report.data, found, dimension))
        page.row += 1
    surrender_rows(page, report, pending, WIDTH)
    page.row += 1
    surrender_rows(page, report, found.take(found.month == report.data.month), WIDTH)
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _summary(page: Page, report: ReportData, found: Surrenders, pending: Surrenders) -> None:
    """What a supervisor asks first: how many, how much, what is about to go, what nobody wrote down."""
    page.section("概况", WIDTH)
    columns = (
        Column("", look="strong"), Column("件数", "count"), Column("险种行", "count"), Column("不知金额", "count"),
        Column("未登记原因", "count"), Column("年化保费", "amount"), Column("已交保费", "amount"),
        Column("退保金/现金价值", "amount"),
    )  # fmt: skip
    parts = (
        ("本月退保", found.take(found.month == report.data.month)),
        ("上月退保", found.take(found.month == report.data.month - 1)),
        ("已申请未办结", pending),
    )
    rows: list[list[object]] = []
    for name, part in parts:
        money = part.money[part.money == part.money]
        rows.append(
            [name, int(part.counts.sum()), len(part), len(part) - len(money), int((part.cause == UNKNOWN).sum()),
             float(part.premium.sum()), float(part.paid_in.sum()), float(money.sum())]
        )  # fmt: skip
    page.table(columns, rows)
    page.line(
        "含犹豫期退保。金额依次取退费支出、保全事件金额、申请的涉费金额、台账现金价值；都没有的计入“不知金额”，不计入合计。"
        "原因取保全申请，其次取保单台账；代码为建议代码，待公司确认。",
        WIDTH,
    )


def _causes(page: Page, causes: Sequence[Group]) -> tuple[str, int, int]:
    """The causes with shares as native formulas; gives the cells for the chart."""
    page.section("按原因", WIDTH)
    columns = (
        Column("退保原因", look="strong"), Column("本月件数", "count"), Column("上月件数", "count"),
        Column("比上月", "count"), Column("近12个月件数", "count"), Column("近12个月占比", "rate"),
        Column("不知金额(行)", "count"), Column("本月年化保费", "amount"), Column("本月退保金", "amount"),
        Column("近12个月退保金", "amount"),
    )  # fmt: skip
    page.headings(columns)
    first, last, whole = page.row + 1, page.row + len(causes), sum(group.year for group in causes)
    for group in causes:
        line = page.row + 1
        share = Formula(f"=E{line}/SUM(E${first}:E${last})", group.year / whole)
        moved = Formula(f"=B{line}-C{line}", group.movement)
        look = "attention" if group.name == UNKNOWN else ""
        page.record(
            columns,
            [group.name, group.now, group.before, moved, group.year, share, group.unpriced, group.premium, group.money,
             group.year_money],
            look,
        )  # fmt: skip
        if group.movement > 0:
            page.put(line - 1, 3, moved, "attention", "count")
    if not causes:
        page.nothing("近12个月没有退保")
    return page.name, first - 1, last - 1


def _chart(page: Page, cells: tuple[str, int, int]) -> None:
    chart = column_chart(page.workbook, "退保件数：本月与上月", cells, {"本月": 1, "上月": 2})
    page.chart(page.row, 0, chart, 1180, 290, x_offset=2)
    page.row += CHART_ROWS


def _matrix(page: Page, report: ReportData, found: Surrenders, dimension: str) -> None:
    names, rows = matrix(report.data, found, dimension)
    page.section(f"原因 × {dimension}（近12个月件数）", WIDTH)
    columns = (
        Column("退保原因", look="strong"), *(Column(name or "不详", "count") for name in names[: WIDTH - 2]),
        Column("合计", "count"),
    )  # fmt: skip
    page.headings(columns)
    end = "ABCDEFGHIJKL"[min(len(names), WIDTH - 2)]
    for cause, counts in rows.items():
        line = page.row + 1
        shown: list[object] = [count or None for count in counts[: WIDTH - 2]]
        page.record(columns, [cause, *shown, Formula(f"=SUM(B{line}:{end}{line})", sum(counts[: WIDTH - 2]))])


def _groups(page: Page, dimension: str, groups: Sequence[Group]) -> None:
    most = setting("cause_rows")
    page.section(f"按{dimension}", WIDTH)
    columns = (
        Column(dimension, look="strong"), Column("本月件数", "count"), Column("上月件数", "count"),
        Column("比上月", "count"), Column("近12个月件数", "count"), Column("12个月前有效件", "count"),
        Column("近12个月退保率(内部口径)", "rate"), Column("本月年化保费", "amount"), Column("本月退保金", "amount"),
        Column("近12个月退保金", "amount"), Column("不知金额(行)", "count"),
        Column("主要原因（近12个月）", look="wrap"),
    )  # fmt: skip
    rows: list[list[object]] = []
    for group in groups[:most]:
        line = page.row + 2 + len(rows)
        rate = Formula(f'=IF(F{line}=0,"—",E{line}/F{line})', group.rate)
        moved = Formula(f"=B{line}-C{line}", group.movement)
        causes = "；".join(f"{name} {count}件" for name, count in group.causes[:CAUSES_NAMED])
        rows.append(
            [group.name or "不详", group.now, group.before, moved, group.year, group.opening or None, rate,
             group.premium, group.money, group.year_money, group.unpriced, causes]
        )  # fmt: skip
    page.table(columns, rows, "近12个月没有退保")
    if len(groups) > most:
        page.line(f"另有 {len(groups) - most} 个未列出。", WIDTH)
