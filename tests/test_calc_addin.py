"""The add-in in a real spreadsheet: LibreOffice shows the help, and every cell holds what Python computes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from benchmarks.formula_cells import ROWS, array_formula, fill_policies, formula_cells, native_cells
from tests.office import Office, private_office
from udfs.calc import PREFIX
from udfs.calc.build import unpacked
from udfs.calc.names import to_calc
from udfs.cells import serial
from udfs.declared import Example
from udfs.office_js import metadata
from udfs.registry import formulas

pytestmark = pytest.mark.office

F = formulas()
EXAMPLES = [(formula, example) for formula in F.values() for example in formula.examples]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("calc")
    with private_office(folder, extensions=unpacked(folder / "extensions"), environment={"NEIQIN_DB": ""}) as running:
        yield running


@pytest.fixture
def sheet(office: Office) -> Iterator[Any]:
    document = office.new()
    yield document.Sheets.getByIndex(0)
    document.close(True)


def typed(sheet: Any, cell: str, formula: str) -> Any:
    """What the cell shows for a formula; ``NQ_`` stands for the add-in's full name."""
    place = sheet.getCellRangeByName(cell)
    place.setFormula(formula.replace("NQ_", f"{PREFIX}NQ_"))
    assert place.getError() == 0, formula
    return place.getDataArray()[0][0]


def area(example: Example) -> tuple[int, int]:
    """Rows and columns that the result fills."""
    result = example.result
    return (len(result), len(result[0])) if isinstance(result, list) else (1, 1)


def in_cells(result: Any) -> tuple[tuple[Any, ...], ...]:
    """A result as the cells of a range hold it: numbers as float, days as their number."""
    rows = result if isinstance(result, list) else [[result]]
    return tuple(tuple(float(cell) if isinstance(cell, int) else serial(cell) for cell in row) for row in rows)


def test_every_example_typed_into_excel_is_recalculated_to_what_python_says(office: Office, tmp_path: Path) -> None:
    book, row, places = openpyxl.Workbook(), 1, []
    for formula, example in EXAMPLES:
        height, width = area(example)
        address = f"A{row}:{chr(64 + width)}{row + height - 1}"
        book.active[f"A{row}"] = ArrayFormula(address, formula.text(example))
        places.append((formula, example, address))
        row += height
    book.save(tmp_path / "函数.xlsx")
    assert to_calc(tmp_path / "函数.xlsx", tmp_path / "calc.xlsx", F) == len(EXAMPLES)
    document = office.open(tmp_path / "calc.xlsx")
    cells = document.Sheets.getByIndex(0)
    wrong = {
        formula.text(example): cells.getCellRangeByName(address).getDataArray()
        for formula, example, address in places
        if cells.getCellRangeByName(address).getDataArray() != in_cells(example.result)
    }
    document.close(True)
    assert wrong == {}


def test_the_function_wizard_shows_the_registrys_own_words(office: Office) -> None:
    described = office.service("com.sun.star.sheet.FunctionDescriptions")
    wizard = {}
    for place in range(described.getCount()):
        shown = {part.Name: part.Value for part in described.getByIndex(place)}
        if shown["Name"].startswith("NQ_"):
            arguments = [(one.Name, one.Description) for one in shown["Arguments"]]
            wizard[shown["Name"]] = (shown["Description"], arguments)
    assert wizard == {
        entry["name"]: (entry["description"], [(one["name"], one["description"]) for one in entry["parameters"]])
        for entry in metadata()["functions"]
    }


def test_a_whole_column_is_filled_by_one_array_formula(sheet: Any) -> None:
    sheet.getCellRangeByName("A1:A4").setDataArray((("1988-05-06",), (32269.0,), ("",), ("05/03/2025",)))
    ages = sheet.getCellRangeByName("B1:B4")
    ages.setArrayFormula(f'={PREFIX}NQ_AGE(A1:A4;"2026-11-01")')
    assert ages.getDataArray() == ((38.0,), (38.0,), ("",), ("错误：出生日期日期有两种读法，不能推定",))


