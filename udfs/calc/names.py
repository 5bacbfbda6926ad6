"""Formula names inside .xlsx and .xlsm: ``NQ_AGE(`` for Excel, ``CN.NEIQIN.FUNCTIONS.NQ_AGE(`` for LibreOffice.

LibreOffice 7.4 does not map an add-in's names when it reads or writes Excel files. Only the text of formula elements is
touched; every other byte of a part is copied. Used on copies for recalculation, never on a user's workbook.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from udfs.calc import PREFIX

_FORMULA = re.compile(rb"(<f\b[^>]*(?<!/)>)([^<]*)(</f>)")
_QUOTED = re.compile(r"""("(?:[^"]|"")*"|&quot;.*?&quot;|'(?:[^']|'')*')""")


def to_calc(source: Path, target: Path, names: Iterable[str]) -> int:
    """Copy a workbook with every formula name as LibreOffice knows it; the number of formulas changed.

    Excel may write the name bare, through an add-in's book (``[1]!NQ_AGE``) or as Office.js does (``_xldudf_NQ_AGE``).
    """
    pattern = re.compile(rf"(?<![A-Za-z0-9_.!])(?:\[\d+\]!|_xldudf_|_xlfn\.)?({'|'.join(names)})(?=\()", re.IGNORECASE)
    return _copied(source, target, lambda text: pattern.sub(lambda match: PREFIX + match[1].upper(), text))


def to_excel(source: Path, target: Path, names: Iterable[str]) -> int:
    """The way back; the number of formulas changed."""
    pattern = re.compile(rf"{re.escape(PREFIX)}({'|'.join(names)})(?=\()", re.IGNORECASE)
    return _copied(source, target, lambda text: pattern.sub(lambda match: match[1].upper(), text))


def _copied(source: Path, target: Path, renamed: Callable[[str], str]) -> int:
    changed = 0

    def formula(match: re.Match[bytes]) -> bytes:
        nonlocal changed
        before = match[2].decode("utf-8")
        after = "".join(part if place % 2 else renamed(part) for place, part in enumerate(_QUOTED.split(before)))
        changed += before != after
        return match[1] + after.encode("utf-8") + match[3]

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                content = _FORMULA.sub(formula, content)
            new.writestr(part, content)
    return changed
