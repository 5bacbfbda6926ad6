"""Our tabs: text that stays text, links, tints, number formats, and a name that never takes the user's."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.workbook.edit import Tab, edited_copy
from tests.workbooks.everything import MARKS, TABS, build_everything
from tests.workbooks.spliced import parts

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tabs")
    return edited_copy(build_everything(folder), folder / "校验.xlsx", TABS, MARKS).target


def test_text_in_a_tab_never_becomes_a_formula(edited: Path) -> None:
    cell = openpyxl.load_workbook(edited)["校验结果"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert b"<f>" not in parts(edited)["xl/worksheets/sheet5.xml"]


def test_a_tab_has_links_tints_and_number_formats(edited: Path) -> None:
    sheet = openpyxl.load_workbook(edited)["校验结果"]
    assert sheet["C2"].hyperlink.location == "'台账'!C3"
    assert [sheet[cell].fill.fgColor.rgb for cell in ("A2", "A3", "A4")] == ["FFFFC2C2", "FFFFD58F", "FFC5DDF9"]
    assert (sheet["D3"].value, sheet["D3"].number_format) == (100030.5, "#,##0.00")
    assert sheet.freeze_panes == "A2"


def test_every_printed_page_of_a_tab_repeats_its_headings(edited: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(edited)
    assert [book[name].print_title_rows for name in ("校验结果", "检查范围")] == ["$1:$1", "$1:$1"]
    odd = Tab("甲's <表>", [["标题"], ["业务日"], ["代码"], ["A101"]], header_row=2)
    copy = edited_copy(build_everything(tmp_path), tmp_path / "out.xlsx", [odd], [])
    assert openpyxl.load_workbook(copy.target)["甲's <表>"].print_title_rows == "$3:$3"


def test_the_users_own_sheet_keeps_its_name_and_ours_gets_another(tmp_path: Path) -> None:
    source = build_everything(tmp_path, taken_tab="校验结果")
    copy = edited_copy(source, tmp_path / "out.xlsx", TABS, [])
    assert openpyxl.load_workbook(copy.target).sheetnames[-3:] == ["校验结果", "校验结果2", "检查范围"]
    assert "工作簿里原有“校验结果”表，本次结果放在“校验结果2”" in copy.message


def test_control_characters_and_markup_in_a_tab_stay_text(tmp_path: Path) -> None:
    odd = "a<b>&\"'\x0b_x000B_"
    tab = Tab("校验结果", [["说明"], [odd], [float("nan")]])
    copy = edited_copy(build_everything(tmp_path), tmp_path / "out.xlsx", [tab], [])
    sheet = openpyxl.load_workbook(copy.target)["校验结果"]
    assert sheet["A2"].value == "a<b>&\"'_x000B__x005F_x000B_"  # openpyxl shows Excel's escapes as they are stored
    assert sheet["A3"].value == "nan"
