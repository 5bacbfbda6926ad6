"""The 运营 tab: sizes, intervals, and the warning that nobody drew lots."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.records.policy import Policy, PremiumReceipt
from core.records.renewal import RenewalContact
from core.reports.month_report import write_month_report
from tests.month_ledger import new_ledger


def test_ways_campaigns_and_actions_stand_on_one_tab_with_their_sizes(tmp_path: Path) -> None:
    policies = "| 保单号 | 险种代码 | 主附险 | 机构 | 渠道 | 业务员工号 | 首期保费 | 承保日 | 生效日 | 保单状态 |\n"
    receipts = "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |\n"
    contacts = "| 保单号 | 应交日 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 | 活动名称 |\n"
    for place in range(80):
        policies += f"| P{place} | WL | 主险 | 8601 | 个险 | A1 | 100 | 2025-06-01 | 2025-06-02 | 有效 |\n"
        paid = "2026-06-10 | 100" if place < 60 else " | "
        receipts += f"| P{place} | WL | 续期 | 2 | 2026-06-02 | 100 | {paid} | {place} |\n"
        if place < 40:
            contacts += f"| P{place} | 2026-06-02 | 2026-05-20 | 缴费提示 | 短信 | 已送达 | |\n"
    contacts += "| P1 | 2026-06-02 | 2026-05-15 | 忠诚度活动 | 电话 | 承诺交费 | 老客户关怀 |\n"
    sheets = {Policy: policies, PremiumReceipt: receipts, RenewalContact: contacts}
    with closing(new_ledger(tmp_path, sheets)) as ledger:
        path = write_month_report(ledger, "2026-10", tmp_path / "月报.xlsx").path
    rows = list(load_workbook(path, data_only=True)["运营"].iter_rows(values_only=True))
    message = next(row for row in rows if row[0] == "到期前提示　短信")
    assert message[1:4] == (40, 40, 1)
    assert message[6] == pytest.approx(50)
    assert message[9] == "值得试行"
    assert any("不是随机分组" in str(row[1]) for row in rows)
    campaign, action = (row for row in rows if row[0] == "老客户关怀")
    assert (campaign[3], campaign[5], "不下结论" in campaign[11]) == (1, 79, True)
    assert (action[3], action[4], action[6], action[7]) == ("电话", "承诺交费", "已交", "P1")
