"""Sheets and names of :mod:`tests.uno_engine`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.uno_marks import Note
from tests.uno_range import Range, cell_position

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


class Sheets:
    def __init__(self, book: Any) -> None:
        self.book, self.api = book, book.document.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.api.getByName(getattr(self.book, "front", self.api.ElementNames[0])))

    def __call__(self, key: Any) -> Sheet:
        found = self.api.getByIndex(key - 1) if isinstance(key, int) else self.api.getByName(key)
        return Sheet(self.book, found)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (self(place) for place in range(1, len(self) + 1))

    def add(self, before=None, after=None, name=None):  # type: ignore[no-untyped-def]
        self.api.insertNewByName(name, after.index if after else 0)
        return self(name)


class Sheet:
    def __init__(self, book: Any, api: Any) -> None:
        self.book, self.api = book, api

    name = property(lambda self: self.api.Name)
    index = property(lambda self: self.api.RangeAddress.Sheet + 1)
    visible = property(lambda self: self.api.IsVisible)
    cells = property(lambda self: Range(self, (1, 1), (MAX_ROWS, MAX_COLUMNS)))

    @property
    def used_range(self) -> Range:
        cursor = self.api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return Range(self, (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))

    @property
    def notes(self) -> list[Note]:
        return [Note(self, note.Position) for note in self.api.Annotations]

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            areas = [[cell_position(cell) for cell in area.split(":")] for area in first.split(",")]
            return Range(self, areas[0][0], areas[0][-1], more=[(area[0], area[-1]) for area in areas[1:]])
        if isinstance(first, tuple) and len(first) == 4:  # a slice: row, column, rows, columns
            row, column, rows, columns = first
            return Range(self, (row, column), (row + rows - 1, column + columns - 1))
        start = first.first if isinstance(first, Range) else first
        end = start if last is None else last.last if isinstance(last, Range) else last
        return Range(self, start, end)

    def activate(self) -> None:
        self.book.front = self.name

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)


class Names(base_classes.Names):
    def __init__(self, book: Any) -> None:
        self.book, self.api = book, book.document.NamedRanges

    def __call__(self, key: Any) -> Name:
        return Name(self.api.getByIndex(key - 1) if isinstance(key, int) else self.api.getByName(key), self.api)

    def __len__(self) -> int:
        return int(self.api.Count)

    def add(self, name: str, refers_to: str) -> Name:
        where = self.book.document.Sheets.getByIndex(0).getCellByPosition(0, 0).CellAddress
        self.api.addNewByName(name, "$" + refers_to.lstrip("=").replace("!", "."), where, 0)
        return self(name)


class Name:
    def __init__(self, api: Any, names: Any) -> None:
        self.api, self._names = api, names

    name = property(lambda self: self.api.Name)
    refers_to = property(lambda self: "=" + "!".join(self.api.Content.lstrip("$").rsplit(".", 1)))

    def delete(self) -> None:
        self._names.removeByName(self.api.Name)
