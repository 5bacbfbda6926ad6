"""One phone or account in the hands of several people: how many of them have nothing to do with each other?

Two policyholders count as related when they share a surname or an address (待确认: no source defines it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from core.checks.people import People
from core.identifiers.person_name import surname
from core.table import Array, Rows


class Holders(NamedTuple):
    """What is held (a phone, an account; "" for nothing) and by whom, in columns of shape (n,)."""

    held: Array
    documents: Array
    names: Array
    addresses: Array


def holders(people: People, held: Array, rows: Rows | None = None) -> Holders:
    """``held`` by ``people``, or by the people in ``rows`` (-1: unknown, so held by nobody)."""
    if rows is None:
        return Holders(held, people["document_no"], people["name"], people["address"])
    known = np.where(rows >= 0, held, "").astype(object)
    at = np.maximum(rows, 0)
    columns = (people[name][at] if len(people) else known for name in ("document_no", "name", "address"))
    return Holders(known, *columns)


def unrelated_holders(groups: Sequence[Holders]) -> list[Array]:
    """For every row of every group: by how many mutually unrelated persons its phone or account is held (float64)."""
    first: dict[str, str] = {}
    shared: set[str] = set()
    for group in groups:
        used = np.flatnonzero((group.held != "") & (group.documents != ""))
        held, documents = group.held[used], group.documents[used]
        seen = np.fromiter(map(first.setdefault, held, documents), dtype=object, count=len(used))
        shared.update(held[seen != documents].tolist())
    marks = [np.fromiter(map(shared.__contains__, group.held), bool, len(group.held)) for group in groups]
    persons: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for group, marked in zip(groups, marks, strict=True):
        for row in np.flatnonzero(marked & (group.documents != "")).tolist():
            person = (surname(group.names[row]) or group.names[row], group.addresses[row])
            persons[group.held[row]].setdefault(group.documents[row], person)
    sizes = {held: float(_families(people.values())) for held, people in persons.items()}
    return [np.array([sizes.get(held, 1.0) for held in group.held.tolist()]) for group in groups]


def _families(persons: Iterable[tuple[str, str]]) -> int:
    """How many groups remain when persons with one surname or one address are put together."""
    joined: dict[tuple[str, str], tuple[str, str]] = {}
    for name, address in persons:
        by_name, by_address = ("name", name), ("address", address or f"of {name}")
        joined.setdefault(by_name, by_name)
        joined.setdefault(by_address, by_address)
        joined[_head(joined, by_address)] = _head(joined, by_name)
    return sum(mark == head for mark, head in joined.items())


def _head(joined: dict[tuple[str, str], tuple[str, str]], mark: tuple[str, str]) -> tuple[str, str]:
    """The mark that stands for a family; the way there is shortened for the next one who asks."""
    while joined[mark] != mark:
        joined[mark] = mark = joined[joined[mark]]
    return mark
