"""What a channel or branch costs and how good its business is: persistency, surrenders, complaints."""

from __future__ import annotations

from collections.abc import Sequence

from core.measures.channels import Quality, costs_by_kind, qualities
from core.measures.facts import WHOLE, Scope
from core.reports.page import Column, Formula, Page
from core.reports.report_data import ReportData

HEADINGS = (
    Column("本月费用", "amount"), Column("本月费用率", "rate"), Column("近12个月费用", "amount"),
    Column("近12个月费用率", "rate"), Column("25个月继续率", "rate"), Column("近12个月退保件", "count"),
    Column("12个月前有效件", "count"), Column("近12个月退保率", "rate"), Column("近12个月投诉", "count"),
    Column("期末有效件数", "count"), Column("千张保单投诉", "days"), Column("主要费用"),
)  # fmt: skip
KINDS_NAMED = 2


def quality_table(page: Page, report: ReportData, what: str, scopes: Sequence[tuple[str, Scope]]) -> None:
    """One row per scope and one for the whole office; ratios of the row's own cells are native formulas."""
    columns = (Column(what, look="strong"), *HEADINGS)
    page.section(f"按{what}：费用与品质（费用取渠道费用登记，没有登记的为 —）", len(columns))
    page.headings(columns)
    found = qualities(report.data, [WHOLE, *(scope for _, scope in scopes)])
    for (name, _), each in zip(scopes, found[1:], strict=True):
        page.record(columns, _row(report, name, each, page.row + 1))
    page.record(columns, _row(report, "全机构", found[0], page.row + 1), "total")


def _row(report: ReportData, name: str, each: Quality, line: int) -> list[object]:
    kinds = list(costs_by_kind(report.data, each.scope).items())[:KINDS_NAMED]
    return [
        name, each.cost, each.cost_ratio, each.year_cost, each.year_cost_ratio, each.month_25, each.surrendered,
        each.opening, Formula(f'=IF(H{line}=0,"—",G{line}/H{line})', each.surrender_rate), each.complaints,
        each.in_force, Formula(f'=IF(K{line}=0,"—",J{line}*1000/K{line})', each.complaint_rate),
        "、".join(f"{kind} {amount:,.0f}" for kind, amount in kinds),
    ]  # fmt: skip
