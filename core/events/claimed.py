"""What was confirmed in 到账认领: which bank line pays which due, and which of these belong to one payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.events.bank_money import BankMoney
from core.events.notes import note
from core.findings import Finding
from core.ledger.table_plan import TablePlan
from core.receipts.confirmed import CONFIRMED
from core.table import scalar

DueKey = tuple[str, str, date | None]
"""Document, business and due day; no day: the oldest due."""


@dataclass(frozen=True)
class Claimed:
    """One confirmed row of the sheet and the bank line it names."""

    row: int
    money: BankMoney
    due: DueKey


def claimed(
    part: TablePlan, money: Mapping[str, Sequence[BankMoney]]
) -> tuple[list[Claimed], list[tuple[int, Finding]]]:
    """The confirmed rows that are new or changed; and those whose bank line nobody knows."""
    found, unknown = [], []
    table = part.table
    refused = set(part.refused)
    for row in sorted({*part.inserted, *part.changed} - refused):
        if table["decision"][row] != CONFIRMED:
            continue
        serial, account = table["bank_serial"][row], table["own_account"][row]
        fitting = [one for one in money.get(serial, ()) if account in ("", one.own_account)]
        if len(fitting) != 1:
            unknown.append((row, note("R01", table, "bank_serial", row, serial=serial)))
            continue
        due = (table["document_no"][row], table["business"][row], scalar(table["due_on"][row]))
        found.append(Claimed(row, fitting[0], due))
    return found, unknown


def payments_of(claims: Sequence[Claimed]) -> list[list[Claimed]]:
    """Rows that share a bank line or a due, directly or through others, are one payment, in the order of the sheet."""
    parent = list(range(len(claims)))

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    first: dict[object, int] = {}
    for place, claim in enumerate(claims):
        for shared in (("line", claim.money.serial, claim.money.own_account), ("due", *claim.due)):
            other = first.setdefault(shared, place)
            low, high = sorted((root(place), root(other)))
            parent[high] = low
    groups: dict[int, list[Claimed]] = {}
    for place, claim in enumerate(claims):
        groups.setdefault(root(place), []).append(claim)
    return list(groups.values())
