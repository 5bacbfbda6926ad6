"""The cases of dirty data in days, amounts, shares: each as the worksheet holds it, and what becomes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records.application import Application, Coverage
from core.records.people import Beneficiary, Policyholder
from tests.reading import day, read_sheet, said, value


@pytest.mark.parametrize(
    ("typed", "means", "code"),
    [
        ("2025.3.5", "2025-03-05", ""), ("2025/3/5", "2025-03-05", ""), ("20250305", "2025-03-05", ""),
        ("n:20250305", "2025-03-05", ""), ("2025年3月5日", "2025-03-05", ""), ("25-3-5", "2025-03-05", "提示"),
        ("n:45721", "2025-03-05", "提示"), ("2025-03-05 00:00:00", "2025-03-05", ""),
        ("13/05/2025", "2025-05-13", "提示"),
        ("2025.3", "", "拒收"), ("三月五日", "", "拒收"), ("03/05/2025", "", "拒收"), ("2025-02-29", "", "拒收"),
    ],
)  # fmt: skip
def test_case_11_dates_in_every_writing(tmp_path, typed, means, code):
    rows, found = read_sheet(tmp_path, Application, f"| 投保单号 | 机构代码 | 投保日期 |\n| TB1 | 86 | {typed} |")
    assert value(rows, "applied_on") == (day(means) if means else None)
    assert said(found) == ([("D11", code, "C2")] if code else [])


def test_case_11_a_serial_follows_the_epoch_of_the_workbook(tmp_path):
    table = "| 投保单号 | 机构代码 | 投保日期 | 交单日期 |\n| TB1 | 86 | n:45721 | d:2025-03-05 |"
    rows, _ = read_sheet(tmp_path, Application, table, epoch_1904=True)
    assert (value(rows, "applied_on"), value(rows, "submitted_on")) == (day("2029-03-06"), day("2025-03-05"))


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("长期", "长期"), ("永久", "长期"), ("2099-12-31", "长期"), ("9999", "长期"), ("d:2099-12-31", "长期"),
        ("2010.01.01-2030.01.01", "2010-01-01至2030-01-01"), ("2010.01.01-长期", "2010-01-01至长期"),
        ("d:2035-06-01", "2035-06-01"),
    ],
)  # fmt: skip
def test_case_12_validity_has_a_start_and_an_end(tmp_path, typed, means):
    people, found = read_sheet(tmp_path, Policyholder, f"| 投保单号 | 姓名 | 证件有效期 |\n| TB1 | 张三 | {typed} |")
    assert value(people, "document_validity") == means
    assert found == []


@pytest.mark.parametrize("typed", ["0000-00-00", "1900-01-01", "1899-12-30", "n:0", "d:1900-01-01"])
def test_case_13_placeholder_days_are_blank(tmp_path, typed):
    rows, found = read_sheet(tmp_path, Application, f"| 投保单号 | 机构代码 | 投保日期 |\n| TB1 | 86 | {typed} |")
    assert value(rows, "applied_on") is None
    assert said(found) == [("D13", "提示", "C2")]


@pytest.mark.parametrize(
    ("typed", "yuan", "severity"),
    [
        ("50万", "500000", "提示"), ("50(万元)", "500000", "提示"), ("500,000.00", "500000", ""), ("¥5000", "5000", ""),
        ("伍万元整", "50000", "提示"),
        ("5000元/年", "5000", "提示"), ("12345分", "123.45", "提示"), ("五千左右", None, "拒收"),
    ],
)  # fmt: skip
def test_case_14_amounts_with_units(tmp_path, typed, yuan, severity):
    rows, found = read_sheet(tmp_path, Coverage, f"| 投保单号 | 险种代码 | 基本保额 |\n| TB1 | WL | {typed} |")
    assert value(rows, "sum_assured") == (None if yuan is None else Decimal(yuan))
    assert said(found) == ([("D14", severity, "C2")] if severity else [])


def test_case_14_the_unit_of_the_heading_counts_and_an_outlier_is_asked_about(tmp_path):
    rows, found = read_sheet(tmp_path, Coverage, "| 投保单号 | 险种代码 | 基本保额（万元） |\n| TB1 | WL | n:50 |")
    assert value(rows, "sum_assured") == Decimal(500000)
    assert said(found) == [("D14", "提示", "C1")]
    lines = "\n".join(f"| TB{i} | WL | n:{500000 if i != 5 else 50} |" for i in range(10))
    rows, found = read_sheet(tmp_path, Coverage, f"| 投保单号 | 险种代码 | 基本保额 |\n{lines}")
    assert value(rows, "sum_assured", 5) == Decimal(50)
    assert said(found) == [("D14", "提示", "C7")]
    assert "10000倍" in found[0].message


@pytest.mark.parametrize(
    ("typed", "yuan"), [("1,234", "1234"), ("1234.50", "1234.5"), ("123.45-", "-123.45"), ("(123.45)", "-123.45")]
)
def test_case_15_text_numbers_are_exact(tmp_path, typed, yuan):
    rows, found = read_sheet(tmp_path, Coverage, f"| 投保单号 | 险种代码 | 每期保费 |\n| TB1 | WL | {typed} |")
    assert value(rows, "premium") == Decimal(yuan)
    assert said(found) == ([("D15", "提示", "C2")] if yuan.startswith("-") else [])


def test_case_16_shares_follow_the_vote_of_the_column(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Beneficiary,
        """
        | 投保单号 | 姓名 | 受益份额 |
        | TB1 | 张一 | n:50 |
        | TB1 | 张二 | n:50 |
        | TB2 | 张三 | 50% |
        | TB2 | 张四 | n:0.5 |
        | TB3 | 张五 | 1/3 |
        | TB4 | 张六 | 均等 |""",
    )
    shares = [
        None if share is None else round(float(share), 4) for share in (value(people, "share", i) for i in range(6))
    ]
    assert shares == [0.5, 0.5, 0.5, 0.5, 0.3333, None]
    assert said(found) == [("D16", "提示", "C5"), ("D16", "提示", "C7")]
