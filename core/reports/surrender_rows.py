"""The policy lines behind the surrenders of the month, and those about to be surrendered; largest money first."""

from __future__ import annotations

import numpy as np

from core.measures.definitions import setting
from core.measures.surrender_causes import Surrenders
from core.records.policy import Policy
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData
from core.table import scalar


def surrender_rows(page: Page, report: ReportData, found: Surrenders, width: int) -> None:
    """One line per policy line; no customer's name is needed here."""
    most = setting("surrender_rows")
    what = "已申请退保、尚未办结（所涉金额）" if found.pending else "本月退保明细"
    page.section(f"{what}（{len(found)} 行）", width)
    columns = (
        Column("保单号", look="strong"), Column("险种", align="center"), Column("渠道", align="center"),
        Column("业务员", align="center"), Column("申请日" if found.pending else "退保日", "day", "center"),
        Column("承保日", "day", "center"), Column("保单年度", "count"), Column("已交保费", "amount"),
        Column("年化保费", "amount"), Column("现金价值" if found.pending else "退保金", "amount"),
        Column("占已交", "rate"), Column("退保原因"),
    )  # fmt: skip
    table = report.facts.table(Policy)
    order = np.lexsort((found.row, -found.premium, -np.nan_to_num(found.money)))
    rows: list[list[object]] = []
    for place in order[:most].tolist():
        row, line = int(found.row[place]), page.row + 2 + len(rows)
        paid_in, money = float(found.paid_in[place]), float(found.money[place])
        share = money / paid_in if paid_in else float("nan")
        cell = Formula(f'=IF(COUNT(H{line},J{line})<2,"—",IF(H{line}=0,"—",J{line}/H{line}))', share)
        rows.append(
            [table["policy_no"][row], table["product_code"][row], table["channel"][row], table["agent_no"][row],
             scalar(found.on[place]), scalar(table["issued_on"][row]), int(found.year[place]) or None, paid_in,
             float(found.premium[place]), money, cell, found.cause[place]]
        )  # fmt: skip
    page.table(columns, rows, "没有")
    if len(found) > most:
        page.line(f"另有 {len(found) - most} 行未列出。", width)
