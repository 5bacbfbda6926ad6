"""Ranges of :mod:`tests.uno_engine`: values, formulas, formats, merges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import product
from typing import Any

from core.workbook.edit_marks import cell_name, parse_cell
from tests.uno_marks import Font, Note, Rules, number, rgb

Position = tuple[int, int]
"""Row and column from 1, as xlwings has them."""

DAY_ZERO = datetime(1899, 12, 30)
_DATE, _LOGICAL, _ERRORS = 2, 1024, 4


def cell_position(address: str) -> Position:
    """``$B$3`` -> (3, 2)."""
    row, column = parse_cell(address.replace("$", ""))
    return row + 1, column + 1


class Range:
    """``more``: the further areas of a range such as ``A1,C3:C5``."""

    def __init__(
        self, sheet: Any, first: Position, last: Position, more: Sequence[tuple[Position, Position]] = ()
    ) -> None:
        self.sheet, self.first, self.last = sheet, first, last
        self.areas = [(first, last), *more]

    options = max_cells_per_read = max_cells_per_write = None
    row = property(lambda self: self.first[0])
    column = property(lambda self: self.first[1])
    shape = property(lambda self: (self.last[0] - self.row + 1, self.last[1] - self.column + 1))
    address = property(lambda self: self.get_address(True, True, False))
    font = property(lambda self: Font(self.api))
    conditional_formats = property(lambda self: Rules(self))

    @cached_property
    def api(self) -> Any:
        """The UNO range, asked for only when something is done with it: each call costs a millisecond."""
        return _uno_range(self.sheet, self.first, self.last)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            down, right = divmod(row - 1, self.shape[1])
            row, column = down + 1, right + 1
        cell = (self.row + row - 1, self.column + column - 1)
        return Range(self.sheet, cell, cell)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        assert not (external or row_absolute != column_absolute)
        names = [cell_name((row - 1, column - 1)) for row, column in dict.fromkeys((self.first, self.last))]
        sign = "$" if row_absolute else ""
        return ":".join(
            f"{sign}{name.rstrip('0123456789')}{sign}{name.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for name in names
        )

    @property
    def raw_value(self) -> list[list[Any]]:
        cells = [list(row) for row in self.api.getDataArray()]
        for number_format, areas in self._formats():
            for row, column in self._places(areas) if number_format.Type & (_DATE | _LOGICAL) else ():
                if isinstance(number := cells[row][column], float):
                    day = number_format.Type & _DATE
                    cells[row][column] = DAY_ZERO + timedelta(days=number) if day else bool(number)
        for row, column in self._places(self.api.queryFormulaCells(_ERRORS).RangeAddresses):
            cells[row][column] = self.api.getCellByPosition(column, row).String
        return cells

    @raw_value.setter
    def raw_value(self, rows: Any) -> None:
        """As Excel does it: in a cell that is not text, what looks like a number becomes one."""
        rows = rows if isinstance(rows, list | tuple) else [[rows]]
        text = {
            place
            for number_format, areas in self._formats()
            if number_format.FormatString == "@"
            for place in self._places(areas)
        }
        typed = [
            [value if (r, c) in text else _as_typed(value) for c, value in enumerate(row)] for r, row in enumerate(rows)
        ]
        self.api.setDataArray(tuple(tuple(map(_uno_value, row)) for row in typed))

    @property
    def formula(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(cell.replace(";", ",") for cell in row) for row in self.api.getFormulaArray())

    @formula.setter
    def formula(self, rows: Sequence[Sequence[str]]) -> None:
        self.api.setFormulaArray(tuple(tuple(_uno_formula(cell) for cell in row) for row in rows))

    @property
    def number_format(self) -> str:
        return str(self.sheet.book.document.NumberFormats.getByKey(self.api.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, code: str) -> None:
        formats, english = self.sheet.book.document.NumberFormats, _english(self.sheet)
        known = formats.queryKey(code, english, False)
        self.api.NumberFormat = known if known >= 0 else formats.addNew(code, english)

    @property
    def color(self) -> tuple[int, int, int] | None:
        return rgb(self.api.CellBackColor)

    @color.setter
    def color(self, value: Any) -> None:
        self.api.CellBackColor = number(value)

    wrap_text = property(None, lambda self, value: setattr(self.api, "IsTextWrapped", value))
    column_width = property(None, lambda self, value: setattr(self.api.Columns, "Width", int(value * 200)))

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.api.createCursorByRange(self.api)
        cursor.collapseToMergedArea()
        area = cursor.RangeAddress
        return Range(
            self.sheet, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1)
        )  # fmt: skip

    @property
    def merge_cells(self) -> bool | None:
        """True: all of it is merged; None: some; Excel's own three answers."""
        if not self.api.IsMerged:
            return False
        area = self(1, 1).merge_area
        whole = area.last[0] >= self.last[0] and area.last[1] >= self.last[1]
        return True if whole and len(area) > 1 else None

    @property
    def note(self) -> Note | None:
        position = self.api.getCellByPosition(0, 0).CellAddress
        return next((n for n in self.sheet.notes if (n.at.Row, n.at.Column) == (position.Row, position.Column)), None)

    def add_note(self, text: str) -> Note:
        position = self.api.getCellByPosition(0, 0).CellAddress
        self.sheet.api.Annotations.insertNew(position, text)
        return Note(self.sheet, position)

    def _formats(self) -> Iterator[tuple[Any, Sequence[Any]]]:
        """Each number format in the range with the areas that have it."""
        known = self.sheet.book.document.NumberFormats
        for block in self.api.UniqueCellFormatRanges:
            yield known.getByKey(block.NumberFormat), block.RangeAddresses

    def _places(self, areas: Sequence[Any]) -> Iterator[Position]:
        """The cells of the areas, rows and columns from 0 within this range."""
        for area in areas:
            rows = range(area.StartRow - self.row + 1, area.EndRow - self.row + 2)
            yield from product(rows, range(area.StartColumn - self.column + 1, area.EndColumn - self.column + 2))


def _uno_range(sheet: Any, first: Position, last: Position) -> Any:
    return sheet.api.getCellRangeByPosition(first[1] - 1, first[0] - 1, last[1] - 1, last[0] - 1)


def _as_typed(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) and not value.startswith("=") else value
    except ValueError:
        return value


def _uno_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - DAY_ZERO) / timedelta(days=1)
    return "" if value is None else str(value) if isinstance(value, str) else float(value)


def _uno_formula(text: str) -> str:
    """Commas between arguments as LibreOffice's own language has them; those inside texts stay."""
    return '"'.join(part if place % 2 else part.replace(",", ";") for place, part in enumerate(text.split('"')))


def _english(sheet: Any) -> Any:
    from tests.office import _bridge

    locale = _bridge().createUnoStruct("com.sun.star.lang.Locale")  # type: ignore[union-attr]
    locale.Language, locale.Country = "en", "US"
    return locale
