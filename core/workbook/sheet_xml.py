"""What calamine does not tell about an OOXML sheet: formulas without a value, error cells, pictures, hidden rows.

One streaming pass over the sheet's bytes, a block of whole rows at a time; a block without formulas or errors costs
little more than inflating it. No XML parser, so no entity is ever expanded.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from core.workbook.addresses import column_number

_BLOCK = 1 << 20
_LONGEST_ROW = 64 << 20
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]+)</")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_FAR_CELL = re.compile(rb"\br=[\"']([A-Z]{2,3})[0-9]")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
_PICTURE = b"DISPIMG"

Address = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class SheetFacts:
    """Cells and rows that need a word. ``last`` is the far corner of all cells: how large calamine's grid would be."""

    no_value: list[Address] = field(default_factory=list)
    errors: dict[Address, str] = field(default_factory=dict)
    pictures: list[Address] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    last: Address = (0, 1)


def scan_sheet(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    """The facts of one sheet part."""
    facts = SheetFacts()
    with archive.open(part) as stream:
        for block in _row_blocks(stream):
            _scan_rows(block, facts)
    return facts


def _row_blocks(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_BLOCK):
        rest += chunk
        ends = list(_ROW_END.finditer(rest))
        if ends or len(rest) > _LONGEST_ROW:
            cut = ends[-1].end() if ends else len(rest)
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _scan_rows(block: bytes, facts: SheetFacts) -> None:
    _scan_row_tags(block, facts)
    far = max((column_number(letters.decode()) for letters in set(_FAR_CELL.findall(block))), default=26)
    facts.last = (facts.last[0], max(facts.last[1], far))
    if b"<f" in block or b":f" in block or _ERROR.search(block):
        for cell in _CELL.finditer(block):
            if cell[2] and (b"<f" in cell[2] or b":f" in cell[2] or _ERROR.search(cell[1])):
                _scan_cell(cell[1], cell[2], facts)


def _scan_row_tags(block: bytes, facts: SheetFacts) -> None:
    hidden = b"hidden" in block
    if hidden and not facts.last[0]:
        facts.hidden_columns.extend(_hidden_columns(block))
    row = facts.last[0]
    for tag in _ROW.finditer(block):
        number = _ROW_NUMBER.search(tag[1])
        row = int(number[1]) if number else row + 1
        if hidden and _HIDDEN.search(tag[1]):
            facts.hidden_rows.append(row)
    facts.last = (max(row, facts.last[0]), facts.last[1])


def _hidden_columns(block: bytes) -> Iterator[int]:
    for tag in _COLUMN.finditer(block):
        span = {name: int(value) for name, value in _SPAN.findall(tag[1])}
        if _HIDDEN.search(tag[1]) and len(span) == 2:
            yield from range(span[b"min"], min(span[b"max"], span[b"min"] + 200) + 1)


def _scan_cell(attributes: bytes, content: bytes, facts: SheetFacts) -> None:
    found = _ADDRESS.search(attributes)
    if found is None:
        return
    address = (int(found[2]), column_number(found[1].decode()))
    formula, value = _FORMULA.search(content), _VALUE.search(content)
    if _ERROR.search(attributes):
        facts.errors[address] = html.unescape(value[1].decode("utf-8", "replace")) if value else "#VALUE!"
    elif formula and _PICTURE in (formula[1] or b""):
        facts.pictures.append(address)
    elif formula and not value and b't="str"' not in attributes:
        facts.no_value.append(address)
