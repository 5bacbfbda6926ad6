"""运营: which way of reminding and which loyalty action went with premiums paid in time, and how sure that is."""

from __future__ import annotations

from math import isnan

from core.measures.definitions import setting
from core.renewal.effects import Effect
from core.renewal.ways import NONE, Way
from core.reports.charts import column_chart
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData

WIDTH = 12
WIDTHS = (26, 12, 12, 11, 11, 11, 11, 11, 11, 12, 18, 56)
WARNING = (
    "比较的客户不是随机分组的：打电话的往往是更难收的，参加活动的往往是更愿意交的。差别只能提示往哪里试，"
    "不能当作方式或活动的功劳；要下结论，请随机分成两组各不少于所需件数再比较。"
)


def write_operations(page: Page, report: ReportData) -> None:
    """Ways of reminding, campaigns before and after, and every action one by one."""
    page.title(f"运营优化　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    page.put(page.row, 0, "怎样理解", "attention", align="center")
    page.across(page.row, 1, WIDTH - 1, WARNING, "wrap")
    page.high(page.row, 34)
    page.row += 2
    for section in (_ways, _campaigns, _actions):
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _ways(page: Page, report: ReportData) -> None:
    """Per stage the ways, each beside those not reached."""
    ways = report.service.ways
    page.section("续期提醒方式（近一年应交、宽限期已届满的；按最后一次触达的方式）", WIDTH)
    columns = (
        Column("环节与方式", look="strong"), Column("件数", "count"), Column("宽限期内交清", "count"),
        Column("交清率", "rate"), Column("95%区间低", "rate"), Column("95%区间高", "rate"),
        Column("比没有触达", "points"), Column("差别区间低", "points"), Column("差别区间高", "points"),
        Column("结论", align="center"), Column("怎样理解"),
    )  # fmt: skip
    page.headings(columns, WIDTH - 1)
    first = page.row
    for each in ways:
        line, row = page.row + 1, page.row
        share = Formula(f'=IF(B{line}=0,"—",C{line}/B{line})', each.group.share)
        page.record(
            columns,
            [f"{each.stage}　{each.group.name}", each.group.count, each.group.paid, share, each.low, each.high,
             each.difference * 100, each.gap_low * 100, each.gap_high * 100, _verdict(each), None],
        )  # fmt: skip
        page.across(row, 10, WIDTH - 1, each.caution, "cell")
    if not ways:
        page.nothing("没有登记缴费提示或催告")
        return
    page.row += 1
    cells = (page.name, first, first + len(ways) - 1)
    chart = column_chart(page.workbook, "宽限期内交清率", cells, {"交清率": 3}, shares=True)
    page.chart(page.row, 0, chart, 900, 260, x_offset=2)
    page.row += 14


def _verdict(each: Way) -> str:
    """One word; nothing for the group that the others are held against."""
    if each.group.name == NONE or isnan(each.gap_low):
        return ""
    if "不下结论" in each.caution:
        return "件数不足"
    return "看不出差别" if each.gap_low <= 0 <= each.gap_high else "值得试行"


def _campaigns(page: Page, report: ReportData) -> None:
    """Each named action against the rest and against the time before, with sizes, intervals and a caution."""
    page.section("提醒试点与忠诚度活动：前后比较（只看宽限期已届满的应交）", WIDTH)
    columns = (
        Column("活动", look="strong"), Column("开始", "day", "center"), Column("结束", "day", "center"),
        Column("触达件数", "count"), Column("触达实收", "rate"), Column("同期未触达", "count"),
        Column("实收率", "rate"),
        Column("活动前件数", "count"), Column("实收率", "rate"), Column("差别(触达−未触达)", "points"),
        Column("差别95%区间(点)", align="center"), Column("怎样理解", look="wrap"),
    )  # fmt: skip
    page.table(columns, [_effect(each) for each in report.service.effects], "没有登记活动")


def _effect(each: Effect) -> list[object]:
    span = "—" if isnan(each.low) else f"{each.low * 100:+.1f} 至 {each.high * 100:+.1f}"
    return [
        each.campaign, each.first, each.last, each.reached.count, each.reached.share, each.others.count,
        each.others.share, each.before.count, each.before.share, each.difference * 100, span, each.caution,
    ]  # fmt: skip


def _actions(page: Page, report: ReportData) -> None:
    """Which action, when, to which policy, and what happened; instalments due in the last months."""
    found, most = report.service.actions, setting("surrender_rows")
    page.section(f"活动明细（{len(found)} 次：哪个活动、何时、对哪张保单、结果如何）", WIDTH)
    columns = (
        Column("活动", look="strong"), Column("活动日", "day", "center"), Column("应交日", "day", "center"),
        Column("方式", align="center"), Column("结果", align="center"), Column("实收日", "day", "center"),
        Column("实收情况", align="center"),
    )  # fmt: skip
    page.headings((*columns, Column("保单号")), 9)
    for each in found[:most]:
        row = page.row
        paid = "已交" if each.paid_on else "未交"
        page.record(columns, [each.campaign, each.done_on, each.due_on, each.way, each.result, each.paid_on, paid])
        page.across(row, 7, 9, each.policy_no, "cell")
    if not found:
        page.nothing("没有登记活动")
    if len(found) > most:
        page.line(f"另有 {len(found) - most} 次未列出。", WIDTH)
