"""退保金计算书: what stands on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.reports.calculation_sheet import write_calculation_book
from core.values.accounts import Accounts
from core.values.contract import Contract, YearTable
from core.values.figure import Label
from core.values.surrender import surrender
from tests.contracts import p2

ON = date(2023, 9, 26)
FLOOR = YearTable((Decimal(4000), Decimal(9000)), label=Label.STATUTORY)
CONTRACT: Contract = replace(p2(next_due_on=date(2024, 3, 10)), floor=FLOOR, others_concerned=True)


def paper(path: Path, contract: Contract, accounts: Accounts) -> tuple[str, list[object]]:
    """The sheet's name and every value on it, row by row."""
    figure, floor = surrender(contract, accounts, ON)
    write_calculation_book(path / "book.xlsx", contract, figure, floor)
    sheet = load_workbook(path / "book.xlsx").worksheets[0]
    return sheet.title, [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_the_amount_stands_in_figures_in_capitals_and_under_its_label(tmp_path: Path) -> None:
    name, cells = paper(tmp_path, CONTRACT, Accounts(loan=Decimal(4000), loan_interest=Decimal("98.63")))
    assert name == "退保金计算书"
    at = cells.index("退保金（元）")
    assert cells[at + 1 : at + 5] == [9131.63, "人民币玖仟壹佰叁拾壹元陆角叁分", "性质", "合同"]


def test_every_step_has_its_data_formula_result_and_basis(tmp_path: Path) -> None:
    _, cells = paper(tmp_path, CONTRACT, Accounts())
    at = cells.index("两端值插值")
    data, formula, result, marks = cells[at + 1 : at + 5]
    assert "本年末（含生存金）：11,710.00" in str(data)
    assert formula == "上年末+（本年末−上年末）×d÷D"
    assert result == pytest.approx(8709.712328767)
    listed = [str(cell) for cell in cells if str(cell)[:1] in str(marks)]
    assert any("第十二条" in line for line in listed)


def test_the_statutory_minimum_is_a_check_and_not_an_offer(tmp_path: Path) -> None:
    _, cells = paper(tmp_path, CONTRACT, Accounts())
    assert "法定最低核对（仅作下限核对，不是给付金额）" in cells
    assert "11,260.27元（法定最低）" in cells
    assert cells.count(13230.26) == 1


def test_findings_stand_with_their_way_out(tmp_path: Path) -> None:
    _, cells = paper(tmp_path, CONTRACT, Accounts())
    assert any("可向投保人支付相当于现金价值的款项" in str(cell) and "退保前告知" in str(cell) for cell in cells)


def test_a_refused_figure_says_what_is_missing_and_shows_no_amount(tmp_path: Path) -> None:
    _, cells = paper(tmp_path, replace(CONTRACT, table=None), Accounts())
    assert "不能计算：见“须注意”各项" in cells
    assert any("缺少现金价值表" in str(cell) for cell in cells)
    assert not [cell for cell in cells if isinstance(cell, float)]


def test_an_estimate_is_stamped(tmp_path: Path) -> None:
    assert CONTRACT.table is not None
    guessed = replace(CONTRACT, table=replace(CONTRACT.table, label=Label.FORMULA))
    _, cells = paper(tmp_path, guessed, Accounts())
    assert {"公式（估算）", "估算"} <= set(map(str, cells))


def test_the_paper_is_one_a4_page_wide(tmp_path: Path) -> None:
    figure, floor = surrender(CONTRACT, Accounts(), ON)
    write_calculation_book(tmp_path / "book.xlsx", CONTRACT, figure, floor)
    sheet = load_workbook(tmp_path / "book.xlsx").worksheets[0]
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToHeight) == (9, "portrait", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
