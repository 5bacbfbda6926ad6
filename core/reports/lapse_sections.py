"""Sections of the renewal tab: notices of lapse, and what can come back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.renewal.lapses import Lapsed
from core.renewal.reminders import lapse_text
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import Array, scalar

WIDTH = 12
MOST_ROWS = 200


def notices(page: Page, report: ReportData) -> None:
    """中止通知 that are open or late, and lapses on a day that the 宽限期 does not give."""
    lapsed = report.service.lapsed
    recent = lapsed.lapsed_on >= report.data.first - np.timedelta64(31, "D")
    chosen = np.flatnonzero((recent & (lapsed.notice_open | lapsed.notice_late)) | lapsed.wrong_day)
    chosen = chosen[np.argsort(lapsed.lapsed_on[chosen], kind="stable")]
    page.section(f"中止通知与中止日核对（{len(chosen)} 件）", WIDTH)
    page.line(f"RN-3 依据：{lapsed.notice.basis}", WIDTH)
    columns = (
        Column("保单号"), Column("中止日", "day", "center"), Column("业务员", align="center"),
        Column("应中止日", "day", "center"), Column("每期保费", "amount"), Column("通知最后一日", "day", "center"),
        Column("通知日", "day", "center"), Column("剩余天数", "count"), Column("渠道", align="center"),
        Column("机构", align="center"), Column("提示", look="wrap"), Column("通知用语", look="wrap"),
    )  # fmt: skip
    rows = [
        [*_of_lapsed(lapsed, row, lapsed.expected_on), scalar(lapsed.notice.due[row]), scalar(lapsed.notified_on[row]),
         _days_left(lapsed.notice.due[row], lapsed.on), *_place(lapsed, row),
         "；".join(filter(None, _notice_hints(report, row))), lapse_text(lapsed, row)]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    rest(page, len(chosen))


def _of_lapsed(lapsed: Lapsed, row: int, second: Array) -> list[object]:
    """Number, day of lapse, agent, a second day, instalment of the main product."""
    policies = lapsed.policies
    return [
        policies["policy_no"][row], scalar(lapsed.lapsed_on[row]), policies["agent_no"][row], scalar(second[row]),
        float(policies["first_premium"][row]),
    ]  # fmt: skip


def _place(lapsed: Lapsed, row: int) -> list[object]:
    return [lapsed.policies["channel"][row], lapsed.policies["branch_code"][row]]


def _days_left(due: np.datetime64, on: np.datetime64) -> int | None:
    """Natural days left, blank once the day is over."""
    days = int((due - on).astype(int))
    return days if days >= 0 else None


def _notice_hints(report: ReportData, row: int) -> Sequence[str]:
    lapsed = report.service.lapsed
    late = "通知已逾期" if lapsed.notice_late[row] else ""
    open_words = "没有通知记录" if lapsed.notice_open[row] else ""
    wrong = "中止日与宽限期不符" if lapsed.wrong_day[row] else ""
    return open_words, late, wrong, lapsed.notice.stamp(row)


def returns(page: Page, report: ReportData) -> None:
    """Policies to offer 复效 to, and those whose two years are over."""
    lapsed = report.service.lapsed
    offered, over = int(lapsed.to_offer.sum()), int(lapsed.over.sum())
    page.section(f"复效：可以邀请的 {offered} 件，先到期的在前；已过期限的 {over} 件在后", WIDTH)
    page.line(f"RN-4.2 依据：{lapsed.reinstatement.basis}；过期后公司可以解除合同并退还现金价值，不会自动解除。", WIDTH)
    columns = (
        Column("保单号"), Column("中止日", "day", "center"), Column("业务员", align="center"),
        Column("复效最后一日", "day", "center"), Column("每期保费", "amount"), Column("上次邀请", "day", "center"),
        Column("状态", align="center"), Column("剩余天数", "count"), Column("渠道", align="center"),
        Column("机构", align="center"), Column("险种", look="wrap"), Column("邀请用语", look="wrap"),
    )  # fmt: skip
    chosen = np.flatnonzero(lapsed.to_offer | lapsed.over)
    # Who can still come back is what somebody can act on; a long past must not push it down.
    chosen = chosen[np.lexsort((lapsed.reinstatement.due[chosen], lapsed.over[chosen]))]
    last_days = lapsed.reinstatement.due
    rows = [
        [*_of_lapsed(lapsed, row, last_days), scalar(lapsed.offered_on[row]),
         "已过期限" if lapsed.over[row] else "可复效", _days_left(last_days[row], lapsed.on), *_place(lapsed, row),
         lapsed.policies["product_name"][row], "" if lapsed.over[row] else lapse_text(lapsed, row, offer=True)]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    rest(page, len(chosen))


def rest(page: Page, count: int) -> None:
    """A line for the rows that are not listed."""
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 件未列出。", WIDTH)
