"""理赔分析: money by cause, hospital and product, in the restricted workbook because it counts hinted claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from core.flags.claim_grounds import Grounds
from core.reports.flags_tabs import RESTRICTED
from core.reports.page import Column, Page

COLUMNS = (
    Column("名称", look="strong"), Column("案件数", "count"), Column("申请金额", "amount"),
    Column("核定金额", "amount"), Column("件均申请金额", "amount"), Column("金额占比", "rate"),
    Column("拒赔件数", "count"), Column("平均住院天数", "days"), Column("涉及线索的案件", "count"),
)  # fmt: skip


def write_grounds(page: Page, grounds: Mapping[str, Sequence[Grounds]], on: date) -> None:
    """One table per view, most money first, each with its total."""
    page.title("理赔分析", f"截止 {on:%Y-%m-%d}　供研究理赔政策参考；涉及线索不等于有问题")
    for name, rows in grounds.items():
        page.section(f"按{name}", len(COLUMNS))
        page.headings((Column(name, look="strong"), *COLUMNS[1:]))
        whole = sum(row.claimed for row in rows)
        for row in rows:
            share = row.claimed / whole if whole else float("nan")
            money = (row.claimed, row.assessed, row.average, share)
            page.record(COLUMNS, [row.name, row.claims, *money, row.refused, row.days, row.hinted])
        _total(page, rows)
        page.row += 1
    page.printed(f"截止 {on:%Y-%m-%d}", landscape=True, mark=RESTRICTED)


def _total(page: Page, rows: Sequence[Grounds]) -> None:
    if not rows:
        page.nothing("没有理赔案件")
        return
    claims, claimed = sum(row.claims for row in rows), round(sum(row.claimed for row in rows), 2)
    assessed, refused = round(sum(row.assessed for row in rows), 2), sum(row.refused for row in rows)
    share = 1.0 if claimed else float("nan")
    values = ["合计", claims, claimed, assessed, claimed / claims, share, refused, None, sum(r.hinted for r in rows)]
    page.record(COLUMNS, values, "total")
