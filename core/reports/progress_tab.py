"""投保进度: which open applications wait for whom since when, until which legal day; examinations; changed plans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.measures.application_progress import Progress
from core.measures.application_steps import WAITS_FOR, Step
from core.measures.exam_steps import EXAM_STEPS, exam_states
from core.records.decision import MedicalExam
from core.reports.page import LINE_HEIGHT, Column, Page, lines_needed
from core.reports.report_data import ReportData
from core.table import scalar
from core.underwriting.proposal import NOT_SIGNED_ANEW

WIDTHS = (21, 11, 13, 14, 12, 12, 11, 11, 10, 13, 34)
WIDTH = len(WIDTHS)
MOST_ROWS = 60
SOON_DAYS = 3


def write_progress(page: Page, report: ReportData) -> None:
    """The whole tab: who is waited for at a glance, the cases, examinations, changed plans."""
    page.title(f"投保进度　{report.month_words}", f"{report.subtitle}　不含姓名和健康信息")
    page.fix_widths(WIDTHS)
    for section in (_steps, _cases, _exams, _changes):
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _steps(page: Page, report: ReportData) -> None:
    progress = report.progress
    page.section(f"未办结投保单（{int(progress.open.sum())} 件）：在等谁", WIDTH)
    columns = (
        Column("下一步", look="strong"), Column("等待", align="center"), Column("件数", "count"),
        Column("首期保费", "amount"), Column("最长等待(天)", "count"), Column("时限已逾期", "count"),
    )  # fmt: skip
    page.headings(columns)
    waited = progress.days(progress.since)
    for step in (each for each in Step if each is not Step.CLOSED):
        here = progress.step == step.value
        if here.any():
            late, premium = int((here & progress.late).sum()), float(np.nansum(progress.table["premium_total"][here]))
            longest = np.nan_to_num(waited[here]).max()
            page.record(columns, [step.value, WAITS_FOR[step], int(here.sum()), premium, longest, late])
            page.put(page.row - 1, len(columns) - 1, late, "bad" if late else "cell", "count")
    if not progress.open.any():
        page.nothing("没有未办结的投保单")
    for limit in progress.limits.values():
        page.line(f"{limit.code} {limit.event}　依据：{limit.basis}", WIDTH)


def _cases(page: Page, report: ReportData) -> None:
    progress, rows = report.progress, report.progress.in_order()
    rows = rows[progress.step[rows] != Step.DELIVER.value]
    page.section(f"出单前的投保单（{len(rows)} 件，先到期的在前）；待送达的见“送达回访”页", WIDTH)
    columns = (
        Column("投保单号"), Column("渠道", align="center"), Column("业务员", align="center"),
        Column("下一步", align="center"), Column("等待", align="center"), Column("自", "day", "center"),
        Column("已等(天)", "count"), Column("全程(天)", "count"), Column("时限", align="center"),
        Column("最后一日", "day", "center"), Column("状态", look="wrap"),
    )  # fmt: skip
    page.headings(columns)
    table, waited, opened = progress.table, progress.days(progress.since), progress.days(progress.table["submitted_on"])
    for row in rows[:MOST_ROWS].tolist():
        step = Step(progress.step[row])
        state, look = _state(progress, row)
        page.record(
            columns,
            [table["application_no"][row], table["channel"][row], table["agent_no"][row], step.value, WAITS_FOR[step],
             scalar(progress.since[row]), waited[row], opened[row], progress.clock[row], scalar(progress.due[row]),
             state],
        )  # fmt: skip
        page.put(page.row - 1, WIDTH - 1, state, look)
    _rest(page, len(rows), "没有")


def _state(progress: Progress, row: int) -> tuple[str, str]:
    """Words and look of a last day. That a notice went out (NB-1) is not recorded: its day is to be looked up."""
    due = progress.due[row]
    if np.isnat(due):
        return "等对方，无法定天数", "wrap"
    left, stamp = int((due - progress.on).astype(int)), progress.limits[progress.clock[row]].stamp(row)
    if left < 0 and progress.clock[row] == "NB-1":
        return f"末日已过{-left}天，核对是否已告知", "attention wrap"
    words = f"已逾期{-left}天" if left < 0 else "今天到期" if left == 0 else f"剩{left}天"
    look = "bad" if left < 0 else "attention" if left <= SOON_DAYS else "wrap"
    return "；".join(filter(None, (words, stamp))), look


def _exams(page: Page, report: ReportData) -> None:
    """Examinations of the open applications, those furthest behind first."""
    exams, progress = report.facts.table(MedicalExam), report.progress
    opened = dict(zip(progress.table["application_no"].tolist(), progress.open.tolist(), strict=True))
    states = exam_states(exams, progress.on)
    order = [step.value for step in EXAM_STEPS]
    rows = [row for row in range(len(exams)) if opened.get(exams["application_no"][row])]
    rows.sort(key=lambda row: (order.index(states[row]) if states[row] in order else len(order), row))
    counts = "　".join(f"{word} {n}" for word in (*order, "报告已回") if (n := sum(states[r] == word for r in rows)))
    page.section(f"体检（{len(rows)} 项）{'：' + counts if counts else ''}", WIDTH)
    columns = (
        Column("投保单号"), Column("通知日", "day", "center"), Column("预约日", "day", "center"),
        Column("体检日", "day", "center"), Column("报告日", "day", "center"), Column("进度", align="center"),
    )  # fmt: skip
    page.headings(columns)
    for row in rows[:MOST_ROWS]:
        days = [scalar(exams[name][row]) for name in ("asked_on", "booked_for", "done_on", "report_on")]
        page.record(columns, [exams["application_no"][row], *days, states[row]])
        if states[row] == Step.MISSED.value:
            page.put(page.row - 1, len(columns) - 1, states[row], "bad", align="center")
    _rest(page, len(rows), "没有未办结投保单的体检")


def _changes(page: Page, report: ReportData) -> None:
    """Versions that the ledger keeps, and changed plans that were kept out of it because nobody signed them."""
    refused = {
        found.record_key: found
        for found in report.compliance.standing
        if found.code == NOT_SIGNED_ANEW and "/" not in found.record_key
    }
    changes = report.plan_changes
    page.section(f"方案变更（已入账 {len(changes)} 项，未重新签名不入账 {len(refused)} 件）", WIDTH)
    columns = (
        Column("投保单号"), Column("版本", align="center"), Column("原签名日", "day", "center"),
        Column("现签名日", "day", "center"), Column("重新签名", align="center"),
    )  # fmt: skip
    page.headings(columns)
    page.across(page.row - 1, len(columns), WIDTH - 1, "改了什么", "heading")
    for number, found in sorted(refused.items()):
        _change(page, columns, [number, "未入账", None, None, "未签"], found.message, "bad")
    for one in changes[:MOST_ROWS]:
        signed, look = ("已签", "good") if one.signed_anew else ("未签", "bad")
        values = [one.application_no, str(one.version), one.signed_before, one.signed_on, signed]
        _change(page, columns, values, f"{one.what}（截止 {one.known_on} 的资料）", look)
    _rest(page, len(changes), "" if refused else "没有")
    page.line(
        "改了险种、保额、保费、期间或交费频率就是新的方案：重新校验，并须有晚于原签名日的签名（规则 U15）。", WIDTH
    )


def _change(page: Page, columns: tuple[Column, ...], values: Sequence[object], words: str, look: str) -> None:
    page.record(columns, values)
    page.put(page.row - 1, len(columns) - 1, values[-1], look, align="center")
    page.across(page.row - 1, len(columns), WIDTH - 1, words, "wrap")
    width = sum(WIDTHS[len(columns) :]) - 3
    page.high(page.row - 1, LINE_HEIGHT * lines_needed(words, width) + 3)


def _rest(page: Page, count: int, empty: str) -> None:
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 条", WIDTH)
    elif not count and empty:
        page.nothing(empty)
