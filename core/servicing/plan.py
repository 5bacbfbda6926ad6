"""保全 planned: the requests of a sync become events and new versions of policy lines, one batch per 受理号.

Only a request with a 办结日 changes its policy; the others are registered. Requests are carried out one after the other
by effective day, each on what those before it left. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from core.findings import Finding, Severity, worst
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.servicing.batches import batch_of
from core.servicing.carry_out import Surroundings, carry_out
from core.servicing.chain import Chain, chains
from core.servicing.event import PlannedEvent
from core.servicing.held import carried_out, last_number, requests_of
from core.servicing.lines import Line
from core.servicing.notes import note
from core.servicing.preview import SHOWN_REQUESTS, control_totals, preview, the_others
from core.servicing.requests import DECIDING, Request, requests_in


@dataclass
class ServicingPlan:
    """``events`` in the order of their numbers; ``waiting``: requests registered without a 办结日 yet."""

    events: list[PlannedEvent] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: int = 0


def plan_servicing(
    connection: sqlite3.Connection, plan: Plan, lines: Mapping[str, Line], around: Surroundings
) -> ServicingPlan:
    """Carry out what is due, and put it into the sync's plan: batches, refused rows, findings, the preview."""
    part = requests_of(plan)
    if part is None:
        return ServicingPlan()
    run = _Run(
        part, _by_policy(lines), around, carried_out(connection, part), last_number(connection, plan), set(part.refused)
    )
    for request in _touched(part):
        run.take(request)
    run.write_into(plan)
    return run.outcome


@dataclass
class _Run:
    """One pass over the requests. ``number``: of the last event; ``refused``: rows.

    ``lines``: the working copy, by 保单号 and ledger key.
    """

    part: TablePlan
    lines: dict[str, dict[str, Line]]
    around: Surroundings
    carried: Mapping[tuple[str, str], str]
    number: int
    refused: set[int]
    due: dict[str, list[PlannedEvent]] = field(default_factory=dict)
    outcome: ServicingPlan = field(default_factory=ServicingPlan)

    def take(self, request: Request) -> None:
        """Refuse, register, or carry out one request; all of its rows stand or fall together."""
        if self.refused.intersection(request.rows):
            self.refused.update(request.rows)
            return
        done = self.carried.get((request.number, request.policy_no))
        events, findings = list[PlannedEvent](), list[Finding]()
        if done is not None:
            findings = _altered(self.part, request, done)
        elif request.completed:
            events, findings = carry_out(request, self.lines.get(request.policy_no, {}), self.around)
        else:
            self.outcome.waiting += 1
        self.outcome.findings += findings
        if worst(findings) is Severity.REFUSED:
            self.refused.update(request.rows)
        for event in events:
            self._note(event)

    def _note(self, event: PlannedEvent) -> None:
        self.number += 1
        numbered = replace(event, number=f"SJ{self.number:08d}")
        self.lines[event.request.policy_no][event.after.key] = event.after
        self.due.setdefault(event.request.number, []).append(numbered)
        self.outcome.events.append(numbered)
        if event.item.figure == "survival":
            self.around.drawn.setdefault(event.after.key, []).append((event.effective_on, numbered.number))

    def write_into(self, plan: Plan) -> None:
        """The rows of requests leave the plain sync: carried out into their batch, refused among the refused."""
        part, warnings = self.part, _chains(self.part, self.around)
        new = set(part.inserted)
        for number, events in self.due.items():
            batch = batch_of(part, number, events, new)
            plan.batches.append(batch)
            rows = dict.fromkeys(event.request.rows[0] for event in events)
            chained = [warnings[row] for row in rows if row in warnings]
            if len(plan.batches) <= SHOWN_REQUESTS or chained:
                plan.says += preview(batch.why, events, chained)
        plan.says += the_others([events[0].item.name for events in list(self.due.values())[SHOWN_REQUESTS:]])
        plan.says += control_totals(self.outcome.events)
        if self.outcome.waiting:
            plan.says.append(f"保全申请 {self.outcome.waiting} 件没有办结日：只登记，不改保单；办妥填上办结日再同步")
        plan.findings += self.outcome.findings
        part.leave_out({row for event in self.outcome.events for row in event.request.rows})
        part.refuse(self.refused)


def _by_policy(lines: Mapping[str, Line]) -> dict[str, dict[str, Line]]:
    grouped: dict[str, dict[str, Line]] = {}
    for key, line in lines.items():
        grouped.setdefault(line.text("policy_no"), {})[key] = line
    return grouped


def _chains(part: TablePlan, around: Surroundings) -> dict[int, Chain]:
    """By row of the requests, the chain of changes that ends there (B206)."""
    days = around.law.column("change_chain_days", part.table["received_on"])
    return {chain.row: chain for chain in chains(part.table, (around.earlier,), days)}


def _touched(part: TablePlan) -> list[Request]:
    """The requests with a new or changed row, whole: rows that the ledger has already belong to them too."""
    numbers, policies = part.table["request_no"], part.table["policy_no"]
    new = {(numbers[row], policies[row]) for row in (*part.inserted, *part.changed)}
    rows = [row for row in range(len(part.table)) if (numbers[row], policies[row]) in new]
    return list(requests_in(part.table, np.array(rows, dtype=np.intp)))


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
