"""趋势: the last thirteen months as a table and native charts: premium, persistency, business in force, loss ratio."""

from __future__ import annotations

from math import isnan

from core.measures.comparison import trend
from core.measures.registry import measures
from core.reports.charts import column_chart, line_chart
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.reports.style import OF_UNIT

MONTHS = 13
SHOWN = (
    "新单保费", "续期保费", "规模保费", "新单件数", "期末有效件数", "13个月继续率(滚动)", "25个月继续率",
    "当期续期实收率", "赔付率(简单)",
)  # fmt: skip
CHART_ROWS = 19


def write_trend(page: Page, report: ReportData) -> None:
    """Table, then charts over it; the table's place is remembered for the charts of other tabs."""
    page.title(f"十三个月趋势　{report.month_words}", report.subtitle)
    columns = [
        Column("月份", align="center"),
        *(Column(name, OF_UNIT[measures()[name].definition.unit]) for name in SHOWN),
    ]
    # A month without a value stays blank: a chart would draw a dash as zero.
    series = [[None if isnan(v) else v for v in trend(report.data, measures()[name], MONTHS)] for name in SHOWN]
    months = [str(report.data.month - back) for back in reversed(range(MONTHS))]
    heading = page.row
    first, last = page.table(columns, list(zip(months, *series, strict=True)))
    report.anchors["趋势"] = f"{first},{last}"
    width = page.set_widths() // 2
    page.row += 1
    cells = (page.name, first, last)
    charts = (
        column_chart(page.workbook, "首年与续期保费（元）", cells, {"新单保费": 1, "续期保费": 2}, stacked=True),
        line_chart(page.workbook, "继续率与续期实收率", cells, {n: SHOWN.index(n) + 1 for n in SHOWN[5:8]}, top=1.0),
        column_chart(page.workbook, "期末有效件数", cells, {"期末有效件数": 5}),
        line_chart(page.workbook, "赔付率(简单)", cells, {"赔付率(简单)": 9}),
    )
    for place, chart in enumerate(charts):
        row, left = page.row + place // 2 * CHART_ROWS, 2 + place % 2 * width
        page.chart(row, 0, chart, width - 8, 365, x_offset=left, y_offset=4)
    page.row += 2 * CHART_ROWS
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(report.footer, landscape=False, heading_row=heading, one_page=True)
