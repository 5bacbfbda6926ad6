"""收费核对 of the month report: totals, differences, proposals and suspense, names masked."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records.banking import BankLine
from core.records.policy import Policy, PremiumReceipt
from tests.month_ledger import Sheets
from tests.service_report import row_of, tab, under

POLICIES = """
| 保单号 | 险种代码 | 主附险 | 投保人 | 交费方式 | 交费期 | 首期保费 | 承保日 | 生效日 | 下次应交日 | 状态 | 状态日期 |
| P1000000001 | WL | 主险 | 张三 | 年交 | 10年 | 8000 | 2024-10-10 | 2024-10-11 | 2026-10-11 | 有效 | 2024-10-11 |
| P1000000002 | WL | 主险 | 李四 | 年交 | 10年 | 6000 | 2024-10-10 | 2024-10-11 | 2026-10-11 | 有效 | 2024-10-11 |
"""
BOOKED = """
| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 流水号 |
| P1000000001 | WL | 续期 | 2026-10-11 | 8000 | 2026-10-12 | 8000 | L1 |
"""
LINES = """
| 流水号 | 到账日 | 金额 | 户名 | 单号 |
| L1 | 2026-10-12 | 8000 | 张三 | P1000000001 |
| L2 | 2026-10-13 | 5900 | 王小明 | P1000000002 |
| L3 | 2026-10-14 | 77 | 赵小六 | |
"""
SHEETS: Sheets = {Policy: POLICIES, PremiumReceipt: BOOKED, BankLine: LINES}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    return tab(tmp_path_factory.mktemp("report"), SHEETS, "收费核对")


def test_the_statement_ties_part_by_part(lines: list[list[str]]) -> None:
    tie = row_of(lines, "银行流水去向")
    assert tie[1] == "已入账 8,000.00；已认领 0.00；待确认 5,900.00；挂账 77.00"
    assert tie[2:6] == ["平", "13977", "13977", "0"]
    assert row_of(lines, "入账记录与银行流水")[2] == "平"


def test_a_proposal_shows_how_sure_it_is_and_what_is_odd(lines: list[list[str]]) -> None:
    proposal = row_of(under(lines, "待确认的建议"), "L2")
    assert proposal == [
        "L2", "P1000000002", "低", "6000", "5900", "-100", "2026-10-11", "单号，金额不同", "2026-10-13", "续期",
        "少交、第三方交费",
    ]  # fmt: skip


def test_suspense_says_why_and_what_next_and_masks_the_name(lines: list[list[str]]) -> None:
    waiting = row_of(under(lines, "挂账清单"), "L3")
    assert waiting[1:5] == ["没有单号，户名也对不上", "赵**", "77", "2026-10-14"]
    assert "查明用途" in waiting[-1]


def test_no_payers_name_stands_open_on_the_tab(lines: list[list[str]]) -> None:
    text = "\n".join(cell for line in lines for cell in line)
    assert "王小明" not in text
    assert "赵小六" not in text
    assert "张三" not in text


def test_without_a_statement_nothing_is_matched_and_nothing_is_called_missing(tmp_path: Path) -> None:
    lines = tab(tmp_path, {Policy: POLICIES, PremiumReceipt: BOOKED}, "收费核对")
    assert lines[-1] == ["台账中没有本月的银行流水，没有核对"]
