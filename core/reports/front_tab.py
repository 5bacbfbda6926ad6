"""首页: whose month, the five numbers, what needs attention, where everything stands, and from which ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan

from core.measures.comparison import Compared
from core.reports.attention_lines import Attention
from core.reports.charts import column_chart
from core.reports.page import Formula, Link, Page, lines_needed
from core.reports.report_data import ReportData
from core.reports.style import DASH, OF_UNIT
from core.reports.tab import Tab

HEADLINES = ("新单保费", "续期保费", "13个月继续率(滚动)", "赔付率(简单)", "期末有效件数")
COLUMNS = 10
WIDTH = 13
TEXT_WIDTH = 100


def write_front(page: Page, report: ReportData, tabs: Iterable[Tab], noted: Iterable[Attention]) -> None:
    """One printed page; ``tabs``: those behind it; ``noted``: what needs attention."""
    page.fix_widths([WIDTH] * COLUMNS)
    page.high(0, 34)
    page.put(0, 0, f"{report.month_words}经营月报", "title")
    page.put(1, 0, report.office, "subtitle")
    day = f"统计日 {report.cutoff}{'' if report.data.complete else '，本月未满'}"
    page.put(1, COLUMNS - 1, day, "subtitle", align="right")
    page.row = 3
    _cards(page, report)
    page.row += 1
    _attention(page, noted)
    page.row += 1
    _contents(page, list(tabs))
    page.row += 1
    _chart(page, report)
    _facts(page, report)
    page.sheet.set_first_sheet()
    page.sheet.activate()
    page.printed(report.footer, landscape=False, title=f"{report.month_words}经营月报", one_page=True)


def _facts(page: Page, report: ReportData) -> None:
    page.section("数据来源", COLUMNS)
    cutoff = report.facts.cutoff
    rows = (
        ("统计月份", f"{report.month_words}（统计日 {report.cutoff}{'' if report.data.complete else '，本月未满'}）"),
        ("数据截止日", f"{cutoff:%Y-%m-%d}" if cutoff else "台账为空"),
        ("数据知悉时点", report.knowledge.words),
        (
            "台账变更",
            f"第 {report.knowledge.last_change} 号" + ("　已月结，重出内容不变" if report.knowledge.closed else ""),
        ),
        ("台账链头", report.heads.changes or DASH),
        ("查阅链头", report.heads.accesses or "还没有查阅完整个人信息或受限资料的记录"),
    )
    for label, text in rows:
        page.high(page.row, 17)
        page.across(page.row, 0, 1, label, "strong")
        page.across(page.row, 2, COLUMNS - 1, text, "cell")
        page.row += 1


def _cards(page: Page, report: ReportData) -> None:
    """Label, value (read off the KPI tab) and what it is held against."""
    for place, name in enumerate(HEADLINES):
        compared, first = report.compared[name], place * 2
        kind = OF_UNIT[compared.measure.definition.unit]
        anchor = report.anchors[f"KPI:{name}"]
        unit = compared.measure.definition.unit
        label = name if unit == "%" else f"{name}（{unit}）"
        page.across(page.row, first, first + 1, label, "card label")
        page.row += 1
        value = Formula(f"='KPI'!{anchor}", compared.now.value)
        page.across(page.row, first, first + 1, value, "card value", "count" if kind == "amount" else kind)
        page.row += 1
        page.across(page.row, first, first + 1, held_against(compared), "card note")
        page.row -= 2
    page.high(page.row + 1, 30)
    page.high(page.row + 2, 40)
    page.row += 3


def held_against(compared: Compared) -> str:
    """``达成 72.1%`` and the change since last month and last year, one line each."""
    rate = compared.measure.definition.unit == "%"
    lines = [] if isnan(compared.achieved) else [f"达成 {compared.achieved:.1%}"]
    for word, earlier in (("环比", compared.month_before), ("同比", compared.year_before)):
        change = (compared.now.value - earlier) * 100 if rate else compared.now.value / (earlier or float("nan")) - 1
        if not isnan(change):
            lines.append(f"{word} {change:+.1f}点" if rate else f"{word} {change:+.1%}")
    return "\n".join(lines) or "无可比数"


def _attention(page: Page, noted: Iterable[Attention]) -> None:
    page.section("需要关注", COLUMNS)
    for each in noted:
        page.high(page.row, 16 * lines_needed(each.text, TEXT_WIDTH) + 8)
        page.put(
            page.row, 0, {"bad": "须处理", "attention": "注意", "good": "正常"}[each.look], each.look, align="center"
        )
        page.across(page.row, 1, COLUMNS - 2, each.text, "wrap")
        page.put(page.row, COLUMNS - 1, Link(each.sheet, "A1", each.sheet), "link", align="center")
        page.row += 1


def _chart(page: Page, report: ReportData) -> None:
    first, last = map(int, report.anchors["趋势"].split(","))
    series = {"新单保费": 1, "续期保费": 2}
    chart = column_chart(page.workbook, "近十三个月首年与续期保费（元）", ("趋势", first, last), series, stacked=True)
    page.chart(page.row, 0, chart, 955, 300, x_offset=2, y_offset=4)
    page.row += 17


def _contents(page: Page, tabs: Sequence[Tab]) -> None:
    """Two columns of tabs, read down the left one first."""
    page.section("目录", COLUMNS)
    half = (len(tabs) + 1) // 2
    for place in range(half):
        page.high(page.row, 24)
        for first, tab in zip((0, COLUMNS // 2), tabs[place::half], strict=False):
            page.put(page.row, first, Link(tab.name, "A1", tab.name), "link")
            page.across(page.row, first + 1, first + COLUMNS // 2 - 1, tab.holds, "brief")
        page.row += 1
