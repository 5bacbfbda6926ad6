"""Sections of the renewal tab: what the calendar makes due, each with day, why and basis; and what ended this month."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.records.policy import Policy
from core.reports.lapse_sections import MOST_ROWS, WIDTH, rest
from core.reports.page import Column, Page
from core.reports.report_data import ReportData
from core.servicing.transitions import ENDED
from core.table import scalar


def due_actions_listed(page: Page, report: ReportData) -> None:
    """How many of each event wait, then the list; money is worked out in the workbook 到期处理."""
    found = report.service.due_actions
    page.section(f"待确认的到期事项（{len(found)} 件，确认后才改变保单）", WIDTH)
    kinds = "、".join(f"{event} {count} 件" for event, count in Counter(each.event for each in found).items())
    how = "用“同步”另出“到期处理”逐条确认，金额在其中测算"
    page.line(f"{kinds}。{how}。" if kinds else f"{how}。", WIDTH)
    policies = report.data.facts.table(Policy)
    rows_of = policies.match("policy_no", (each.policy_no for each in found[:MOST_ROWS]))
    columns = (
        Column("保单号"), Column("险种", align="center"), Column("业务员", align="center"),
        Column("生效日", "day", "center"), Column("到期事项", align="center"), Column("投保日", "day", "center"),
        Column("下次应交日", "day", "center"), Column("逾期天数", "count"), Column("渠道", align="center"),
        Column("现状态", align="center"), Column("先要办的事", look="wrap"), Column("原因与依据", look="wrap"),
    )  # fmt: skip
    rows = [
        [each.policy_no, each.product_code or "整张保单", policies["agent_no"][row], each.effective_on, each.event,
         scalar(policies["applied_on"][row]), scalar(policies["next_due_on"][row]),
         int((report.data.as_of - np.datetime64(each.effective_on)).astype(int)), policies["channel"][row],
         policies["status"][row], each.hold, f"{each.why}；依据：{each.basis}"]
        for each, row in zip(found[:MOST_ROWS], rows_of.tolist(), strict=True)
    ]  # fmt: skip
    page.table(columns, rows, "没有")
    rest(page, len(found))


def ended_by_reason(page: Page, report: ReportData) -> None:
    """保单注销: the lines that ended in the month, by reason; a line is never deleted."""
    policies = report.data.facts.table(Policy)
    chosen = (policies["status"] == ENDED) & (policies["status_on"] >= report.data.first)
    chosen &= policies["status_on"] <= report.data.as_of
    page.section(f"本月终止的险种（{int(chosen.sum())} 个，按终止原因）", WIDTH)
    reasons = policies["termination_reason"]
    rows = []
    for reason in (*Policy.column("termination_reason").kind.choices, ""):
        own = chosen & (reasons == reason)
        if own.any():
            numbers = len(set(policies["policy_no"][own].tolist()))
            assured = float(np.nansum(policies["sum_assured"][own]))
            rows.append([reason or "没有登记原因", int(own.sum()), numbers, assured])
    columns = (
        Column("终止原因"), Column("险种数", "count"), Column("保单数", "count"), Column("所涉保额", "amount"),
    )  # fmt: skip
    page.table(columns, rows, "没有")
