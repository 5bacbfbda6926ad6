"""xlwings' own VBA module (BSD 3-clause, its notice stays in it), of the installed version, with its open doors shut.

As it comes it puts the workbook's folder and ``<book>.zip`` first on Python's path, takes settings from a file in the
workbook's folder, and starts Python in Excel's current folder: a ``core/`` beside a mailed workbook would run. Parts
that need a paid licence, and a general SQL formula, are cut as well.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

_TO = r"(?:.*\n)*?"  # whole lines up to what follows

_CHANGES: tuple[tuple[str, str, int], ...] = (
    # pattern, replacement, how often it must be found
    (rf"    ' Check for embedded Python code\n{_TO}(?=    ' The first 5 args)", '    AddExcelDir = "false"\n\n', 1),
    (rf"    ' PythonCommand with embedded code\n{_TO}    End If\n(?=\n    ' Call Python)", "", 1),
    (r"    ' TODO: Doesn't.*\n    AddExcelDir = GetConfig\(.*\n", '    AddExcelDir = "false"\n', 1),
    (r"    licenseKey = GetConfig\(\"LICENSE_KEY\", \"\"\)\n(?:.*\n)*?    End If\n", "", 1),
    (r'import sys, os;" & LicenseKeyEnvString & "import', "import", 1),
    (r", licenseKey(?: As String, LicenseKeyEnvString As String)?(?=, A)", "", 2),
    (r" -B -c ", " -I -B -c ", 2),
    (rf"    ' Directory Config\n{_TO}(?=    ' User Config)", "", 1),
    (rf"'Attribute VB_Name = \"Extensions\"\n{_TO}(?='Attribute VB_Name = \"Utils\")", "", 1),
)


def xlwings_vba() -> str:
    """The module ``xlwings``. ValueError when the installed version no longer holds what must be changed."""
    text = _read("xlwings.bas")
    for pattern, replacement, times in _CHANGES:
        text, found = re.subn(pattern, lambda _, new=replacement: new, text)
        if found != times:
            raise ValueError(f"xlwings.bas has changed: {found} instead of {times} of {pattern!r}")
    return _lines(text)


def dictionary_vba() -> str:
    """The class that xlwings' module uses in place of Scripting.Dictionary on a Mac (MIT)."""
    return _lines(_read("addin/Dictionary.cls"))


def _read(name: str) -> str:
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ValueError("xlwings is not installed")
    return (Path(spec.origin).parent / name).read_bytes().decode("ascii").replace("\r\n", "\n")


def _lines(text: str) -> str:
    return text.replace("\n", "\r\n")
