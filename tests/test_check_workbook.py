"""核对.xlsx computes in a spreadsheet what core.values computes in Python, and follows when an input is changed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import Benefits, endowment, term_life
from core.values.cash_value import cash_values
from core.values.contract import DayBasis, WithinYear
from core.values.golden import term_series
from core.values.line import DayCount
from core.values.mortality import FloatArray, mortality
from core.values.portfolio import exact_value
from core.values.portfolio_tables import tables
from xlsx_templates import check_comparison, check_recursion, check_within_year
from xlsx_templates.check_sample import sample
from xlsx_templates.check_within_year import POLICIES, product_line
from xlsx_templates.check_workbook import FILE_NAME, SHIPPED, build_check_workbook

needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
NATIVE = {
    "IF", "OR", "AND", "INT", "ISERROR", "COUNT", "INDEX", "MATCH", "MIN", "MAX", "SUM", "ROW", "YEAR", "EDATE",
    "VLOOKUP", "ROUND", "ABS",
}  # fmt: skip
GIRL = {"性别": "女", "投保年龄": 5, "保险期间": 101, "交费期": 20, "满期金比例": 0, "预定利率": 0.02, "过渡年数": None}
OLD = {"投保年龄": 50, "给付时点": "年末", "折算比例": 0.8, "系数k": 0.8, "费用率1": 0.8, "费用率4": 0.2, "过渡年数": 1}
TERM = {
    "投保年龄": 42, "保险期间": 5, "交费期": 1, "基本保额": 10000, "满期金比例": 0, "预定利率": 0.035,
    "生命表名": "CL(2000-2003) 非养老类业务表", "过渡年数": None,
}  # fmt: skip
LINES = {"年内取值方式": "首末值", "年内天数": "实际天数", "计入当日": "是"}
EDITS: dict[str, Mapping[str, Any]] = {"示例": {}, "女": GIRL, "年末": OLD, "定期": TERM, "首末": LINES}
SLIPS: dict[str, tuple[Mapping[str, Any], str]] = {
    "空龄": ({"投保年龄": None}, "黄色格有空白或不是数字的"),
    "一年": ({"保险期间": 1, "交费期": 1}, "保险期间应为2以上的整数；一年期以内按未满期净保费"),
    "负额": ({"基本保额": -5}, "基本保额应大于0，满期金比例不小于0"),
    "利率": ({"预定利率": 2.5}, "预定利率和利率加点应在0至10%之间"),
    "系数": ({"系数k": 2}, "费用率应为0至100%以下，系数k应为0至1"),
    "年数": ({"过渡年数": 1.5}, "过渡年数m应为1以上的整数或空白"),
}
EDITS |= {name: edit for name, (edit, _) in SLIPS.items()}
EDITS |= {"保额": {"年内取值!D10": None, "年内取值!D11": -5, "年内取值!D12": "五万", "年内取值!C13": None}}
EDITS |= {"缺表": {**TERM, "投保年龄": 58}, "倒置": {"交费期": 30}, "低值": {"对照!B12": 100}}


@dataclass(frozen=True)
class Book:
    """A recalculated workbook: values by sheet and cell, and the cells of its names."""

    book: Any

    def column(self, sheet: str, letter: str, first: int, count: int) -> list[Any]:
        return [self.book[sheet][f"{letter}{row}"].value for row in range(first, first + count)]

    def years(self, letter: str, count: int) -> FloatArray:
        """Policy years 1 … count of a column of 计算."""
        return np.array(self.column("计算", letter, check_recursion.START + 2, count), dtype=np.float64)

    def named(self, name: str) -> Any:
        sheet, cell = self.book.defined_names[name].attr_text.replace("$", "").split("!")
        return self.book[sheet][cell].value


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """Every edit of the shipped workbook, recalculated by one private LibreOffice: openpyxl leaves no cached result."""
    folder = tmp_path_factory.mktemp("check")
    for name, edits in EDITS.items():
        book = openpyxl.load_workbook(SHIPPED)
        for where, value in edits.items():
            target = where if "!" in where else book.defined_names[where].attr_text.replace("$", "")
            sheet, cell = target.split("!")
            book[sheet][cell] = value
        book.save(folder / f"{name}.xlsx")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), *map(str, folder.glob("*.xlsx"))]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    load = partial(openpyxl.load_workbook, data_only=True)
    return {name: Book(load(folder / "out" / f"{name}.xlsx")) for name in EDITS}


def formulas() -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(SHIPPED)
    cells = ((sheet.title, cell) for sheet in book.worksheets for row in sheet for cell in row)
    return {(title, cell.coordinate): cell.value for title, cell in cells if cell.data_type == "f"}


def test_the_shipped_workbook_is_what_one_command_builds(tmp_path: Path) -> None:
    assert build_check_workbook(tmp_path).read_bytes() == SHIPPED.read_bytes()
    assert SHIPPED.name == FILE_NAME == "核对.xlsx"


def test_only_functions_that_excel_2007_knows_and_no_macro() -> None:
    found = formulas()
    assert len(found) > 3000
    assert {name for text in found.values() for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", text)} == NATIVE
    parts = subprocess.run(["unzip", "-l", str(SHIPPED)], check=True, capture_output=True, text=True).stdout
    assert "vba" not in parts
    assert "externalLink" not in parts


class TestRecalculated:
    pytestmark = needs_office

    def test_every_formula_gives_its_cached_result(self, books: dict[str, Book]) -> None:
        cached = openpyxl.load_workbook(SHIPPED, data_only=True)
        differing = []
        for sheet, cell in formulas():
            was, now = cached[sheet][cell].value or "", books["示例"].book[sheet][cell].value or ""
            near = isinstance(was, float | int) and isinstance(now, float | int)
            if was != now and not (near and now == pytest.approx(was, rel=1e-9, abs=1e-9)):
                differing.append((sheet, cell, was, now))
        assert differing == []

    def test_the_sample_is_the_value_of_python_to_a_billionth(self, books: dict[str, Book]) -> None:
        shown = sample()
        assert books["示例"].years("P", 20) == pytest.approx(shown.values.minimum, rel=1e-9)
        assert books["示例"].years("W", 20) == pytest.approx(shown.values.formula, rel=1e-9)
        assert books["示例"].named("重算_最低") == pytest.approx(shown.values.gross_premium, rel=1e-9)

    def test_a_girl_of_5_covered_for_life_at_the_legal_minimum(self, books: dict[str, Book]) -> None:
        women = mortality("CL(2010-2013)", "非养老类业务二表", "女")
        basis = replace(sample().basis, mortality=women, pricing_rate=0.02, blend_years=None)
        assert_equal(books["女"], term_life(5, 101, 20, 100000.0), basis)

    def test_deaths_at_the_year_end_four_fifths_of_the_rates_other_expenses(self, books: dict[str, Book]) -> None:
        shown = sample().basis
        table = shown.mortality.scaled(0.8)
        changed = {"timing": DeathTiming.YEAR_END, "k": 0.8, "expenses": (0.8, 0.25, 0.25, 0.2), "blend_years": 1}
        assert_equal(books["年末"], endowment(50, 20, 10, 100000.0), replace(shown, mortality=table, **changed))

    def test_the_published_five_year_term_insurance_is_met_to_the_fen(self, books: dict[str, Book]) -> None:
        published = next(values for years, age, sex, values in term_series() if (years, age, sex) == (5, 42, "男"))
        found = [round(Decimal(repr(value)), 2) for value in books["定期"].years("P", len(published)).tolist()]
        assert found == list(published)

    def test_rates_that_a_table_does_not_hold_are_named_and_nothing_is_computed(self, books: dict[str, Book]) -> None:
        assert books["缺表"].named("结论") == "生命表缺少所需年龄的死亡率，不得外推"
        assert set(books["缺表"].column("计算", "W", check_recursion.START + 1, 107)) <= {None, ""}

    @pytest.mark.parametrize("name", SLIPS)
    def test_a_slip_in_a_yellow_cell_is_named_and_no_value_shown(self, books: dict[str, Book], name: str) -> None:
        assert books[name].named("结论") == SLIPS[name][1]
        for letter in "PW":
            assert set(books[name].column("计算", letter, check_recursion.START + 1, 107)) <= {None, ""}

    def test_no_value_inside_the_year_for_a_sum_that_is_none(self, books: dict[str, Book]) -> None:
        rows = check_within_year.START + 1, 4
        verdicts = ["没有填或不是数字", "保额应大于0", "没有填或不是数字", "没有填或不是数字"]
        assert books["保额"].column("年内取值", "M", *rows) == verdicts
        assert set(books["保额"].column("年内取值", "L", *rows)) <= {None, ""}

    def test_more_years_of_premium_than_of_cover_are_refused(self, books: dict[str, Book]) -> None:
        assert books["倒置"].named("结论") == "交费期应为1至保险期间的整数，趸交填1"
        assert set(books["倒置"].column("年内取值", "M", check_within_year.START + 1, len(POLICIES))) == {"见基础"}

    def test_a_printed_value_below_the_minimum_is_flagged_in_its_year_only(self, books: dict[str, Book]) -> None:
        verdicts = books["低值"].column("对照", "I", check_comparison.START + 2, 20)
        assert verdicts == ["与公式值一致"] * 2 + ["低于法定最低，报精算"] + ["与公式值一致"] * 17

    @pytest.mark.parametrize(
        ("name", "form", "days"),
        [
            ("示例", WithinYear.TWO_ENDS, DayCount(DayBasis.FIXED_365)),
            ("首末", WithinYear.START_END, DayCount(DayBasis.ACTUAL, inclusive=True)),
        ],
    )
    def test_values_inside_the_year_are_those_of_the_portfolio_engine(
        self, books: dict[str, Book], name: str, form: WithinYear, days: DayCount
    ) -> None:
        line = product_line(sample(), form, days)
        expected = [
            float(exact_value(tables([line], on, date(2000, 1, 1)), effective, 0, Decimal(amount)))
            for effective, on, amount in POLICIES
        ]
        found = books[name].column("年内取值", "L", check_within_year.START + 1, len(POLICIES))
        assert found == pytest.approx(expected, abs=1e-9)
        assert len(set(found)) == len(POLICIES)


def assert_equal(book: Book, cover: Benefits, basis: ValueBasis) -> None:
    """Minimum and formula value of every policy year to 1e-9 of the sum assured, and relatively where it is not 0."""
    values, findings = cash_values(cover, basis)
    assert findings == ()
    assert values is not None
    assert book.years("P", cover.policy_term) == pytest.approx(values.minimum, rel=1e-9, abs=1e-6)
    assert book.years("W", cover.policy_term) == pytest.approx(values.formula, rel=1e-9, abs=1e-6)
    assert book.years("W", cover.policy_term)[cover.policy_term // 2] > 1.0
