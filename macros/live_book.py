"""A workbook that is open in Excel, over the free object model of xlwings. It is marked, never saved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.normalise.parsed import Cell
from core.workbook.edit import Mark, Tab
from core.workbook.grid import Book as Content
from core.workbook.grid import Grid, Merge
from core.workbook.read_files import DENSE_LIMIT
from macros import live_marks, live_tabs
from macros.books import BookError

TITLE = "保险内勤"
_BOX_LINES = 24
"""Lines of a message box that fit on a small screen; the last one, a question or the outcome, always shows."""

_ROWS_AT_A_TIME = 20_000
"""Rows in one read: Excel hands over a whole range at once, and very large ones need too much memory."""


def caller() -> LiveBook:
    """The book in front of the user whose Excel called Python.

    The caller itself is the add-in: it alone knows which of several running Excels was asked.
    """
    import xlwings

    return LiveBook(xlwings.Book.caller().app.books.active)


class LiveBook:
    """``book``: an :class:`xlwings.Book`."""

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def path(self) -> Path:
        """The file of the book; its name where it has none, or one that only OneDrive knows."""
        try:
            return Path(self.book.fullname)
        except Exception:  # xlwings finds no local folder for a OneDrive address and raises its own kinds
            return Path(self.book.name)

    def content(self) -> Content:
        """Every sheet's whole used range; hidden sheets are named but not read, as in files."""
        ours = set(self.own_tabs())
        grids = [self._grid(sheet) for sheet in self.book.sheets if sheet.name not in ours]
        digest = sha256(repr([(grid.name, grid.rows) for grid in grids]).encode()).hexdigest()
        return Content(str(self.path), digest, grids)

    def own_tabs(self) -> list[str]:
        """The names of our tabs, wherever the user has moved them."""
        return live_tabs.own_tabs(self.book)

    def rows(self, sheet: str) -> list[list[Cell]]:
        """All cells from A1 to the last used one."""
        return self._rows(self.book.sheets[sheet])

    def show(self, tabs: Sequence[Tab], marks: Sequence[Mark]) -> str:
        """Replace our tabs and marks. Should Excel refuse in the middle, what was written is taken away again."""
        front = self.book.sheets.active.name
        try:
            with self.book.app.properties(screen_updating=False, display_alerts=False):
                self._clear()
                given = [live_tabs.add_tab(self.book, tab) for tab in tabs]
                words = live_marks.add_marks(self.book, marks)
                self.book.sheets[given[0] if given else front].activate()
        except Exception as refused:  # COM errors of every kind: a protected book, a cell being edited
            with suppress(Exception):
                self._clear()
            raise BookError(
                "Excel 没有接受写入（工作簿结构受保护，或有单元格正在编辑）。请处理后再按一次。"
            ) from refused
        return f"已加 {len(given)} 个标签页（{'、'.join(given)}）{words}工作簿尚未保存。"

    def clear(self) -> str:
        """Take away everything of ours."""
        with self.book.app.properties(screen_updating=False, display_alerts=False):
            tabs, cells = self._clear()
        return f"已清除 {tabs} 个标签页和 {cells} 处标记。"

    def status(self, text: str) -> None:
        """Into Excel's status bar; an empty text hands it back to Excel."""
        self.book.app.status_bar = f"{TITLE}：{text}" if text else False

    def message(self, text: str) -> None:
        """A message box."""
        self.book.app.alert(_short(text), TITLE)

    def confirmed(self, question: str) -> bool:
        """A message box with yes and no."""
        return self.book.app.alert(_short(question), TITLE, buttons="yes_no") == "yes"

    def _clear(self) -> tuple[int, int]:
        return live_tabs.remove_tabs(self.book), live_marks.remove_marks(self.book)

    def _grid(self, sheet: Any) -> Grid:
        if not sheet.visible:
            return Grid(sheet.name, [], hidden=True)
        return Grid(sheet.name, self._rows(sheet), sorted(_merges(sheet.used_range)))

    def _rows(self, sheet: Any) -> list[list[Cell]]:
        last = sheet.used_range.last_cell
        if last.row * last.column > DENSE_LIMIT:
            raise BookError(
                f"工作表“{sheet.name}”的已用区域有 {last.row} 行、{last.column} 列。请删除多余的空行空列后再试。"
            )
        cells = sheet.range((1, 1), last).options(ndim=2, err_to_str=True, chunksize=_ROWS_AT_A_TIME).value
        return [[_cell(value) for value in row] for row in cells]


def _short(text: str) -> str:
    lines = text.split("\n")
    return text if len(lines) <= _BOX_LINES else "\n".join([*lines[: _BOX_LINES - 2], "……", lines[-1]])


def _cell(value: Any) -> Cell:
    """A value as the reader of files hands it over: Excel gives money as Decimal and every day as a datetime."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second or value.microsecond):
        return date(value.year, value.month, value.day)
    return "" if value is None else value


def _merges(area: Any) -> set[Merge]:
    """The merged ranges, found by halving: of a range Excel tells that all, none or (None) some of it is merged."""
    merged = area.merge_cells
    if merged is False:
        return set()
    rows, columns = area.shape
    whole = area[0, 0].merge_area
    if (
        merged
        and whole.row + whole.shape[0] >= area.row + rows
        and whole.column + whole.shape[1] >= area.column + columns
    ):
        last = whole.last_cell
        return {((whole.row - 1, whole.column - 1), (last.row - 1, last.column - 1))} if whole.size > 1 else set()
    if rows > 1:
        return _merges(area[: rows // 2, :]) | _merges(area[rows // 2 :, :])
    return _merges(area[:, : columns // 2]) | _merges(area[:, columns // 2 :])
