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

from tests.office import Office
from tests.uno_sheets import Names, Sheets


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
