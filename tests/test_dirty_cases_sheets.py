"""The cases of dirty data that concern rows and whole sheets, and what becomes of them."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np

from core.normalise.netting import net_total, reversal_pairs
from core.normalise.tolerance import Difference, differences
from core.records.application import Coverage
from core.records.people import Policyholder
from core.records.policy import Policy, PremiumReceipt
from tests.reading import day, read, read_sheet, said, value

PEOPLE = "| 投保单号 | 姓名 | 证件号码 |\n| TB1 | 张三 | 11010119880506001X |"


def test_case_17_titles_merges_totals_and_footnotes(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 2026年10月投保人清单 | | | |
        | 投保单号 | 客户资料 | | 联系方式 |
        | | 姓名 | 证件号码 | 手机 |
        | TB1 | 张三 | E1 | 13800138000 |
        | | 张四 | E2 | 13800138001 |
        | | | | |
        | TB2 | 李四 | E3 | 13800138002 |
        | 合计 | 3人 | | |
        | 注：以上数据来自核心系统 | | | |
        | 制表人：王五 | | 审核：赵六 | |""",
        merges=["A1:D1", "A2:A3", "B2:C2", "A4:A5"],
    )
    assert people["application_no"].tolist() == ["TB1", "TB1", "TB2"]
    assert people["name"].tolist() == ["张三", "张四", "李四"]
    assert people.row.tolist() == [4, 5, 7]
    assert (people.where("phone", 2).cell, people.where("phone", 2).column) == ("D7", "手机")
    assert said(found) == [("D17", "提示", "A5")]


def test_case_17_what_is_dropped_is_listed(tmp_path):
    reading = read(tmp_path, {"投保人": PEOPLE + "\n| 合计 | | 1 |\n| TB9 | | |"})
    assert len(reading.tables.of(Policyholder)) == 2, "a row with nothing but its key is kept"
    assert reading.sheets[0].note == "未计入的合计、签名、脚注或重复表头行：3"


def test_case_18_synonyms_typos_and_unknown_columns(tmp_path):
    table = """
        | 合同号 | 客户姓名 | 投保人征件号码 | 产品 代码 | 保费\\n(元) | 被保险人性名 |
        | P1 | 张三 | E1 | WL | n:100 | 李四 |"""
    policies, found = read_sheet(tmp_path, Policy, table)
    names = ("policy_no", "policyholder_name", "policyholder_document_no", "product_code")
    assert [value(policies, name) for name in names] == ["P1", "张三", "E1", "WL"]
    assert value(policies, "first_premium") == Decimal(100)
    assert said(found) == [("D18", "提示", "F1"), ("D18", "提示", "C1"), ("D18", "提示", "A1")]
    assert "被保险人性名" in found[0].message, "one letter from 姓名 and from 性别: not guessed"
    assert "投保人证件号码" in found[1].message
    assert found[2].message.startswith("保单台账没有这些必填列：机构代码、渠道、业务员工号、被保险人姓名、")
    assert "险种代码" not in found[2].message, "a column that is there is not called missing"


def test_case_19_repeated_headings_hidden_rows_and_sheets(tmp_path):
    table = "| 投保单号 | 姓名 | 姓名 | 证件号码 |\n| TB1 | 张三 | 张三 | E1 |\n| TB2 | 李四 | 王五 | E2 |"
    sheets = {"投保人": table, "被保险人": PEOPLE}
    reading = read(tmp_path, sheets, hidden_rows=[3], hidden_columns=["D"], hidden_sheets=["被保险人"])
    people = reading.tables.of(Policyholder)
    assert people["name"].tolist() == ["张三", "李四"], "the first of two equal headings, hidden rows included"
    assert said(reading.findings, "D19") == [
        ("D19", "拒收", "C1"), ("D19", "提示", "A3"), ("D19", "提示", "D1"), ("D19", "提示", "")
    ]  # fmt: skip
    seen = [(sheet.sheet, sheet.rows, sheet.hidden) for sheet in reading.sheets]
    assert seen == [("投保人", 2, False), ("被保险人", 0, True)]


def test_case_20_formulas_without_value_and_error_cells(tmp_path):
    coverages, found = read_sheet(
        tmp_path,
        Coverage,
        """
        | 投保单号 | 险种代码 | 基本保额 | 每期保费 | 险种名称 |
        | TB1 | WL | f:=D2*10 | e:#N/A | 示例 |
        | TB2 | WL | f:=D3*10 -> 1000 | n:100 | #REF! |""",
    )
    assert [value(coverages, "sum_assured", row) for row in (0, 1)] == [None, Decimal(1000)]
    assert [value(coverages, "premium", row) for row in (0, 1)] == [None, Decimal(100)]
    assert value(coverages, "product_name", 1) == ""
    assert sorted(said(found)) == [("D20", "拒收", "C2"), ("D20", "拒收", "D2"), ("D20", "拒收", "E3")]
    assert "重新计算" in next(f.fix for f in found if f.where.cell == "C2")
    assert "#N/A" in next(f.message for f in found if f.where.cell == "D2")


def test_case_32_the_cut_off_day_of_a_snapshot_is_kept_with_its_rows(tmp_path):
    titled = "| 保单台账（数据截止日：2026年10月31日） |\n| 保单号 | 险种代码 | 状态 |\n| P1 | WL | 有效 |"
    reading = read(tmp_path, {"保单台账": titled, "投保人": PEOPLE, "说明": "| 数据截止日 | d:2026-10-30 |"})
    assert reading.tables.of(Policy).origins[0].cutoff == day("2026-10-31")
    assert reading.tables.of(Policyholder).origins[0].cutoff == day("2026-10-30")
    assert re.fullmatch("[0-9a-f]{64}", reading.tables.of(Policy).origins[0].sha256)


def test_case_34_a_booking_and_its_reversal_net_to_nothing(tmp_path):
    receipts, _ = read_sheet(
        tmp_path,
        PremiumReceipt,
        """
        | 保单号 | 业务类型 | 期次 | 应收 | 实收 |
        | P1 | 续期 | n:2 | n:100.10 | n:100.10 |
        | P1 | 续期 | n:2 | n:-100.10 | (100.10) |
        | P1 | 续期 | n:2 | n:100.10 | n:100.10 |
        | P2 | 退费 | n:1 | n:-50 | 50- |""",
    )
    received = receipts["received"]
    assert reversal_pairs(receipts["policy_no"].tolist(), received).tolist() == [1, 0, -1, -1]
    assert net_total(received) == 50.10


def test_case_35_a_difference_of_one_fen_is_within_tolerance_and_listed():
    business, finance = np.array([100.0, 200.0, np.nan, 300.0]), np.array([100.01, 200.0, 1.0, 299.0])
    assert differences(business, finance, Decimal("0.01")) == [
        Difference(0, Decimal("-0.01"), True),
        Difference(2, Decimal("-1.00"), False),
        Difference(3, Decimal("1.00"), False),
    ]
