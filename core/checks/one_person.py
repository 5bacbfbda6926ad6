"""Who is the same person? Numbers and names compared over all sheets and the ledger, without a loop over rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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


def name_birth_and_type(people: People, names: Collection[str]) -> Array:
    """Name, birth date and kind of document as one key; blank for other names and where no date is known."""
    keys = np.full(len(people), "", dtype=object)
    asked = np.fromiter(map(names.__contains__, people["name"]), bool, len(people))
    if asked.any():
        births, types = people.births(), people["document_type"]
        for row in np.flatnonzero(asked & ~np.isnat(births)).tolist():
            keys[row] = (people["name"][row], births[row].item(), types[row])
    return keys


def with_several(groups: Iterable[tuple[Array, Array]]) -> set[Any]:
    """Keys that go with more than one value, over all groups of keys and values; blanks are not compared."""
    first: dict[Any, Any] = {}
    several: set[Any] = set()
    for keys, values in groups:
        rows = np.flatnonzero((keys != "") & (values != ""))
        seen = np.fromiter(map(first.setdefault, keys[rows], values[rows]), dtype=object, count=len(rows))
        several.update(keys[rows][seen != values[rows]].tolist())
    return several


def conflicts(groups: Sequence[Group]) -> Iterator[tuple[int, Rows, list[str]]]:
    """Keys that go with more than one value, over all groups together.

    Yields the group's place, its rows, and for every row the address of a row that says otherwise.
    """
    clashing = with_several((keys, values) for _, keys, values in groups)
    if not clashing:
        return
    known = [np.flatnonzero((keys != "") & (values != "")) for _, keys, values in groups]
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
