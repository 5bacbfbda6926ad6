"""First premiums booked under the 投保单号 belong to the policy issued from it; before that they are 预收."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

from core.measures.balance import Balance
from core.measures.month_data import MonthData
from core.measures.reconciliation import balances
from core.records.application import Application
from core.records.policy import Policy, PremiumReceipt
from tests.month_ledger import Sheets, month, new_ledger

POLICIES = """
| 保单号 | 投保单号 | 险种代码 | 主附险 | 渠道 | 交费方式 | 首期保费 | 累计保费 | 承保日 | 保单状态 | 状态日期 |
| P1 | TB1 | WL | 主险 | 个险 | 年交 | 300 | 300 | 2026-10-05 | 有效 | 2026-10-05 |
| P1 | TB1 | CI | 附加险 | 个险 | 年交 | 20 | 20 | 2026-10-05 | 有效 | 2026-10-05 |
"""
RECEIPTS = """
| 保单号 | 险种代码 | 业务类型 | 应交保费 | 实收日 | 实收金额 | 流水号 |
| TB1 | WL | 新单 | 300 | 2026-10-04 | 300 | 1 |
| TB1 | CI | 新单 | 20 | 2026-10-04 | 20 | 1 |
| TB2 | WL | 新单 | 70 | 2026-10-09 | 70 | 2 |
"""
APPLICATIONS = "| 投保单号 | 渠道 |\n| TB1 | 个险 |\n| TB2 | 个险 |"
SHEETS: Sheets = {Policy: POLICIES, PremiumReceipt: RECEIPTS, Application: APPLICATIONS}


def october(folder: Path, sheets: Sheets) -> tuple[MonthData, dict[str, Balance]]:
    with closing(new_ledger(folder, sheets)) as connection:
        data = month(connection)
        return data, {balance.item: balance for balance in balances(data)}


def test_first_premiums_of_main_product_and_rider_tie_by_the_application(tmp_path: Path) -> None:
    _, found = october(tmp_path, SHEETS)
    first = found["本月承保：首期保费与新单实收"]
    assert (first.left, first.right, first.ties) == (Decimal(320), Decimal(320), True)
    assert found["收费记录与保单累计保费"].ties


def test_a_first_premium_that_falls_short_breaks_the_balance_at_its_policy(tmp_path: Path) -> None:
    short = RECEIPTS.replace("| 300 | 1 |", "| 290 | 1 |")
    _, found = october(tmp_path, {**SHEETS, PremiumReceipt: short})
    first = found["本月承保：首期保费与新单实收"]
    assert (first.difference, [row.key for row in first.rows]) == (Decimal(-10), ["P1"])


def test_money_for_an_application_not_issued_is_prepaid_and_no_premium(tmp_path: Path) -> None:
    data, found = october(tmp_path, SHEETS)
    known = found["本月收付与保单台账"]
    assert known.ties
    assert (known.left, known.note) == (Decimal(390), "其中投保单尚未出单的预收 70.00 元，未计入保费")
    assert data.facts.receipts.amount[data.facts.receipts.premium].sum() == 320


def test_a_number_that_neither_policies_nor_applications_know_stays_a_difference(tmp_path: Path) -> None:
    _, found = october(tmp_path, {**SHEETS, PremiumReceipt: RECEIPTS.replace("TB2", "TB9")})
    assert [row.key for row in found["本月收付与保单台账"].rows] == ["TB9"]
