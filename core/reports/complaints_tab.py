"""投诉: how many, how old, which limit each one has, and who must act; then what they are about and what is odd."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.privacy import masked
from core.reports.complaint_sections import composition, crowds, doubts, extensions, repeated
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.service.complaints import LIMITS, REVIEW, Complaints
from core.table import Mask, scalar

WIDTHS = (20, 12, 17, 18, 10, 10, 13, 12, 12, 11, 50)
WIDTH = len(WIDTHS)
MOST_ROWS = 60
SOON_DAYS = 3

LIST = (
    Column("投诉编号"), Column("收到日", "day", "center"), Column("类别", align="center"), Column("原因", look="wrap"),
    Column("渠道", align="center"), Column("业务员", align="center"), Column("投诉人", align="center"),
    Column("状态", align="center", look="wrap"), Column("最后一日", "day", "center"), Column("期限", align="center"),
    Column("承办人、时限与依据", look="wrap"),
)  # fmt: skip


def write_complaints(page: Page, report: ReportData) -> None:
    """The whole tab; names are masked, the customers' own words stay in the register."""
    page.title(f"投诉　{report.month_words}", f"{report.subtitle}　投诉人已脱敏")
    page.fix_widths(WIDTHS)
    _glance(page, report)
    for section in (_open, _late, extensions, composition, repeated, crowds, doubts):
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _glance(page: Page, report: ReportData) -> None:
    """The counts, then the open ones by limit and age."""
    given, data = report.customers.complaints, report.data
    received, ended = data.in_month(given.table["received_on"]), data.in_month(given.ended_on)
    soon = given.open & (given.due >= given.on) & (given.due <= given.on + np.timedelta64(SOON_DAYS, "D"))
    page.section("概况", WIDTH)
    counts = (
        ("本月收到", received, "cell"), ("本月办结", ended, "cell"), ("其中超期办结", ended & given.late, "bad"),
        ("期末未办结", given.open, "cell"), ("已逾期", given.overdue, "bad"),
        (f"{SOON_DAYS}天内到期", soon, "attention"), ("核查中", given.reviewing, "cell"),
        ("重大投诉", given.major & (received | given.open), "attention"),
        ("本月重复", received & (report.customers.earlier > 0), "attention"),
    )  # fmt: skip
    columns = [Column(words, "count", "center") for words, _, _ in counts]
    numbers = [int((mask & given.known).sum()) for _, mask, _ in counts]
    at, _ = page.table(columns, [numbers])
    for column, ((_, _, look), number) in enumerate(zip(counts, numbers, strict=True)):
        if number and look != "cell":
            page.put(at, column, number, look, "count", "center")
    page.row += 1
    _ages(page, given)
    for code in LIMITS:
        clock = given.clocks[code]
        page.line(f"{code} {clock.event}。依据：{clock.basis}", WIDTH)
    page.line("收到日不计，从次日起算自然日；最后一日遇法定休假日顺延到节假日后第一天（民法典第二百零一条、第二百零三条）。"
              "最后一日当天作出决定并告知的，不算逾期。", WIDTH)  # fmt: skip
    page.row += 1


def _ages(page: Page, given: Complaints) -> None:
    page.section(f"未办结账龄（{int(given.open.sum())} 件，自收到日的自然日数）", WIDTH)
    columns = (Column("适用时限", look="strong"), *(Column(words, "count") for words in given.age_words),
               Column("合计", "count"), Column("已逾期", "count"))  # fmt: skip
    rows = []
    for code in (*LIMITS, None):
        chosen = given.open if code is None else given.open & (given.code == code)
        buckets = [int((chosen & (given.age == place)).sum()) for place in range(len(given.age_words))]
        rows.append([code or "合计", *buckets, sum(buckets), int((chosen & given.late).sum())])
    page.table(columns, rows)
    page.row += 1


def _open(page: Page, report: ReportData) -> None:
    given = report.customers.complaints
    _listing(page, report, "未办结和核查中的投诉", given.open | given.reviewing)


def _late(page: Page, report: ReportData) -> None:
    given = report.customers.complaints
    late = given.late & ~given.open & report.data.in_month(given.ended_on)
    _listing(page, report, "本月超期办结", late, "没有超期办结的")


def _listing(page: Page, report: ReportData, words: str, chosen: Mask, empty: str = "没有") -> None:
    given = report.customers.complaints
    rows = np.flatnonzero(chosen)
    due = np.where(given.reviewing, given.clocks[REVIEW].due, given.due)
    rows = rows[np.argsort(due[rows], kind="stable")]
    page.section(f"{words}（{len(rows)} 件，先到期的在前）", WIDTH)
    page.headings(LIST)
    for row in rows[:MOST_ROWS].tolist():
        at = page.row
        values, left, look = _line(given, row)
        page.record(LIST, values)
        page.put(at, 9, left, look, align="center")
    if not len(rows):
        page.nothing(empty)
    if len(rows) > MOST_ROWS:
        page.line(f"另有 {len(rows) - MOST_ROWS} 件较晚到期的未列出。", WIDTH)


def _line(given: Complaints, row: int) -> tuple[Sequence[object], str, str]:
    """The cells of one complaint, the words of its limit and their colour."""
    table = given.table
    clock = given.clocks[REVIEW if given.reviewing[row] else str(given.code[row])]
    due = clock.due[row]
    left, look = _left(given, row, due)
    # The limits' articles stand above; a missed one carries its own.
    basis = clock.basis if look == "bad" else ""
    handler = table["handler"][row] or "承办人待定"
    words = "；".join(filter(None, (handler, f"{clock.code} {clock.event}", basis, clock.stamp(row))))
    values = (
        table["complaint_no"][row], scalar(table["received_on"][row]), table["kind"][row],
        table["cause"][row] or "（未登记）", table["channel"][row], table["agent_no"][row],
        masked("name", table["complainant"][row]), given.stage[row], scalar(due), None, words,
    )  # fmt: skip
    return values, left, look


def _left(given: Complaints, row: int, due: np.datetime64) -> tuple[str, str]:
    ended = not (given.open[row] or given.reviewing[row])
    days = int((due - (given.ended_on[row] if ended else given.on)).astype(int))
    if days < 0:
        return f"{'超期' if ended else '逾期'}{-days}天", "bad"
    return ("今天", "attention") if days == 0 else (f"剩{days}天", "attention" if days <= SOON_DAYS else "cell")
