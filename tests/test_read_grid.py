"""A large sheet taken over by the thousand rows: every cell in its place and of its type, equal texts one object."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from core.normalise.parsed import Cell
from core.workbook.read_files import open_book

CELLS: tuple[Cell, ...] = ("有效", 1.0, True, 0.0, False, "1", "")
"""Seven kinds in turn: what equals its neighbour, such as 1.0 and True, must not become it."""
FIRST_ROW, FIRST_COLUMN, ROWS, GAP = 2, 1, 2500, 1700


def sheet(folder: Path) -> Path:
    """From B3 on: a name that repeats, a number of its own for every row, and seven kinds in turn; row GAP is blank."""
    path = folder / "large.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("保单台账")
        for row in range(ROWS):
            if row != GAP:
                page.write_row(FIRST_ROW + row, FIRST_COLUMN, [f"机构{row % 3}", f"P{row}", CELLS[row % 7]])
    return path


def test_every_cell_of_a_large_sheet_stays_what_and_where_it_was(tmp_path: Path) -> None:
    book, _ = open_book(sheet(tmp_path))
    assert book is not None
    rows = book.grids[0].rows
    assert len(rows) == FIRST_ROW + ROWS
    assert [list(row) for row in rows[:FIRST_ROW]] == [[""] * 4] * FIRST_ROW
    for number in range(ROWS):
        gap = number == GAP
        expected = ["", "", "", ""] if gap else ["", f"机构{number % 3}", f"P{number}", CELLS[number % 7]]
        cells = rows[FIRST_ROW + number]
        assert [(type(cell), cell) for cell in cells] == [(type(cell), cell) for cell in expected], number


def test_texts_that_repeat_are_one_object_and_so_are_blank_rows(tmp_path: Path) -> None:
    book, _ = open_book(sheet(tmp_path))
    assert book is not None
    rows = book.grids[0].rows
    assert len({id(row[FIRST_COLUMN]) for row in rows if row[FIRST_COLUMN]}) == 3
    assert rows[0] is rows[FIRST_ROW + GAP]
