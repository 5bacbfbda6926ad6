"""The doors: Excel's functions, names inside .xlsx, the add-in's package."""

from __future__ import annotations

import inspect
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl

from udfs import excel
from udfs.calc.build import build, parts
from udfs.calc.names import to_calc, to_excel
from udfs.registry import formulas

F = formulas()


def test_excel_has_a_function_of_every_name_with_ascii_parameters() -> None:
    for name, formula in F.items():
        parameters = inspect.signature(getattr(excel, name)).parameters
        assert list(parameters) == [f"a{place}" for place in range(1, len(formula.arguments) + 1)]
        required = [one.default is inspect.Parameter.empty for one in parameters.values()]
        assert required == [argument.required for argument in formula.arguments]


def test_excel_gets_days_as_its_own_days_and_leaves_out_what_is_missing() -> None:
    assert excel.NQ_GRACE_END([["2026-10-11"]], None, None) == datetime(2026, 12, 10)
    assert excel.NQ_GRACE_END([[datetime(2026, 10, 11)], [None]]) == [[datetime(2026, 12, 10)], [""]]


def test_formula_names_go_to_libreoffice_and_back_and_nothing_else_changes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    typed = [
        '=NQ_AGE(A9,"2026-11-01")',
        '=IF(nq_age(A9,B9)>1,"NQ_AGE(1)",[1]!NQ_ID_SEX(A9))',
        "=_xldudf_NQ_MASK(A9)",
        "=MY_NQ_AGE(1)",
        "='NQ_AGE(1)'!A1",
    ]
    for row, formula in enumerate(typed, 1):
        book.active[f"A{row}"] = formula
    source, there, back = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    book.save(source)
    assert to_calc(source, there, F) == 3
    full = [row[0] for row in openpyxl.load_workbook(there).active.iter_rows(values_only=True)]
    assert full[1] == '=IF(CN.NEIQIN.FUNCTIONS.NQ_AGE(A9,B9)>1,"NQ_AGE(1)",CN.NEIQIN.FUNCTIONS.NQ_ID_SEX(A9))'
    assert full[3:] == typed[3:]
    assert to_excel(there, back, F) == 3
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(back) as new:
        assert old.namelist() == new.namelist()
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
    assert set(old.namelist()) - set(same) == {"xl/worksheets/sheet1.xml"}


def test_the_package_is_small_repeatable_and_holds_no_code_of_ours_but_the_component(tmp_path: Path) -> None:
    first, second = build(tmp_path / "a.oxt"), build(tmp_path / "b.oxt")
    assert first.read_bytes() == second.read_bytes()
    assert set(zipfile.ZipFile(first).namelist()) == set(parts()) == {
        "META-INF/manifest.xml", "description.xml", "neiqin_addin.py", "functions.json", "environment.txt",
        "neiqin.rdb",
    }  # fmt: skip
    assert first.stat().st_size < 40_000
    assert all(name.encode() in parts()["neiqin.rdb"] for name in F)
