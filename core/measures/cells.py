"""One figure taken apart: how much of it belongs to each branch, channel, agent, product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from core.measures.facts import Facts
from core.measures.measured import Part
from core.records.record import Record
from core.table import Array, Rows

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
        owners = [_codes(facts, part.record, name) for name in names]
        for cell, amount, rows in _sums([(codes[part.rows], words) for codes, words in owners], part.counted):
            held = found.setdefault(cell, Held())
            held.amount = round(held.amount + amount, 2)
            held.rows += rows
    return found


def _codes(facts: Facts, record: type[Record], name: str) -> tuple[Rows, list[str]]:
    """Each row's owner as a number, and the words that they stand for; worked out once per report."""
    key = (record.table, name)
    if key not in facts.codes:
        column = facts.owner(record, name).tolist()
        known = {word: code for code, word in enumerate(dict.fromkeys(column))}
        facts.codes[key] = np.fromiter(map(known.__getitem__, column), np.intp, len(column)), list(known)
    return facts.codes[key]


def _sums(owners: Sequence[tuple[Rows, list[str]]], counted: Array) -> list[tuple[Cell, float, int]]:
    """The sum and the number of rows of every combination; one number stands for it, then one count adds up."""
    place = np.zeros(len(counted), dtype=np.intp)
    words = [known for _, known in owners]
    for codes, known in owners:
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
