"""The people of every table as canonical columns, so that a rule on persons is written once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.checks.rule import Context, Hit
from core.days.age import ages
from core.findings import Severity
from core.identifiers.columns import resident_birth_dates, resident_sexes
from core.records.catalogue import ALL_RECORDS
from core.records.people import Policyholder
from core.records.record import Party
from core.table import Array, Mask, Rows, Table, Tables, blank

RESIDENT_NUMBERS = ("身份证", "户口簿", "港澳台居民居住证")
"""Documents that carry a number built like that of the 居民身份证."""


@dataclass(frozen=True)
class People:
    """The persons in one role of one table: ``people["sex"]`` whatever the record calls the column."""

    table: Table
    party: Party

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, name: str) -> Array:
        if name in self.party.fields:
            return self.table[self.party.fields[name]]
        return blank(Policyholder.column(name).kind.holds, len(self.table))

    def records(self, name: str) -> bool:
        """Does the record keep this about the person at all?"""
        return name in self.party.fields

    def hit(
        self,
        name: str,
        rows: Mask | Rows,
        says: str = "default",
        severity: Severity | None = None,
        /,
        **details: str | Sequence[str],
    ) -> Hit:
        """A hit in the person's column ``name``."""
        return Hit(self.table, self.party.fields[name], rows, says, severity, dict(details))

    def as_of(self, day: np.datetime64) -> People:
        """The same people under the law of ``day``: a policy in force is reminded by today's law, not its own."""
        table = self.table
        days = np.full(len(table), day, dtype="datetime64[D]")
        return replace(self, table=replace(table, columns={**table.columns, table.record.event_date: days}))

    def of_type(self, *document_types: str) -> Mask:
        """Whose document is of one of these types."""
        column = self["document_type"]
        return np.asarray(np.logical_or.reduce([column == name for name in document_types]), dtype=bool)

    def resident_numbers(self) -> Mask:
        """Whose 证件号码 must be a citizen number: so typed, or 15 or 18 signs with no type given."""
        asked = f"resident numbers of {self.party.role}"
        if asked not in self.table.worked_out:
            self.table.worked_out[asked] = self._resident_numbers()
        known: Mask = self.table.worked_out[asked]
        return known

    def _resident_numbers(self) -> Mask:
        numbers = self["document_no"]
        untyped = self["document_type"] == ""
        chosen = self.of_type("身份证", "港澳台居民居住证") & (numbers != "")
        if untyped.any():
            lengths = np.fromiter(map(len, numbers.tolist()), np.intp, len(numbers))
            chosen |= untyped & np.isin(lengths, (15, 18))
        return np.asarray(chosen, dtype=bool)

    def births(self) -> Array:
        """Birth dates: the cell, and where it is blank the date inside the number (NaT for neither)."""
        births = self["birth_date"].copy()
        gaps = np.isnat(births)
        if gaps.any():
            gaps &= self.of_type(*RESIDENT_NUMBERS) | self.resident_numbers()
            births[gaps] = resident_birth_dates(self["document_no"][gaps])
        return births

    def sexes(self) -> Array:
        """男 or 女: the cell, and where it is blank what the citizen number says; "" for neither."""
        sexes = self["sex"].copy()
        gaps = (sexes == "") & (self.of_type(*RESIDENT_NUMBERS) | self.resident_numbers())
        sexes[gaps] = resident_sexes(self["document_no"][gaps])
        return sexes

    def ages(self, context: Context) -> Array:
        """Completed years on the day of the application, NaN where the birth date is unknown."""
        return ages(self.births(), context.event_days(self.table))


def everyone(tables: Tables) -> Iterator[People]:
    """The persons of every table that has rows, role by role."""
    for record in ALL_RECORDS:
        table = tables.of(record)
        if len(table):
            yield from (People(table, party) for party in record.parties)


def everyone_held(context: Context, here: Sequence[People]) -> Iterator[People]:
    """The persons of the ledger; a run over policies in force is its own ledger and is not looked at twice."""
    return (people for people in everyone(context.in_force) if all(people.table is not one.table for one in here))


def people_of(table: Table) -> People:
    """The only party of a table such as 投保人."""
    return People(table, table.record.parties[0])
