"""Builds 保险内勤.xlam on any system: ``python -m xlsx_templates.addin.build``. The same sources give the same bytes.

An add-in (.xlam) is a macro-enabled workbook whose main part says so: it has no window, and its macros and formulas
serve every open workbook, so that data workbooks stay plain .xlsx.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from xlsx_templates.addin import formulas, ribbon, settings, xlwings_vba

FILE = Path(__file__).parent / "保险内勤.xlam"
RIBBON_PART = "customUI/customUI.xml"

_MADE_ON = datetime(2026, 1, 1)
_ZIP_DAY = (2026, 1, 1, 0, 0, 0)
_CONTENT_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_RELATION = (
    '<Relationship Id="rIdNeiqin" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
    f'Target="{RIBBON_PART}"/></Relationships>'
)


def build(target: Path = FILE) -> Path:
    """Write the add-in."""
    parts = _with_vba(_retyped(_workbook(), _BOOK, _MACRO_BOOK))
    parts = _retyped(parts, _MACRO_BOOK, _ADDIN)
    parts[_RELATIONS] = parts[_RELATIONS].replace(b"</Relationships>", _RIBBON_RELATION.encode())
    parts[RIBBON_PART] = ribbon.ribbon_xml().encode()
    target.write_bytes(_zipped(parts))
    return target


def modules() -> dict[str, str]:
    """The VBA modules by name; pure ASCII, since the project's code page turns anything else into question marks."""
    found = {
        ribbon.MODULE: ribbon.ribbon_vba(),
        formulas.MODULE: formulas.formula_vba(),
        formulas.HELP_MODULE: formulas.help_vba(),
        "xlwings": xlwings_vba.xlwings_vba(),
        "Dictionary": xlwings_vba.dictionary_vba(),
    }
    for name, text in found.items():
        if not text.isascii():
            raise ValueError(f"VBA module {name} is not ASCII")
    return found


def _workbook() -> dict[str, bytes]:
    """The two sheets of the add-in, which nobody sees: xlwings' settings, and the help of the formulas."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": "保险内勤", "company": "保险内勤", "created": _MADE_ON})
        text = workbook.add_format({"num_format": "@"})
        for name, rows in ((settings.SHEET, settings.SETTINGS.items()), (formulas.HELP_SHEET, formulas.help_rows())):
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(at, column, value, text) if value else sheet.write_blank(at, column, None, text)
    return _parts(content.getvalue())


def _with_vba(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a VBA project; pyOpenVBA makes one in .xlsm files only."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addin.xlsm"
        path.write_bytes(_zipped(parts))
        with ExcelFile(str(path)) as workbook:
            project = workbook.add_vba_project()
            for name, text in modules().items():
                kind = VBAModuleKind.other if text.startswith("VERSION") else VBAModuleKind.standard
                project.add_module(name, text, kind=kind)
            workbook.save()
        return _parts(path.read_bytes())


def _retyped(parts: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    return {**parts, _CONTENT_TYPES: parts[_CONTENT_TYPES].replace(old.encode(), new.encode())}


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    """A package without clock and without the machine's traces."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, body)
    return content.getvalue()


if __name__ == "__main__":
    sys.stdout.write(f"{build()}\n")
