"""Our notes on a user's cells, known by author or heading, behind the user's own, which stay as they are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from core.workbook.edit_marks import Cell, cell_name, parse_cell, place_behind_cells, tail_elements
from core.workbook.edit_package import Package
from core.workbook.edit_xml import (
    HEAD,
    MAIN,
    OFFICE,
    Element,
    UnsafeError,
    append_into,
    cell_text,
    child,
    cut,
    elements,
    in_dialect,
    splice,
)

AUTHOR = "内勤校验"
NOTES_LIMIT = 5000  # notes of ours on one sheet: more make Excel slow; the list has them all
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY_COMMENTS = f'{HEAD}<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_HEADING = re.compile(f"\\s*{AUTHOR}(?:[\r\n]|&#1[03];)".encode())
_LINE_CHARS = 18  # Chinese characters on one line of a note


def add_notes(package: Package, part: str, notes: Mapping[Cell, str]) -> int:
    """Adds notes to the worksheet ``part`` where the user has none of his own; gives how many were added."""
    comments = _linked(package, part, "comments") or _new_comments(package, part)
    body = package.read(comments)
    taken = {comment.attributes["ref"] for comment in _comments(body)}
    new = {cell: text for cell, text in sorted(notes.items()) if cell_name(cell) not in taken}
    new = dict(list(new.items())[:NOTES_LIMIT])
    if not new:
        _drop_if_empty(package, part, comments, body)
        return 0
    author = len(_authors(body))
    body = append_into(body, child(body, "authors"), in_dialect(body, f"<author>{AUTHOR}</author>"))
    text = "".join(_comment_xml(cell, note, author) for cell, note in new.items())
    package.write(comments, append_into(body, child(body, "commentList"), in_dialect(body, text)))
    _add_shapes(package, part, new)
    return len(new)


def remove_notes(package: Package, part: str) -> None:
    """Removes our notes from the worksheet ``part``, known by their heading too: LibreOffice drops the authors."""
    comments = _linked(package, part, "comments")
    if comments is None:
        return
    body = package.read(comments)
    authors = _authors(body)
    ours = {str(at) for at, author in enumerate(authors) if body[author.inner : author.close].decode() == AUTHOR}
    gone = [
        comment
        for comment in _comments(body)
        if comment.attributes.get("authorId") in ours or _HEADING.match(_text(body, comment))
    ]
    if not gone:
        return
    cells = {parse_cell(comment.attributes["ref"]) for comment in gone}
    last = [author for at, author in enumerate(authors) if str(at) in ours and at == len(authors) - 1]
    body = cut(body, gone + last)  # an author in the middle stays: the others' numbers must not move
    package.write(comments, body)
    _remove_shapes(package, part, cells)
    _drop_if_empty(package, part, comments, body)


def _comment_xml(cell: Cell, note: str, author: int) -> str:
    look = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/>'
    return (
        f'<comment ref="{cell_name(cell)}" authorId="{author}"><text><r><rPr><b/>{look}</rPr>'
        f'<t xml:space="preserve">{AUTHOR}\n</t></r>'
        f'<r><rPr>{look}</rPr><t xml:space="preserve">{cell_text(note)}</t></r></text></comment>'
    )


def _shape_xml(cell: Cell, note: str, number: int) -> str:
    row, column = cell
    lines = sum(max(1, math.ceil(len(line) / _LINE_CHARS)) for line in note.splitlines())
    left, top = min(column + 1, 16378), max(row - 1, 0)
    anchor = f"{left}, 15, {top}, 10, {left + 4}, 15, {top + lines + 2}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _add_shapes(package: Package, part: str, notes: Mapping[Cell, str]) -> None:
    drawing = _linked(package, part, "vmlDrawing") or _new_drawing(package, part)
    body = package.read(drawing)
    end = body.rfind(b"</xml>")
    if end < 0:
        raise UnsafeError("批注图形损坏")
    number = max([1024, *(int(value) for value in re.findall(rb"_x0000_s(\d+)", body))])
    text = "" if b'id="_x0000_t202"' in body else _SHAPE_TYPE
    text += "".join(_shape_xml(cell, note, number + at) for at, (cell, note) in enumerate(notes.items(), 1))
    package.write(drawing, splice(body, end, end, text.encode()))


def _remove_shapes(package: Package, part: str, cells: set[Cell]) -> None:
    drawing = _linked(package, part, "vmlDrawing")
    if drawing is None:
        return
    body = _SHAPE.sub(lambda shape: b"" if _note_cell(shape[0]) in cells else shape[0], package.read(drawing))
    if b'"#_x0000_t202"' not in body:
        body = body.replace(_SHAPE_TYPE.encode(), b"")
    package.write(drawing, body)
    if b"<v:shape " not in body and b"<v:group" not in body:
        sheet = package.read(part)
        package.write(
            part, cut(sheet, [element for element in tail_elements(sheet) if element.name == "legacyDrawing"])
        )
        package.drop(part, drawing)


def _note_cell(shape: bytes) -> Cell | None:
    place = [re.search(rb"<x:%s>\s*(\d+)" % name, shape) for name in (b"Row", b"Column")]
    if b'ObjectType="Note"' not in shape or place[0] is None or place[1] is None:
        return None
    return int(place[0][1]), int(place[1][1])


def _new_comments(package: Package, part: str) -> str:
    comments = package.free("xl/comments{}.xml")
    package.add(comments, _EMPTY_COMMENTS.encode(), _COMMENTS_TYPE)
    package.relate(part, "comments", comments)
    return comments


def _new_drawing(package: Package, part: str) -> str:
    drawing = package.free("xl/drawings/vmlDrawing{}.vml")
    package.add(drawing, _EMPTY_DRAWING.encode(), _DRAWING_TYPE)
    key = package.relate(part, "vmlDrawing", drawing)
    sheet = package.read(part)
    at = place_behind_cells(sheet, "legacyDrawing")
    package.write(part, splice(sheet, at, at, in_dialect(sheet, f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{key}"/>')))
    return drawing


def _drop_if_empty(package: Package, part: str, comments: str, body: bytes) -> None:
    if not _comments(body):
        package.drop(part, comments)


def _linked(package: Package, part: str, kind: str) -> str | None:
    """A sheet's comments or drawing; of two drawings (one for header pictures) the one that legacyDrawing names."""
    links = [link for link in package.relations(part) if link.kind == kind]
    if kind == "vmlDrawing":
        named = [element for element in tail_elements(package.read(part)) if element.name == "legacyDrawing"]
        keys = {
            value for element in named for name, value in element.attributes.items() if name.rpartition(":")[2] == "id"
        }
        links = [link for link in links if link.key in keys]
    return links[0].part if links else None


def _text(body: bytes, comment: Element) -> bytes:
    return re.sub(rb"<[^>]*>", b"", body[comment.inner : comment.close])


def _comments(body: bytes) -> list[Element]:
    return [element for element in elements(body, 2) if element.name == "comment"]


def _authors(body: bytes) -> list[Element]:
    return [element for element in elements(body, 2) if element.name == "author"]
