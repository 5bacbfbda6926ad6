"""The cases of dirty data that concern files: formats, passwords, locks, sizes, and what we write ourselves."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from core.records.application import Application
from core.records.people import Policyholder
from core.workbook.read import read_workbooks
from core.workbook.text_cells import as_csv_cell, as_text_cell
from tests.markdown import workbook
from tests.reading import said, value

PEOPLE = "| 投保单号 | 姓名 | 证件号码 |\n| TB1 | 张三 | 11010119880506001X |"


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
        ("别的.xlsx", b"\x00\x01\x02" * 50, "D23"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "D23"),
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


def test_case_23_no_damage_ends_in_a_traceback(tmp_path):
    book = workbook(tmp_path, {"投保人": PEOPLE})
    whole, chance = book.read_bytes(), random.Random(23)
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(whole[: chance.randrange(200, len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        book.write_bytes(damaged)
        outcomes.add(bool(read_workbooks([book]).unread))
    assert True in outcomes


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
    parts = zipfile.ZipFile(path)
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b'quotePrefix="1"' in parts.read("xl/styles.xml")
    assert as_text_cell("投诉内容：保费-续期") == ("投诉内容：保费-续期", False)


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
    reading = read_workbooks([path])
    assert reading.tables.of(Application)["application_no"].tolist() == ["TB1"]
    assert said(reading.findings) == [("D33", "提示", "A50001")]


def test_case_33_a_sheet_that_would_unfold_without_end_is_refused(tmp_path):
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("投保单")
        sheet.write_string(0, 0, "投保单号")
        sheet.write_string(1_048_575, 16_383, "x")
    reading = read_workbooks([path])
    assert said(reading.findings) == [("D33", "拒收", "")]
    assert reading.unread == [str(path)]
