"""Headings as clerks write them, and which record's column they mean (case 18)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.parsed import Cell
from core.records.record import Record

_MARKS = re.compile(r"^[*※]+|[*:]+$|\((?:必填|选填|必录)\)$")
_UNIT = re.compile(r"\((?:单位:?)?(?:人民币)?(百万元|亿元|万元|千元|百元|元|角|分|%)\)$|(%)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"^第?([1-9一二三四五])(?:顺位|位)?(身故)?受益人|^(身故)?受益人([1-9一二三四五])")
_NUMERALS = {sign: str(value) for value, sign in enumerate("一二三四五", 1)}
_SHORTEST_GUESS = 5


@dataclass(frozen=True)
class Written:
    """A heading as written: its text on one line, its unit, and the forms to look it up by, the surest first."""

    text: str
    unit: str
    forms: tuple[str, ...]
    group: str = ""
    """1, 2, … where a wide sheet numbers its beneficiaries (受益人2姓名)."""


LONGEST_HEADING = 500


@lru_cache(maxsize=4096)
def written(text: str) -> Written:
    """One heading cell, or a group heading and the one below it, taken apart."""
    full = _MARKS.sub("", cleaning.key_of(text))
    unit = _UNIT.search(full)
    bare = _UNIT.sub("", full)
    group, plain = _without_group(full)
    forms = dict.fromkeys(form for form in (full, bare, _BRACKETS.sub("", full), plain) if form)
    return Written(" ".join(text.split()), (unit[1] or unit[2]) if unit else "", tuple(forms), group)


def _without_group(full: str) -> tuple[str, str]:
    numbered = _NUMBERED.search(full)
    if not numbered:
        return "", full
    sign = numbered[1] or numbered[4]
    kind = numbered[2] or numbered[3] or ""
    return _NUMERALS.get(sign, sign), f"{kind}受益人{full[numbered.end() :]}"


Index = dict[str, dict[type[Record], str]]
"""Heading form → the records that know it, with their field names."""


@lru_cache(maxsize=16)
def plain_index(records: tuple[type[Record], ...]) -> Index:
    """Headings and aliases as they stand in a sheet of the record's own."""
    index: Index = {}
    for record in records:
        for column in record.columns():
            for form in (column.heading, *column.aliases):
                index.setdefault(cleaning.key_of(form), {}).setdefault(record, column.name)
    return index


@lru_cache(maxsize=64)
def prefixed_index(record: type[Record], known: tuple[type[Record], ...]) -> Index:
    """Headings with the record's prefix, as they stand in a wide sheet: 投保人姓名; the prefix alone is the name.

    A heading that no other of the ``known`` records has needs no prefix: 受益份额.
    """
    index: Index = {form: of for form, of in plain_index(known).items() if of.keys() == {record}}
    for prefix in record.prefixes:
        index.setdefault(cleaning.key_of(prefix), {}).setdefault(record, "name")
        for column in record.columns():
            for form in (column.heading, *column.aliases):
                key = cleaning.key_of(form)
                long = key if key.startswith(prefix) else prefix + key
                index.setdefault(long, {}).setdefault(record, column.name)
    return index


def field_of(heading: Written, record: type[Record], index: Index) -> str:
    """The field of ``record`` that the heading means, ``""`` for none."""
    return next((fields[record] for form in heading.forms if record in (fields := index.get(form, {}))), "")


def guessed(heading: Written, record: type[Record], taken: Sequence[str]) -> str:
    """The one heading of ``record`` that differs in a single character (a typo), ``""`` for none or several."""
    form = heading.forms[0] if heading.forms else ""
    if len(form) < _SHORTEST_GUESS:
        return ""
    found = {
        column.name
        for column in record.columns()
        if column.name not in taken
        and any(_one_apart(form, cleaning.key_of(known)) for known in (column.heading, *column.aliases))
    }
    return found.pop() if len(found) == 1 else ""


def _one_apart(left: str, right: str) -> bool:
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    short, long = sorted((left, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def heading_text(cell: Cell) -> str:
    """A heading cell as text; of a novel only its beginning, which is no heading either."""
    return text_of(cell)[:LONGEST_HEADING].strip()
