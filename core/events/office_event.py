"""An event that no customer asked for (a premium received, a 宽限期 begun, a cover ended), and its batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ledger.plan import Batch
from core.ledger.table_plan import TablePlan
from core.normalise.parsed import Value
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.record import Record
from core.servicing.event import event_row
from core.servicing.lines import Held, Line, table_plan
from core.table import Origin


@dataclass(frozen=True)
class OfficeEvent:
    """``before`` and ``after``: the policy line. ``amount``: yuan, received +, paid −; None: no money moves.

    ``item``: the 保全项目 whose payees may be paid, where the event pays.
    """

    number: str
    event: str
    before: Line
    after: Line
    effective_on: date
    why: str
    amount: Decimal | None = None
    item: str = ""

    def row(self) -> dict[str, Value]:
        """The row of 保单事件."""
        row = event_row(self.number, self.event, self.before, self.after, self.effective_on, self.amount)
        return row | {"why": self.why, "item": self.item}


@dataclass(frozen=True)
class OtherRow:
    """A row of another record that changes with the events. ``before`` None: it is new; ``gone``: shown no longer."""

    record: type[Record]
    values: dict[str, Value]
    effective_on: date
    before: Held | None = None
    gone: bool = False


def office_batch(
    part: TablePlan, rows: Sequence[int], events: Sequence[OfficeEvent], others: Sequence[OtherRow], why: str
) -> Batch:
    """What some confirmed rows of ``part`` write: themselves, other records, policy lines, and the events.

    A line that several events change is written once, as the last of them leaves it.
    """
    source = (part.table.origins[part.table.origin[rows[0]]], int(part.table.row[rows[0]]))
    known = part.as_of[rows[0]]
    own = part.only(rows, set(part.inserted))
    lines = _lines_changed(events)
    tables = [own, *_others(others, source, known)]
    if lines:
        tables.append(
            table_plan(
                Policy, [after.values for _, after, _ in lines], [source] * len(lines),
                [max(known, before.as_of) for before, _, _ in lines], [day.isoformat() for _, _, day in lines],
                [before.values for before, _, _ in lines],
            )
        )  # fmt: skip
    if events:
        days = [event.effective_on.isoformat() for event in events]
        sources, cutoffs = [source] * len(events), [known] * len(events)
        tables.append(table_plan(PolicyEvent, [e.row() for e in events], sources, cutoffs, days, [None] * len(events)))
    return Batch([table for table in tables if table.inserted or table.changed], why)


def _lines_changed(events: Sequence[OfficeEvent]) -> list[tuple[Line, Line, date]]:
    """Per line that changes: before the first event, after the last, and the day of the last."""
    found: dict[str, tuple[Line, Line, date]] = {}
    for event in events:
        first = found.get(event.before.key, (event.before,))[0]
        found[event.before.key] = (first, event.after, event.effective_on)
    return [each for each in found.values() if each[0].values != each[1].values]


def _others(others: Sequence[OtherRow], source: tuple[Origin, int], known: str) -> list[TablePlan]:
    plans = []
    for record in dict.fromkeys(other.record for other in others):
        own = [other for other in others if other.record is record]
        as_of = [max(known, other.before.as_of) if other.before else known for other in own]
        days = [other.effective_on.isoformat() for other in own]
        before = [other.before.values if other.before else None for other in own]
        plan = table_plan(record, [other.values for other in own], [source] * len(own), as_of, days, before)
        plan.withdrawn = frozenset(place for place, other in enumerate(own) if other.gone)
        plans.append(plan)
    return plans
