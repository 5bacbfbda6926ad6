"""续期: what is due and how to reach the customer, what will probably lapse, what lapses today, what can come back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.privacy import masked
from core.renewal.due_list import Stage
from core.renewal.effects import Effect
from core.renewal.forecast import LABEL, basis_words
from core.renewal.reminders import lapse_text, reminder
from core.renewal.way import suggested_way
from core.reports.kpi_tab import subtitle
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTH = 12
WIDTHS = (22, 12, 11, 12, 14, 12, 12, 10, 12, 10, 26, 56)
MOST_ROWS = 200


def write_renewal(page: Page, report: ReportData) -> None:
    """Forecast and counts first, then the lists a person works through."""
    page.title(f"续期与失效　{report.month_words}", subtitle(report))
    page.fix_widths(WIDTHS)
    for section in (_summary, _forecast, _due, _proposals, _notices, _returns, _effects):
        section(page, report)
        page.row += 1
    page.set_widths()
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True, title=f"续期与失效 {report.month_words}")


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


def _forecast(page: Page, report: ReportData) -> None:
    page.section(f"失效预测（{LABEL}）", WIDTH)
    columns = (
        Column("逾期天数"), Column("未交件数", "count"), Column("历史未交", "count"), Column("历史失效", "count"),
        Column("应交保费", "amount"), Column("历史占比", "rate"), Column("预计失效件数", "days"), Column(""),
        Column("预计失效保费", "amount"), Column(""), Column("所涉保额", "amount"),
    )  # fmt: skip
    rows = [
        [band.name, band.count, band.share.unpaid, band.share.lapsed, float(band.premium), band.share.value,
         band.expected_count, "", band.expected_premium, "", float(band.sum_assured)]
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
         f"{'今日应提醒；' if due.to_remind[row] else ''}{reasons[row]}", reminder(due, row)]
        for row in range(min(len(due), MOST_ROWS))
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(due))


def _proposals(page: Page, report: ReportData) -> None:
    found = report.service.proposals
    page.section(f"待确认的状态变化（{len(found)} 件，确认后才改变保单）", WIDTH)
    columns = (
        Column("保单号"), Column("事件", align="center"), Column(""), Column("生效日", "day", "center"),
        *(Column("") for _ in range(6)), Column("依据", look="wrap"), Column("原因", look="wrap"),
    )  # fmt: skip
    rows: list[list[object]] = [
        [each.policy_no, each.event.value, "", each.effective_on, *[""] * 6, each.basis, each.why]
        for each in found[:MOST_ROWS]
    ]
    page.table(columns, rows, "没有")
    _rest(page, len(found))


def _notices(page: Page, report: ReportData) -> None:
    lapsed = report.service.lapsed
    recent = lapsed.lapsed_on >= report.data.first - np.timedelta64(31, "D")
    chosen = np.flatnonzero((recent & (lapsed.notice_open | lapsed.notice_late)) | lapsed.wrong_day)
    chosen = chosen[np.argsort(lapsed.lapsed_on[chosen], kind="stable")]
    page.section(f"中止通知与中止日核对（{len(chosen)} 件）", WIDTH)
    page.line(f"RN-3 依据：{lapsed.notice.basis}", WIDTH)
    columns = (
        Column("保单号"), Column("中止日", "day", "center"), Column("应中止日", "day", "center"),
        Column("通知最后一日", "day", "center"), Column("通知日", "day", "center"),
        *(Column("") for _ in range(5)), Column("提示", look="wrap"), Column("通知用语", look="wrap"),
    )  # fmt: skip
    rows = [
        [lapsed.policies["policy_no"][row], scalar(lapsed.lapsed_on[row]), scalar(lapsed.expected_on[row]),
         scalar(lapsed.notice.due[row]), scalar(lapsed.notified_on[row]), *[""] * 5,
         "；".join(filter(None, _notice_hints(report, row))), lapse_text(lapsed, row)]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(chosen))


def _notice_hints(report: ReportData, row: int) -> Sequence[str]:
    lapsed = report.service.lapsed
    late = "通知已逾期" if lapsed.notice_late[row] else ""
    open_words = "没有通知记录" if lapsed.notice_open[row] else ""
    wrong = "中止日与宽限期不符" if lapsed.wrong_day[row] else ""
    return open_words, late, wrong, lapsed.notice.stamp(row)


def _returns(page: Page, report: ReportData) -> None:
    lapsed = report.service.lapsed
    page.section("复效：可以邀请的与已过期限的", WIDTH)
    page.line(f"RN-4.2 依据：{lapsed.reinstatement.basis}；过期后公司可以解除合同并退还现金价值，不会自动解除。", WIDTH)
    columns = (
        Column("保单号"), Column("中止日", "day", "center"), Column("复效最后一日", "day", "center"),
        Column("上次邀请", "day", "center"), Column("状态", align="center"), *(Column("") for _ in range(6)),
        Column("邀请用语", look="wrap"),
    )  # fmt: skip
    chosen = np.flatnonzero(lapsed.to_offer | lapsed.over)
    chosen = chosen[np.argsort(lapsed.reinstatement.due[chosen], kind="stable")]
    rows = [
        [lapsed.policies["policy_no"][row], scalar(lapsed.lapsed_on[row]), scalar(lapsed.reinstatement.due[row]),
         scalar(lapsed.offered_on[row]), "已过两年" if lapsed.over[row] else "可复效", *[""] * 6,
         "" if lapsed.over[row] else lapse_text(lapsed, row, offer=True)]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(chosen))


def _effects(page: Page, report: ReportData) -> None:
    page.section("提醒与忠诚度活动的前后比较（只看宽限期已届满的应交）", WIDTH)
    columns = (
        Column("活动"), Column("开始", "day", "center"), Column("结束", "day", "center"), Column("联系次数", "count"),
        Column("触达件数", "count"), Column("触达实收", "rate"), Column("同期未触达", "count"),
        Column("实收率", "rate"), Column("活动前件数", "count"), Column("实收率", "rate"),
        Column("差别（触达−同期未触达）", "points"), Column("怎样理解", look="wrap"),
    )  # fmt: skip
    page.table(columns, [_effect(each) for each in report.service.effects], "没有登记活动")


def _effect(each: Effect) -> list[object]:
    return [
        each.campaign, each.first, each.last, each.contacted, each.reached.count, each.reached.share, each.others.count,
        each.others.share, each.before.count, each.before.share, each.difference * 100, each.caution,
    ]  # fmt: skip


def _rest(page: Page, count: int) -> None:
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 件未列出。", WIDTH)
