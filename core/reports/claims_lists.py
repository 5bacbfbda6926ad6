"""Lists of the tab 理赔: papers that are missing, letters that must go out, payments to look into."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.measures.claims_month import ClaimsMonth
from core.reports.page import LINE_HEIGHT, Column, Page, lines_needed
from core.table import scalar

WIDTHS = (20, 22, 16, 14, 12, 12, 12, 11, 11, 12, 13, 32)
WIDTH = len(WIDTHS)
MOST_ROWS = 200


def write_papers(page: Page, claims: ClaimsMonth) -> None:
    """What is missing case by case, the longest waiting first; a second notice is marked: the law allows one."""
    register = claims.register
    lacking = {row: papers for row, papers in claims.papers.items() if papers.missing or not papers.claim_type}
    page.section(f"资料不齐的案件（{len(lacking)} 件）", WIDTH)
    columns = (
        Column("案件号"), Column("类型", align="center"), Column("应收", "count"), Column("已收", "count"),
        Column("一次性通知", "day", "center"), Column("再次通知", "day", "center"),
    )  # fmt: skip
    _headings(page, columns, "还缺的资料")
    for row in sorted(lacking, key=lambda row: (register.since[row], lacking[row].claim_no))[:MOST_ROWS]:
        papers, line, table = lacking[row], page.row, register.claims
        days = [scalar(table[name][row]) for name in ("supplement_on", "second_supplement_on")]
        missing = "、".join(paper.name for paper in papers.missing) or "险种责任不在材料清单中"
        words = missing if papers.recorded else f"台账未登记已收资料，清单为：{missing}"
        _record(page, columns, [papers.claim_no, papers.claim_type, len(papers.needed), papers.came_in, *days], words)
        if days[1]:
            page.put(line, len(columns) - 1, days[1], "bad", "day", "center")
    write_rest(page, len(lacking), "没有")
    page.line("资料清单为公司样例，待确认。已发过补充通知的案件不再列入应发函件：保险法第二十二条要求一次通知。", WIDTH)


def write_letters(page: Page, claims: ClaimsMonth) -> None:
    """Which letters are due, until when, and what keeps one from going out; each kind's basis once below."""
    page.section(f"应发函件（{len(claims.letters)} 件）：全文见理赔函件（report --letters）", WIDTH)
    columns = (
        Column("案件号"), Column("保单号"), Column("函件", align="center"), Column("起算日", "day", "center"),
        Column("最后一日", "day", "center"), Column("已逾期(天)", "count"),
    )  # fmt: skip
    _headings(page, columns, "期限与提示")
    for letter in claims.letters[:MOST_ROWS]:
        line = page.row
        late = max(int((claims.register.on - np.datetime64(letter.due)).astype(int)), 0) if letter.due else 0
        values = [letter.claim_no, letter.policy_no, letter.kind, letter.since, letter.due, late or None]
        words = "；".join(filter(None, (letter.obstacle, letter.due_words)))
        _record(page, columns, values, words, "attention" if letter.obstacle else "wrap")
        if late:
            page.put(line, len(columns) - 1, late, "bad", "count")
    write_rest(page, len(claims.letters), "没有")
    for kind, basis in sorted({letter.kind: letter.basis for letter in claims.letters}.items()):
        page.line(f"{kind}依据：{basis}", WIDTH)


def write_payments(page: Page, claims: ClaimsMonth) -> None:
    """Payments that do not fit what was claimed, the sum assured, the policy or the books."""
    table = claims.register.claims
    found = [(row, words) for words, mask in claims.doubts.items() for row in np.flatnonzero(mask).tolist()]
    page.section(f"赔款支付核对（{len(found)} 条）", WIDTH)
    columns = (
        Column("案件号"), Column("保单号"), Column("责任", align="center"), Column("申请金额", "amount"),
        Column("核定金额", "amount"), Column("支付日", "day", "center"),
    )  # fmt: skip
    _headings(page, columns, "情况")
    for row, words in found[:MOST_ROWS]:
        values = [table[name][row] for name in ("claim_no", "policy_no", "benefit", "claimed", "assessed")]
        _record(page, columns, [*values, scalar(table["paid_on"][row])], words, "attention")
    write_rest(page, len(found), "没有需要核对的付款")
    if not claims.booked:
        page.line("保费收入中没有业务类型为“理赔”的付款记录，没有逐笔核对付款。", WIDTH)


def _headings(page: Page, columns: Sequence[Column], words: str) -> None:
    """The columns' headings, and one over what is left of the width."""
    page.headings(columns)
    page.across(page.row - 1, len(columns), WIDTH - 1, words, "heading")


def _record(page: Page, columns: Sequence[Column], values: Sequence[object], words: str, look: str = "wrap") -> None:
    """A row whose last text takes what is left of the width, as high as it needs."""
    line = page.row
    page.record(columns, values)
    page.across(line, len(columns), WIDTH - 1, words, look)
    page.high(line, LINE_HEIGHT * lines_needed(words, sum(WIDTHS[len(columns) :]) - 2) + 3)


def write_rest(page: Page, count: int, nothing: str) -> None:
    """What stands below a list: that it is empty, or how many rows are not listed."""
    if not count:
        page.nothing(nothing)
    elif count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 条未列出。", WIDTH)
