"""Workbooks for tests, written as markdown tables inside the test.

Cells are text unless they say otherwise: ``n:123`` number, ``d:2026-01-05`` day, ``b:1`` true or false, ``p:0.5`` a
number shown as percent, ``f:=A1`` a formula without cached value, ``f:=A1 -> 5`` one with, ``e:#N/A`` an error;
``\\n`` is a line break and ``_`` alone an empty cell.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


def cells(table: str) -> list[list[str]]:
    """The rows of a markdown table, ruler line left out; only plain blanks around a cell go."""
    rows = [[cell.strip(" ") for cell in line.strip().strip("|").split("|")] for line in table.strip().split("\n")]
    return [row for row in rows if not all(cell and set(cell) <= set("-:") for cell in row)]


def workbook(
    folder: Path,
    sheets: Mapping[str, str],
    *,
    name: str = "测试.xlsx",
    merges: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
    hidden_sheets: Sequence[str] = (),
    epoch_1904: bool = False,
) -> Path:
    """Write ``sheets`` to ``folder/name`` (.csv: the only sheet). Merges and hiding apply to every sheet."""
    path = folder / name
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(cells(next(iter(sheets.values()))))
        return path
    with xlsxwriter.Workbook(path, {"date_1904": epoch_1904}) as book:
        styles = {"d": book.add_format({"num_format": "yyyy-mm-dd"}), "p": book.add_format({"num_format": "0%"})}
        for sheet_name, table in sheets.items():
            sheet = book.add_worksheet(sheet_name)
            for merge in merges:
                sheet.merge_range(merge, "")
            for i, row in enumerate(cells(table)):
                for j, cell in enumerate(row):
                    _write(sheet, i, j, cell, styles)
            for number in hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for letter in hidden_columns:
                sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
            if sheet_name in hidden_sheets:
                sheet.hide()
    return path


def _write(sheet: Worksheet, i: int, j: int, cell: str, styles: Mapping[str, object]) -> None:
    kind, colon, text = cell.partition(":")
    if cell in ("", "_"):
        return
    if not colon or kind not in set("ndbpfe"):
        sheet.write_string(i, j, cell.replace("\\n", "\n"))
    elif kind in "np":
        sheet.write_number(i, j, float(text), styles.get(kind))
    elif kind == "d":
        sheet.write_datetime(i, j, datetime.fromisoformat(text), styles["d"])
    elif kind == "b":
        sheet.write_boolean(i, j, text == "1")
    elif kind == "e":
        sheet.write_formula(i, j, "=NA()", None, text)
    else:
        formula, _, value = text.partition(" -> ")
        sheet.write_formula(i, j, formula, None, value)
