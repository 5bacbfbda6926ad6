"""保全 within a sync: the requests of the books are carried out on the policies and wait for the confirmation."""

from __future__ import annotations

import sqlite3

from core.ledger.changes import current_account
from core.ledger.plan import Plan
from core.records.policy import Claim
from core.servicing.carry_out import Surroundings
from core.servicing.figures import Figures
from core.servicing.plan import ServicingPlan, lines_concerned, plan_servicing
from macros.session import Session


def plan_requests(session: Session, ledger: sqlite3.Connection, plan: Plan) -> ServicingPlan:
    """Put what the requests lead to into the sync's plan, in batches of one 受理号 each."""
    lines = lines_concerned(ledger, plan)
    if not lines and all(table.record.table != "servicing_requests" for table in plan.tables):
        return ServicingPlan()
    claims = session.tables.of(Claim) if session.tables.has(Claim) else session.context.in_force.of(Claim)
    figures = Figures(lines, session.context.references, claims if len(claims) else None, session.context.law)
    return plan_servicing(
        ledger, plan, lines, Surroundings(figures, session.context.law, session.on, current_account())
    )
