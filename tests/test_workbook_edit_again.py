"""A second run replaces the first one's tabs and marks; 清除标记 gives the clerk's file back byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from core.findings import Severity
from core.workbook.edit import Mark, Tab, cleared_copy, edited_copy, our_tabs
from tests.workbooks.everything import MARKS, TABS, build_everything
from tests.workbooks.spliced import parts, write_parts

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_clearing_gives_every_part_back_byte_for_byte(tmp_path: Path, suffix: str) -> None:
    source = build_everything(tmp_path, suffix)
    edited = edited_copy(source, tmp_path / f"校验{suffix}", TABS, MARKS)
    cleared = cleared_copy(edited.target, tmp_path / f"清除{suffix}")
    assert cleared.message == "已清除 2 个标签页和 6 处标记。"
    assert list(parts(cleared.target).items()) == list(parts(source).items())


def test_running_twice_gives_the_same_file_as_running_once(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    once = edited_copy(source, tmp_path / "一次.xlsx", TABS, MARKS)
    assert our_tabs(once.target) == ["校验结果", "检查范围"]
    twice = edited_copy(once.target, tmp_path / "两次.xlsx", TABS, MARKS)
    assert parts(twice.target) == parts(once.target)


def test_a_second_run_removes_what_is_fixed(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    once = edited_copy(source, tmp_path / "一次.xlsx", TABS, MARKS)
    twice = edited_copy(once.target, tmp_path / "两次.xlsx", TABS[:1], MARKS[:1])
    book = openpyxl.load_workbook(twice.target)
    assert book.sheetnames == ["台账", "图表", "动态", "空表", "校验结果"]
    assert book["台账"]["C3"].comment.text.startswith("内勤校验\n【拒收】")
    assert book["台账"]["E4"].comment is None
    assert "xl/comments2.xml" not in parts(twice.target)


def test_a_file_without_our_marks_is_cleared_into_an_equal_copy(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    cleared = cleared_copy(source, tmp_path / "清除.xlsx")
    assert cleared.message == "已清除 0 个标签页和 0 处标记。"
    assert our_tabs(source) == []
    assert parts(cleared.target) == parts(source)


def test_a_tab_that_was_renamed_and_moved_to_the_front_is_still_found(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    edited = edited_copy(source, tmp_path / "校验.xlsx", TABS[:1], [])
    contents = parts(edited.target)
    text = contents["xl/workbook.xml"].decode()
    ours = re.search(r'<sheet [^>]*name="校验结果"[^>]*/>', text)
    assert ours is not None
    text = text.replace(ours[0], "").replace("<sheets>", f"<sheets>{ours[0].replace('校验结果', '我的 结果')}")
    text = text.replace("'校验结果'!", "'我的 结果'!")  # Excel renames in names too
    text = text.replace('localSheetId="0"', 'localSheetId="1"').replace(
        "<workbookView ", '<workbookView activeTab="0" '
    )
    contents["xl/workbook.xml"] = text.encode()
    cleared = cleared_copy(write_parts(edited.target, contents), tmp_path / "清除.xlsx")
    expected = parts(source)["xl/workbook.xml"].decode().replace("<workbookView ", '<workbookView activeTab="0" ')
    assert parts(cleared.target)["xl/workbook.xml"].decode() == expected


def test_a_formula_typed_on_our_tab_takes_the_calculation_chain_with_it(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    edited = edited_copy(source, tmp_path / "校验.xlsx", TABS[:1], [])
    contents = parts(edited.target)
    typed = b'<row r="9"><c r="A9"><f>1+1</f></c></row></sheetData>'
    contents["xl/worksheets/sheet5.xml"] = contents["xl/worksheets/sheet5.xml"].replace(b"</sheetData>", typed)
    cleared = cleared_copy(write_parts(edited.target, contents), tmp_path / "清除.xlsx")
    after = parts(cleared.target)
    assert set(parts(source)) - set(after) == {"xl/calcChain.xml"}
    assert not any(b"calcChain" in after[name] for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"))


def plain_book(path: Path) -> Path:
    """A workbook that openpyxl saves without loss: one value, one note and one colour rule of the clerk's own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "投保单"
    sheet["B2"] = "示例"
    sheet["B2"].comment = Comment("材料齐", "经办甲")
    sheet.conditional_formatting.add("C3", FormulaRule(["C3>1"], fill=PatternFill(bgColor="FF00FF00")))
    book.save(path)
    return path


def test_marks_are_found_after_another_program_has_saved_the_file(tmp_path: Path) -> None:
    """Excel too puts rules for the same cell (here C3, the clerk's and ours) into one element when it saves."""
    marks = [Mark("投保单", "C3", Severity.REFUSED, "缺身份证号"), Mark("投保单", "D4", Severity.NOTICE, "缺手机")]
    tabs = [Tab("校验结果", [["代码"]])]
    edited = edited_copy(plain_book(tmp_path / "甲.xlsx"), tmp_path / "校验.xlsx", tabs, marks)
    saved = openpyxl.load_workbook(edited.target)
    assert len(saved["投保单"].conditional_formatting["C3"]) == 2
    saved.save(edited.target)
    cleared = openpyxl.load_workbook(cleared_copy(edited.target, tmp_path / "清除.xlsx").target)
    sheet = cleared["投保单"]
    assert cleared.sheetnames == ["投保单"]
    assert [rule.formula for block in sheet.conditional_formatting for rule in block.rules] == [["C3>1"]]
    assert {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment} == {"B2": "材料齐"}


def test_six_thousand_marks_get_six_thousand_colours_and_five_thousand_notes(tmp_path: Path) -> None:
    marks = [Mark("投保单", f"{'BD'[row % 2]}{row + 10}", Severity.REFERRED, f"第{row}处") for row in range(6000)]
    edited = edited_copy(plain_book(tmp_path / "甲.xlsx"), tmp_path / "校验.xlsx", [], marks)
    assert "6000 处标记" in edited.message
    assert "1000 个单元格只标颜色" in edited.message
    assert cleared_copy(edited.target, tmp_path / "清除.xlsx").message == "已清除 0 个标签页和 6000 处标记。"
