"""One column of a sheet at once: plain cells are taken as they are, the others parsed once per distinct value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np

from core.normalise import documents, names, numbers, phones, texts
from core.normalise.as_text import EXACT_DIGITS, shown
from core.normalise.parsed import Cell, Heading, Note, Parse, Parsed, Value
from core.records.kinds import Kind
from core.table import DTYPES, Array
from core.workbook.votes import voted

_SEEN = r"!-~\u2010-\u2027\u3001-\ufefe\uff00-\uffef\U00020000-\U0003ffff"
PLAIN: dict[Parse, Callable[[str], object]] = {
    texts.parse_text: re.compile(rf"(?!.*_x000)(?:[{_SEEN}](?:[ {_SEEN}]*[{_SEEN}])?)?").fullmatch,
    texts.parse_code: re.compile(r"[A-Z0-9]*(?<![0-9]E[0-9])(?<![0-9]E[0-9]{2})(?<![0-9]E[0-9]{3})").fullmatch,
    texts.parse_account: re.compile(r"[0-9*]*").fullmatch,
    documents.parse_document_no: re.compile(r"(?:[0-9]{17}[0-9X])?").fullmatch,
    phones.parse_phone: re.compile(r"(?:1[3-9][0-9]{9})?").fullmatch,
    names.parse_name: re.compile(r"[\u4e00-\u9fff]*").fullmatch,
}
"""Texts that a parser gives back unchanged and without a note; a test holds each pattern to that promise."""


@dataclass(frozen=True)
class ParsedColumn:
    """``values`` shape (n,) in the dtype of :mod:`core.table`; notes and what was typed by row, where there are any."""

    values: Array
    notes: dict[int, tuple[Note, ...]]
    typed: dict[int, object]


def parse_column(kind: Kind, cells: Sequence[Cell], heading: Heading) -> tuple[Array, dict[int, tuple[Note, ...]]]:
    """Canonical values of a column, shape (n,), and the notes by row index; equal to ``kind.parse`` cell by cell."""
    column = read_column(kind, cells, heading)
    return column.values, column.notes


def read_column(kind: Kind, cells: Sequence[Cell], heading: Heading) -> ParsedColumn:
    """:func:`parse_column` with what stood in the cell wherever the canonical value does not simply show it."""
    heading = voted(kind, cells, heading)
    values = _as_text(cells) if kind.parse in PLAIN else list(cells)
    memo: dict[tuple[type, Cell], tuple[Any, Parsed, str | None]] = {}
    notes: dict[int, tuple[Note, ...]] = {}
    typed: dict[int, object] = {}
    for row in _rows_to_parse(kind, values, heading):
        cell = cells[row]
        key = (type(cell), cell)
        known = memo.get(key)
        if known is None:
            parsed = kind.parse(cell, heading)
            seen = shown(cell)
            known = memo[key] = (_stored(parsed.value), parsed, None if seen == _text(parsed.value) else seen)
        values[row] = known[0]
        if known[1].notes:
            notes[row] = known[1].notes
        if known[2] is not None:
            typed[row] = known[2]
    return ParsedColumn(_array(kind, values), notes, typed)


def _as_text(cells: Sequence[Cell]) -> list[Any]:
    """Whole numbers that every double holds exactly, as their digits; all other cells as they are."""
    if float not in set(map(type, cells)):
        return list(cells)
    limit = 10.0**EXACT_DIGITS
    return [
        str(int(cell)) if type(cell) is float and -limit < cell < limit and cell.is_integer() else cell
        for cell in cells
    ]


def _rows_to_parse(kind: Kind, values: Sequence[Any], heading: Heading) -> Iterator[int] | range:
    plain = PLAIN.get(kind.parse)
    if plain is not None:
        return (row for row, value in enumerate(values) if type(value) is not str or not plain(value))
    if kind.parse is numbers.parse_number or (kind.holds == "amount" and not heading.unit):
        return (row for row, value in enumerate(values) if type(value) is not float or not isfinite(value))
    return range(len(values))


def _stored(value: Value) -> Any:
    """The value as it stands in a NumPy column."""
    if value is None or isinstance(value, str):
        return value
    return np.datetime64(value, "D") if isinstance(value, date) else float(value)


def _text(value: Value) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else "" if value is None else str(value)


def _array(kind: Kind, values: list[Any]) -> Array:
    if kind.holds == "text":
        column = np.empty(len(values), dtype=object)
        column[:] = values
        return column
    if kind.holds == "day":
        return np.array([np.datetime64("NaT", "D") if value is None else value for value in values], DTYPES["day"])
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
