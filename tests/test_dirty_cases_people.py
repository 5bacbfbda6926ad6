"""The cases of dirty data about people: sexes, certificates, phones, addresses, who is who."""

from __future__ import annotations

import pytest

from core.records.people import Policyholder
from core.records.policy import Policy, PremiumReceipt
from core.workbook.duplicates import duplicates, names_of_one_person, person_key
from tests.reading import read_sheet, said, value


def test_case_28_one_word_for_every_writing(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 性别 | 证件类型 | 以自己劳动收入为主要生活来源 |
        | TB1 | 张一 | M | 居民身份证 | √ |
        | TB2 | 张二 | n:2 | 01 | Y |
        | TB3 | 张三 | 男性 | 身份证 | n:1 |
        | TB4 | 张四 | n:0 | 图书证 | 否 |""",
    )
    assert people["sex"].tolist() == ["男", "女", "男", ""]
    assert people["document_type"].tolist() == ["身份证", "身份证", "身份证", ""]
    assert people["own_labour_income"].tolist() == ["是", "是", "是", "否"]
    assert said(found) == [("D28", "拒收", "C5"), ("D28", "拒收", "D5")]


def test_case_28_sexes_coded_0_and_1_are_asked_about(tmp_path):
    table = "| 投保单号 | 姓名 | 性别 |\n| TB1 | 张一 | n:0 |\n| TB2 | 张二 | n:1 |"
    people, found = read_sheet(tmp_path, Policyholder, table)
    assert people["sex"].tolist() == ["", ""]
    assert said(found) == [("D28", "拒收", "C2"), ("D28", "拒收", "C3")]


@pytest.mark.parametrize(
    ("typed", "new", "old", "severities"),
    [
        ("11010119880506001x", "11010119880506001X", "11010119880506001X", None),
        ("11010119880506001X 2010.01.01-2030.01.01", "11010119880506001X", "11010119880506001X", ("提示", "提示")),
        ("11010119880506001X/110101199001010023", "", "11010119880506001X", ("拒收", "提示")),
        ("110105491231002", "110105491231002", "110105491231002", ("拒收", "提示")),
    ],
)
def test_case_29_what_else_stands_in_an_id_cell(tmp_path, typed, new, old, severities):
    people, found = read_sheet(tmp_path, Policyholder, f"| 投保单号 | 姓名 | 证件号码 |\n| TB1 | 张三 | {typed} |")
    assert value(people, "document_no") == new
    assert said(found) == ([("D29", severities[0], "C2")] if severities else [])
    table = f"| 保单号 | 险种代码 | 投保人姓名 | 投保人证件号码 |\n| P1 | WL | 张三 | {typed} |"
    policies, found = read_sheet(tmp_path, Policy, table)
    assert value(policies, "policyholder_document_no") == old
    assert said(found, "D29") == ([("D29", severities[1], "D2")] if severities else [])


@pytest.mark.parametrize(
    ("typed", "number", "noted"),
    [
        ("13800138000/13900139000", "13800138000", True), ("12345/13900139000", "13900139000", True),
        ("0755-26001234转801", "0755-26001234转801", False), ("+86 13800138000", "13800138000", False),
        ("138 0013 8000", "13800138000", False), ("n:13800138000", "13800138000", False),
    ],
)  # fmt: skip
def test_case_30_the_first_valid_phone_wins(tmp_path, typed, number, noted):
    people, found = read_sheet(tmp_path, Policyholder, f"| 投保单号 | 姓名 | 手机 |\n| TB1 | 张三 | {typed} |")
    assert value(people, "phone") == number
    assert said(found) == ([("D30", "提示", "C2")] if noted else [])


def test_case_31_addresses_stay_as_written(tmp_path):
    raw = "东城区（原崇文区）某某街道１号院，2号楼 301"
    people, found = read_sheet(tmp_path, Policyholder, f"| 投保单号 | 姓名 | 住址 |\n| TB1 | 张三 | {raw} |")
    assert value(people, "address") == raw
    assert found == []


def test_case_21_repeated_keys_are_reported_and_kept(tmp_path):
    receipts, _ = read_sheet(
        tmp_path,
        PremiumReceipt,
        """
        | 保单号 | 险种代码 | 业务类型 | 期次 | 应收 | 流水号 |
        | P1 | WL | 续期 | n:2 | n:100 | S1 |
        | P1 | WL | 续期 | n:2 | n:100 | S1 |
        | P1 | WL | 续期 | n:2 | n:200 | S1 |
        | P1 | WL | 续期 | n:3 | n:100 | S1 |""",
    )
    assert len(receipts) == 4
    assert said(duplicates(receipts)) == [("D21", "提示", "A3"), ("D21", "拒收", "A4")]


def test_case_21_one_certificate_under_two_names(tmp_path):
    people, _ = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件类型 | 证件号码 |
        | TB1 | 张三 | 身份证 | 11010119880506001X |
        | TB2 | 张珊 | 身份证 | 11010119880506001x |""",
    )
    assert said(names_of_one_person(people)) == [("D21", "提示", "B3")]


def test_case_22_the_certificate_makes_the_person_not_the_name(tmp_path):
    people, _ = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件类型 | 证件号码 |
        | TB1 | 张三 | 身份证 | 11010119880506001X |
        | TB2 | 张三 | 护照 | E12345678 |""",
    )
    rows = zip(people["document_type"], people["document_no"], strict=True)
    assert len({person_key(*row) for row in rows}) == 2
    assert names_of_one_person(people) == []
