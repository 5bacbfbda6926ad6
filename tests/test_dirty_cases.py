"""The cases of dirty data in a single cell: each as the worksheet really holds it, and what becomes of it."""

from __future__ import annotations

import warnings
from decimal import Decimal

import openpyxl
import pytest

from core.normalise.dirty import catalogue
from core.normalise.documents import parse_document_no
from core.normalise.parsed import Heading
from core.normalise.variants import alike
from core.records.application import Application, Coverage
from core.records.papers import Account
from core.records.people import Beneficiary, Policyholder
from core.records.policy import Policy
from core.workbook.read import read_workbooks
from tests.markdown import workbook
from tests.reading import day, read_sheet, said, value


def test_case_01_an_id_stored_as_a_number_is_refused_and_never_zero_filled(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件号码 |
        | TB1 | 张三 | n:110105194912310021 |""",
    )
    assert value(people, "document_no") == ""
    assert people.as_typed("document_no", 0) == "1.10105194912310E+17"
    assert said(found) == [("D01", "拒收", "C2")]
    assert "精度丢失，不可恢复" in found[0].message


def test_case_02_a_bank_card_stored_as_a_number_is_refused(tmp_path):
    accounts, found = read_sheet(
        tmp_path,
        Account,
        """
        | 投保单号 | 户名 | 开户行 | 账号 |
        | TB1 | 张三 | 示例银行 | n:6222020000000000002 |
        | TB2 | 李四 | 示例银行 | 6.22202E+18 |
        | TB3 | 王五 | 示例银行 | 6222 0200 0000 0000 002 |""",
    )
    assert accounts["account_no"].tolist() == ["", "", "6222020000000000002"]
    assert said(found) == [("D02", "拒收", "D2"), ("D02", "拒收", "D3")]


def test_case_03_our_own_workbooks_hold_long_numbers_as_text(tmp_path):
    path = workbook(tmp_path, {"投保人": "| 证件号码 |\n| 110105194912310021 |"})
    cell = openpyxl.load_workbook(path).active["A2"]
    assert (cell.value, cell.data_type) == ("110105194912310021", "s")


def test_case_04_text_that_looks_like_a_number_stays_text(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows, found = read_sheet(
            tmp_path,
            Application,
            """
            | 投保单号 | 机构代码 | 渠道 |
            | 001 | 0086 | 个险 |
            | n:123 | n:86 | 个险 |""",
        )
    assert rows["application_no"].tolist() == ["001", "123"]
    assert rows["branch_code"].tolist() == ["0086", "86"]
    assert found == []


def test_case_05_a_lost_leading_zero_comes_back_only_where_the_length_is_fixed(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件号码 | 邮编 |
        | n:123 | 张三 | E12345678 | n:30000 |
        | n:456 | 李四 | E12345679 | n:100010 |""",
    )
    assert people["postal_code"].tolist() == ["030000", "100010"]
    assert people["application_no"].tolist() == ["123", "456"]
    assert said(found) == [("D05", "提示", "D2")]
    assert "已补零" in found[0].message


def test_case_06_quotes_and_tabs_around_a_code_are_stripped_and_said(tmp_path):
    rows, found = read_sheet(
        tmp_path,
        Account,
        """
        | 投保单号 | 户名 | 开户行 | 账号 |
        | TB1 | 张三 | 示例银行 | '6222020000000000002\t |
        | `TB2 | 李四 | 示例银行 | 6222020000000000002 |""",
    )
    assert rows["account_no"].tolist() == ["6222020000000000002"] * 2
    assert rows["application_no"].tolist() == ["TB1", "TB2"]
    assert said(found, "D06") == [("D06", "提示", "A3"), ("D06", "提示", "D2")]


def test_case_07_full_width_becomes_half_width_and_x_a_capital(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件号码 | 手机 |
        | ＴＢ１ | 张三 | 11010119880506001ｘ | １３８００１３８０００ |""",
    )
    row = [value(people, name) for name in ("application_no", "document_no", "phone")]
    assert row == ["TB1", "11010119880506001X", "13800138000"]
    assert {code for code, *_ in said(found)} == {"D07"}


@pytest.mark.parametrize("dirt", ["\u00a0", "\u3000", "\u200b", "\u200c", "\u200d", "\ufeff", "_x000D_", "\\n"])
def test_case_08_invisible_characters_go_and_it_is_said(tmp_path, dirt):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        f"""
        | 投保单号 | 姓名 | 证件号码 |
        | TB1 | 张三 | E123{dirt}45678 |""",
    )
    assert value(people, "document_no") == "E12345678"
    assert said(found) == [("D08", "提示", "C2")]


def test_case_09_names_lose_blanks_and_share_one_middle_dot(tmp_path):
    people, found = read_sheet(
        tmp_path,
        Policyholder,
        """
        | 投保单号 | 姓名 | 证件号码 |
        | TB1 | 张\u3000三 | E1 |
        | TB2 | 阿卜杜･热依木 | E2 |
        | TB3 | 阿卜杜•热依木 | E3 |
        | TB4 | 阿卜杜．热依木 | E4 |
        | TB5 | 阿卜杜·热依木 | E5 |""",
    )
    assert people["name"].tolist() == ["张三", *["阿卜杜·热依木"] * 4]
    assert people.as_typed("name", 0) == "张\u3000三"
    assert said(found) == [("D09", "提示", f"B{row}") for row in (2, 3, 4, 5)]


def test_case_10_rare_characters_survive_gb18030_and_stand_ins_are_said(tmp_path):
    table = "| 投保单号 | 姓名 | 证件号码 |\n| TB1 | 张㐂 | E1 |\n| TB2 | 李𬱟 | E2 |\n| TB3 | 王[yan] | E3 |"
    path = workbook(tmp_path, {"投保人": table}, name="投保人.csv")
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
    reading = read_workbooks([path])
    assert reading.tables.of(Policyholder)["name"].tolist() == ["张㐂", "李𬱟", "王[yan]"]
    assert said(reading.findings) == [("D10", "提示", "B4")]
    assert alike("张㐂", "张喜") and alike("王[yan]", "王䶮") and not alike("张三", "张四")


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


def test_case_26_numbers_kept_as_text_are_read_and_a_wps_picture_is_said(tmp_path):
    picture = 'f:=_xlfn.DISPIMG("ID_1",1) -> =DISPIMG("ID_1",1)'
    table = f"| 投保单号 | 险种代码 | 险种名称 | 每期保费 |\n| TB1 | WL | {picture} | 10000 |"
    rows, found = read_sheet(tmp_path, Coverage, table)
    assert (value(rows, "premium"), value(rows, "product_name")) == (Decimal(10000), "")
    assert said(found) == [("D26", "提示", "C2")]


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
    assert said(found) == ([("D29", severities[1], "D2")] if severities else [])


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


def test_every_note_of_an_id_has_words():
    assert set(catalogue()) == {f"D{number:02}" for number in range(1, 36)}
    for note in parse_document_no("11010119880506001X/110101199001010023", Heading()).notes:
        assert note.says in catalogue()[note.code].says
