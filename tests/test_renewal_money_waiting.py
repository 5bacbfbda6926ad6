"""Money that waits to be booked holds an event in 续期 of the month report just as in 到期处理: one rule for both."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core.records.banking import BankLine
from core.records.policy import Policy
from core.records.product import Product
from core.records.servicing import ServicingRequest
from core.reports.service_month import ServiceMonth
from tests.events_book import Office
from tests.month_ledger import month, new_ledger

GRACE_OVER = """
| 保单号 | 险种代码 | 险种名称 | 主附险 | 投保人 | 交费方式 | 交费期 | 首期保费 | 生效日 | 下次应交日 | 保单状态 |
| P1 | WL | 示例终身 | 主险 | 李四 | 年交 | 10年 | 1000 | 2023-08-20 | 2026-08-20 | 宽限期 |
"""
"""1,000 fell due on 2026-08-20 and was not booked; the 宽限期 of 60 days ended on 2026-10-19."""
CAME = "| 流水号 | 到账日 | 金额 | 户名 | 单号 |\n| L1 | {} | 1117 | 李四 | P1 |"
REPAID = "| 受理号 | 保单号 | 保全项目 | 涉费金额(收+/付−) | 办结日 |\n| BQ1 | P1 | 借款清偿 | {} | 2026-10-16 |"


@pytest.mark.parametrize(
    ("came", "repaid", "hold"),
    [
        ("2026-10-16", "1117", ""),
        ("2026-10-16", "1118", "2026-10-16有该单到账尚未入账（宽限期内），先认领到账再办理"),
        ("2026-10-20", "1118", "2026-10-20有该单到账尚未入账（宽限期后），先认领到账再办理"),
        ("2026-09-16", "1118", "2026-09-16有该单到账尚未入账（宽限期内），先认领到账再办理"),
        ("2026-07-30", "1118", ""),
    ],
    ids=["the loan repaid", "another amount", "too late", "a month ago", "more than a quarter ago"],
)
def test_the_month_report_and_the_list_to_decide_hold_a_lapse_for_the_same_money(
    came: str, repaid: str, hold: str, tmp_path: Path
) -> None:
    sheets = {Policy: GRACE_OVER, BankLine: CAME.format(came), ServicingRequest: REPAID.format(repaid)}
    product = {Product: "| 险种代码 | 产品版本 | 宽限期天数 | 宽限期起算 |\n| WL | 1 | 60 | 应交次日 |"}
    with closing(new_ledger(tmp_path, {**sheets, **product})) as ledger:
        (reported,) = ServiceMonth.of(month(ledger)).due_actions
        (to_decide,) = Office(ledger).due("2026-10-31")
    assert (reported.event, reported.effective_on.isoformat(), reported.hold) == ("中止", "2026-10-20", hold)
    assert to_decide.proposed == reported
