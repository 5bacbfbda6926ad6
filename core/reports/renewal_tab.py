"""续期: what is due and how to reach the customer, what will probably lapse, what lapses today, what can come back."""

from __future__ import annotations

from core.privacy import masked
from core.records.policy import PremiumReceipt
from core.renewal.due_list import Stage, without_receivable
from core.renewal.forecast import LABEL, basis_words
from core.renewal.reminders import reminder
from core.renewal.way import suggested_way
from core.reports.due_sections import due_actions_listed, ended_by_reason
from core.reports.lapse_sections import MOST_ROWS, WIDTH, notices, rest, returns
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTHS = (22, 12, 11, 12, 14, 12, 12, 10, 12, 10, 26, 56)


def write_renewal(page: Page, report: ReportData) -> None:
    """Forecast and counts first, then the lists a person works through."""
    page.title(f"续期与失效　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    for section in (
        _summary, _forecast, _due, due_actions_listed, ended_by_reason, notices, returns,
    ):  # fmt: skip
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _summary(page: Page, report: ReportData) -> None:
    due = report.service.due
    page.section("应收概况（各保单最早一期未交的保费）", WIDTH)
    rows: list[list[object]] = []
    for stage in Stage:
        chosen = due.stage == stage.value
        rows.append(
            [stage.value, int(chosen.sum()), int((chosen & due.to_remind).sum()), int((chosen & due.orphan).sum()),
             float(due.fen[chosen].sum() / 100)]
        )  # fmt: skip
    columns = (
        Column("阶段"), Column("件数", "count"), Column("今日应提醒", "count"), Column("孤儿单", "count"),
        Column("应交保费", "amount"),
    )  # fmt: skip
    page.table(columns, rows)
    _unbilled(page, report)


def _unbilled(page: Page, report: ReportData) -> None:
    """The policies due this month that 当期续期实收率 leaves out, because nobody entered what they owe."""
    due = report.service.due
    missing = without_receivable(due, report.data.facts.table(PremiumReceipt), report.data.first)
    if missing.any():
        numbers, yuan = due["policy_no"][missing].tolist(), float(due.fen[missing].sum() / 100)
        named = "、".join(numbers[:5]) + (" 等" if len(numbers) > 5 else "")
        page.line(
            f"其中本月应交的 {len(numbers)} 件 {yuan:,.2f} 元，“保费收入”里没有应收行，"
            f"没有计入“当期续期实收率”：{named}。请补登应收行。",
            WIDTH,
        )


def _forecast(page: Page, report: ReportData) -> None:
    page.section(f"失效预测（{LABEL}）", WIDTH)
    columns = (
        Column("逾期天数"), Column("未交件数", "count"), Column("历史未交", "count"), Column("历史失效", "count"),
        Column("应交保费", "amount"), Column("历史占比", "rate"), Column("预计失效件数", "days"),
        Column("性质", align="center"), Column("预计失效保费", "amount"), Column("比例范围", align="center"),
        Column("所涉保额", "amount"),
    )  # fmt: skip
    rows = [
        [band.name, band.count, band.share.unpaid, band.share.lapsed, float(band.premium), band.share.value,
         band.expected_count, LABEL, band.expected_premium, band.share.group, float(band.sum_assured)]
        for band in report.service.bands
    ]  # fmt: skip
    page.table(columns, rows)
    least = int(report.data.limit("sample_size_min"))
    page.line(basis_words(report.service.history, least), WIDTH)


def _due(page: Page, report: ReportData) -> None:
    due = report.service.due
    ways, reasons = suggested_way(due)
    page.section(f"续期应收清单（{len(due)} 件，宽限期先到的在前）", WIDTH)
    page.line(f"宽限期按产品条款；条款没有登记的按 RN-2.2：{due.grace_basis}", WIDTH)
    columns = (
        Column("保单号"), Column("投保人", align="center"), Column("阶段", align="center"),
        Column("应交日", "day", "center"), Column("应交保费", "amount"), Column("宽限期末", "day", "center"),
        Column("预计中止日", "day", "center"), Column("扣款次数", "count"), Column("失败原因", align="center"),
        Column("跟进方式", align="center"), Column("原因", look="wrap"), Column("提醒用语", look="wrap"),
    )  # fmt: skip
    rows = [
        [due["policy_no"][row], masked("name", due["policyholder_name"][row]), due.stage[row],
         scalar(due.due_on[row]), float(due.fen[row] / 100), scalar(due.grace_end[row]), scalar(due.lapse_on[row]),
         int(due.contacts.deductions[row]), due.contacts.failure[row], ways[row],
         f"{'今日应提醒；' if due.to_remind[row] else ''}{reasons[row]}",
         reminder(due, row) if due.to_remind[row] else ""]
        for row in range(min(len(due), MOST_ROWS))
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    rest(page, len(due))
