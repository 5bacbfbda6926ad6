"""Which proposals of 到账认领 a sync would refuse: it is asked itself, as if a person had confirmed them all.

The rules of a payment stand in one place, :func:`core.events.receipts.plan_receipts`; here nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from core.events.applications import applications_of
from core.events.receipts import plan_receipts
from core.events.working_copy import WorkingCopy
from core.findings import Finding, Severity
from core.law.lookup import Law
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.normalise.parsed import Value
from core.receipts.confirmed import CONFIRMED
from core.records.banking import ReceiptClaim
from core.servicing.held import last_number, lines_concerned, policies_named
from core.servicing.lines import table_plan
from core.table import Origin, Tables


def would_refuse(
    ledger: sqlite3.Connection,
    rows: Sequence[Mapping[str, Value]],
    references: Tables,
    law: Law,
    on: date,
    account: str,
) -> dict[int, Finding]:
    """By place in ``rows`` (by field of ``ReceiptClaim``) why a sync of the day ``on`` would leave it out.

    All are taken as confirmed together: an earlier premium that is proposed too stands in nobody's way.
    """
    plan = Plan([_all_confirmed(rows, on)], [], 0)
    documents = policies_named(plan.tables[0], "document_no")
    applications = applications_of(ledger, documents)
    lines = lines_concerned(ledger, plan, documents | set(applications.policy_of.values()))
    copy = WorkingCopy.of(lines, references, law, on, account, last_number(ledger, plan))
    plan_receipts(ledger, plan, copy, applications)
    refused = (finding for finding in plan.findings if finding.severity is Severity.REFUSED)
    return {finding.where.row - 1: finding for finding in refused}


def _all_confirmed(rows: Sequence[Mapping[str, Value]], on: date) -> TablePlan:
    """The rows as new ones of 到账认领, each in the sheet row after its place."""
    blank = {column.name: "" if column.kind.holds == "text" else None for column in ReceiptClaim.columns()}
    origin = Origin("", ReceiptClaim.sheet)
    return table_plan(
        ReceiptClaim,
        [{**blank, **row, "decision": CONFIRMED} for row in rows],
        [(origin, place + 1) for place in range(len(rows))],
        [on.isoformat()] * len(rows),
        [],
        [None] * len(rows),
    )
