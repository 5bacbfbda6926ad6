"""权限复核: a workbook for the supervisor to go through and sign: accounts, looks at full data, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.access.review import IDLE_DAYS, AccountLine, Review
from core.access.viewer import ALONE
from core.days.moments import beijing
from core.privacy import masked
from core.reports.book import new_book
from core.reports.page import Column, Page

ACCOUNTS = (
    Column("系统账号"), Column("姓名", align="center"), Column("角色", align="center"),
    Column("完整信息", align="center"), Column("健康信息", align="center"), Column("受限资料", align="center"),
    Column("生效日", "day", "center"), Column("失效日", "day", "center"), Column("最近使用", "day", "center"),
    Column("入账次数", "count"), Column("查阅次数", "count"), Column("越权尝试", "count"),
    Column("复核提示", look="wrap"), Column("复核结论（保留/收回/停用）", look="wrap"),
)  # fmt: skip
LOOKS = (
    Column("序号", "count"), Column("时间（北京）", align="center"), Column("账号"), Column("命令", align="center"),
    Column("结果", align="center"), Column("看了什么", look="wrap"), Column("行数", "count"),
    Column("工作簿", look="wrap"), Column("理由", look="wrap"),
)  # fmt: skip
SIGNATURES = ("复核人（主管）签名：", "复核日期：　　　　年　　月　　日", "发现的问题和整改：")
MOST = 2000
MARK = "内部资料 权限复核"


def write_review(review: Review, target: Path, names: Mapping[str, str]) -> None:
    """Write the workbook; names masked. LedgerError where ``target`` is a user's file or can't be written.

    ``names``: what the verbs of the log are called in Chinese; one without a name stands as it was logged.
    """
    with new_book(target, "权限复核", review.on) as (workbook, formats):
        _accounts(Page(workbook, formats, "权限复核"), review)
        _looks(Page(workbook, formats, "查阅记录"), review, names)


def _accounts(page: Page, review: Review) -> None:
    page.title("权限复核", f"截至 {review.on:%Y-%m-%d}　超过 {IDLE_DAYS} 天未使用的账号列出；请逐行写明结论后签名存档")
    if not review.listed:
        page.line(ALONE, len(ACCOUNTS), "plain")
    page.fix_widths((*[None] * 12, 40, 30))
    heading = page.headings(ACCOUNTS)
    for line in review.accounts:
        page.record(ACCOUNTS, _cells(line))
        if line.remark and line.remark != "可改权限":
            page.put(page.row - 1, len(ACCOUNTS) - 2, line.remark, "attention wrap")
    if not review.accounts:
        page.nothing("没有账号")
    page.row += 1
    for text in SIGNATURES:
        page.high(page.row, 28)
        page.across(page.row, 0, len(ACCOUNTS) - 1, text, "strong")
        page.row += 1
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(f"截至 {review.on:%Y-%m-%d}", landscape=True, heading_row=heading, mark=MARK)


def _cells(line: AccountLine) -> list[object]:
    rights = ["是" if right in line.rights else "" for right in ("unmask", "health", "restricted")]
    days = (line.first, line.until, line.last)
    counts = (line.changes, line.looks, line.refused)
    return [
        line.account,
        masked("name", line.name),
        line.role or "（未登记）",
        *rights,
        *days,
        *counts,
        line.remark,
        "",
    ]


def _looks(page: Page, review: Review, names: Mapping[str, str]) -> None:
    shown, rest = review.looks[:MOST], len(review.looks) - MOST
    page.title("查阅记录", f"截至 {review.on:%Y-%m-%d}　查看完整个人信息、受限资料、被拒绝的尝试和月结，新的在前")
    page.fix_widths((None, None, None, None, None, 34, None, 26, 30))
    heading = page.headings(LOOKS)
    for look in shown:
        when, verb = beijing(look.known_at), names.get(look.verb, look.verb)
        result = look.refused or "允许"
        page.record(LOOKS, [look.id, when, look.who, verb, result, look.shown, look.rows, look.books, look.why])
        if look.refused:
            page.put(page.row - 1, 4, result, "bad", align="center")
    if not shown:
        page.nothing("没有查阅记录")
    if rest > 0:
        page.nothing(f"另有 {rest} 条较早的记录，见台账")
    page.sheet.autofilter(heading, 0, max(page.row - 1, heading), len(LOOKS) - 1)
    page.sheet.freeze_panes(heading + 1, 0)
    page.printed(f"截至 {review.on:%Y-%m-%d}", landscape=True, heading_row=heading, mark=MARK)
