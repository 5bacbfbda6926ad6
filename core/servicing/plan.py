"""保全 planned: the requests of a sync become events and new versions of policy lines, one batch per 受理号.

Only a request with a 办结日 changes its policy; the others are registered. Requests are carried out one after the other
by effective day, each on what those before it left. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from core.findings import Finding, Severity, worst
from core.ledger.plan import Batch, Plan
from core.ledger.table_plan import TablePlan
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.records.record import Record
from core.records.servicing import ServicingRequest
from core.servicing.carry_out import Surroundings, carry_out
from core.servicing.event import PlannedEvent
from core.servicing.lines import Line, line_from, lines_of, table_plan
from core.servicing.notes import note
from core.servicing.preview import preview
from core.servicing.requests import DECIDING, Request, requests_in

Carried = Mapping[tuple[str, str], str]
"""(受理号, 保单号) → the event that the ledger already holds for it."""


@dataclass
class ServicingPlan:
    """``events`` in the order of their numbers; ``waiting``: requests registered without a 办结日 yet."""

    events: list[PlannedEvent] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: int = 0


def requests_of(plan: Plan) -> TablePlan | None:
    """The part of a sync that holds servicing requests."""
    return next((table for table in plan.tables if table.record is ServicingRequest), None)


def lines_concerned(connection: sqlite3.Connection, plan: Plan) -> dict[str, Line]:
    """The policy lines of the planned requests, as they will be once the rest of the sync is written."""
    requests = requests_of(plan)
    if requests is None:
        return {}
    rows = [*requests.inserted, *requests.changed]
    numbers = {str(requests.table["policy_no"][row]) for row in rows}
    lines = lines_of(connection, sorted(numbers))
    for part in plan.tables:
        if part.record is Policy:
            lines |= {line.key: line for line in _planned_lines(part, numbers)}
    return lines


def plan_servicing(
    connection: sqlite3.Connection, plan: Plan, lines: Mapping[str, Line], around: Surroundings
) -> ServicingPlan:
    """Carry out what is due, and put it into the sync's plan: batches, refused rows, findings."""
    outcome = ServicingPlan()
    part = requests_of(plan)
    if part is None:
        return outcome
    state, carried = dict(lines), _carried(connection, part)
    due, number = dict[str, list[tuple[Request, list[PlannedEvent]]]](), _last_number(connection)
    for request in requests_in(part.table, np.array(sorted([*part.inserted, *part.changed]), dtype=np.intp)):
        done = carried.get((request.number, request.policy_no))
        if done is not None:
            findings, events = _altered(part, request, done), list[PlannedEvent]()
        elif not request.completed:
            outcome.waiting += 1
            continue
        else:
            events, findings = carry_out(request, state, around)
        outcome.findings += findings
        if worst(findings) is Severity.REFUSED:
            _refuse(part, request)
        elif events:
            numbered = [replace(event, number=f"SJ{number + place:08d}") for place, event in enumerate(events, 1)]
            number += len(events)
            state |= {event.after.key: event.after for event in numbered}
            due.setdefault(request.number, []).append((request, numbered))
            outcome.events += numbered
    plan.findings += outcome.findings
    plan.batches += [_batch(part, number_, requests) for number_, requests in due.items()]
    return outcome


def _batch(part: TablePlan, number: str, requests: list[tuple[Request, list[PlannedEvent]]]) -> Batch:
    """The rows of one 受理号, taken out of the plain sync, with the lines and events that follow from them."""
    rows = {row for request, _ in requests for row in request.rows}
    own = replace(
        part,
        inserted=[row for row in part.inserted if row in rows],
        changed=[row for row in part.changed if row in rows],
        same=0,
        refused=[],
    )
    part.inserted = [row for row in part.inserted if row not in rows]
    part.changed = [row for row in part.changed if row not in rows]
    events = [event for _, planned in requests for event in planned]
    item = events[0].item.name
    changed = [event for event in events if event.before.values != event.after.values]
    tables = [own, _rows(part, Policy, changed), _rows(part, PolicyEvent, events)]
    why = f"{item}（受理号{number}）"
    return Batch([table for table in tables if table.inserted or table.changed], why, preview(why, events))


def _rows(part: TablePlan, record: type[Record], events: list[PlannedEvent]) -> TablePlan:
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


def _refuse(part: TablePlan, request: Request) -> None:
    """All rows of a request stand or fall together."""
    part.inserted = [row for row in part.inserted if row not in request.rows]
    part.changed = [row for row in part.changed if row not in request.rows]
    part.refused += request.rows


def _altered(part: TablePlan, request: Request, event: str) -> list[Finding]:
    """What decided a request that has been carried out may not change behind it."""
    columns = part.record.columns()
    names = [column.name for column in columns]
    altered: dict[str, str] = {}
    for row in request.rows:
        if row in part.inserted:
            altered["changed_field"] = part.record.column("changed_field").heading
            continue
        before = dict(zip(names, part.before[row], strict=True)) if row in part.before else {}
        altered |= {
            name: part.record.column(name).heading
            for name in DECIDING
            if before and before[name] != part.stored[name][row]
        }
    if not altered:
        return []
    first = next(iter(altered))
    return [note("S14", request.table, first, request.rows[0], event=event, fields="、".join(altered.values()))]


def _carried(connection: sqlite3.Connection, part: TablePlan) -> Carried:
    numbers = {str(part.table["request_no"][row]) for row in (*part.inserted, *part.changed)}
    query = "SELECT request_no, policy_no, MIN(event_no) FROM policy_events GROUP BY request_no, policy_no"
    return {(row[0], row[1]): row[2] for row in connection.execute(query) if row[0] in numbers}


def _last_number(connection: sqlite3.Connection) -> int:
    """Events are numbered on, those that were taken back included: a number is never given twice."""
    return int(connection.execute("SELECT COUNT(*) FROM policy_events_current").fetchone()[0])


def _planned_lines(part: TablePlan, numbers: Iterable[str]) -> list[Line]:
    wanted = set(numbers)
    columns = part.record.columns()
    return [
        line_from(part.keys[row], [part.stored[column.name][row] for column in columns], part.as_of[row])
        for row in (*part.inserted, *part.changed)
        if part.stored["policy_no"][row] in wanted
    ]
