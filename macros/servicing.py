"""保全 within a sync: the requests of the books are carried out on the policies and wait for the confirmation."""

from __future__ import annotations

import sqlite3

from core.account import current_account
from core.ledger.plan import Plan
from core.records.claim import Claim
from core.records.servicing import ServicingRequest
from core.servicing.carry_out import Surroundings
from core.servicing.figures import Figures
from core.servicing.held import benefits_drawn, requests_of
from core.servicing.lines import Line
from core.servicing.plan import ServicingPlan, plan_servicing
from macros.session import Session


def plan_requests(session: Session, ledger: sqlite3.Connection, plan: Plan, lines: dict[str, Line]) -> ServicingPlan:
    """Put what the requests lead to into the sync's plan, one batch per 受理号. ``lines``: as they stand now."""
    if requests_of(plan) is None:
        return ServicingPlan()
    context = session.context
    claims = (session.tables if session.tables.has(Claim) else context.in_force).of(Claim)
    figures = Figures(lines, context.references, claims if len(claims) else None, context.law)
    around = Surroundings(
        figures, context.law, session.on, current_account(), context.in_force.of(ServicingRequest),
        benefits_drawn(ledger, lines),
    )  # fmt: skip
    return plan_servicing(ledger, plan, lines, around)
