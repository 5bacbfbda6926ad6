"""Our tabs in a user's workbook: a new sheet part each, found again by a hidden name that moves with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import unescape

from core.workbook.edit_package import Package
from core.workbook.edit_styles import Formats
from core.workbook.edit_tab import Tab, sheet_xml
from core.workbook.edit_xml import (
    OFFICE,
    Element,
    append_into,
    attribute_text,
    cell_text,
    child,
    cut,
    elements,
    in_dialect,
    place_for,
    set_attribute,
    splice,
)

NAME_LIMIT = 31  # characters of a sheet name
SIGN = "NEIQIN_TAB_"  # the start of the name that refers to a tab of ours
PRINT_TITLES = "_xlnm.Print_Titles"  # Excel's own name for the rows that every printed page repeats
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ORDER = ["fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"]
_ORDER += ["externalReferences", "definedNames"]


def sheet_names(package: Package) -> list[str]:
    """The names of all sheets, in order."""
    return [sheet.attributes["name"] for sheet in _sheets(package.read(package.workbook))]


def sheet_part(package: Package, name: str) -> str | None:
    """The part of the worksheet with this name; None where there is none, or where it is a chart sheet."""
    for sheet in _sheets(package.read(package.workbook)):
        if sheet.attributes["name"] == name:
            return _part(package, sheet, "worksheet")
    return None


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """``wanted``, or 校验结果2, 校验结果3 … where the user has such a sheet; case is ignored."""
    lower = {name.lower() for name in taken}
    number, name = 1, wanted[:NAME_LIMIT]
    while name.lower() in lower:
        number += 1
        name = f"{wanted[: NAME_LIMIT - len(str(number))]}{number}"
    return name


def add_tab(package: Package, tab: Tab, formats: Formats) -> str:
    """Adds one tab at the end and gives the name it got."""
    name = free_name(tab.name, sheet_names(package))
    part = package.free("xl/worksheets/sheet{}.xml")
    package.add(part, sheet_xml(tab, formats), _SHEET_TYPE)
    key = package.relate(package.workbook, "worksheet", part)
    body = package.read(package.workbook)
    number = max((int(sheet.attributes["sheetId"]) for sheet in _sheets(body)), default=0) + 1
    text = f'<sheet xmlns:r="{OFFICE}" name="{attribute_text(name)}" sheetId="{number}" r:id="{key}"/>'
    at = len(_sheets(body))
    body = _add_name(
        append_into(body, child(body, "sheets"), in_dialect(body, text)), _sign(body), name, "$A$1", hidden=1
    )
    rows = f"${tab.header_row + 1}:${tab.header_row + 1}"
    package.write(package.workbook, _add_name(body, PRINT_TITLES, name, rows, localSheetId=at))
    return name


def remove_tabs(package: Package) -> int:
    """Removes our tabs wherever the user has moved them and whatever they are called now; gives their number."""
    body = package.read(package.workbook)
    ours = own_tabs(package)
    package.write(package.workbook, _without_names(body, _signs(body)))
    for name in ours:
        _remove(package, name)
    return len(ours)


def own_tabs(package: Package) -> list[str]:
    """The present names of our tabs."""
    body = package.read(package.workbook)
    ours = {_sheet_of(body[sign.inner : sign.close].decode()) for sign in _signs(body)}
    return [name for name in sheet_names(package) if name in ours]


def _remove(package: Package, name: str) -> None:
    body = package.read(package.workbook)
    index, sheet = next((at, sheet) for at, sheet in enumerate(_sheets(body)) if sheet.attributes["name"] == name)
    part = _part(package, sheet, "worksheet")
    if part is not None:
        _forget_calculations(package, part)
        package.drop(package.workbook, part)
    body = _without_names(body, [entry for entry in _names(body) if _is_local(body, entry, index, name)])
    for entry in reversed(_names(body)):
        if int(entry.attributes.get("localSheetId", -1)) > index:
            body = set_attribute(body, entry, "localSheetId", int(entry.attributes["localSheetId"]) - 1)
    body = cut(body, [next(sheet for sheet in _sheets(body) if sheet.attributes["name"] == name)])
    package.write(package.workbook, _views_without(body, index))


def _views_without(body: bytes, index: int) -> bytes:
    """The workbook's views show the same sheet as before, or the first visible one where that was ``index``."""
    visible = [at for at, sheet in enumerate(_sheets(body)) if sheet.attributes.get("state", "visible") == "visible"]
    for name in ("activeTab", "firstSheet"):
        for view in reversed([element for element in elements(body, 2) if element.name == "workbookView"]):
            shown = int(view.attributes.get(name, 0))
            if shown >= index and name in view.attributes:
                body = set_attribute(body, view, name, shown - 1 if shown > index else min(visible, default=0))
    return body


def _forget_calculations(package: Package, part: str) -> None:
    """A user's formulas on our tab stand in calcChain, a cache that Excel rebuilds: it may not name a lost sheet."""
    chain = next((link.part for link in package.relations(package.workbook) if link.kind == "calcChain"), None)
    if chain is not None and re.search(rb"<(?:[\w.-]+:)?f[ />]", package.read(part)):
        package.drop(package.workbook, chain)


def _sheets(body: bytes) -> list[Element]:
    return [element for element in elements(body, 2) if element.name == "sheet"]


def _signs(body: bytes) -> list[Element]:
    return [element for element in _names(body) if element.attributes["name"].startswith(SIGN)]


def _names(body: bytes) -> list[Element]:
    return [element for element in elements(body, 2) if element.name == "definedName"]


def _part(package: Package, sheet: Element, kind: str) -> str | None:
    key = next((value for name, value in sheet.attributes.items() if name.rpartition(":")[2] == "id"), "")
    return next(
        (link.part for link in package.relations(package.workbook) if (link.key, link.kind) == (key, kind)), None
    )


def _is_local(body: bytes, entry: Element, index: int, sheet: str) -> bool:
    """Does a name belong to the sheet at ``index``, or repeat its heading row in print?"""
    repeats = entry.attributes["name"] == PRINT_TITLES and _sheet_of(body[entry.inner : entry.close].decode()) == sheet
    return repeats or entry.attributes.get("localSheetId") == str(index)


def _sign(body: bytes) -> str:
    taken = {entry.attributes["name"] for entry in _names(body)}
    return next(sign for number in range(1, len(taken) + 2) if (sign := f"{SIGN}{number}") not in taken)


def _add_name(body: bytes, name: str, sheet: str, cells: str, **attributes: int) -> bytes:
    quoted = cell_text(sheet.replace("'", "''"))
    words = "".join(f' {key}="{value}"' for key, value in attributes.items())
    entry = in_dialect(body, f"<definedName name=\"{name}\"{words}>'{quoted}'!{cells}</definedName>")
    found = elements(body)
    parent = next((element for element in found if element.name == "definedNames"), None)
    if parent is not None:
        return append_into(body, parent, entry)
    at = place_for(found, _ORDER, "definedNames")
    assert at is not None
    return splice(body, at, at, in_dialect(body, "<definedNames>") + entry + in_dialect(body, "</definedNames>"))


def _without_names(body: bytes, gone: Sequence[Element]) -> bytes:
    if gone and len(gone) == len(_names(body)):
        return cut(body, [child(body, "definedNames")])
    return cut(body, gone)


def _sheet_of(reference: str) -> str:
    return unescape(reference).rpartition("!")[0].strip("'").replace("''", "'")
