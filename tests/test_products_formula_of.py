"""Floor and estimate from a product row: the published G2 product comes back from its own parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.products.contract_of import Contracts
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.table import empty_table
from core.values.accounts import Accounts
from core.values.figure import Figure, Label
from core.values.surrender import surrender
from tests.test_products_contract_of import HOLDER, Row, sheet

G2: Row = {
    "险种代码": "WL01", "版本": "1", "险种名称": "示例增额终身寿险", "险种类别": "终身寿险",
    "设计类型": "普通型", "主附险": "主险", "含身故责任": "是", "开售日": "2024-09-01", "预定利率": "0.03",
    "现金价值规则": "7号", "生命表": "CL(2010–2013)", "生命表类别": "非养老类业务二表", "价值过渡年数": "5",
    "保额递增比例": "0.03", "年内取值方式": "两端值", "年内天数": "365", "计入当日": "否", "欠费冻结价值": "是",
    "价值表单位": "1000", "价值表单位基准": "年交保费", "满期金": "无",
}  # fmt: skip
POLICY: Row = {
    **HOLDER, "保单号": "P1", "被保险人姓名": "张三", "被保险人性别": "男", "被保险人出生日期": "1984-05-06",
    "被保险人证件号码": "110101198405060017", "与投保人关系": "本人", "险种代码": "WL01",
    "险种名称": "示例增额终身寿险", "保额": "4113936.60", "交费方式(频率)": "年交", "交费期": "10年",
    "保险期间": "终身", "首期保费": "500000", "年化保费": "500000", "投保日": "2025-01-01",
    "承保日": "2025-01-01", "生效日": "2025-01-01", "回执日": "2025-01-02",
    "交费对应日(下次应交日)": "2030-01-01", "交费状态": "交费中",
}  # fmt: skip
PRINTED: Row = {
    "险种代码": "WL01", "版本": "1", "性别": "男", "投保年龄": "40", "交费期": "10年", "保险期间": "终身",
    "保单年度": "5", "年末现金价值": "3402.00",
}  # fmt: skip


def book(policy: Row, product: Row, printed: Row | None = None) -> Contracts:
    values = sheet(CashValue, printed) if printed else empty_table(CashValue)
    return Contracts(sheet(Policy, policy), sheet(Product, product), values)


def quoted(
    on: date, policy: Row = POLICY, product: Row = G2, printed: Row | None = None
) -> tuple[Figure, Figure | None]:
    contract, _ = book(policy, product, printed).with_formula(0)
    assert contract is not None
    return surrender(contract, Accounts(), on)


def test_a_policy_without_a_table_is_estimated_at_the_published_value() -> None:
    paid = {**POLICY, "交费对应日(下次应交日)": "2035-01-01", "交费状态": "交清"}
    figure, floor = quoted(date(2045, 1, 1), paid)
    assert (figure.label_text, floor is not None) == ("公式（估算）", True)
    assert figure.amount is not None
    assert abs(figure.amount - Decimal(7326820)) <= Decimal("2.5")


def test_with_its_table_the_contract_pays_the_table_and_the_floor_is_half_of_it() -> None:
    # printed per 1,000 of yearly premium: 500 × 3,402.00 = 1,701,000; the published minimum of that year is 900,499
    figure, floor = quoted(date(2030, 1, 1), printed=PRINTED)
    assert (figure.label, figure.amount) == (Label.CONTRACT, Decimal("1701000.00"))
    assert floor is not None
    assert floor.amount is not None
    assert abs(floor.amount - 900499) <= Decimal("2.5")


@pytest.mark.parametrize("heading", ["预定利率", "现金价值规则", "开售日", "保额递增比例", "生命表"])
def test_a_basis_that_is_not_stated_gives_neither_floor_nor_estimate(heading: str) -> None:
    contract, findings = book(POLICY, {**G2, heading: ""}).with_formula(0)
    assert contract is not None
    assert (contract.table, contract.floor) == (None, None)
    assert [finding.where.column for finding in findings] == [heading]


def test_a_product_filed_before_2020_has_no_basis_here() -> None:
    contract, findings = book(POLICY, {**G2, "开售日": "2019-01-01"}).with_formula(0)
    assert contract is not None
    assert contract.floor is None
    assert "basis-not-in-force" in [finding.code for finding in findings]


def test_a_set_newer_than_the_filing_is_never_used() -> None:
    contract, findings = book(POLICY, {**G2, "生命表": "CL(2025)", "生命表类别": "非养老类业务二表"}).with_formula(0)
    assert contract is not None
    assert (contract.table, contract.floor) == (None, None)
    assert "mortality-set-too-new" in [finding.code for finding in findings]


def test_an_endowment_is_estimated_on_a_stated_assumption_and_has_no_floor() -> None:
    product = {**G2, "险种类别": "两全保险", "满期金": "保额", "保额递增比例": ""}
    policy = {**POLICY, "保险期间": "20年", "保额": "6000000"}
    contract, findings = book(policy, product).with_formula(0)
    assert findings == ()
    assert contract is not None
    assert contract.table is not None
    assert (contract.floor, contract.table.label) == (None, Label.FORMULA)
    assert "假定" in contract.table.name


def test_an_annuity_is_left_to_its_table() -> None:
    contract, findings = book(POLICY, {**G2, "险种类别": "年金保险"}).with_formula(0)
    assert contract is not None
    assert (contract.table, contract.floor, findings) == (None, None, ())
