"""A workbook as a button sees it: open in Excel (:mod:`macros.live_book`) or a file (:mod:`macros.file_book`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from core.normalise.parsed import Cell
from core.workbook.edit import Mark, Tab
from core.workbook.grid import Book as Content


class BookError(Exception):
    """The workbook cannot be read or written; the Chinese message says what and the way out."""


class Book(Protocol):
    """Reading takes whole sheets, writing whole tabs: the cells of the user are never written."""

    @property
    def path(self) -> Path:
        """Where the book is kept; only its name when it was never saved."""

    def content(self) -> Content:
        """Every sheet of the user's with its cells, for ``read_workbooks``; ours are left out."""

    def own_tabs(self) -> list[str]:
        """The names of our tabs."""

    def rows(self, sheet: str) -> list[list[Cell]]:
        """All cells of one sheet, from A1."""

    def show(self, tabs: Sequence[Tab], marks: Sequence[Mark]) -> str:
        """Put up our tabs and marks in place of all earlier ones; gives one Chinese sentence."""

    def clear(self) -> str:
        """Take away all our tabs and marks; gives one Chinese sentence."""

    def status(self, text: str) -> None:
        """How far we are, where the user sees it; ``""`` when done."""

    def message(self, text: str) -> None:
        """The last word to the user."""

    def confirmed(self, question: str) -> bool:
        """Did the user say yes?"""
