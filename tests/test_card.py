"""保单一页: what stands on it comes from the ledger, masked, with the contract's values of the next years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.ledger.changes import apply_plan
from core.ledger.plan import make_plan
from core.ledger.schema import open_ledger
from core.records.policy import Policy, PremiumReceipt
from core.records.product import CashValue, Product
from core.table import Tables
from macros.card import card, card_of
from macros.outcome import UsageError
from macros.quote import Asked, quote
from tests.tables import table

ON = date(2026, 10, 31)
POLICY = """
| 保单号 | 险种代码 | 险种名称 | 产品版本 | 保额 | 首期保费 | 交费方式(频率) | 交费期 | 保险期间 | 生效日 | 下次应交日 | 保单状态 | 交费状态 | 投保人姓名 | 投保人手机 | 被保险人性别 | 被保险人出生日期 |
| P1 | WL | 示例终身 | 1 | 30000 | 1000 | 年交 | 5年 | 终身 | 2024-03-14 | 2027-03-14 | 有效 | 交费中 | 欧阳小明 | 16812345678 | 男 | 1994-01-02 |
"""  # noqa: E501
PRODUCT = """
| 险种代码 | 版本 | 险种名称 | 险种类别 | 设计类型 | 主附险 | 含身故责任 | 价值表单位 | 价值表单位基准 | 年内取值方式 | 年内天数 | 计入当日 | 欠费冻结价值 | 犹豫期天数 | 犹豫期起算 |
| WL | 1 | 示例终身 | 终身寿险 | 普通型 | 主险 | 是 | 1000 | 保额 | 两端值 | 365 | 否 | 是 | 15 | 签收次日 |
"""  # noqa: E501
VALUES = """
| 险种代码 | 版本 | 性别 | 投保年龄 | 交费期 | 保险期间 | 保单年度 | 年末现金价值 |
| WL | 1 | 男 | 30 | 5年 | 终身 | 1 | 10 |
| WL | 1 | 男 | 30 | 5年 | 终身 | 2 | 20 |
| WL | 1 | 男 | 30 | 5年 | 终身 | 3 | 40 |
| WL | 1 | 男 | 30 | 5年 | 终身 | 4 | 60 |
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator:
    connection = open_ledger(tmp_path / "台账.sqlite")
    tables = Tables([table(Policy, POLICY), table(Product, PRODUCT), table(CashValue, VALUES)])
    apply_plan(connection, make_plan(connection, tables, {}, ON))
    yield connection
    connection.close()


def test_the_values_of_the_next_year_ends_are_table_times_amount_over_unit(ledger) -> None:
    assert card_of(ledger, "P1", ON).values == ((3, date(2027, 3, 14), 1200.0), (4, date(2028, 3, 14), 1800.0))


def test_the_grace_end_is_60_days_after_the_due_day_with_its_article(ledger) -> None:
    dates = card_of(ledger, "P1", ON).dates
    assert [(day, what[:4]) for day, what, _ in dates] == [
        (date(2027, 3, 14), "下次应交"),
        (date(2027, 5, 13), "宽限期末"),
    ]
    assert "第三十六条" in dates[1][2]


def test_names_and_phones_are_masked_on_the_page_and_in_the_summary(ledger, tmp_path: Path) -> None:
    outcome = card(ledger, "P1", ON, tmp_path / "页.xlsx")
    cells = [str(cell.value) for row in load_workbook(tmp_path / "页.xlsx").active.iter_rows() for cell in row]
    everything = "\n".join([*cells, *outcome.lines])
    assert "欧**" in everything
    assert "欧阳小明" not in everything
    assert "16812345678" not in everything


def test_a_change_of_the_late_evening_in_utc_stands_on_the_day_of_the_office(ledger) -> None:
    later = Tables([table(Policy, POLICY.replace("16812345678", "16812345679"))])
    evening = datetime(2026, 10, 8, 20, tzinfo=UTC)
    apply_plan(ledger, make_plan(ledger, later, {}, ON), clock=lambda: evening)
    assert card_of(ledger, "P1", ON).events[0][0] == "2026-10-09"


def test_the_surrender_value_of_the_day_carries_its_label(ledger) -> None:
    ((_, figure),) = card_of(ledger, "P1", ON).surrender
    assert (figure.label_text, figure.amount is not None) == ("合同", True)


def test_a_premium_received_for_a_day_that_the_ledger_still_calls_due_is_told_beside_the_value(
    ledger, tmp_path: Path
) -> None:
    came = """
        | 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 |
        | P1 | WL | 续期 | 2027-03-14 | 1000 | 2026-10-30 | 1000 |"""
    receipts = Tables([table(PremiumReceipt, came)])
    apply_plan(ledger, make_plan(ledger, receipts, {}, ON))
    told = "保费收入里 2027-03-14 应交的 1,000.00 元已经收到，保单台账的下次应交日还是 2027-03-14"
    assert any(told in line for line in card(ledger, "P1", ON, tmp_path / "页.xlsx").lines)
    cells = [str(cell.value) for row in load_workbook(tmp_path / "页.xlsx").active.iter_rows() for cell in row]
    assert any(told in cell for cell in cells)
    asked = quote(ledger, "surrender", "P1", ON, Asked(None, None, None), None)
    assert any(told in line for line in asked.lines)
    earlier = quote(ledger, "surrender", "P1", date(2026, 10, 29), Asked(None, None, None), None)
    assert not any("已经收到" in line for line in earlier.lines)


def test_an_unknown_policy_is_said_so(ledger) -> None:
    with pytest.raises(UsageError, match="没有保单"):
        card_of(ledger, "P9", ON)
