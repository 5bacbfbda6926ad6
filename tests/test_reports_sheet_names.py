"""Tab names from case numbers and product codes that Excel would not take as they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from core.claims.letters import REFUSAL, Letter
from core.reports.claim_letters import write_claim_letters
from core.reports.sheet_names import LONGEST, sheet_names


def test_a_name_loses_what_excel_forbids_is_cut_and_is_never_used_twice() -> None:
    assert sheet_names(["LP/1", "lp_1", "目录", ""], ["目录"]) == ["LP_1", "lp_1(2)", "目录(2)", "_"]
    long = sheet_names(["案" * 40, "案" * 35])
    assert [len(name) for name in long] == [LONGEST, LONGEST]
    assert long[1].endswith("案(2)")


def test_letters_are_written_for_case_numbers_that_are_no_tab_names(tmp_path: Path) -> None:
    day = date(2026, 10, 6)
    letters = [Letter(REFUSAL, number, "P1", day, day, "", "", "理由：=1+1", "") for number in ("LP[1]:/?", "目录")]
    path = write_claim_letters(letters, tmp_path / "函件.xlsx", day)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["目录", "LP_1____", "目录(2)"]
    linked = {cell.value: cell.hyperlink.location for cell in book["目录"]["A"] if cell.hyperlink}
    assert linked == {"LP[1]:/?": "'LP_1____'!A1", "目录": "'目录(2)'!A1"}
