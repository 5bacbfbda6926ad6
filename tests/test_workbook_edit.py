"""Adding tabs and marks leaves every part not meant to change byte-equal, and the others only gain."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from core.findings import Severity
from core.workbook.edit import Mark, edited_copy
from core.workbook.inspect import look
from tests.workbooks.everything import MARKS, TABS, build_everything
from tests.workbooks.spliced import parts, write_parts

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

MAY_CHANGE = {
    "[Content_Types].xml",
    "xl/workbook.xml",  # the sheet list and our hidden names
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",  # our formats behind the user's
    "xl/worksheets/sheet1.xml",  # 台账: our colours
    "xl/worksheets/sheet2.xml",  # 图表
    "xl/worksheets/sheet4.xml",  # 空表: our colours and legacyDrawing
    "xl/worksheets/_rels/sheet2.xml.rels",
    "xl/worksheets/_rels/sheet4.xml.rels",
    "xl/comments1.xml",  # our notes behind the user's
    "xl/drawings/vmlDrawing1.vml",
    "xl/drawings/vmlDrawing3.vml",  # 图表: the form button's drawing
}
NEW = {
    "xl/worksheets/sheet5.xml",
    "xl/worksheets/sheet6.xml",
    "xl/comments2.xml",
    "xl/comments3.xml",
    "xl/drawings/vmlDrawing4.vml",
}


@pytest.fixture(scope="module", params=[".xlsx", ".xlsm"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The clerk's workbook and the edited copy of it."""
    folder = tmp_path_factory.mktemp("edit")
    source = build_everything(folder, request.param)
    edited = edited_copy(source, folder / f"校验{request.param}", TABS, MARKS)
    assert not edited.companion
    return source, edited.target


def test_the_sample_holds_every_kind_of_part_that_others_lose(pair: tuple[Path, Path]) -> None:
    source, _ = pair
    found = look(source)
    folders = [
        "xl/charts/",
        "xl/pivotTables/",
        "xl/pivotCache/",
        "xl/comments",
        "xl/media/",
        "xl/tables/",
        "customXml/",
    ]
    folders += ["xl/printerSettings/", "xl/metadata.xml", "xl/richData/", "xl/calcChain.xml", "docProps/custom.xml"]
    assert [folder for folder in folders if not found.holds(folder)] == []
    assert found.holds("xl/vbaProject.bin") == (source.suffix == ".xlsm")
    text = {name: body.decode("utf-8", "replace") for name, body in parts(source).items()}
    assert "x14:sparkline" in text["xl/worksheets/sheet2.xml"]
    assert "x14:dataBar" in text["xl/worksheets/sheet1.xml"]
    assert "sheetProtection" in text["xl/worksheets/sheet1.xml"]
    assert 'cm="1"' in text["xl/worksheets/sheet3.xml"]  # dynamic array
    assert 'ObjectType="Button"' in text["xl/drawings/vmlDrawing3.vml"]
    assert "本月重点：回执" in text["xl/drawings/drawing1.xml"]  # text box


def test_every_other_part_is_byte_equal_and_none_is_lost(pair: tuple[Path, Path]) -> None:
    before, after = (parts(path) for path in pair)
    assert set(before) - set(after) == set()
    assert set(after) - set(before) == NEW
    assert {name for name in before if before[name] != after[name]} == MAY_CHANGE
    assert [name for name in after if name in before] == list(before)  # in the same order


def test_marked_sheets_gain_colours_and_a_notes_link_and_are_byte_equal_otherwise(pair: tuple[Path, Path]) -> None:
    before, after = (parts(path) for path in pair)
    added = (
        '<conditionalFormatting sqref="[^"]*"><cfRule [^>]*><formula>LEN\\("内勤校验"\\)&gt;0</formula></cfRule>'
        '</conditionalFormatting>|<legacyDrawing [^>]*rIdNeiqin[0-9]+"/>'
    )
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml"]:
        assert re.sub(added, "", after[name].decode()) == before[name].decode()


def test_changed_parts_only_gain(pair: tuple[Path, Path]) -> None:
    before, after = (parts(path) for path in pair)
    for name in MAY_CHANGE:
        rest = iter(re.findall(rb"<[^>]*>|[^<]+", after[name]))
        counted = (re.sub(rb' count="\d+"', b"", token) for token in rest)
        for token in re.findall(rb"<[^>]*>|[^<]+", before[name]):
            wanted = re.sub(rb' count="\d+"', b"", token).replace(b"<cellXfs/>", b"<cellXfs>")
            assert wanted in counted, f"{name} lost {token!r}"


