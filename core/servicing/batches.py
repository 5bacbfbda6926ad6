"""The rows that one 受理号 writes: the requests themselves, new versions of policy lines, and the events."""

from __future__ import annotations

from collections.abc import Sequence, Set

from core.ledger.plan import Batch
from core.ledger.table_plan import TablePlan
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.record import Record
from core.servicing.event import PlannedEvent
from core.servicing.lines import table_plan


def batch_of(part: TablePlan, number: str, events: Sequence[PlannedEvent], new: Set[int]) -> Batch:
    """What the requests of one 受理号 write: their own rows first (``new`` in ``part``, or changed), lines, events."""
    rows = sorted({row for event in events for row in event.request.rows})
    own = part.only(rows, new)
    changed = [event for event in events if event.before.values != event.after.values]
    tables = [own, _rows(part, Policy, changed), _rows(part, PolicyEvent, events)]
    why = f"{events[0].item.name}（受理号{number}）"
    return Batch([table for table in tables if table.inserted or table.changed], why)


def _rows(part: TablePlan, record: type[Record], events: Sequence[PlannedEvent]) -> TablePlan:
    """New versions of the lines, or the events themselves, each pointing at the row that asked for it."""
    sources = [(part.table.origins[part.table.origin[e.request.rows[0]]], _excel_row(e)) for e in events]
    cutoffs = [part.as_of[event.request.rows[0]] for event in events]
    effective = [event.effective_on.isoformat() for event in events]
    if record is PolicyEvent:
        return table_plan(record, [e.row() for e in events], sources, cutoffs, effective, [None] * len(events))
    as_of = [max(cutoff, event.before.as_of) for cutoff, event in zip(cutoffs, events, strict=True)]
    return table_plan(
        record, [e.after.values for e in events], sources, as_of, effective, [e.before.values for e in events]
    )


def _excel_row(event: PlannedEvent) -> int:
    return int(event.request.table.row[event.request.rows[0]])
