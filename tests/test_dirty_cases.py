"""The cases of dirty data in a text cell: each as the worksheet really holds it, and what becomes of it."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from core.normalise.dirty import catalogue
from core.normalise.variants import alike
from core.records.application import Application, Coverage
from core.records.papers import Account
from core.records.people import Policyholder
from core.workbook.read import read_workbooks
from tests.markdown import workbook
from tests.reading import read_sheet, said, value


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


def test_case_26_numbers_kept_as_text_are_read_and_a_wps_picture_is_said(tmp_path):
    picture = 'f:=_xlfn.DISPIMG("ID_1",1) -> =DISPIMG("ID_1",1)'
    table = f"| 投保单号 | 险种代码 | 险种名称 | 每期保费 |\n| TB1 | WL | {picture} | 10000 |"
    rows, found = read_sheet(tmp_path, Coverage, table)
    assert (value(rows, "premium"), value(rows, "product_name")) == (Decimal(10000), "")
    assert said(found) == [("D26", "提示", "C2")]


def test_every_case_has_its_test():
    files = Path(__file__).parent.glob("test_dirty_cases*.py")
    tested = {int(number) for file in files for number in re.findall(r"def test_case_(\d\d)_", file.read_text("utf-8"))}
    assert tested == set(range(1, 36))
    assert set(catalogue()) == {f"D{number:02}" for number in tested}
