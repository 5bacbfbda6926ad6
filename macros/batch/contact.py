"""Who has to do with whom: whether what was written meanwhile could change how a workbook is judged.

Workbooks are checked beside each other but taken one after the other. A check that did not yet see a neighbour's rows
stands only where the two share no person, number, phone or account; else the workbook is checked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from core.checks.people import everyone
from core.ledger.plan import Plan
from core.records.application import Coverage
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS
from core.records.claim import Claim
from core.records.decision import Decision
from core.table import Table, Tables

_ENTRIES = 16

Marks = npt.NDArray[np.uint64]

_PERSONAL = ("document", "phone", "account")
_NUMBERS = ("policy_no", "application_no", "corrects", "document_no")
_LOOKED_UP = frozenset(record.table for record in (*POLICY_RECORDS, *APPLICATION_RECORDS))
_FOUND_THROUGH_OTHERS = ((Claim, "policy_no", "policies"), (Decision, "application_no", "applications"),
                         (Coverage, "application_no", "applications"))  # fmt: skip
"""Rows that lead to a person only through another table, which an earlier workbook may have brought."""


def marks_of(tables: Tables) -> Marks:
    """A sorted 8-byte hash of every number, phone, account and person (name with birth date) in the tables."""
    texts = {text for table in tables.values() for text in _texts(table)}
    for people in everyone(tables):
        births = people.births()
        known = np.flatnonzero(~np.isnat(births))
        texts.update(f"{name}{day}" for name, day in zip(people["name"][known], births[known], strict=True))
    digests = (blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.sort(np.frombuffer(b"".join(digests), dtype=np.uint64))


def written_by(plan: Plan) -> Tables:
    """The rows that a plan writes and that rules look up in the ledger."""
    parts = (part for part in plan.every_table() if part.record.table in _LOOKED_UP)
    return Tables(part.table.take(np.array(rows)) for part in parts if (rows := [*part.inserted, *part.changed]))


def concerns_all(tables: Tables) -> bool:
    """Does a claim, decision or cover lead to persons that stand in an earlier workbook?"""
    return any(
        not set(tables.of(record)[name].tolist()) <= _numbers(tables, home, name)
        for record, name, home in _FOUND_THROUGH_OTHERS
    )


@dataclass
class Written:
    """What this batch has written so far: by change number the marks of its rows, None for rows that concern all."""

    entries: list[tuple[int, Marks | None]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def add(self, change: int, plan: Plan) -> None:
        """Note a plan that was written; ``change``: the ledger's last change after it."""
        rows = written_by(plan)
        if len(rows):
            self.held |= set(rows)
            self.entries.append((change, None if concerns_all(rows) else marks_of(rows)))
        if len(self.entries) > _ENTRIES:
            self._merge()

    def touches(self, seen: int, held: frozenset[str], marks: Marks) -> bool:
        """Could a workbook with these ``marks``, judged by the ledger as of change ``seen``, be judged otherwise now?

        Tables that the ledger did not hold then count as well: rules look elsewhere while a table is missing.
        """
        newer = [entry for change, entry in self.entries if change > seen]
        if not newer:
            return False
        return not self.held <= held or any(entry is None or _share(entry, marks) for entry in newer)

    def _merge(self) -> None:
        """Many entries into one, as if written by the last: at worst a workbook is checked once more than needed."""
        marks = [entry for _, entry in self.entries if entry is not None]
        everything = None if len(marks) < len(self.entries) else np.unique(np.concatenate(marks))
        self.entries = [(self.entries[-1][0], everything)]


def _share(some: Marks, others: Marks) -> bool:
    """Do two sorted arrays share an element?"""
    small, large = sorted((some, others), key=len)
    if not len(small):
        return False
    places = np.minimum(np.searchsorted(large, small), len(large) - 1)
    return bool((large[places] == small).any())


def _numbers(tables: Tables, home: str, name: str) -> set[Any]:
    return set(tables[home][name].tolist()) if home in tables else set()


def _texts(table: Table) -> Iterator[str]:
    for column in table.record.columns():
        if column.name in _NUMBERS or column.kind.personal in _PERSONAL:
            yield from filter(None, table[column.name].tolist())
