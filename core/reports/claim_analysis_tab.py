"""理赔分析: closed cases by cause, hospital and product, with money, refusals and days, beside the month before."""

from __future__ import annotations

from core.measures.claim_analysis import Grounds, whole
from core.reports.page import Column, Page
from core.reports.report_data import ReportData

MOST_ROWS = 40
COLUMNS = (
    Column("名称", look="strong"), Column("本月结案", "count"), Column("上月结案", "count"), Column("增减", "count"),
    Column("申请金额", "amount"), Column("赔付金额", "amount"), Column("上月赔付", "amount"),
    Column("赔付增减", "difference"), Column("件均赔付", "amount"), Column("拒赔率", "rate"),
    Column("时效(天)", "days"), Column("近12月结案", "count"), Column("近12月赔付", "amount"),
    Column("近12月拒赔率", "rate"),
)  # fmt: skip
WIDTHS = (30, 10, 10, 8, 15, 15, 15, 15, 14, 10, 10, 12, 16, 14)


def write_claim_analysis(page: Page, report: ReportData) -> None:
    """One table per view, each with its total; the totals of all views are the same."""
    page.title(f"理赔分析　{report.month_words}", f"{report.subtitle}　供研究理赔政策参考，不作为个案结论")
    page.fix_widths(WIDTHS)
    for view, rows in report.claims.analysis.items():
        _view(page, view, rows)
    page.line(
        "口径：获赔案件以支付日、拒赔案件以通知日（缺时取核定日）为结案日，撤案不计；赔付金额为获赔案件的核定金额；"
        "件均赔付 = 赔付金额 ÷ 获赔件数；拒赔率 = 拒赔 ÷（获赔 + 拒赔），是 1 − 理赔获赔率；"
        "时效 = 资料齐全日到结案日的平均自然日；近12月含本月。",
        len(COLUMNS),
    )
    page.sheet.freeze_panes(2, 1)
    page.printed(report.footer, landscape=True)


def _view(page: Page, view: str, rows: list[Grounds]) -> None:
    page.section(f"按{view}", len(COLUMNS))
    page.headings((Column(view, look="strong"), *COLUMNS[1:]))
    for row in rows[:MOST_ROWS]:
        page.record(COLUMNS, _values(row))
    if rest := rows[MOST_ROWS:]:
        page.record(COLUMNS, [f"其余 {len(rest)} 项", *_values(whole(rest))[1:]])
    if rows:
        page.record(COLUMNS, _values(whole(rows)), "total")
    else:
        page.nothing("近12个月没有结案")
    page.row += 1


def _values(row: Grounds) -> list[object]:
    now, before, year = row.now, row.before, row.year
    return [
        row.name, now.cases, before.cases, now.cases - before.cases, now.claimed, now.paid, before.paid,
        round(now.paid - before.paid, 2), now.average, now.refusal_rate, now.mean_days, year.cases, year.paid,
        year.refusal_rate,
    ]  # fmt: skip
