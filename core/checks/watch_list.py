"""名单 screening: who among the people of an application stands on a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.checks.people import people_of
from core.checks.rule import Context
from core.records.papers import Account, DueDiligence
from core.records.people import Beneficiary, Insured, Policyholder
from core.records.reference import WatchEntry
from core.table import Array, Mask, Table, blank


@dataclass(frozen=True)
class Screened:
    """The people in one role: where their names stand, their certificate numbers and birth dates (blank: not known)."""

    role: str
    table: Table
    name_column: str
    documents: Array
    births: Array


def screened(context: Context) -> Iterator[Screened]:
    """投保人, 被保险人, 受益人, 付款人 and 代办人 of every application."""
    for record in (Policyholder, Insured, Beneficiary):
        table = context.tables.of(record)
        yield Screened(record.sheet, table, "name", table["document_no"], people_of(table).births())
    accounts, diligence = context.tables.of(Account), context.tables.of(DueDiligence)
    unknown = blank("text", len(accounts))
    yield Screened("付款人", accounts, "holder", unknown, blank("day", len(accounts)))
    numbers = diligence["agent_document_no"]
    yield Screened("代办人", diligence, "agent_person", numbers, blank("day", len(diligence)))


def on_list(people: Screened, entries: Table) -> Mask:
    """Same certificate number; or same name, unless number or birth date of both sides are known and differ.

    A namesake who cannot be told apart is a hit: a person must look.
    """
    names, documents = people.table[people.name_column], people.documents
    by_name: dict[str, list[int]] = {}
    for row, name in enumerate(entries["name"]):
        by_name.setdefault(name, []).append(row)
    listed = set(entries["document_no"].tolist()) - {""}
    result = np.fromiter((number in listed for number in documents), bool, len(names))
    for row in np.flatnonzero([name in by_name and name != "" for name in names]).tolist():
        result[row] |= any(_may_be_same(people, row, entries, entry) for entry in by_name[names[row]])
    return result


def valid_entries(entries: Table, on: date) -> Table:
    """Entries that stand on their list on a day."""
    day = np.datetime64(on)
    listed, removed = entries["listed_on"], entries["removed_on"]
    return entries.take(np.asarray((np.isnat(listed) | (listed <= day)) & (np.isnat(removed) | (removed > day))))


def entries_of(context: Context) -> Table:
    """The lists as of the day of the check: whoever was added since the application must be stopped too."""
    return valid_entries(context.references.of(WatchEntry), context.on)


def _may_be_same(people: Screened, row: int, entries: Table, entry: int) -> bool:
    birth, listed_birth = people.births[row], entries["birth_date"][entry]
    if not np.isnat(birth) and not np.isnat(listed_birth):
        return bool(birth == listed_birth)
    document, listed_document = people.documents[row], entries["document_no"][entry]
    return not (document and listed_document) or bool(document == listed_document)
