"""What calamine does not tell about an OOXML sheet: formulas without a value, error cells, pictures, hidden rows.

One streaming pass over the sheet's bytes, a block of whole rows at a time; a block without formulas or errors costs
little more than inflating it. No XML parser, so no entity is ever expanded.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

import numpy as np
import numpy.typing as npt

from core.workbook.addresses import column_number

_BLOCK = 1 << 18
"""Bytes looked at together: what is worked out of them stays in the processor's cache."""
_LONGEST_ROW = 64 << 20
_LONGEST_ADDRESS = 16
_PREFIXED_ROW_END = re.compile(rb"</\w+:row>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]+)</")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ERROR = re.compile(rb"\bt=[\"']e[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)=[\"']([0-9]{1,5})[\"']")
_PICTURE = b"DISPIMG"

Address = tuple[int, int]
"""Row and column, both from 1."""

Signs = npt.NDArray[np.uint8]
Marks = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


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
    while chunk := stream.read(max(_BLOCK, len(rest))):  # an endless row is not copied once per block
        rest += chunk
        cut = _last_row_end(rest)
        if cut or len(rest) > _LONGEST_ROW:
            cut = cut or len(rest)
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _last_row_end(text: bytes) -> int:
    plain = text.rfind(b"</row>")
    if plain >= 0:
        return plain + len(b"</row>")
    return max((end.end() for end in _PREFIXED_ROW_END.finditer(text)), default=0) if b":row>" in text else 0


def _scan_rows(block: bytes, facts: SheetFacts) -> None:
    _scan_row_tags(block, facts)
    signs = np.frombuffer(block + b" " * _LONGEST_ADDRESS, dtype=np.uint8)
    quote = (signs == ord('"')) | (signs == ord("'"))
    row, column = _far_corner(signs, quote, facts.last[0])
    facts.last = (max(facts.last[0], row), max(facts.last[1], column))
    formulas = _has_formula(signs)
    if formulas or _has_error(signs, quote):
        for cell in _CELL.finditer(block):
            if cell[2] and ((formulas and _FORMULA.search(cell[2])) or _ERROR.search(cell[1])):
                _scan_cell(cell[1], cell[2], facts)


def _has_formula(signs: Signs) -> bool:
    """Is there a ``<f`` or ``:f``? Compared as bytes at once: five times faster than searching for two characters."""
    before = signs[np.flatnonzero(signs[1:] == ord("f"))]
    return bool(((before == ord("<")) | (before == ord(":"))).any())


def _has_error(signs: Signs, quote: Marks) -> bool:
    """Is there a ``t="e"``?"""
    letters = np.flatnonzero(quote[:-2] & quote[2:] & (signs[1:-1] == ord("e")))
    return bool(((signs[letters - 1] == ord("=")) & (signs[letters - 2] == ord("t"))).any())


def _far_corner(signs: Signs, quote: Marks, last_row: int) -> Address:
    """The largest row and column number in any ``r="A1"``; 26 for columns up to Z, absurd ones larger than any sheet.

    The cells of a row say the row's number again. Only those that begin with a larger digit or have more digits than
    ``last_row`` are read: no other is twice as far down.
    """
    starts = np.flatnonzero(quote[3:-_LONGEST_ADDRESS] & (signs[2 : -_LONGEST_ADDRESS - 1] == ord("="))) + 4
    starts = starts[(signs[starts - 3] == ord("r")) & (signs[starts - 4] == ord(" ")) & _is_letter(signs[starts])]
    several = _is_letter(signs[starts + 1])
    digits = starts + 1
    digits[several], column = _number(signs, starts[several], _letter_value, 26, 4)
    first, places = ord(str(last_row)[0]), len(str(last_row))
    as_long = _is_digit(signs[digits + places - 1]) & (signs[digits] > first)
    farther = digits[as_long | _is_digit(signs[digits + places])]
    row = _number(signs, farther, _digit_value, 10, 8)[1]
    return int(row.max(initial=0)), int(column.max(initial=26))


def _is_letter(sign: Signs) -> Marks:
    """A to Z; calamine takes small letters too, which differ in one bit."""
    return _letter_value(sign) - np.uint8(1) < 26


def _is_digit(sign: Signs) -> Marks:
    return _digit_value(sign) < 10


def _letter_value(sign: Signs) -> Signs:
    return (sign | np.uint8(0x20)) - np.uint8(ord("a") - 1)


def _digit_value(sign: Signs) -> Signs:
    return sign - np.uint8(ord("0"))


def _number(
    signs: Signs, starts: Places, value: Callable[[Signs], Signs], base: int, longest: int
) -> tuple[Places, Places]:
    """The number that begins at each place, and where it ends."""
    ends, number, going = starts.copy(), np.zeros(len(starts), np.int64), np.ones(len(starts), bool)
    for _ in range(longest):
        digit = value(signs[ends])
        going &= (digit < 10) if base == 10 else (digit - np.uint8(1) < 26)
        number = np.where(going, number * base + digit, number)
        ends = ends + going
    return ends, number


def _scan_row_tags(block: bytes, facts: SheetFacts) -> None:
    row = facts.last[0]
    hidden = b"hidden" in block
    if hidden and not row:
        facts.hidden_columns.extend(_hidden_columns(block))
    for tag in _ROW.finditer(block if hidden else _last_row(block)):
        number = _ROW_NUMBER.search(tag[1])
        row = int(number[1]) if number else row + 1
        if _HIDDEN.search(tag[1]):
            facts.hidden_rows.append(row)
    facts.last = (max(row, facts.last[0]), facts.last[1])


def _last_row(block: bytes) -> bytes:
    """The last row alone where its tag says its number, else the whole block: rows must be counted."""
    start = block.rfind(b"<row")
    if start < 0:
        start = max(block.rfind(b"<", 0, max(block.rfind(b":row "), 0)), 0)
    tag = _ROW.match(block, start)
    return block[start:] if tag and _ROW_NUMBER.search(tag[1]) else block


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
