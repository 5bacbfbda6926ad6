"""到账认领, 到期处理 and 保全 within a sync: what was confirmed is carried out on the policies, one after the other.

Money first, because what has been paid does not lapse; then what the calendar makes due; then what customers asked for.
"""

from __future__ import annotations

import sqlite3

from core.events.applications import applications_of
from core.events.due_actions import events_done, plan_due_actions
from core.events.receipts import plan_receipts
from core.events.working_copy import WorkingCopy
from core.ledger.changes import current_account
from core.ledger.plan import Plan
from core.ledger.planned import once_written
from core.records.banking import BankLine, ReceiptClaim
from core.records.claim import Claim
from core.records.policy import PremiumReceipt
from core.records.renewal import DueAction
from core.servicing.figures import Figures
from core.servicing.held import last_number, lines_concerned, part_of, policies_named, requests_of
from core.servicing.lines import as_table
from macros.decisions import actions_due, tables_now, with_lines
from macros.servicing import plan_requests
from macros.session import Session

BROUGHT = (PremiumReceipt, BankLine, ReceiptClaim, Claim)
"""What the same sync brings and what it books decides what is still due: money in it stops a lapse in it."""


def plan_events(session: Session, ledger: sqlite3.Connection, plan: Plan) -> None:
    """Put what the confirmed rows and the requests lead to into the sync's plan, one batch per decision."""
    documents = policies_named(part_of(plan, ReceiptClaim), "document_no")
    actions = policies_named(part_of(plan, DueAction))
    applications = applications_of(ledger, documents)
    numbers = documents | set(applications.policy_of.values()) | actions | policies_named(requests_of(plan))
    if not numbers:
        return
    context, lines = session.context, lines_concerned(ledger, plan, numbers)
    number = last_number(ledger, plan)
    copy = WorkingCopy.of(lines, context.references, context.law, session.on, current_account(), number)
    plan_receipts(ledger, plan, copy, applications)
    if actions:
        _plan_due_actions(session, ledger, plan, copy)
    plan_requests(session, ledger, plan, copy)


def _plan_due_actions(session: Session, ledger: sqlite3.Connection, plan: Plan, copy: WorkingCopy) -> None:
    """What is due is worked out again, on the policies as they stand once the money of this sync is booked."""
    lines = copy.changed_lines()
    brought = once_written(tables_now(session, ledger, session.context.in_force), plan, BROUGHT)
    tables = with_lines(brought, as_table(list(lines.values())))
    due = actions_due(tables, session, ledger, lines)
    copy.figures = Figures(lines, session.context.references, None, session.context.law)
    plan_due_actions(plan, copy, due, events_done(ledger, plan))
