"""测算.xlsx: typed facts and a pasted table in, figures with label, basis and steps out, as Python computes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Office, private_office
from udfs.calc.build import unpacked
from udfs.calc.names import to_calc
from udfs.cells import serial
from udfs.registry import formulas
from xlsx_templates.builder import build_template
from xlsx_templates.trial_answers import STEP_HEADING, STEP_ROWS
from xlsx_templates.trial_fields import SECTIONS
from xlsx_templates.trial_questions import AMOUNTS, FIRST_ROW, MOMENTS, NONE, amount, answer, cells_of, label

NO_LOAN = {"借款本金": None, "借款利息": None}
LAPSED = {
    "计算日期": date(2027, 10, 9), "保单状态": "中止(失效)", "状态日期": date(2027, 5, 1), **NO_LOAN,
}  # fmt: skip
COOLING_OFF = {"计算日期": date(2024, 3, 20), "交费对应日": date(2025, 3, 1), **NO_LOAN}
SHORT = {
    "计算日期": date(2026, 4, 2), "生效日": date(2026, 1, 1), "保险期间": "1年", "交费期": "趸交", "交费方式": "趸交",
    "首期保费": 365, "交费对应日": None, "交费状态": "趸交", "险种类别": "意外伤害保险", "短期险费用率": 0.35,
    "满期金": "无", "回执日": None, "欠交保费": None, **NO_LOAN,
}  # fmt: skip


def test_the_invented_policy_is_worth_23956_64_less_a_loan_of_5030_53_and_each_figure_is_of_the_contract() -> None:
    """Value 14,575 + 9,075 × 244 ÷ 365 + 10,000 × 121 ÷ 365; four fifths of what the debts leave of it may be lent.

    Paid up: the table's 525 × 55 in the share that the debts leave of 430 × 55.
    """
    cells = cells_of()
    found = {asked.title: (amount(asked, cells), label(asked, cells)) for asked in AMOUNTS}
    assert found == {
        "退保金": (18926.11, "合同"),
        "满期金": (49969.47, "合同"),
        "保单贷款限额": (15140.89, "合同"),
        "减额交清保额": (22733.07, "合同"),
        "复效应交金额": (NONE, ""),
        "未满期净保费": (NONE, ""),
    }


def test_days_stand_first_with_their_basis() -> None:
    cells = cells_of()
    assert [answer(moment.formula, cells) for moment in MOMENTS] == [
        3, date(2027, 3, 1), date(2024, 3, 20), date(2027, 4, 30), 35,
    ]  # fmt: skip


def test_without_a_program_the_workbook_shows_the_answers_of_python(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build_template("测算", tmp_path), data_only=True)
    shown = {row[0].value: row[1].value for row in book["测算"].iter_rows(min_row=FIRST_ROW)}
    assert shown["退保金"] == 18926.11
    assert shown["未满期净保费"] == NONE
    assert book["录入"]["F6"].value == 18926.11


def test_every_name_is_given_once() -> None:
    names = [field.name for _, fields in SECTIONS for field in fields] + [
        "计算日期",
        "合同",
        "价值表",
        "查看",
        "步骤行数",
    ]
    assert len(names) == len(set(names)) == 57


def test_formulas_have_their_plain_names_and_every_typed_cell_is_a_name(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(build_template("测算", tmp_path))
    assert book["测算"]["B5"].value == "=NQ_POLICY_YEAR(生效日,计算日期)"
    used = {
        argument for asked in (*MOMENTS, *AMOUNTS) for argument in _names(getattr(asked, "call", "") or asked.formula)
    }
    assert used <= set(book.defined_names)
    assert book.defined_names["合同"].attr_text.startswith("录入!$A$5:$B$")
    assert not any(sheet.protection.sheet for sheet in book)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first = build_template("测算", tmp_path / "a").read_bytes()
    assert build_template("测算", tmp_path / "b").read_bytes() == first


def _names(formula: str) -> set[str]:
    inside = formula.split("(", 1)[1].rstrip(")")
    return {part for part in inside.split(",") if not part.startswith(("$", '"'))}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("trial")
    extensions = unpacked(folder / "extensions")
    with private_office(folder, extensions=extensions, environment={"NEIQIN_DB": ""}) as running:
        yield running


@pytest.fixture(scope="module")
def for_calc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    to_calc(build_template("测算", folder), folder / "calc.xlsx", formulas())
    return folder / "calc.xlsx"


@pytest.fixture
def book(office: Office, for_calc: Path) -> Iterator[Any]:
    document = office.open(for_calc)
    yield document
    document.close(True)


@pytest.mark.office
@pytest.mark.parametrize("typed", [{}, LAPSED, COOLING_OFF, SHORT], ids=["示例", "中止", "犹豫期", "短期"])
def test_every_answer_is_that_of_python(book: Any, typed: dict[str, Any]) -> None:
    for name, value in typed.items():
        _type(book, name, value)
    cells = cells_of(typed)
    days = tuple((serial(answer(moment.formula, cells)),) for moment in MOMENTS)
    assert _area(book, "测算", f"B{FIRST_ROW}:B{FIRST_ROW + len(MOMENTS) - 1}") == days
    first = FIRST_ROW + len(MOMENTS)
    wanted = tuple(
        (
            amount(asked, cells),
            label(asked, cells),
            answer(asked.asking("提示"), cells),
            answer(asked.asking("依据"), cells),
        )
        for asked in AMOUNTS
    )
    assert _area(book, "测算", f"B{first}:E{first + len(AMOUNTS) - 1}") == wanted
    assert _area(book, "录入", "F6:G11") == tuple(row[:2] for row in wanted)


@pytest.mark.office
def test_the_steps_of_the_chosen_calculation_fill_their_area_and_the_rest_is_blank(book: Any) -> None:
    cells = cells_of()
    for asked in AMOUNTS:
        _type(book, "查看", asked.title)
        steps = [tuple(row) for row in answer(asked.asking("步骤"), cells)]
        blank = [("",) * len(steps[0])] * (STEP_ROWS - len(steps))
        assert list(_area(book, "步骤", f"A{STEP_HEADING + 1}:F{STEP_HEADING + STEP_ROWS}")) == steps + blank
        assert _area(book, "步骤", "D2") == ((len(steps),),)


@pytest.mark.office
def test_a_table_pasted_with_300_instead_of_265_for_year_2_raises_the_surrender_value_at_once(book: Any) -> None:
    """300 × 55 + (430 − 300) × 55 × 244 ÷ 365 + 10,000 × 121 ÷ 365 − 5,030.53."""
    _type_at(book.Sheets.getByName("价值表").getCellRangeByName("B6"), 300)
    assert _area(book, "录入", "F6") == ((19564.26,),)


def _type(book: Any, name: str, value: Any) -> None:
    _type_at(book.NamedRanges.getByName(name).getReferredCells(), value)


def _type_at(place: Any, value: Any) -> None:
    place.setDataArray((("" if value is None else serial(value),),))


def _area(book: Any, sheet: str, address: str) -> Any:
    return book.Sheets.getByName(sheet).getCellRangeByName(address).getDataArray()
