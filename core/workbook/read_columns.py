"""One column of a sheet at once: plain cells are taken as they are, the others parsed once per distinct
value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import compress, count, filterfalse
from math import isfinite, nan
from typing import Any

import numpy as np

from core.normalise import amounts, days, documents, names, numbers, phones, texts
from core.normalise.as_text import EXACT_DIGITS, shown
from core.normalise.parsed import Cell, Heading, Note, Parse, Value
from core.records.kinds import Kind
from core.table import DTYPES, Array
from core.workbook.votes import voted

_SEEN = r"!-~\u2010-\u2027\u3001-\ufefe\uff00-\uffef\U00020000-\U0003ffff"
_LARGEST = float(amounts.LARGEST)
PLAIN: dict[Parse, str] = {
    texts.parse_text: rf"(?!.*_x000)(?:[{_SEEN}](?:[ {_SEEN}]*[{_SEEN}])?)?",
    texts.parse_code: r"[A-Z0-9]*(?<![0-9]E[0-9])(?<![0-9]E[0-9]{2})(?<![0-9]E[0-9]{3})",
    texts.parse_account: r"[0-9*]*",
    documents.parse_document_no: r"(?:[0-9]{17}[0-9X])?",
    phones.parse_phone: r"(?:1[3-9][0-9]{9})?",
    names.parse_name: r"[\u4e00-\u9fff]*",
}
"""Texts that a parser gives back unchanged and without a note; a test holds each pattern to that promise.

Compiled by the first column that asks.
"""
_FEW = 100
"""Distinct cells up to which parsing all of them is quicker than compiling what would spare some."""

_EQUAL_TYPES = frozenset({bool, int, float, Decimal})
_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.datetime64("NaT", "D").astype(np.int64).item()


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
    texts_only = set(map(type, cells)) == {str}
    keys = cells if texts_only else _distinguishable(_as_text(cells) if kind.parse in PLAIN else cells)
    known: dict[Any, Any] = {}
    notes_of: dict[Any, tuple[Note, ...]] = {}
    typed_of: dict[Any, object] = {}
    for key in _to_parse(kind, set(keys), heading, texts_only):
        cell = key[1] if type(key) is tuple else key
        parsed, seen = kind.parse(cell, heading), shown(cell)
        known[key] = _stored(kind, parsed.value)
        if parsed.notes:
            notes_of[key] = parsed.notes
        if seen != _text(parsed.value):
            typed_of[key] = seen
    values = list(map(known.get, keys, keys)) if known else list(keys)
    return ParsedColumn(_array(kind, values), _by_row(notes_of, keys), _by_row(typed_of, keys))


def _as_text(cells: Sequence[Cell]) -> Sequence[Any]:
    """Whole numbers that every double holds exactly, as their digits; all other cells as they are."""
    if float not in set(map(type, cells)):
        return cells
    limit = 10.0**EXACT_DIGITS
    return [
        str(int(cell)) if type(cell) is float and -limit < cell < limit and cell.is_integer() else cell
        for cell in cells
    ]


def _distinguishable(cells: Sequence[Any]) -> Sequence[Any]:
    """The cells as keys of a dictionary; beside their type where 1, 1.0 and True would be one key."""
    alike = len(_EQUAL_TYPES.intersection(map(type, cells))) > 1
    return list(zip(map(type, cells), cells, strict=True)) if alike else cells


def _to_parse(kind: Kind, keys: set[Any], heading: Heading, texts_only: bool) -> Iterable[Any]:
    """The distinct cells that are not canonical values already."""
    if kind.parse in PLAIN and len(keys) > _FEW:
        plain = re.compile(PLAIN[kind.parse]).fullmatch
        others = [] if texts_only else [key for key in keys if type(key) is not str]
        return [*others, *filterfalse(plain, keys.difference(others) if others else keys)]
    if kind.parse is days.parse_day:
        return [key for key in keys if type(key) is not date or key in days.PLACEHOLDERS]
    if kind.parse is numbers.parse_number:
        return [key for key in keys if type(key) is not float or not isfinite(key)]
    if kind.holds == "amount" and not heading.unit:
        return [key for key in keys if type(key) is not float or not abs(key) < _LARGEST]
    return keys


def _by_row(of: dict[Any, Any], keys: Sequence[Any]) -> dict[int, Any]:
    return {row: of[keys[row]] for row in compress(count(), map(of.__contains__, keys))} if of else {}


def _stored(kind: Kind, value: Value) -> Any:
    """The value as a NumPy column takes it; a day stays a day or None."""
    if kind.holds in ("text", "day"):
        return value
    return nan if value is None else float(value)  # type: ignore[arg-type]


def _text(value: Value) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else "" if value is None else str(value)


def _array(kind: Kind, values: list[Any]) -> Array:
    if kind.holds == "text":
        column = np.empty(len(values), dtype=object)
        column[:] = values
        return column
    if kind.holds == "day":
        since_1970 = (_NO_DAY if day is None else day.toordinal() - _EPOCH for day in values)
        return np.fromiter(since_1970, np.int64, len(values)).view(DTYPES["day"])
    return np.array(values, float)
