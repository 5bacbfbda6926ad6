"""送达回访: policies not delivered in time, the calls due inside the 犹豫期, and problems that others must solve."""

from __future__ import annotations

import numpy as np

from core.delivery.call_backs import PROBLEM, CallStage
from core.delivery.deliveries import Stage
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.table import scalar

WIDTH = 9
WIDTHS = (22, 16, 10, 13, 13, 13, 13, 28, 44)
MOST_ROWS = 200


def write_delivery(page: Page, report: ReportData) -> None:
    """Counts first, then the lists by last day."""
    page.title(f"送达与回访　{report.month_words}", report.subtitle)
    page.fix_widths(WIDTHS)
    for section in (_summary, _late_deliveries, _calls, _problems, _doubts):
        section(page, report)
        page.row += 1
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _summary(page: Page, report: ReportData) -> None:
    page.section("概况（近期承保、尚未办结的保单）", WIDTH)
    given, calls = report.service.deliveries, report.service.calls
    rows: list[list[object]] = [
        ["送达", stage.value, int(((given.stage == stage.value) & given.waiting).sum())]
        for stage in (Stage.TO_SEND, Stage.SENT, Stage.RETURNED)
    ]
    rows += [
        ["回访", "待回访", int(calls.to_call.sum())],
        ["回访", "其中已过犹豫期", int((calls.to_call & (calls.due < given.on)).sum())],
        ["回访", "问题件处理中", int((calls.stage == CallStage.PROBLEM.value).sum())],
    ]
    page.table((Column("事项"), Column("状态"), Column("件数", "count")), rows)


def _late_deliveries(page: Page, report: ReportData) -> None:
    given = report.service.deliveries
    chosen = np.flatnonzero(given.waiting & ~np.isnat(given.due))
    chosen = chosen[np.argsort(given.due[chosen], kind="stable")]
    page.section(f"尚未签收的保单（{len(chosen)} 件，先到期的在前）", WIDTH)
    columns = (
        Column("保单号"), Column("业务员", align="center"), Column("时限", align="center"),
        Column("起算日", "day", "center"), Column("最后一日", "day", "center"), Column("送出日", "day", "center"),
        Column("状态", align="center"), Column("提示", look="wrap"), Column("依据", look="wrap"),
    )  # fmt: skip
    rows = [
        [given.policies["policy_no"][row], given.policies["agent_no"][row], given.clock(row).code,
         scalar(given.clock_starts[row]), scalar(given.due[row]), scalar(given.sent_on[row]), given.stage[row],
         _words("已逾期" if given.late[row] else "", given.clock(row).stamp(row)), given.clock(row).basis]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(chosen))


def _calls(page: Page, report: ReportData) -> None:
    calls = report.service.calls
    policies = calls.deliveries.policies
    first = report.data.first
    chosen = np.flatnonzero(calls.to_call & (calls.due >= first))
    chosen = chosen[np.argsort(calls.due[chosen], kind="stable")]
    page.section(f"待回访（{len(chosen)} 件，应在犹豫期内完成）", WIDTH)
    page.line(f"CB-1 依据：{calls.due_words}", WIDTH)
    columns = (
        Column("保单号"), Column("业务员", align="center"), Column("已拨次数", "count"),
        Column("签收日", "day", "center"), Column("犹豫期截止", "day", "center"), Column("犹豫期依据", align="center"),
        Column("最近结果", align="center"), Column("提示", look="wrap"),
    )  # fmt: skip
    rows = [
        [policies["policy_no"][row], policies["agent_no"][row], int(calls.attempts[row]),
         scalar(calls.deliveries.signed_on[row]), scalar(calls.due[row]),
         "合同" if calls.deliveries.by_contract[row] else "台账登记", calls.result[row],
         "犹豫期已过，尽快补访并说明原因" if calls.due[row] < calls.deliveries.on else ""]
        for row in chosen[:MOST_ROWS].tolist()
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(chosen))


def _problems(page: Page, report: ReportData) -> None:
    calls = report.service.calls
    policies = calls.deliveries.policies
    open_cases = calls.stage == CallStage.PROBLEM.value
    late_or_wrong = (calls.stage == CallStage.SOLVED.value) & (
        (calls.solved_on > calls.solution.due) | calls.solved_by_seller
    )
    chosen = np.flatnonzero(open_cases | late_or_wrong)
    chosen = chosen[np.argsort(calls.solution.due[chosen], kind="stable")]
    page.section(f"回访问题件（{len(chosen)} 件）", WIDTH)
    columns = (
        Column("保单号"), Column("业务员", align="center"), Column("状态", align="center"),
        Column("回访日", "day", "center"), Column("最后一日", "day", "center"), Column("解决日", "day", "center"),
        Column("机构", align="center"), Column("提示", look="wrap"), Column("问题与依据", look="wrap"),
    )  # fmt: skip
    rows = []
    for row in chosen[:MOST_ROWS].tolist():
        missed = bool(calls.solution.due[row] < calls.deliveries.on) and open_cases[row]
        hint = _words(
            "已逾期" if missed else "", "由销售人员解决，须改由其他人员" if calls.solved_by_seller[row] else "",
            calls.solution.stamp(row),
        )  # fmt: skip
        found = "；".join(calls.problems(row)) or PROBLEM
        rows.append(
            [policies["policy_no"][row], policies["agent_no"][row], "处理中" if open_cases[row] else "已解决",
             scalar(calls.reached_on[row]), scalar(calls.solution.due[row]), scalar(calls.solved_on[row]),
             policies["branch_code"][row], hint,
             f"{found}。{calls.solution.basis}"]
        )  # fmt: skip
    page.table(columns, rows, "没有")
    _rest(page, len(chosen))


def _doubts(page: Page, report: ReportData) -> None:
    """Signatures by others, ends of the 犹豫期 that disagree, and questions that nobody asked."""
    given, calls = report.service.deliveries, report.service.calls
    recent = given.signed_on >= report.data.first
    rows: list[list[object]] = []
    for row in np.flatnonzero(recent).tolist():
        words = []
        if given.signed_by_other[row]:
            words.append("回执不是投保人本人签收")
        if given.unclear[row]:
            words.append(f"台账登记的犹豫期截止 {given.stated_ends[row]} 与合同推算 {given.cooling_off_ends[row]} 不同")
        if calls.row[row] >= 0 and (unasked := calls.unasked(row)):
            words.append(f"回访漏问{''.join(unasked)}")
        if words:
            facts = [given.policies[name][row] for name in ("policy_no", "agent_no", "channel", "branch_code")]
            days = [scalar(given.signed_on[row]), scalar(given.cooling_off_ends[row]), scalar(given.stated_ends[row])]
            rows.append([*facts, *days, "；".join(words)])
    page.section(f"需要核对（{len(rows)} 件）", WIDTH)
    columns = (
        Column("保单号"), Column("业务员", align="center"), Column("渠道", align="center"),
        Column("机构", align="center"), Column("签收日", "day", "center"), Column("犹豫期截止", "day", "center"),
        Column("台账登记截止", "day", "center"), Column("情况", look="wrap"),
    )  # fmt: skip
    page.table(columns, rows[:MOST_ROWS], "没有")
    _rest(page, len(rows))


def _words(*parts: str) -> str:
    return "；".join(filter(None, parts))


def _rest(page: Page, count: int) -> None:
    if count > MOST_ROWS:
        page.line(f"另有 {count - MOST_ROWS} 件较晚到期的未列出。", WIDTH)
