"""重复投诉 and 群体投诉: who comes again within the year, and how many people complain about one matter at once.

A person is told by name and phone together (a name alone is not enough), a matter by 类别, 原因 and 业务员 (or 险种
where nobody is named). Both windows and the number of people are the company's to set.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from core.service.complaints import Complaints
from core.table import Array

Rows = list[int]
Key = tuple[str, ...]
Keys = list[Key]


def earlier_complaints(given: Complaints, days: float) -> Array:
    """Per row how many complaints of the same person or policy came in the ``days`` days before it, shape (n,)."""
    day, number = given.table["received_on"], given.table["complaint_no"].tolist()
    before: list[set[int]] = [set() for _ in range(len(given))]
    for key in (_policies(given), _persons(given)):
        for rows in _by(key, given).values():
            for place, row in enumerate(rows):
                recent = (other for other in rows[:place] if (day[row] - day[other]).astype(int) <= days)
                before[row].update(other for other in recent if number[other] != number[row])
    return np.array([len(rows) for rows in before], dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The most people who complained about one matter within the window. ``rows``: their complaints, by day."""

    matter: Key
    people: int
    rows: tuple[int, ...]


def crowds(given: Complaints, people: float, days: float) -> list[Crowd]:
    """Matters with at least ``people`` people within ``days`` days (both ends counted), most people first."""
    persons, matters = _persons(given), _by(_matters(given), given)
    found = [_largest(given, persons, matter, rows, days) for matter, rows in matters.items()]
    return sorted((crowd for crowd in found if crowd.people >= people), key=lambda crowd: (-crowd.people, crowd.matter))


def _largest(given: Complaints, persons: Keys, matter: Key, rows: Rows, days: float) -> Crowd:
    """The window with the most people: it slides over the rows in the order of their days."""
    day = given.table["received_on"]
    best, first = Crowd(matter, 0, ()), 0
    for place, row in enumerate(rows):
        while (day[row] - day[rows[first]]).astype(int) >= days:
            first += 1
        inside = rows[first : place + 1]
        together: dict[Key, float] = {}
        for one in inside:
            who = persons[one] or (str(one),)
            together[who] = max(together.get(who, 1.0), given.people[one])
        if (people := int(sum(together.values()))) > best.people:
            best = Crowd(matter, people, tuple(inside))
    return best


def _by(keys: Keys, given: Complaints) -> dict[Key, Rows]:
    """Known rows by key, in the order of their days; rows without a key are left out."""
    groups: dict[Key, Rows] = defaultdict(list)
    for row in np.argsort(given.table["received_on"], kind="stable").tolist():
        if keys[row] and given.known[row]:
            groups[keys[row]].append(row)
    return groups


def _policies(given: Complaints) -> Keys:
    return [(number,) if number else () for number in given.table["policy_no"].tolist()]


def _persons(given: Complaints) -> Keys:
    pairs = zip(given.table["complainant"].tolist(), given.table["contact"].tolist(), strict=True)
    return [pair if all(pair) else () for pair in pairs]


def _matters(given: Complaints) -> Keys:
    """Without a cause, or anybody or anything to tie it to, a complaint is a matter of its own."""
    names = ("kind", "cause", "agent_no", "line", "complaint_no")
    columns = (given.table[name].tolist() for name in names)
    return [
        (kind, cause, agent or line) if cause and (agent or line) else (kind, number)
        for kind, cause, agent, line, number in zip(*columns, strict=True)
    ]
