"""产品资料: what one page says of a product version, what it leaves open, and that it never promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from core.ledger.schema import open_ledger
from core.products.product_sheet import TO_CONFIRM, ProductSheet, product_sheets
from core.records.product import CashValue, Clause, Product
from core.reports.product_book import write_products
from core.table import Tables
from macros.outcome import UsageError
from macros.product import product
from tests.month_ledger import add_tables
from tests.tables import table

ON = date(2026, 10, 31)
PRODUCTS = """
| 险种代码 | 版本 | 险种名称 | 险种类别 | 设计类型 | 主附险 | 含身故责任 | 开售日 | 停售日 | 最低投保年龄 | 最高投保年龄 | 可选保险期间 | 可选交费期 | 等待期天数 | 犹豫期天数 | 犹豫期起算 | 贷款利率 | 贷款计息 | 价值表单位 | 价值表单位基准 | 费用补偿型 | 保证续保 | 退保费用率 |
| CI | 2 | 示例重疾 | 疾病保险 | 普通型 | 主险 | 是 | 2026-10-31 | | 0 | 55 | 终身 | 20年 | 90 | 15 | 签收次日 | 5.25% | 单利 | 1000 | 保额 | 否 | | |
| CI | 1 | 示例重疾 | 疾病保险 | 普通型 | 主险 | 是 | 2023-01-01 | 2026-10-30 | 0 | 55 | 终身 | 20年 | 0 | 15 | | | | 1000 | 保额 | 否 | | |
| ME | 1 | 示例医疗 | 医疗保险 | 普通型 | 主险 | 否 | 2023-01-01 | | 0 | 60 | 1年 | 1年 | 30 | 15 | 签收次日 | | | | | 是 | 否 | |
| UL | 1 | 示例万能 | 终身寿险 | 万能型 | 主险 | 是 | 2027-01-01 | | 18 | 60 | 终身 | 趸交 | 0 | 15 | 签收次日 | 5% | 单利 | | | 否 | | 5%、4% |
"""  # noqa: E501
CLAUSES = """
| 险种代码 | 版本 | 条款号 | 条款类别 | 事项 | 原文 |
| CI | 2 | 3.1 | 责任免除 | 责任免除 | 酒后驾驶所致的，我们不承担保险责任。 |
| CI | 2 | 2.4 | 轻症 | 轻症疾病 | 轻症按基本保险金额的30%给付。 |
| CI | 2 | 2.3 | 重症 | 重大疾病 | 重症按基本保险金额给付。 |
| CI | 1 | 2.3 | 重症 | 重大疾病 | 旧版原文。 |
"""
VALUES = """
| 险种代码 | 版本 | 性别 | 投保年龄 | 交费期 | 保险期间 | 保单年度 | 年末现金价值 |
| CI | 2 | 男 | 37 | 20年 | 终身 | 1 | 1.10 |
| CI | 2 | 男 | 43 | 20年 | 终身 | 1 | 9.90 |
| CI | 2 | 男 | 37 | 20年 | 终身 | 2 | 2.20 |
| CI | 2 | 女 | 37 | 20年 | 终身 | 2 | 2.05 |
| CI | 2 | 男 | 37 | 20年 | 终身 | 4 | 4.40 |
"""


def sheet(code: str, version: str = "1") -> ProductSheet:
    tables = Tables([table(Product, PRODUCTS), table(Clause, CLAUSES), table(CashValue, VALUES)])
    return next(one for one in product_sheets(tables, ON, [code]) if one.version == version)


def test_the_page_says_who_can_buy_and_the_terms_of_its_version() -> None:
    page = sheet("CI", "2")
    assert dict(page.buyers)["投保年龄"] == "0至55周岁"
    assert dict(page.terms)["犹豫期"] == "15日，自签收次日起算"
    assert (dict(page.terms)["等待期"], dict(sheet("CI").terms)["等待期"]) == ("90日", "无等待期")
    assert dict(page.charges)["贷款利率"] == "年5.25%，单利"


def test_what_the_product_table_leaves_blank_is_to_be_confirmed_and_never_guessed() -> None:
    page = sheet("CI")
    assert dict(page.terms)["犹豫期"] == dict(page.charges)["贷款利率"] == TO_CONFIRM
    assert {"犹豫期", "贷款利率", "最低保额"} <= set(page.open_points)
    assert "条款原文" in sheet("ME").open_points


def test_the_day_decides_which_version_is_on_sale() -> None:
    # version 1 ended on 30 October, version 2 began on the 31st; the account begins next year
    assert sheet("CI").sale == "已停售（2023-01-01起至2026-10-30）"
    assert sheet("CI", "2").sale == "在售（2026-10-31起）"
    assert sheet("UL").sale.startswith("未开售")


def test_clauses_stand_by_subject_with_severe_before_mild_and_of_the_own_version_alone() -> None:
    covered, excluded, rest = (found for _, found in sheet("CI", "2").clauses)
    assert [(one.number, one.kind) for one in covered] == [("2.3", "重症"), ("2.4", "轻症")]
    assert [one.wording for one in excluded] == ["酒后驾驶所致的，我们不承担保险责任。"]
    assert (rest, len(sheet("CI").clauses[0][1])) == ((), 1)


def test_the_value_excerpt_is_the_table_s_nearest_age_to_forty_the_younger_of_two() -> None:
    values = sheet("CI", "2").values
    assert values is not None
    assert (values.entry_age, values.premium_term, values.policy_term, values.unit) == (
        37,
        "20年",
        "终身",
        "每1,000元保额",
    )
    # year 4 is not among the years shown; no value for a woman is printed in year 1
    assert [(year, man) for year, man, _ in values.lines] == [(1, 1.10), (2, 2.20)]
    assert np.isnan(values.lines[0][2])
    assert values.lines[1][2] == 2.05


def test_without_a_table_the_page_says_why_and_shows_no_figure() -> None:
    assert "账户价值扣除退保费用" in sheet("UL").no_values
    assert "未满期净保费" in sheet("ME").no_values
    assert TO_CONFIRM in sheet("CI").no_values


def test_every_risk_has_its_article_and_kinds_have_their_own() -> None:
    medical = [text for text, _ in sheet("ME").risks]
    assert any("不重复赔付" in text for text in medical)
    assert any("不保证续保" in text for text in medical)
    assert any("收益不确定" in text for text, _ in sheet("UL").risks)
    assert all(basis.article for _, basis in (*sheet("UL").risks, *sheet("ME").risks))


def test_the_book_has_one_printed_page_per_version_and_a_list_in_front(tmp_path: Path) -> None:
    sheets = [sheet("CI"), sheet("CI", "2"), sheet("UL")]
    written = write_products(sheets, tmp_path / "产品资料.xlsx", ON).read_bytes()
    book = load_workbook(tmp_path / "产品资料.xlsx")
    assert book.sheetnames == ["目录", "CI 版本1", "CI 版本2", "UL 版本1"]
    assert all(page.page_setup.fitToHeight in (None, 1) for page in book.worksheets[1:])
    cells = {str(cell.value) for row in book["CI 版本2"].iter_rows() for cell in row if cell.value}
    assert any("标签：合同" in cell for cell in cells)
    assert not any(word in cell for cell in cells for word in ("推荐", "最好", "稳赚", "保本"))
    assert write_products(sheets, tmp_path / "again.xlsx", ON).read_bytes() == written


def test_the_verb_reads_the_ledger_and_refuses_an_unknown_code(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    add_tables(ledger, [table(Product, PRODUCTS), table(Clause, CLAUSES)], ON)
    outcome = product(["CI"], ledger, None, ON, tmp_path / "p.xlsx")
    assert [one["version"] for one in outcome.data["products"]] == ["1", "2"]
    with pytest.raises(UsageError, match="产品表里没有 XX"):
        product(["XX"], ledger, None, ON, tmp_path / "x.xlsx")
    with pytest.raises(UsageError, match="没有产品表"):
        product([], None, None, ON, tmp_path / "x.xlsx")
