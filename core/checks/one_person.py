"""Who is the same person? Numbers and names compared over all sheets and the ledger, without a loop over rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from core.checks.document_numbers import OLD_LENGTH, all_digits
from core.checks.people import People
from core.identifiers.cleaning import Invalid
from core.identifiers.resident_id import to_18
from core.table import Array, Rows

HK_MACAU_PERSON = 9
"""The first characters of a 港澳居民来往内地通行证 stay with the person; those behind count renewals."""

Group = tuple[People, Array, Array]
"""Persons, their keys and their values; a blank key or value is not compared."""


def person_numbers(people: People) -> Array:
    """The number that stays with the person: renewals cut off, a 15-digit card written with 18."""
    numbers = people["document_no"].copy()
    renewed = np.flatnonzero(people.of_type("港澳居民来往内地通行证"))
    numbers[renewed] = [number[:HK_MACAU_PERSON] for number in numbers[renewed].tolist()]
    old = np.flatnonzero(all_digits(numbers, OLD_LENGTH))
    numbers[old] = [_with_18(number) for number in numbers[old].tolist()]
    return numbers


def _with_18(number: str) -> str:
    try:
        return to_18(number)
    except Invalid:
        return number


def name_birth_and_type(people: People) -> Array:
    """Name, birth date and kind of document as one key; blank when name or birth date is unknown."""
    births, names = people.births(), people["name"]
    keys = np.empty(len(people), dtype=object)
    keys[:] = list(zip(names.tolist(), births.astype(np.int64).tolist(), people["document_type"].tolist(), strict=True))
    keys[np.isnat(births) | (names == "")] = ""
    return keys


def conflicts(groups: Sequence[Group]) -> Iterator[tuple[int, Rows, list[str]]]:
    """Keys that go with more than one value, over all groups together.

    Yields the group's place, its rows, and for every row the address of a row that says otherwise.
    """
    first: dict[Any, Any] = {}
    known = [np.flatnonzero((keys != "") & (values != "")) for _, keys, values in groups]
    clashing: set[Any] = set()
    for (_, keys, values), rows in zip(groups, known, strict=True):
        seen = np.fromiter(map(first.setdefault, keys[rows], values[rows]), dtype=object, count=len(rows))
        clashing.update(keys[rows][seen != values[rows]].tolist())
    said: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
    found: list[Rows] = []
    for (people, keys, values), rows in zip(groups, known, strict=True):
        chosen = np.fromiter(map(clashing.__contains__, keys[rows]), dtype=bool, count=len(rows))
        found.append(rows[chosen])
        for row in rows[chosen].tolist():
            said[keys[row]].append((values[row], _address(people, row)))
    for place, ((_, keys, values), rows) in enumerate(zip(groups, found, strict=True)):
        if len(rows):
            yield place, rows, [_elsewhere(said[keys[row]], values[row]) for row in rows.tolist()]


def _elsewhere(said: list[tuple[Any, str]], value: Any) -> str:
    return next(address for other, address in said if other != value)


def _address(people: People, row: int) -> str:
    where = people.table.where(people.party.fields["document_no"], row)
    return f"{where.sheet}!{where.cell}" if where.row else f"台账的{where.sheet}"
