"""Where things stand in an XML part, as byte offsets: text is put in or cut out, and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CELL_LIMIT = 32767  # characters that one cell holds

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ROOT = re.compile(rb"<[A-Za-z_]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class UnsafeError(Exception):
    """This workbook cannot be edited without risk; the Chinese text says why."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: local name, attributes, byte offsets of all of it (start, end) and of its content (inner, close)."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int
    end: int


def elements(body: bytes, depth: int = 1) -> list[Element]:
    """All elements ``depth`` levels below the root, in order. Broken XML and a document type raise UnsafeError."""
    found: list[Element] = []
    open_at: list[tuple[str, dict[str, str], int]] = []
    level = -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level == depth:
            open_at.append((name.rpartition(":")[2], attributes, parser.CurrentByteIndex))

    def end(_name: str) -> None:
        nonlocal level
        if level == depth:
            name, attributes, first = open_at.pop()
            inner = _tag_end(body, first)
            empty = body[inner - 2 : inner] == b"/>"
            close = inner if empty else parser.CurrentByteIndex
            found.append(Element(name, attributes, first, inner, close, inner if empty else _tag_end(body, close)))
        level -= 1

    def doctype(*_: object) -> None:
        raise UnsafeError("文件里有不该出现的文档类型声明")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows is a LookupError
        raise UnsafeError("文件内部内容损坏") from error
    return found


def child(body: bytes, name: str) -> Element:
    """The first element of this name right below the root. Raises UnsafeError where there is none."""
    found = next((element for element in elements(body) if element.name == name), None)
    if found is None:
        raise UnsafeError("文件内部内容不完整")
    return found


def _tag_end(body: bytes, at: int) -> int:
    tag = _TAG.match(body, at)
    if tag is None:
        raise UnsafeError("文件内部内容损坏")
    return tag.end()


def root_tag(body: bytes) -> bytes:
    """The root's opening tag, as written."""
    first = _ROOT.search(body)
    if first is None:
        raise UnsafeError("文件内部内容损坏")
    return body[first.start() : _tag_end(body, first.start())]


def in_dialect(body: bytes, text: str) -> bytes:
    """Our elements with the namespace prefix that this part uses (``x:`` in files from .NET systems, mostly none)."""
    prefix = re.match(rb"<([\w.-]+):", root_tag(body))
    if prefix is None:
        return text.encode()
    return re.sub(r"<(/?)(?=[A-Za-z])", rf"<\1{prefix[1].decode()}:", text).encode()


def place_for(found: Sequence[Element], order: Sequence[str], name: str) -> int | None:
    """Where ``name`` may stand: behind the last element before it in the schema's ``order``; None: at the start."""
    before = set(order[: order.index(name) + 1])
    return max((element.end for element in found if element.name in before), default=None)


def splice(body: bytes, at: int, upto: int, text: bytes) -> bytes:
    """The body with the bytes from ``at`` to ``upto`` replaced."""
    return body[:at] + text + body[upto:]


def cut(body: bytes, gone: Sequence[Element]) -> bytes:
    """The body without these elements."""
    for element in sorted(gone, key=lambda element: -element.start):
        body = splice(body, element.start, element.end, b"")
    return body


def append_into(body: bytes, parent: Element, text: bytes) -> bytes:
    """The body with text at the end of ``parent``, which may be written as an empty tag."""
    if parent.close != parent.end:
        return splice(body, parent.close, parent.close, text)
    tag = body[parent.start : parent.end]
    name = re.match(rb"<([^\s/>]+)", tag)
    assert name is not None
    return splice(body, parent.start, parent.end, tag[:-2].rstrip() + b">" + text + b"</" + name[1] + b">")


def set_attribute(body: bytes, element: Element, name: str, value: object) -> bytes:
    """The body with one attribute of an element changed; nothing happens where the element does not have it."""
    tag = body[element.start : element.inner]
    new = re.sub(rf"(?<=[\s])({name}\s*=\s*)([\"'])[^\"']*\2".encode(), rf"\g<1>\g<2>{value}\2".encode(), tag, count=1)
    return splice(body, element.start, element.inner, new)


def cell_text(value: str) -> str:
    """Text as it may stand in a cell or note: escaped, control characters as _xHHHH_, at most 32,767 characters."""
    kept = _ESCAPED.sub("_x005F_", value[:CELL_LIMIT])
    return escape(_ILLEGAL.sub(lambda bad: f"_x{ord(bad[0]):04X}_", kept))


def attribute_text(value: str) -> str:
    """Text as it may stand in a double-quoted attribute."""
    return escape(_ILLEGAL.sub("", value), {'"': "&quot;"})
