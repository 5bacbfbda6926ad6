"""Tables as they will stand once a plan is written: what is judged within a sync must know all that the sync brings."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from core.ledger.plan import Plan
from core.ledger.rows import row_keys, stored_rows, table_from
from core.ledger.table_plan import TablePlan
from core.records.record import Record
from core.table import Origin, Table, Tables, concatenate


def once_written(tables: Tables, plan: Plan, records: Iterable[type[Record]]) -> Tables:
    """``tables`` with the plan's rows of some records, those of its batches included, in place of what they replace."""
    found = {table.record: table for table in tables.values()}
    for record in records:
        parts = [part for part in plan.every_table() if part.record is record and (part.inserted or part.changed)]
        if parts:
            found[record] = _with(tables.of(record), parts)
    return Tables(found.values())


def _with(held: Table, parts: list[TablePlan]) -> Table:
    record = held.record
    written: dict[str, list[object] | None] = {}
    for part in parts:
        for row in (*part.inserted, *part.changed):
            gone = row in part.withdrawn
            written[part.keys[row]] = None if gone else [part.stored[c.name][row] for c in record.columns()]
    keys = row_keys(record, stored_rows(held)) if len(held) else []
    kept = held.take(np.array([key not in written for key in keys], dtype=bool))
    rows = [values for values in written.values() if values is not None]
    return concatenate([kept, table_from(record, rows, Origin("台账", record.sheet))])
