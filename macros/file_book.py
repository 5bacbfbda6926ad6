"""A workbook file as a button sees it: what is shown goes into a copy, and the file stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from core.normalise.parsed import Cell
from core.workbook.edit import Edited, Mark, Tab, cleared_copy, edited_copy, our_tabs
from core.workbook.grid import Book as Content
from core.workbook.read_files import open_book
from macros.books import BookError


class FileBook:
    """``target``: the copy that is written. ``say``: gets status and messages; ``answer``: the reply to questions."""

    def __init__(self, path: Path, target: Path, say: Callable[[str], object] = print, *, answer: bool = False) -> None:
        self.path, self.target = path, target
        self._say, self._answer = say, answer

    def content(self) -> Content:
        """The sheets of the file without our tabs. BookError: it cannot be read."""
        book = self._opened()
        ours = set(self.own_tabs())
        book.grids = [grid for grid in book.grids if grid.name not in ours]
        return book

    def own_tabs(self) -> list[str]:
        """The names of our tabs in the file."""
        return our_tabs(self.path)

    def rows(self, sheet: str) -> list[list[Cell]]:
        """All cells of one sheet; none where there is no such sheet."""
        return next((grid.rows for grid in self._opened().grids if grid.name == sheet), [])

    def show(self, tabs: Sequence[Tab], marks: Sequence[Mark]) -> str:
        """The copy with our tabs and marks, or its companion where the file cannot be edited safely."""
        return self._written(edited_copy(self.path, self.target, tabs, marks))

    def clear(self) -> str:
        """The copy without anything of ours."""
        return self._written(cleared_copy(self.path, self.target))

    def status(self, text: str) -> None:
        """A line for the user."""
        if text:
            self._say(text)

    def message(self, text: str) -> None:
        """The last line for the user."""
        self._say(text)

    def confirmed(self, question: str) -> bool:
        """The answer that was given beforehand."""
        self._say(question)
        return self._answer

    def _written(self, edited: Edited) -> str:
        self.target = edited.target
        return edited.message

    def _opened(self) -> Content:
        book, findings = open_book(self.path)
        if book is None:
            raise BookError("；".join(f"{finding.message}{finding.fix}" for finding in findings))
        return book
