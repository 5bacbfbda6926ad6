"""现金价值表: index, scaling by unit, gaps; and the 保单页 that shows it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from core.products.cash_value_tables import index_tables, policy_year_end_values
from core.products.versions import product_rows
from core.records.product import CashValue, Product
from core.table import Table
from core.underwriting.decision import Outcome, UnderwritingDecision
from core.underwriting.issue import issue
from core.underwriting.policy_number import Numbering
from core.underwriting.schedule import NO_TABLE, schedules
from tests.checking import NUMBER, blocks, context, table

VALUES = "| 现金价值表 | 投保年龄 | 保单年度 | 年末现金价值 |\n"
VALUES += "| | 38 | 1 | 12.34 |\n| | 38 | 2 | 30.005 |\n| | 38 | 3 | 45.67 |\n"
PRODUCT = "| 产品 | 价值表单位 | 价值表单位基准 |\n| | {} | {} |"


def read(text: str) -> Table:
    """The one worksheet of a markdown text, blanks filled with examples."""
    ((record, rows),) = blocks(text).items()
    return table(record, rows)


def values(
    policy: str, year: float, product: str = PRODUCT.format(1000, "保额"), printed: str = VALUES
) -> tuple[float, list[str]]:
    """The year-end value of one policy and the codes of what was found."""
    figures, findings = policy_year_end_values(read(policy), read(product), read(printed), np.array([year]))
    return float(figures[0]), [finding.code for finding in findings]


POLICY = "| 保单台账 | 保额 | 年化保费 | 份数 |\n| | 500000 | 12000 | 3 |"


@pytest.mark.parametrize(
    ("unit", "of", "expected"),
    [
        (1000, "保额", 6170.0),
        (1000, "年交保费", 148.08),
        (1000, "期交保费", 123.4),
        (1, "份", 37.02),
        ("", "份", 37.02),
    ],
)
def test_a_printed_value_is_scaled_from_its_unit(unit: object, of: str, expected: float) -> None:
    figure, codes = values(POLICY, 1, PRODUCT.format(unit, of))
    assert figure == pytest.approx(expected, abs=1e-9) and codes == []


def test_each_policy_year_has_its_own_line_and_the_next_has_none() -> None:
    assert values(POLICY, 3) == (pytest.approx(22835.0), [])
    figure, codes = values(POLICY, 4)
    assert np.isnan(figure) and codes == ["T06"]
    assert values(POLICY, 0)[1] == ["T06"]


@pytest.mark.parametrize(
    ("policy", "product", "codes"),
    [
        (POLICY.replace("保额", "险种代码").replace("500000", "XX"), PRODUCT.format(1000, "保额"), ["T01"]),
        (POLICY, PRODUCT.format("", "保额"), ["T02"]),
        (POLICY.replace("年化保费", "交费期").replace("12000", "20年"), PRODUCT.format(1000, "保额"), ["T03"]),
        ("| 保单台账 | 投保日 |\n| | 2026-05-05 |", PRODUCT.format(1000, "保额"), ["T03"]),
        ("| 保单台账 | 被保险人性别 |\n| | 女 |", PRODUCT.format(1000, "保额"), ["T03"]),
    ],
)
def test_what_is_missing_is_said_and_no_value_is_invented(policy: str, product: str, codes: list[str]) -> None:
    figure, found = values(policy, 1, product)
    assert np.isnan(figure) and found == codes


def test_sex_and_birthday_come_from_the_certificate_where_they_are_not_written() -> None:
    assert values("| 保单台账 | 被保险人性别 | 被保险人出生日期 |\n| | | |", 1) == (pytest.approx(6170.0), [])


def test_a_table_without_a_version_serves_every_version() -> None:
    assert values(POLICY, 1, printed=VALUES.replace("保单年度", "版本 | 保单年度").replace("38 |", "38 | |"))[1] == []


def test_a_missing_year_and_a_year_twice_are_said_at_their_rows() -> None:
    printed = "| 现金价值表 | 保单年度 | 年末现金价值 |\n| | 1 | 10 |\n| | 3 | 30 |\n| | 3 | 31 |\n| | 3 | 30 |"
    tables, findings = index_tables(read(printed))
    assert [(finding.code, finding.where.row) for finding in findings] == [("T04", 4), ("T05", 2)]
    assert "第2保单年度" in findings[1].message
    assert tables.years(0)[0] == 10.0
    assert np.isnan(tables.years(0)[2])


def test_a_year_printed_twice_with_the_same_figures_counts_once() -> None:
    tables, findings = index_tables(read("| 现金价值表 | 保单年度 | 年末现金价值 |\n| | 1 | 10 |\n| | 1 | 10 |"))
    assert (findings, tables.years(0).tolist()) == ([], [10.0])


def test_an_empty_table_finds_nothing() -> None:
    held = context()
    figures, findings = policy_year_end_values(
        read(POLICY), held.references.of(Product), held.references.of(CashValue), np.array([1.0])
    )
    assert np.isnan(figures[0]) and [finding.code for finding in findings] == ["T03"]


VERSIONS = "| 产品 | 版本 | 开售日 | 停售日 |\n| | 1 | 2024-01-01 | 2025-08-31 |\n| | 2 | 2025-09-01 | |"


@pytest.mark.parametrize(
    ("day", "named", "row"),
    [
        ("2025-08-31", "", 0),
        ("2025-09-01", "", 1),
        ("2023-12-31", "", -1),
        ("2026-01-01", "1", 0),
        ("2026-01-01", "9", -1),
    ],
)
def test_a_version_is_the_named_one_or_the_one_on_sale_that_day(day: str, named: str, row: int) -> None:
    codes, versions = np.array(["WL2601"], dtype=object), np.array([named], dtype=object)
    assert product_rows(read(VERSIONS), codes, np.array([day], dtype="datetime64[D]"), versions).tolist() == [row]


def test_the_schedule_shows_parties_covers_and_the_contracts_own_values() -> None:
    held = context(lists=VALUES + PRODUCT.format(1000, "保额"))
    decision = UnderwritingDecision(NUMBER, Outcome.PASSED, "自动", "标准体", date(2026, 10, 12))
    policies, _ = issue([decision], held.tables, held, Numbering())
    (page,) = schedules(policies, held)
    assert page.policy_no == policies["policy_no"][0] and page.premium == Decimal(10000)
    assert [party.role for party in page.parties] == ["投保人", "被保险人"] and page.beneficiaries[0].share == 1
    (cover,) = page.covers
    assert cover.label == "合同" and cover.note == ""
    assert cover.cash_values == ((1, Decimal("6170.00")), (2, Decimal("15002.50")), (3, Decimal("22835.00")))


def test_a_schedule_without_a_table_says_so_and_shows_no_figure() -> None:
    held = context()
    (page,) = schedules(read("| 保单台账 | 保单号 |\n| | P1 |"), held)
    assert (page.covers[0].cash_values, page.covers[0].label, page.covers[0].note) == ((), "", NO_TABLE)


def test_100_000_policies_get_the_value_of_the_one_they_are_copies_of() -> None:
    many = read(POLICY).take(np.zeros(100_000, dtype=np.intp))
    years = np.tile([1.0, 2.0, 3.0, 4.0], 25_000)
    figures, findings = policy_year_end_values(many, read(PRODUCT.format(1000, "保额")), read(VALUES), years)
    assert np.array_equal(figures[:4], [6170.0, 15002.5, 22835.0, np.nan], equal_nan=True)
    assert np.array_equal(figures, np.tile(figures[:4], 25_000), equal_nan=True) and len(findings) == 25_000
