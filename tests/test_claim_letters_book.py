"""理赔函件: the workbook of letters from the command line, one printable page each, no person named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.command_line import main
from tests.month_ledger import new_ledger
from tests.test_claims_tab import SHEETS


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    with closing(new_ledger(tmp_path, SHEETS)):
        path = tmp_path / "理赔函件.xlsx"
    ledger, report = str(tmp_path / "台账.sqlite"), str(tmp_path / "月报.xlsx")
    words = ["--db", ledger, "--month", "2026-10", "--out", report, "--letters", str(path)]
    assert main(["report", *words]) == 0
    assert "应发 1 件，其中 0 件内容不全" in capsys.readouterr().out
    return path


def test_a_letter_is_a_page_of_its_own_that_the_index_leads_to(book: Path) -> None:
    read = load_workbook(book)
    assert read.sheetnames == ["目录", "C5"]
    assert read["目录"]["A5"].hyperlink is not None
    page = [cell for (cell, *_) in read["C5"].iter_rows(values_only=True) if cell]
    assert page[0] == "拒赔通知书"
    assert "理由：胃溃疡不保。" in page
    assert str(read["C5"].page_setup.paperSize) == "9"
    assert read["C5"].print_area == "'C5'!$A$1:$D$11"


def test_no_letter_names_the_insured(book: Path) -> None:
    cells = [str(cell) for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [cell for cell in cells if "张小三" in cell]
