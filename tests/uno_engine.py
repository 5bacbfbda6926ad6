"""An xlwings engine over a private LibreOffice: the macros that run in Excel run here against a live spreadsheet.

Only what the macros use is there. Like Excel it turns text into numbers unless a cell is text first, gives every number
as float and every day as datetime, and keeps message boxes for the test to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlwings
from xlwings import base_classes

from tests.office import Office
from tests.uno_range import Note, Range, cell_position

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


@contextmanager
def live_app(office: Office) -> Iterator[xlwings.App]:
    """Excel as far as xlwings can tell: an app whose books are open in ``office``."""
    app = App(office)
    engine = xlwings.main.Engine(impl=app.engine)
    xlwings.engines.add(engine)
    xlwings.engines.active = engine
    try:
        yield xlwings.App(impl=app)
    finally:
        xlwings.engines.active = None
        del xlwings.engines.engines_by_name[app.engine.name]
        xlwings.engines.engines.remove(engine)
        vars(xlwings.Book).get("_mock_caller") and delattr(xlwings.Book, "_mock_caller")


class Engine:
    """The conversions that xlwings asks an engine for."""

    name, type = "libreoffice", "desktop"

    def __init__(self, app: App) -> None:
        self.apps = [app]

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):  # type: ignore[no-untyped-def]
        """Blank cells as ``empty_as``, error texts only when asked for."""

        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper() and not err_to_str:
                return None
            return value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        """A Python value as a cell takes it."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)
        return "" if value is None else value


class App:
    """``alerts`` keeps what was shown, ``states`` what stood in the status bar, ``answer`` is pressed when asked."""

    visible = screen_updating = display_alerts = True
    pid, hwnd, version = 1, 1, "16.0"

    def __init__(self, office: Office) -> None:
        self.office, self.engine = office, Engine(self)
        self.books = Books(self)
        self.alerts: list[str] = []
        self.states: list[str] = []
        self.answer = "yes"

    @property
    def status_bar(self) -> str | bool:
        return self.states[-1] if self.states else False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.states.append(value)  # type: ignore[arg-type]

    def activate(self, steal_focus: bool) -> None:
        """There is no window to bring forward."""

    def alert(self, prompt, title, buttons, mode, callback):  # type: ignore[no-untyped-def]
        self.alerts.append(prompt)
        return self.answer if buttons == "yes_no" else "ok"


class Books:
    def __init__(self, app: App) -> None:
        self.app, self._open = app, list[Book]()

    @property
    def active(self) -> Book:
        return self._open[-1]

    def __call__(self, name: Any) -> Book:
        found = [book for book in self._open if book.name == name]
        if not found:
            raise KeyError(name)
        return found[0]

    def open(self, fullname, *arguments, **words):  # type: ignore[no-untyped-def]
        path = Path(fullname)
        self._open.append(Book(self.app, self.app.office.open(path, MacroExecutionMode=4), path))
        return self._open[-1]

    def closed(self, book: Book) -> None:
        self._open.remove(book)


class Book:
    def __init__(self, app: App, document: Any, path: Path) -> None:
        self.app, self.document, self._path = app, document, path

    api = property(lambda self: self.document)
    name = property(lambda self: self._path.name)
    fullname = property(lambda self: str(self._path))
    sheets = property(lambda self: Sheets(self))
    names = property(lambda self: Names(self))

    def activate(self) -> None:
        """There is no window to bring forward."""

    def close(self) -> None:
        self.document.close(True)
        self.app.books.closed(self)


class Sheets:
    def __init__(self, book: Book) -> None:
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
    def __init__(self, book: Book, api: Any) -> None:
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
        self.book.front = self.name  # type: ignore[attr-defined]

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
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
