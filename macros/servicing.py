"""保全 within a sync: the requests of the books are carried out on the policies and wait for the confirmation."""

from __future__ import annotations

import sqlite3

from core.account import current_account
from core.events.working_copy import WorkingCopy, drawn_so_far
from core.ledger.plan import Plan
from core.records.claim import Claim
from core.records.servicing import ServicingRequest
from core.servicing.carry_out import Surroundings
from core.servicing.figures import Figures
from core.servicing.held import benefits_drawn, requests_of
from core.servicing.plan import ServicingPlan, plan_servicing
from macros.session import Session


def plan_requests(session: Session, ledger: sqlite3.Connection, plan: Plan, copy: WorkingCopy) -> ServicingPlan:
    """Put what the requests lead to into the sync's plan, one batch per 受理号. ``copy``: the lines by now."""
    if requests_of(plan) is None:
        return ServicingPlan()
    context, lines = session.context, copy.changed_lines()
    claims = (session.tables if session.tables.has(Claim) else context.in_force).of(Claim)
    figures = Figures(lines, context.references, claims if len(claims) else None, context.law)
    around = Surroundings(
        figures, context.law, session.on, current_account(), context.in_force.of(ServicingRequest),
        drawn_so_far(benefits_drawn(ledger, lines), copy.events),
    )  # fmt: skip
    return plan_servicing(ledger, plan, lines, around)