def test_results_go_on_into_other_formulas(sheet: Any) -> None:
    assert typed(sheet, "A1", '=NQ_AGE("1988-05-06";"2026-11-01")+1') == 39.0
    assert typed(sheet, "A2", '=TEXT(NQ_GRACE_END("2026-10-11");"yyyy-mm-dd")') == "2026-12-10"
    assert typed(sheet, "A3", '=IF(NQ_ID_CHECK("110101198805060013")="正确";1;2)') == 1.0
    assert typed(sheet, "A4", '=NQ_ID_SEX("110101198805060013")') == "男"
    assert typed(sheet, "A5", '=COUNTIF(A4:A4;"男")') == 1.0


def test_blanks_and_errors_are_cells_and_not_crashes(sheet: Any) -> None:
    assert typed(sheet, "B1", '=NQ_AGE(A1;"2026-11-01")') == ""
    assert typed(sheet, "B2", '=NQ_GRACE_END("2026-10-11";;"明天")') == "错误：起算只能填：应交次日、应交日"
    assert typed(sheet, "B3", '=NQ_GRACE_END("2026-10-11";;"应交日")') == 46365.0


def test_a_blank_cell_is_not_an_age_of_nought(sheet: Any) -> None:
    # Calc hands a blank cell over as 0, which a newborn's age and the day of the start are as well.
    said = '错误：年数为0或空白，LibreOffice 不能区分；确为0的请写成文本"0"'
    assert typed(sheet, "B1", '=NQ_ANNIVERSARY("2024-02-29";A1)') == said
    assert typed(sheet, "B2", '=NQ_ANNIVERSARY("2024-02-29";"0")') == 45351.0
    minimum = (
        '=NQ_MIN_CASH_VALUE("普通型";"定期寿险";"CL(2010-2013) 非养老类业务一表 男";{};{};10;100000;"2021-06-01";10;20)'
    )
    assert typed(sheet, "B3", minimum.format("A1", 30)) == "错误：预定利率只能是大于0%且不超过10%"
    assert str(typed(sheet, "B4", minimum.format("3.5%", "A1"))).startswith("错误：投保年龄为0或空白")
    assert typed(sheet, "B5", '=NQ_GRACE_END("2026-10-11";A1)') == "错误：宽限期天数只能是1至366"


def test_a_document_that_counts_its_days_from_1904_gets_no_wrong_day(office: Office) -> None:
    import uno  # on the path once an office runs

    document = office.new()
    document.NullDate = uno.createUnoStruct("com.sun.star.util.Date", 1, 1, 1904)
    cells = document.Sheets.getByIndex(0)
    cells.getCellRangeByName("A1").setFormula("=DATE(2000;2;29)")
    shown = [typed(cells, "B1", '=NQ_AGE(A1;"2026-10-11")'), typed(cells, "B2", '=NQ_GRACE_END("2026-10-11")')]
    document.close(True)
    assert all("1904日期系统" in one for one in shown)


@pytest.mark.long
def test_ten_thousand_cells_hold_what_native_lookups_and_one_array_formula_hold(office: Office) -> None:
    document = office.new()
    sheet = document.Sheets.getByIndex(0)
    fill_policies(sheet)
    for column, cells in (("G", native_cells()), ("H", formula_cells())):
        sheet.getCellRangeByName(f"{column}1:{column}{ROWS}").setFormulaArray(cells)
    sheet.getCellRangeByName(f"I1:I{ROWS}").setArrayFormula(array_formula())
    native, own, whole = (sheet.getCellRangeByName(f"{column}1:{column}{ROWS}").getDataArray() for column in "GHI")
    document.close(True)
    assert own == whole
    assert [f"{value:.2f}" for (value,) in native] == [f"{value:.2f}" for (value,) in own]
