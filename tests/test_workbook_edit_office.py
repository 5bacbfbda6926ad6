"""A real spreadsheet opens the edited copy: LibreOffice sees the tabs, the colours, the notes and the charts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from core.workbook.edit import cleared_copy, edited_copy
from tests.workbooks.everything import MARKS, TABS, build_everything

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.filterwarnings("ignore::UserWarning:openpyxl"),
]


def saved_by_libreoffice(source: Path, folder: Path) -> Path:
    """The workbook opened and saved as .xlsx by LibreOffice."""
    folder.mkdir()
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.xlsx"


def test_libreoffice_opens_the_edited_copy_and_its_own_save_can_be_cleared(tmp_path: Path) -> None:
    edited = edited_copy(build_everything(tmp_path, ".xlsm"), tmp_path / "校验.xlsm", TABS, MARKS)
    saved = saved_by_libreoffice(edited.target, tmp_path / "office")
    book = openpyxl.load_workbook(saved)
    assert book.sheetnames == ["台账", "图表", "动态", "空表", "校验结果", "检查范围"]
    assert len(book["图表"]._charts) == 2
    assert book["台账"]["B3"].comment.text.endswith("经办人：材料已补齐")
    assert "证件号码校验位不对" in book["台账"]["C3"].comment.text
    assert book["校验结果"]["D2"].value == "=HYPERLINK(1)"
    assert book["校验结果"]["D2"].data_type == "s"
    cleared = cleared_copy(saved, tmp_path / "清除.xlsx")
    book = openpyxl.load_workbook(cleared.target)
    assert book.sheetnames == ["台账", "图表", "动态", "空表"]
    notes = {cell.coordinate: cell.comment.text for row in book["台账"] for cell in row if cell.comment}
    assert set(notes) == {"B3", "D5"}
