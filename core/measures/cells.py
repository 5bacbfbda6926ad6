"""One figure taken apart: how much of it belongs to each branch, channel, agent, product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from core.measures.facts import Facts
from core.measures.measured import Part
from core.table import Array

Cell = tuple[str, ...]


@dataclass(slots=True)
class Held:
    """What a cell holds: the sum of the contributions (yuan or pieces) and how many rows they are."""

    amount: float = 0.0
    rows: int = 0


def by_cell(facts: Facts, parts: Iterable[Part], names: Sequence[str]) -> dict[Cell, Held]:
    """Per combination of owners (``branch_code``, ``channel``, ``agent_no``, ``product_code``) what the parts hold."""
    found: dict[Cell, Held] = {}
    for part in parts:
        owners = [facts.owner(part.record, name)[part.rows] for name in names]
        for cell, amount, rows in _sums(owners, part.counted):
            held = found.setdefault(cell, Held())
            held.amount = round(held.amount + amount, 2)
            held.rows += rows
    return found


def _sums(owners: Sequence[Array], counted: Array) -> list[tuple[Cell, float, int]]:
    """The sum and the number of rows of every combination; words become numbers once, then one count adds up."""
    place = np.zeros(len(counted), dtype=np.intp)
    words: list[list[str]] = []
    for column in owners:
        known: dict[str, int] = {}
        codes = np.fromiter((known.setdefault(word, len(known)) for word in column.tolist()), np.intp, len(column))
        words.append(list(known))
        place = place * max(len(known), 1) + codes
    used, at = np.unique(place, return_inverse=True)
    sums = np.bincount(at, weights=counted, minlength=len(used))
    rows = np.bincount(at, minlength=len(used))
    return [(_cell(int(number), words), float(s), int(n)) for number, s, n in zip(used, sums, rows, strict=True)]


def _cell(number: int, words: Sequence[Sequence[str]]) -> Cell:
    parts: list[str] = []
    for known in reversed(words):
        number, code = divmod(number, max(len(known), 1))
        parts.append(known[code])
    return tuple(reversed(parts))
