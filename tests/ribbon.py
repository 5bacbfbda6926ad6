"""Pressing the ribbon's buttons in a live spreadsheet: ribbon XML, the VBA of the shipped file, Python, cells."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import xlwings

from tests.office import Office, private_office
from tests.uno_engine import App, live_app
from xlsx_templates.addin.build import FILE, RIBBON_PART
from xlsx_templates.addin.ribbon import NAMESPACE

WINDOWS_ONLY = ("xlwings", "Dictionary")
STUB = """Option VBASupport 1
Public Command As String
Public Function RunPython(text As String)
    Command = text
End Function
Public Function Asked() As String
    Asked = Command
End Function
"""
"""In place of the modules that start Python on Windows: it keeps what it was asked to run."""


@dataclass
class Ribbon:
    """The add-in and the user's books in one LibreOffice. ``app.impl`` keeps alerts and states of the status bar."""

    office: Office
    app: xlwings.App
    addin: Any

    @property
    def shown(self) -> App:
        """What the user saw."""
        return self.app.impl

    def open(self, path: Path) -> xlwings.Book:
        """Open a workbook in front of the user."""
        book = self.app.books.open(str(path))
        book.set_mock_caller()
        return book

    def press(self, label: str) -> str:
        """Press a button; gives the last message."""
        command = self._run(actions()[label], self.addin.Sheets.getByIndex(0)) or self._run("xlwings.Asked")
        assert command.startswith("import macros.ribbon; "), command
        exec(command, {})  # as Python does with what stands behind -c
        return self.shown.alerts[-1]

    def _run(self, macro: str, *arguments: Any) -> Any:
        script = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        return self.addin.getScriptProvider().getScript(script).invoke(arguments, (), ())[0]


def actions() -> dict[str, str]:
    """Label → VBA procedure, from the ribbon of the shipped file."""
    with zipfile.ZipFile(FILE) as archive:
        drawn = ElementTree.fromstring(archive.read(RIBBON_PART)).iter(f"{{{NAMESPACE}}}button")
    return {button.get("label", ""): button.get("onAction", "") for button in drawn}


@contextmanager
def live_ribbon(folder: Path) -> Iterator[Ribbon]:
    """A private LibreOffice with a copy of the shipped add-in, its Windows-only modules replaced by the stub."""
    with private_office(folder) as office, live_app(office) as app:
        copy = Path(shutil.copy(FILE, folder))
        addin = office.open(copy, MacroExecutionMode=4, FilterName="Calc MS Excel 2007 VBA XML")
        library = addin.BasicLibraries.getByName("VBAProject")
        for module in WINDOWS_ONLY:
            library.removeByName(module)
        library.insertByName("xlwings", STUB)
        yield Ribbon(office, app, addin)
