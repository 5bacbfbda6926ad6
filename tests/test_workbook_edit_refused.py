"""What cannot be edited safely gets a companion workbook, a reason and the next step, and stays as it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from core.workbook.edit import cleared_copy, edited_copy
from core.workbook.inspect import look
from tests.workbooks.everything import MARKS, TABS
from tests.workbooks.rich import build_rich
from tests.workbooks.spliced import MAIN, parts, write_parts


def signed(path: Path) -> None:
    write_parts(path, {**parts(path), "_xmlsignatures/sig1.xml": b"<Signature/>"})


def encrypted(path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = BytesIO()
    OOXMLFile(BytesIO(path.read_bytes())).encrypt("密码", locked)
    path.write_bytes(locked.getvalue())


def strict(path: Path) -> None:
    contents = parts(path)
    text = contents["xl/workbook.xml"].replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    write_parts(path, {**contents, "xl/workbook.xml": text})


def shared(path: Path) -> None:
    write_parts(path, {**parts(path), "xl/revisions/revisionHeaders.xml": b"<headers/>"})


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_byte_flipped(path: Path) -> None:
    body = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        body[archive.getinfo("xl/theme/theme1.xml").header_offset + 200] ^= 0xFF
    path.write_bytes(body)


def without_workbook(path: Path) -> None:
    write_parts(path, {name: body for name, body in parts(path).items() if name != "xl/workbook.xml"})


def without_styles(path: Path) -> None:
    contents = parts(path)
    links = contents["xl/_rels/workbook.xml.rels"].replace(b"relationships/styles", b"relationships/other")
    write_parts(path, {**contents, "xl/_rels/workbook.xml.rels": links})


def with_entities(path: Path) -> None:
    contents = parts(path)
    text = contents["xl/workbook.xml"].replace(b"<workbook ", b'<!DOCTYPE w [<!ENTITY a "aa">]><workbook ')
    write_parts(path, {**contents, "xl/workbook.xml": text})


def malformed(path: Path) -> None:
    contents = parts(path)
    write_parts(path, {**contents, "xl/styles.xml": contents["xl/styles.xml"].replace(b"</fonts>", b"</fontz>")})


def not_a_zip(path: Path) -> None:
    path.write_text("<html>导出的网页</html>")


REASONS: list[tuple[Callable[[Path], None], str]] = [
    (signed, "数字签名"),
    (encrypted, "打开密码"),
    (strict, "Strict"),
    (shared, "共享工作簿"),
    (truncated, "损坏"),
    (one_byte_flipped, "损坏"),
    (without_workbook, "缺少内部文件"),
    (without_styles, "格式表"),
    (with_entities, "文档类型声明"),
    (malformed, "损坏"),
    (not_a_zip, "损坏"),
]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("harm", "reason"), REASONS, ids=[harm.__name__ for harm, _ in REASONS])
def test_an_unsafe_file_gets_a_companion_and_the_reason(
    tmp_path: Path, harm: Callable[[Path], None], reason: str
) -> None:
    source = build_rich(tmp_path / "台账.xlsx")
    harm(source)
    before = source.read_bytes()
    edited = edited_copy(source, tmp_path / "校验.xlsx", TABS, MARKS)
    assert edited.companion
    assert edited.target.name == "校验_校验结果.xlsx"
    assert reason in edited.message
    assert "原文件没有改动" in edited.message
    assert source.read_bytes() == before
    assert not (tmp_path / "校验.xlsx").exists()


@pytest.mark.parametrize("name", ["台账.xls", "台账.xlsb", "台账.ods", "台账.csv"])
def test_other_formats_get_a_companion_and_the_way_to_xlsx(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"1,2")
    edited = edited_copy(tmp_path / name, tmp_path / f"校验{Path(name).suffix}", TABS, [])
    assert edited.companion
    assert "另存为 .xlsx" in edited.message


def test_the_companion_lists_tabs_and_marks_with_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("1,2")
    edited = edited_copy(tmp_path / "台账.csv", tmp_path / "校验.csv", TABS, MARKS)
    book = openpyxl.load_workbook(edited.target)
    assert book.sheetnames == ["校验结果", "检查范围", "标记"]
    assert [cell.value for cell in book["标记"][2]][:3] == ["台账", "C3", "拒收"]
    formula = book["校验结果"]["D2"]
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert book["校验结果"]["A2"].fill.fgColor.rgb == "FFFFC2C2"


def test_clearing_a_file_that_cannot_be_ours_copies_it(tmp_path: Path) -> None:
    source = tmp_path / "台账.csv"
    source.write_bytes(b"1,2")
    assert cleared_copy(source, tmp_path / "清除.csv").message == "没有可清除的标记。"
    assert (tmp_path / "清除.csv").read_bytes() == b"1,2"


def test_a_look_names_the_parts_and_a_missing_file(tmp_path: Path) -> None:
    found = look(build_rich(tmp_path / "台账.xlsx"))
    assert found.editable
    assert found.holds("xl/charts/")
    assert not found.holds("xl/vbaProject.bin")
    assert look(tmp_path / "没有.xlsx").why == "找不到文件"
