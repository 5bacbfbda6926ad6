"""到期处理 carried out: each confirmed row becomes events of its policy lines, in a batch of its own.

A row is carried out only where the ledger still makes the same event due on the same day for the same money; what a
person confirmed from an older list is refused with the way out. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.events.decided_ends import BY_DECISION, decided_end
from core.events.due_now import Due
from core.events.notes import note
from core.events.office_event import OfficeEvent, office_batch
from core.events.paid import moved
from core.events.preview import actions_said
from core.events.working_copy import WorkingCopy
from core.findings import Finding, Severity, worst
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.normalise.parsed import Value
from core.receipts.confirmed import CONFIRMED
from core.records.renewal import DueAction
from core.renewal.due_actions import MATURES, PAID_UP, SURVIVES
from core.renewal.lapses import Event
from core.servicing.effects import EFFECTS, settled
from core.servicing.held import leave_undecided, part_of
from core.servicing.lines import Line
from core.servicing.transitions import ends_policy
from core.table import Table, scalar
from core.values.figure import amount_text

Key = tuple[str, str, str, date]
DECIDING = ("decision", "amount")
PAYS: Mapping[str, str] = {MATURES: "满期给付", SURVIVES: "生存金领取", Event.END.value: ""}
"""Events that pay, with the 保全项目 that says to whom; 付款清单 prepares and signs off the payment."""


def plan_due_actions(plan: Plan, copy: WorkingCopy, due: Sequence[Due], done: Mapping[Key, str]) -> None:
    """Put the confirmed rows of 到期处理 into the sync's plan. ``done``: events that the ledger holds already."""
    part = part_of(plan, DueAction)
    if part is None:
        return
    leave_undecided(plan, part)
    run = _Run(part, copy, {_key_of(one): one for one in due}, done)
    for row in sorted({*part.inserted, *part.changed} - set(part.refused)):
        run.take(row)
    run.write_into(plan)


def events_done(connection: sqlite3.Connection, plan: Plan) -> dict[Key, str]:
    """The rows of a sync that were carried out already, with the first event of each."""
    part = part_of(plan, DueAction)
    query = (
        "SELECT MIN(event_no) FROM policy_events WHERE policy_no = ? AND event = ? AND effective_on = ?"
        " AND (? = '' OR product_code = ?)"
    )
    done: dict[Key, str] = {}
    if part is None:
        return done
    for row in (*part.inserted, *part.changed):
        number, product, event, day = key = _key_in(part.table, row)
        if found := connection.execute(query, (number, event, str(day), product, product)).fetchone()[0]:
            done[key] = found
    return done


def _amount(due: Due, key: str, *, first: bool) -> Decimal | None:
    """Of the money of the event the line's own part; what a person gave stands with the first line."""
    if due.amount is None or not due.figures:
        return due.amount if first else None
    figure = due.figures.get(key)
    return None if figure is None else -(figure.amount or Decimal(0))


def _key_in(table: Table, row: int) -> Key:
    number, product, event = (table[name][row] for name in ("policy_no", "product_code", "event"))
    return number, product, event, scalar(table["effective_on"][row])


def _key_of(due: Due) -> Key:
    each = due.proposed
    return each.policy_no, each.product_code, each.event, each.effective_on


@dataclass
class _Run:
    """One pass over the rows of the sheet."""

    part: TablePlan
    copy: WorkingCopy
    due: Mapping[Key, Due]
    done: Mapping[Key, str]
    refused: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    batches: list[tuple[int, list[OfficeEvent]]] = field(default_factory=list)

    def take(self, row: int) -> None:
        """Carry out one row, refuse it, or just keep it where it was turned down."""
        table = self.part.table
        key = _key_in(table, row)
        if key in self.done:
            found = self._altered(row, self.done[key])
        elif table["decision"][row] != CONFIRMED:
            return
        else:
            due, found = self._looked_up(row, key)
            if due is not None and worst(found) is not Severity.REFUSED and not self._carried_out(row, due):
                found.append(self._not_due(row))
        self.findings += found
        if worst(found) is Severity.REFUSED:
            self.refused.add(row)

    def _looked_up(self, row: int, key: Key) -> tuple[Due | None, list[Finding]]:
        """What the row asks for: on the list of the day, or decided by a person; and what stands in its way."""
        if key[2] in BY_DECISION:
            decided = decided_end(self.part.table, row, self.copy)
            return (None, [decided]) if isinstance(decided, Finding) else (decided, [])
        due = self.due.get(key)
        return due, [self._not_due(row)] if due is None else self._obstacles(row, due)

    def _carried_out(self, row: int, due: Due) -> bool:
        """Plan the events; none where an earlier row of the sheet has left no line that the event could change."""
        each, events = due.proposed, list[OfficeEvent]()
        why = f"{each.why}；依据：{each.basis}"
        for line in due.lines:
            now = self.copy.lines[each.policy_no][line.key]
            after = moved(now, each.event, each.effective_on, self._follows(due, now))
            if after is not None:
                amount, item = _amount(due, line.key, first=not events), PAYS.get(each.event, "")
                events.append(OfficeEvent("", each.event, now, after, each.effective_on, why, amount, item))
        if events:
            self.batches.append((row, self.copy.take(events)))
        return bool(events)

    def _follows(self, due: Due, line: Line) -> dict[str, Value]:
        """What the event changes beside the standing: debts are settled or grow, a paid-up line has no next due day."""
        event, figure = due.proposed.event, due.figures.get(line.key)
        if event == Event.ADVANCE.value and figure is not None:
            contract = self.copy.figures.contract_of(line) if self.copy.figures else None
            effect = EFFECTS["auto_advance"]
            return effect(line, figure.amount or Decimal(0), contract, figure, due.proposed.effective_on)
        if ends_policy(event):
            return settled(line)
        return {"next_due_on": None} if event == PAID_UP else {}

    def _obstacles(self, row: int, due: Due) -> list[Finding]:
        table, each = self.part.table, due.proposed
        if each.hold:
            return [note("R21", table, "decision", row, hold=each.hold)]
        if not due.lines:
            return [self._not_due(row)]
        given, expected = scalar(table["amount"][row]) or Decimal(0), due.amount or Decimal(0)
        if given != expected:
            words = {"given": amount_text(given), "expected": amount_text(expected)}
            return [note("R22", table, "amount", row, event=each.event, **words)]
        return []

    def _not_due(self, row: int) -> Finding:
        table = self.part.table
        words = {"policy": table["policy_no"][row], "event": table["event"][row]}
        return note("R20", table, "event", row, day=scalar(table["effective_on"][row]), on=self.copy.on, **words)

    def _altered(self, row: int, event: str) -> list[Finding]:
        """What decided a row that was carried out may not change behind it."""
        if row in self.part.inserted:
            return []
        names = [column.name for column in self.part.record.columns()]
        before = dict(zip(names, self.part.before[row], strict=True))
        altered = [name for name in DECIDING if before[name] != self.part.stored[name][row]]
        headings = "、".join(self.part.record.column(name).heading for name in altered)
        return [note("R23", self.part.table, altered[0], row, event=event, fields=headings)] if altered else []

    def write_into(self, plan: Plan) -> None:
        """The rows leave the plain sync: carried out into a batch each, refused among the refused."""
        part = self.part
        for row, events in self.batches:
            number, event = part.table["policy_no"][row], part.table["event"][row]
            plan.batches.append(office_batch(part, [row], events, [], f"到期处理 {event} {number}"))
        plan.says += actions_said([events for _, events in self.batches])
        plan.findings += self.findings
        part.leave_out({row for row, _ in self.batches})
        part.refuse(self.refused)
