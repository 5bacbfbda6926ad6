"""Contracts from ledger rows: P2 as a branch would keep it, and what is missing or unreadable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.products.contract_of import Contracts
from core.products.parameters_of import parameters_of
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.records.record import Record
from core.table import Table
from core.values.contract import BenefitOf, Contract, DayBasis, MaturityBenefit, WithinYear
from core.values.surrender import surrender
from tests.tables import table

Row = dict[str, str]

ENDOWMENT: Row = {
    "险种代码": "ED01", "版本": "1", "险种名称": "示例两全", "险种类别": "两全保险", "设计类型": "普通型",
    "主附险": "主险", "含身故责任": "是", "价值表单位": "10000", "价值表单位基准": "年交保费",
    "年内取值方式": "两端值", "年内天数": "365", "计入当日": "否", "欠费冻结价值": "是", "满期金": "无",
    "犹豫期天数": "15", "犹豫期起算": "签收次日", "犹豫期工本费": "0",
}  # fmt: skip
HEALTH: Row = {
    "险种代码": "HM01", "版本": "1", "险种名称": "示例医疗", "险种类别": "医疗保险", "设计类型": "普通型",
    "主附险": "主险", "含身故责任": "否", "年内天数": "实际天数", "短期险费用率": "0.35", "出险后不退": "是",
}  # fmt: skip
CELL: Row = {"险种代码": "ED01", "版本": "1", "性别": "男", "投保年龄": "5", "交费期": "5年", "保险期间": "20年"}
VALUES = ({**CELL, "保单年度": "1", "年末现金价值": "5073"}, {**CELL, "保单年度": "2", "年末现金价值": "11710"})
HOLDER: Row = {
    "机构代码": "860101", "渠道": "个险", "业务员工号": "A1", "投保人姓名": "张三",
    "投保人证件号码": "110101198805060013", "保单状态": "有效",
}  # fmt: skip
CHILD: Row = {
    **HOLDER, "保单号": "P1", "被保险人姓名": "张小", "被保险人性别": "男", "被保险人出生日期": "2017-02-01",
    "被保险人证件号码": "110101201702010017", "与投保人关系": "子女", "险种代码": "ED01",
    "险种名称": "示例两全", "保额": "50000", "交费方式(频率)": "年交", "交费期": "5年", "保险期间": "20年",
    "首期保费": "20000", "年化保费": "20000", "累计保费": "40000", "投保日": "2022-03-01",
    "承保日": "2022-03-05", "生效日": "2022-03-10", "交费对应日(下次应交日)": "2024-03-10",
    "回执日": "2022-03-15", "交费状态": "交费中", "借款": "1000",
}  # fmt: skip
MEDICAL: Row = {
    **HOLDER, "保单号": "P2", "被保险人姓名": "张三", "被保险人性别": "男", "被保险人出生日期": "1988-05-06",
    "被保险人证件号码": "110101198805060013", "与投保人关系": "本人", "险种代码": "HM01",
    "险种名称": "示例医疗", "保额": "100000", "交费方式(频率)": "趸交", "交费期": "趸交", "保险期间": "1年",
    "首期保费": "1000", "累计保费": "1000", "投保日": "2025-12-20", "承保日": "2025-12-25",
    "生效日": "2026-01-01", "回执日": "2026-01-02", "交费状态": "趸交",
}  # fmt: skip
CLAIM: Row = {"案件号": "C1", "报案日": "2026-02-01", "出险日": "2026-01-20", "保单号": "P2"}
CONCLUSION = "结论(赔付/部分/拒赔/撤案/协议)"


def sheet(record: type[Record], *rows: Row) -> Table:
    """A worksheet with one row per dictionary; a heading that a row does not name is blank there."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return table(record, "\n".join("| " + " | ".join(line) + " |" for line in lines))


def contracts(row: Row, claim: Row | None = None) -> Contracts:
    """The ledger of one policy line, with both products and the table of one cell."""
    claims = sheet(Claim, claim) if claim else None
    return Contracts(sheet(Policy, row), sheet(Product, ENDOWMENT, HEALTH), sheet(CashValue, *VALUES), claims)


def one(row: Row, claim: Row | None = None) -> Contract:
    contract, findings = contracts(row, claim).at(0)
    assert findings == ()
    assert contract is not None
    return contract


