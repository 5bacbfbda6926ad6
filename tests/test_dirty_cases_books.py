"""The cases of dirty data that concern rows, sheets and files: each as a real file, and what becomes of it."""

from __future__ import annotations

import io
import re
import shutil
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from core.normalise.netting import net_total, reversal_pairs
from core.normalise.tolerance import Difference, differences
from core.records.application import Application, Coverage
from core.records.people import Policyholder
from core.records.policy import Policy, PremiumReceipt
from core.workbook.duplicates import duplicates, names_of_one_person, person_key
from core.workbook.read import read_workbooks
from core.workbook.text_cells import as_csv_cell, as_text_cell
from tests.markdown import workbook
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
    assert said(found) == [("D18", "提示", "F1"), ("D18", "提示", "C1")]
    assert "被保险人性名" in found[0].message, "one letter from 姓名 and from 性别: not guessed"
    assert "投保人证件号码" in found[1].message


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


def test_case_23_content_counts_and_not_the_extension(tmp_path):
    book = workbook(tmp_path, {"投保人": PEOPLE})
    renamed = shutil.copy(book, tmp_path / "改名.xls")
    html = tmp_path / "投保人.xls"
    html.write_text("<html><table><tr><th>投保单号<th>姓名<th>证件号码<tr><td>TB1<td>张三<td>E1</table>", "gb18030")
    for path in (renamed, html):
        reading = read_workbooks([Path(path)])
        assert value(reading.tables.of(Policyholder), "name") == "张三"
        assert said(reading.findings) == [("D23", "提示", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_case_23_csv_in_every_encoding(tmp_path, encoding):
    path = workbook(tmp_path, {"投保人": PEOPLE}, name="投保人.csv")
    path.write_bytes(path.read_text("utf-8-sig").encode(encoding))
    reading = read_workbooks([path])
    assert value(reading.tables.of(Policyholder), "document_no") == "11010119880506001X"
    assert reading.findings == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "D23"), ("断.xlsx", b"PK\x03\x04" + b"x" * 100, "D23"),
        ("别的.xlsx", b"\x00\x01\x02" * 50, "D23"), ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "D23"),
        ("~$开着.xlsx", b"x", "D25"),
    ],
)  # fmt: skip
def test_case_23_what_cannot_be_read_gives_one_message_and_the_next_step(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    reading = read_workbooks([path, workbook(tmp_path, {"投保人": PEOPLE})])
    assert reading.unread == [str(path)]
    assert [finding.code for finding in reading.findings] == [code]
    assert reading.findings[0].fix
    assert len(reading.tables.of(Policyholder)) == 1, "the other workbook is read all the same"


def test_case_23_a_truncated_workbook(tmp_path):
    book = workbook(tmp_path, {"投保人": PEOPLE})
    book.write_bytes(book.read_bytes()[:2000])
    reading = read_workbooks([book])
    assert [(f.code, "另存为 xlsx" in f.fix) for f in reading.findings] == [("D23", True)]


def test_case_24_an_encrypted_workbook_opens_with_its_password_only(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    book = workbook(tmp_path, {"投保人": PEOPLE})
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(book.read_bytes())).encrypt("芝麻开门", locked)
    book.write_bytes(locked.getvalue())
    assert said(read_workbooks([book]).findings) == [("D24", "拒收", "")]
    wrong = read_workbooks([book], passwords={str(book): "不对"})
    assert ("密码不对" in wrong.findings[0].message, wrong.unread) == (True, [str(book)])
    opened = read_workbooks([book], passwords={str(book): "芝麻开门"})
    assert value(opened.tables.of(Policyholder), "name") == "张三"
    assert "芝麻开门" not in repr((wrong.findings, opened))


def test_case_25_a_locked_file_asks_to_close_it(tmp_path, monkeypatch):
    book = workbook(tmp_path, {"投保人": PEOPLE})

    def refuse(self):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    reading = read_workbooks([book])
    assert (reading.findings[0].code, "关闭" in reading.findings[0].fix) == ("D25", True)


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200b=1", "＝1"])
def test_case_27_complaint_text_is_never_written_as_a_formula(tmp_path, text):
    shown, quoted = as_text_cell(text)
    assert (shown, quoted) == (text, True)
    assert as_csv_cell(text).startswith("'")
    path = tmp_path / "out.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("投保人").write_string(0, 0, shown, book.add_format({"quote_prefix": quoted}))
    import zipfile

    parts = zipfile.ZipFile(path)
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b'quotePrefix="1"' in parts.read("xl/styles.xml")
    assert as_text_cell("投诉内容：保费-续期") == ("投诉内容：保费-续期", False)


def test_case_32_the_cut_off_day_of_a_snapshot_is_kept_with_its_rows(tmp_path):
    titled = "| 保单台账（数据截止日：2026年10月31日） |\n| 保单号 | 险种代码 | 状态 |\n| P1 | WL | 有效 |"
    reading = read(tmp_path, {"保单台账": titled, "投保人": PEOPLE, "说明": "| 数据截止日 | d:2026-10-30 |"})
    assert reading.tables.of(Policy).origins[0].cutoff == day("2026-10-31")
    assert reading.tables.of(Policyholder).origins[0].cutoff == day("2026-10-30")
    assert re.fullmatch("[0-9a-f]{64}", reading.tables.of(Policy).origins[0].sha256)


def test_case_33_styled_empty_rows_cost_nothing_and_reading_stops_at_a_gap(tmp_path):
    path = tmp_path / "大.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, style = book.add_worksheet("投保单"), book.add_format({"bg_color": "yellow"})
        for j, heading in enumerate(("投保单号", "机构代码", "渠道")):
            sheet.write_string(0, j, heading)
        for j, text in enumerate(("TB1", "86", "个险")):
            sheet.write_string(1, j, text)
        for i in range(2, 50_000):
            sheet.write_blank(i, 0, None, style)
        sheet.write_string(50_000, 0, "TB2")
    start = time.perf_counter()
    reading = read_workbooks([path])
    assert reading.tables.of(Application)["application_no"].tolist() == ["TB1"]
    assert said(reading.findings) == [("D33", "提示", "A50001")]
    assert time.perf_counter() - start < 5


def test_case_33_a_sheet_that_would_unfold_without_end_is_refused(tmp_path):
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("投保单")
        sheet.write_string(0, 0, "投保单号")
        sheet.write_string(1_048_575, 16_383, "x")
    reading = read_workbooks([path])
    assert said(reading.findings) == [("D33", "拒收", "")]
    assert reading.unread == [str(path)]


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


def test_every_case_has_its_test():
    texts = [Path(__file__).with_name(name).read_text("utf-8") for name in ("test_dirty_cases.py", Path(__file__).name)]
    tested = {int(number) for number in re.findall(r"def test_case_(\d\d)_", "".join(texts))}
    assert tested == set(range(1, 36))
