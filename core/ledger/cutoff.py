"""数据截止日: up to which day the ledger's business data reach."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.records.catalogue import OFFICE_RECORDS, PRODUCT_RECORDS
from core.records.record import Record
from core.records.reference import REFERENCE_RECORDS

_LISTS: tuple[type[Record], ...] = (*PRODUCT_RECORDS, *REFERENCE_RECORDS, *OFFICE_RECORDS)
WITHOUT = frozenset(record.table for record in _LISTS)
"""Lists and what departments keep for themselves: synced on any day, they do not say how far the business goes."""


def cutoffs(connection: sqlite3.Connection, until_change: int | None = None) -> dict[str, date]:
    """Per table name the latest 数据截止日 of its changes up to ``until_change`` (None: all)."""
    query = "SELECT record, MAX(as_of) FROM changes WHERE (? IS NULL OR id <= ?) AND as_of <> '' GROUP BY record"
    rows = connection.execute(query, (until_change, until_change))
    return {record: date.fromisoformat(day) for record, day in rows}


def latest(found: dict[str, date]) -> date | None:
    """The latest of the business tables; of the others only where there are no such; None in an empty ledger."""
    business = [day for record, day in found.items() if record not in WITHOUT]
    return max(business or found.values(), default=None)