def test_the_notes_and_drawings_of_others_stay_as_they_were(pair: tuple[Path, Path]) -> None:
    before, after = (parts(path) for path in pair)
    for name, pattern in [
        ("xl/comments1.xml", rb"<comment .*?</comment>"),
        ("xl/drawings/vmlDrawing1.vml", rb"<v:shape .*?</v:shape>"),
        ("xl/drawings/vmlDrawing3.vml", rb"<v:shape .*?</v:shape>"),
    ]:
        own = re.findall(pattern, before[name], re.DOTALL)
        assert own
        assert re.findall(pattern, after[name], re.DOTALL)[: len(own)] == own


def test_values_formulas_and_formats_read_the_same(pair: tuple[Path, Path]) -> None:
    before, after = (openpyxl.load_workbook(path) for path in pair)
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                now = after[sheet.title][cell.coordinate]
                assert getattr(now.value, "text", now.value) == getattr(cell.value, "text", cell.value)
                assert _look(now) == _look(cell), cell.coordinate
    values = [
        {name: book.get_sheet_by_name(name).to_python() for name in before.sheetnames} for book in map(_calamine, pair)
    ]
    assert values[0] == values[1]


def _look(cell: Any) -> str:
    return repr((cell.number_format, cell.font, cell.border, cell.fill, cell.alignment, cell.protection))


def _calamine(path: Path) -> CalamineWorkbook:
    return CalamineWorkbook.from_path(str(path))


def test_marks_have_the_colour_of_their_severity_and_a_note(pair: tuple[Path, Path]) -> None:
    sheet = openpyxl.load_workbook(pair[1])["台账"]
    colours = {}
    for block in sheet.conditional_formatting:
        for rule in block.rules:
            if rule.formula and "内勤校验" in rule.formula[0]:
                colours |= {str(area): rule.dxf.fill.bgColor.rgb for area in block.sqref.ranges}
    assert colours == {"C3": "FFFFC2C2", "E4": "FFFFD58F", "D5": "FFC5DDF9", "C40": "FFC5DDF9"}
    assert sheet["C3"].comment.text.startswith("内勤校验\n【拒收】证件号码校验位不对。\n改法：核对证件原件")
    assert sheet["D5"].comment.text == "保额经主管确认"  # a cell holds one note: the supervisor's stays


def test_several_findings_on_one_cell_become_one_note_with_the_gravest_colour(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    marks = [Mark("台账", "C3", Severity.NOTICE, "甲"), Mark("台账", "C3", Severity.REFUSED, "乙")]
    edited = edited_copy(source, tmp_path / "out.xlsx", [], marks)
    assert openpyxl.load_workbook(edited.target)["台账"]["C3"].comment.text == "内勤校验\n【提示】甲\n【拒收】乙"
    assert b'sqref="C3"><cfRule type="expression" dxfId="1"' in parts(edited.target)["xl/worksheets/sheet1.xml"]


def test_files_with_a_namespace_prefix_are_edited_in_their_own_dialect(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    contents = parts(source)
    for name in ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml"]:
        text = re.sub(r"<(/?)(?![a-z0-9]+:)(?=[A-Za-z])", r"<\1x:", contents[name].decode())
        contents[name] = text.replace(' xmlns="', ' xmlns:x="').encode()
    edited = edited_copy(write_parts(source, contents), tmp_path / "out.xlsx", TABS, MARKS)
    book = openpyxl.load_workbook(edited.target)
    assert book.sheetnames[-2:] == ["校验结果", "检查范围"]
    assert book["台账"]["C3"].comment.text.startswith("内勤校验\n【拒收】")


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    source = build_everything(tmp_path)
    link = tmp_path / "link.xlsx"
    link.symlink_to(source)
    for target in (source, link, tmp_path / "out.xlsm"):
        with pytest.raises(ValueError, match=r"target is the source|keeps its extension"):
            edited_copy(source, target, TABS, [])


def test_a_failed_edit_leaves_an_older_copy_and_no_litter(tmp_path: Path) -> None:
    source, target = build_everything(tmp_path), tmp_path / "out.xlsx"
    target.write_bytes(b"older")
    with pytest.raises(ValueError, match="no worksheet '没有'"):
        edited_copy(source, target, TABS, [Mark("没有", "A1", Severity.NOTICE, "")])
    assert target.read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "投保台账.xlsx"]
