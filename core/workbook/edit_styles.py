"""Our formats at the end of a workbook's format lists: no number of the user's moves; their text tells them again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.findings import Severity
from core.workbook.edit_xml import (
    Element,
    UnsafeError,
    append_into,
    cut,
    elements,
    in_dialect,
    place_for,
    set_attribute,
    splice,
)

TINTS = {Severity.REFUSED: "FFC2C2", Severity.REFERRED: "FFD58F", Severity.NOTICE: "C5DDF9"}  # soft red, amber, blue
HEADER_FILL = "1F4E79"
FORMATS = ["text", "quoted", "header", "link", "count", "money", "rate", "day", "title", "remark", *TINTS]
_FONTS = ("header", "link", "title")
# Excel's built-in number formats: #,##0 / #,##0.00 / 0.00% / the reader's short date
_NUMBERS = {"count": 3, "money": 4, "rate": 10, "day": 14}
_ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
_LISTS = ["fonts", "fills", "borders", "cellXfs", "dxfs"]


@dataclass(frozen=True, slots=True)
class Formats:
    """Where our formats begin: ``cell`` gives the number for a cell, ``mark`` the one for a conditional format."""

    first_cell: int
    first_mark: int

    def cell(self, name: str) -> int:
        """The ``s=`` of one of FORMATS."""
        return self.first_cell + FORMATS.index(name)

    def mark(self, severity: Severity) -> int:
        """The ``dxfId=`` of a severity's tint."""
        return self.first_mark + list(TINTS).index(severity)


def add_formats(styles: bytes) -> tuple[bytes, Formats]:
    """The styles part with our formats behind its own."""
    sizes = {name: len(_items(styles, name)) for name in _LISTS}
    for name, items in _ours(styles, sizes).items():
        styles = _append(styles, name, items)
    return styles, Formats(sizes["cellXfs"], sizes["dxfs"])


def remove_formats(styles: bytes) -> bytes:
    """The styles part without our formats; where Excel has rewritten them since, they stay, unused."""
    sizes = {name: len(_items(styles, name)) for name in _LISTS}
    for names in (["cellXfs", "fonts", "fills", "borders"], ["dxfs"]):
        base = {name: sizes[name] - len(items) for name, items in _ours(styles, sizes).items()}
        ours = _ours(styles, base)
        tails = {name: _items(styles, name)[base[name] :] for name in names if base[name] >= 0}
        if all([_text(styles, item) for item in tails.get(name, [])] == _written(styles, ours[name]) for name in names):
            for name in names:
                styles = _shrink(styles, name, base[name])
    return styles


def _ours(styles: bytes, base: dict[str, int]) -> dict[str, list[str]]:
    """The texts of our formats, for lists that hold ``base`` formats of their own."""
    fonts = _items(styles, "fonts")
    if not fonts:
        raise UnsafeError("格式表里没有字体")
    known = re.findall(rb"<(?:[\w.-]+:)?((?:sz|name|family|charset) [^>]*/>)", _text(styles, fonts[0]))
    look = "".join(f"<{tag.decode()}" for tag in known)  # our headings and links in the workbook's own font
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF{0}"/><bgColor indexed="64"/></patternFill></fill>'
    side = '<{0} style="thin"><color rgb="FFD0D0D0"/></{0}>'
    edges = "".join(side.format(edge) for edge in ("left", "right", "top", "bottom"))
    return {
        "fonts": [
            f'<font><b/><color rgb="FFFFFFFF"/>{look}</font>',
            f'<font><u/><color rgb="FF0563C1"/>{look}</font>',
            f'<font><b/><color rgb="FF{HEADER_FILL}"/>{_larger(look)}</font>',
        ],
        "fills": [solid.format(colour) for colour in (HEADER_FILL, *TINTS.values())],
        "borders": [f"<border>{edges}<diagonal/></border>"],
        "cellXfs": [_format(name, base) for name in FORMATS],
        "dxfs": [
            f'<dxf><fill><patternFill><bgColor rgb="FF{tint}"/></patternFill></fill></dxf>' for tint in TINTS.values()
        ],
    }


def _format(name: str, base: dict[str, int]) -> str:
    font = base["fonts"] + _FONTS.index(name) if name in _FONTS else 0
    filled = ["header", *TINTS]
    fill = base["fills"] + filled.index(name) if name in filled else 0
    quote = ' quotePrefix="1"' if name == "quoted" else ""
    level = "center" if name == "header" else "top"
    above = name in ("title", "remark")  # stand above the table: no frame, and free to run over the next columns
    border, wrap = (0, "") if above else (base["borders"], ' wrapText="1"')
    return (
        f'<xf numFmtId="{_NUMBERS.get(name, 0)}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        f'{quote} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment vertical="{level}"{wrap}/></xf>'
    )


def _larger(look: str) -> str:
    return re.sub(r'<sz val="[^"]*"', '<sz val="14"', look)


def _items(styles: bytes, name: str) -> list[Element]:
    parent = next((element for element in elements(styles) if element.name == name), None)
    if parent is None:
        return []
    return [element for element in elements(styles, 2) if parent.inner <= element.start < parent.close]


def _text(styles: bytes, element: Element) -> bytes:
    return styles[element.start : element.end]


def _written(styles: bytes, items: list[str]) -> list[bytes]:
    return [in_dialect(styles, item) for item in items]


def _append(styles: bytes, name: str, items: list[str]) -> bytes:
    found = elements(styles)
    parent = next((element for element in found if element.name == name), None)
    if parent is None:
        text = in_dialect(styles, f'<{name} count="{len(items)}">{"".join(items)}</{name}>')
        at = place_for(found, _ORDER, name) or elements(styles, 0)[0].inner
        return splice(styles, at, at, text)
    count = len(_items(styles, name)) + len(items)
    styles = append_into(styles, parent, b"".join(_written(styles, items)))
    return set_attribute(styles, next(element for element in elements(styles) if element.name == name), "count", count)


def _shrink(styles: bytes, name: str, size: int) -> bytes:
    styles = cut(styles, _items(styles, name)[size:])
    parent = next(element for element in elements(styles) if element.name == name)
    if size == 0:
        tag = styles[parent.start : parent.inner - 1] + b"/>"
        styles = splice(styles, parent.start, parent.end, tag)
        parent = next(element for element in elements(styles) if element.name == name)
    return set_attribute(styles, parent, "count", size)