def test_a_ledger_row_becomes_the_contract_that_is_surrendered_for_twice_the_published_value() -> None:
    book = contracts(CHILD)
    contract, _ = book.at(0)
    assert contract is not None
    # 20,000 yuan of yearly premium are two units: 2 × 13,230.26027… − 1,000 of loan
    assert contract.factor == 2
    assert surrender(contract, book.accounts(0), date(2023, 9, 26)).figure.amount == Decimal("25460.52")


def test_terms_days_and_parties_are_taken_over() -> None:
    contract = one(CHILD)
    assert (contract.premium_years, contract.policy_years, contract.months) == (5, 20, 12)
    assert (contract.signed_on, contract.next_due_on) == (date(2022, 3, 15), date(2024, 3, 10))
    assert contract.others_concerned
    assert contract.claimed is None
    assert contract.ends_on == date(2042, 3, 10)


@pytest.mark.parametrize(
    ("premium_term", "policy_term", "expected"),
    [("5年", "终身", (5, None)), ("趸交", "至60周岁", (1, 55)), ("至15周岁", "20年", (10, 20))],
)
def test_terms_to_an_age_and_for_life_become_years(
    premium_term: str, policy_term: str, expected: tuple[int, int | None]
) -> None:
    contract = one({**CHILD, "交费期": premium_term, "保险期间": policy_term})
    assert (contract.premium_years, contract.policy_years) == expected


@pytest.mark.parametrize(
    ("term", "ends"), [("90天", date(2026, 4, 1)), ("6个月", date(2026, 7, 1)), ("1年", date(2027, 1, 1))]
)
def test_a_short_cover_ends_on_its_own_day(term: str, ends: date) -> None:
    contract = one({**MEDICAL, "保险期间": term})
    assert contract.short
    assert contract.ends_on == ends


@pytest.mark.parametrize(("conclusion", "amount"), [("赔付", "0.00"), ("拒赔", "471.92")])
def test_a_paid_claim_of_the_ledger_ends_the_refund(conclusion: str, amount: str) -> None:
    book = contracts(MEDICAL, {**CLAIM, CONCLUSION: conclusion})
    contract, _ = book.at(0)
    assert contract is not None
    assert surrender(contract, book.accounts(0), date(2026, 4, 10)).figure.amount == Decimal(amount)


@pytest.mark.parametrize("changes", [{"交费期": ""}, {"保险期间": ""}, {"险种代码": "XX"}])
def test_what_is_needed_and_missing_is_refused_at_its_cell(changes: Row) -> None:
    contract, findings = contracts({**CHILD, **changes}).at(0)
    assert contract is None
    assert [finding.where.column for finding in findings] == list(changes)


def test_without_a_row_in_the_table_the_contract_has_no_table() -> None:
    contract = one({**CHILD, "被保险人出生日期": "2016-02-01"})
    assert contract.table is None
    assert surrender(contract, contracts(CHILD).accounts(0), date(2023, 9, 26)).figure.amount is None


def read(heading: str, text: str) -> tuple[object, int]:
    """One parameter read from ``text`` under ``heading``, and the number of findings."""
    products = sheet(Product, {**ENDOWMENT, heading: text})
    parameters, findings = parameters_of(products, 0)
    field = {
        "满期金": "maturity",
        "退保费用率": "surrender_charges",
        "年内取值方式": "within_year",
        "年内天数": "day_basis",
    }
    return getattr(parameters, field[heading]), len(findings)


@pytest.mark.parametrize(
    ("heading", "text", "meaning"),
    [
        ("满期金", "保额", MaturityBenefit(BenefitOf.SUM_ASSURED)),
        ("满期金", "已交保费×106%", MaturityBenefit(BenefitOf.PREMIUMS_PAID, Decimal("1.06"))),
        ("满期金", "基本保额*1.2", MaturityBenefit(BenefitOf.SUM_ASSURED, Decimal("1.2"))),
        ("满期金", "无", None),
        ("退保费用率", "5%、4%、0", (Decimal("0.05"), Decimal("0.04"), Decimal(0))),
        ("年内取值方式", "首末值", WithinYear.START_END),
        ("年内天数", "实际天数", DayBasis.ACTUAL),
    ],
)
def test_words_of_the_sheet_mean_what_they_say(heading: str, text: str, meaning: object) -> None:
    assert read(heading, text) == (meaning, 0)


@pytest.mark.parametrize(
    ("heading", "text", "unread"),
    [("满期金", "另行约定", None), ("退保费用率", "5%、百分之四", ()), ("年内取值方式", "随意", None)],
)
def test_words_that_mean_nothing_are_referred_and_count_as_unstated(heading: str, text: str, unread: object) -> None:
    assert read(heading, text) == (unread, 1)
