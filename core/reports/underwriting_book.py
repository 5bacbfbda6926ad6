"""核保结果: one line per application, the reasons behind the open ones, the notices to send, and the examinations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.reports.book import new_book
from core.reports.page import Column, Page
from core.underwriting.decision import ACCEPTED, Outcome, UnderwritingDecision
from core.underwriting.exam_tracker import ExamProgress
from core.underwriting.rules_applied import NOT_RUN

_LOOKS = {
    Outcome.SENT_BACK: "bad",
    Outcome.DECLINED: "bad",
    Outcome.REFERRED: "attention",
    Outcome.POSTPONED: "attention",
}
RESULTS = (
    Column("投保单号"), Column("核保结果", align="center"), Column("类型", align="center"), Column("核保结论"),
    Column("核保日", "day", "center"), Column("原因", look="wrap"), Column("缺少的资料", look="wrap"),
    Column("体检项目", look="wrap"), Column("期限", look="wrap"), Column("执行规则数", "count"),
    Column("未执行规则", look="wrap"),
)  # fmt: skip
NOTICES = (
    Column("投保单号"), Column("一次性补正通知", look="wrap"), Column("最迟告知日", "day", "center"),
    Column("依据", look="wrap"),
)  # fmt: skip

EXAMS = (
    Column("投保单号"), Column("体检项目", look="wrap"), Column("进度", align="center"),
    Column("预约日", "day", "center"), Column("期限", "day", "center"), Column("是否超期", align="center"),
    Column("依据", look="wrap"),
)  # fmt: skip


def write_underwriting(
    decisions: Sequence[UnderwritingDecision], exams: Sequence[ExamProgress], target: Path, on: date
) -> Path:
    """Write the workbook, open cases first. It holds application numbers and rules, no personal data."""
    decisions = sorted(decisions, key=lambda one: one.outcome in ACCEPTED)
    with new_book(target, "核保结果", on) as (workbook, formats):
        _results(Page(workbook, formats, "核保结果"), decisions, on)
        _notices(Page(workbook, formats, "补正通知"), decisions, on)
        _exams(Page(workbook, formats, "体检跟踪"), exams, on)
    return target


def _results(page: Page, decisions: Sequence[UnderwritingDecision], on: date) -> None:
    counts = Counter(decision.outcome for decision in decisions)
    said = "　".join(f"{outcome} {counts[outcome]} 件" for outcome in Outcome if counts[outcome])
    page.title("核保结果", f"业务日 {on:%Y-%m-%d}　{said or '没有投保单'}")
    page.fix_widths((None, None, None, None, None, 56, 24, 18, 34, None, 16))
    heading = page.headings(RESULTS)
    for one in decisions:
        dues = "；".join(f"{due.title} {due.day:%Y-%m-%d}{due.stamp}" for due in one.deadlines)
        values = [
            one.application_no, str(one.outcome), one.type, one.conclusion or "—", one.decided_on,
            _reasons(one), "、".join(one.missing_documents),
            "、".join(one.exams), dues, len(one.rules_applied), "、".join(one.rules_not_run),
        ]  # fmt: skip
        page.record(RESULTS, values)
        look = "good" if one.outcome in ACCEPTED else _LOOKS.get(one.outcome, "strong")
        page.put(page.row - 1, 1, str(one.outcome), look, align="center")
    _finish(page, heading, on)


def _reasons(one: UnderwritingDecision) -> str:
    """What speaks against passing; rules without their reference list are counted, not told one by one."""
    not_run = set(one.rules_not_run)
    said = [f"{reason.code} {reason.message}" for reason in one.reasons if reason.code not in not_run]
    idle = [reason.message.removeprefix(NOT_RUN) for reason in one.reasons if reason.code in not_run]
    if idle:
        lists = dict.fromkeys(name for names in idle for name in names.split("、"))
        said.append(f"另有 {len(idle)} 条规则未执行，缺参考资料：{'、'.join(lists)}")
    return "；".join(said)


def _notices(page: Page, decisions: Sequence[UnderwritingDecision], on: date) -> None:
    page.title("补正通知", "每份投保单一次告知全部需要补正的内容")
    page.fix_widths((None, 90, None, 44))
    rows = [
        [
            one.application_no,
            one.notice,
            due.day if due else None,
            "；".join(str(basis) for basis in due.basis) if due else "",
        ]
        for one in decisions
        if one.notice
        for due in [one.deadlines[0] if one.deadlines else None]
    ]
    heading = page.row
    page.table(NOTICES, rows, "没有需要补正的投保单")
    _finish(page, heading, on)


def _exams(page: Page, exams: Sequence[ExamProgress], on: date) -> None:
    page.title("体检跟踪", "应做、已约、已检、报告已回；超期的标红")
    page.fix_widths((None, 36, None, None, None, None, 44))
    heading = page.headings(EXAMS)
    for exam in exams:
        due = exam.due
        basis = "；".join(str(one) for one in due.basis) + due.stamp if due else ""
        late = "超期" if exam.overdue else ""
        page.record(
            EXAMS,
            [exam.application_no, exam.items, str(exam.stage), exam.booked_for, due.day if due else None, late, basis],
        )
        if exam.overdue:
            page.put(page.row - 1, 5, late, "bad", align="center")
    if not exams:
        page.nothing("没有需要体检的投保单")
    _finish(page, heading, on)


def _finish(page: Page, heading: int, on: date) -> None:
    page.sheet.freeze_panes(heading + 1, 1)
    page.printed(f"业务日 {on:%Y-%m-%d}", landscape=True, heading_row=heading)
