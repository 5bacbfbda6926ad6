"""One policy of a renewal book, whose cells a test can change, and what is known of it on a day."""

from __future__ import annotations

import numpy as np

from core.days.working_days import Calendar
from core.law import Law
from core.records.policy import Policy, PremiumReceipt
from core.records.product import Product
from core.records.record import Record
from core.records.reference import Staff
from core.records.renewal import RenewalContact
from core.renewal.due_list import DueList, due_list
from core.table import Table, Tables
from tests.tables import table

RECORDS: dict[str, type[Record]] = {"receipts": PremiumReceipt, "contacts": RenewalContact, "staff": Staff}
PRODUCTS = """
| 险种代码 | 产品名称 | 宽限期天数 | 宽限期起算 | 自动垫交 |
| WL | 示例终身 | 60 | 应交次日 | 无 |
| CI | 示例重疾 | 60 | 应交日 | 无 |
| AD | 示例两全 | 60 | 应交次日 | 全额 |
| NO | 示例年金 | | | |
"""
USUAL = {
    "保单号": "860101202400000011", "险种代码": "WL", "险种名称": "示例终身", "渠道": "个险", "业务员工号": "A1",
    "业务员姓名": "王五", "服务人员": "王五", "投保人姓名": "张三", "投保人手机": "13800138000", "主附险": "主险",
    "保额": "100000", "交费方式": "年交", "交费期": "10年", "首期保费": "10000", "投保日": "2024-10-10",
    "生效日": "2024-10-11", "下次应交日": "2026-10-11", "保单状态": "有效", "交费状态": "交费中",
    "状态日期": "2024-10-11", "电子/纸质": "纸质",
}  # fmt: skip


def policies(*changes: dict[str, str]) -> Table:
    """A 保单台账 with one line per change of the usual one."""
    rows = [{**USUAL, **change} for change in changes or ({},)]
    text = "\n".join(f"| {' | '.join(row.values())} |" for row in rows)
    return table(Policy, f"| {' | '.join(USUAL)} |\n{text}")


def book(*changes: dict[str, str], **more: str) -> Tables:
    """The policies with products and whatever else a test writes down."""
    tables = [table(Product, PRODUCTS), policies(*changes)]
    return Tables([*tables, *(table(RECORDS[name], text) for name, text in more.items())])


def due_on(on: str, *changes: dict[str, str], **more: str) -> DueList:
    """The due list on a day."""
    return due_list(book(*changes, **more), Law.default(), Calendar(), np.datetime64(on))
