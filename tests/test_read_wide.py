"""Headings of a wide sheet that carry no prefix (case 18): one record's alone, or nobody's."""

from __future__ import annotations

from core.records.people import Beneficiary, Policyholder
from tests.reading import read, said, value

BOTH = "| 投保单号 | 机构代码 | 渠道 | 投保人姓名 | 投保人证件号码 | 被保险人姓名 | 被保险人证件号码 |"
ROW = "| TB1 | 860101 | 个险 | 张三 | E1 | 李四 | E2 |"


def test_share_order_and_kind_without_prefix_are_those_of_the_beneficiary(tmp_path):
    reading = read(
        tmp_path,
        {
            "投保单": f"""
            {BOTH} 受益人姓名 | 受益人证件号码 | 受益份额 | 受益顺序 | 受益类型 |
            {ROW} 王五 | E3 | 60% | n:1 | 生存 |"""
        },
    )
    heirs = reading.tables.of(Beneficiary)
    assert [str(value(heirs, name)) for name in ("name", "share", "order", "benefit_kind")] == [
        "王五", "0.6", "1.0", "生存",
    ]  # fmt: skip
    assert heirs.where("share", 0).cell == "J2"
    assert said(reading.findings, "D18") == []


def test_a_share_without_prefix_is_enough_to_make_a_named_person_a_beneficiary(tmp_path):
    reading = read(tmp_path, {"投保单": f"{BOTH} 受益人 | 受益份额 |\n{ROW} 王五 | 100% |"})
    assert value(reading.tables.of(Beneficiary), "name") == "王五"
    assert said(reading.findings, "D18") == []


def test_a_heading_that_two_people_of_the_sheet_could_mean_is_reported(tmp_path):
    reading = read(tmp_path, {"投保单": f"{BOTH} 国籍 |\n{ROW} 中国 |"})
    assert said(reading.findings, "D18") == [("D18", "提示", "H1")]


def test_a_heading_that_only_one_person_of_the_sheet_could_mean_is_that_persons(tmp_path):
    text = "| 投保单号 | 机构代码 | 渠道 | 投保人姓名 | 投保人证件号码 | 国籍 |\n| TB1 | 86 | 个险 | 张三 | E1 | 中国 |"
    reading = read(tmp_path, {"投保单": text})
    assert value(reading.tables.of(Policyholder), "nationality") == "中国"
    assert said(reading.findings, "D18") == []


def test_numbered_beneficiaries_share_no_unnumbered_column(tmp_path):
    headings = f"{BOTH} 受益人1姓名 | 受益人1份额 | 受益人2姓名 | 受益人2份额 | 受益顺序 |"
    reading = read(tmp_path, {"投保单": f"{headings}\n{ROW} 王五 | 60% | 赵六 | 40% | n:1 |"})
    assert said(reading.findings, "D18") == [("D18", "提示", "L1")]
