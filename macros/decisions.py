"""What a person has to decide, as workbooks that go back through sync: 到账认领.xlsx and 到期处理.xlsx."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from core.account import current_account
from core.days.anniversary import anniversary, policy_year
from core.events.due_now import Due, due_now
from core.events.survival_due import Told, policies_with_benefits, survival_due
from core.events.would_refuse import would_refuse
from core.ledger.current import load_tables
from core.ledger.rows import KEY_SEPARATOR
from core.receipts.confirmed import REJECTED
from core.receipts.model import Matched
from core.receipts.to_confirm import not_to_confirm, rows_to_confirm
from core.receipts.waiting import recent_statement
from core.records.banking import BankLine, ReceiptClaim
from core.records.catalogue import APPLICATION_RECORDS, POLICY_RECORDS
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.renewal import DueAction, RenewalContact
from core.renewal.due_actions import SURVIVES
from core.reports.ours import kept_apart
from core.servicing.figures import Figures
from core.servicing.held import benefits_drawn, known_since, sums_altered
from core.servicing.lines import Line, lines_of
from core.table import Table, Tables, concatenate
from macros.outcome import Outcome
from macros.session import Session

IN_FORCE = (*POLICY_RECORDS, *APPLICATION_RECORDS)
BESIDE = (BankLine, ReceiptClaim, RenewalContact)
CLAIM_COLUMNS = (
    "bank_serial", "own_account", "came_on", "payer", "amount", "document_no", "business", "due_on", "due", "proposal",
    "decision", "decided_by", "decided_on", "reason",
)  # fmt: skip
ACTION_COLUMNS = (
    "policy_no", "product_code", "event", "effective_on", "amount", "decision", "decided_by", "decided_on", "why",
    "hold", "basis", "reason",
)  # fmt: skip
HINT = "逐条填写{}后保存，用“同步”写回；没有填写的不办理。"


def write_decisions(outcome: Outcome, session: Session, ledger: sqlite3.Connection, out: Path) -> None:
    """Write both workbooks for the day of the session, from what the ledger holds now; none where nothing is due.

    One that somebody saved since it was written is kept: the new one stands beside it.
    """
    from xlsx_templates.to_decide import write_to_decide

    tables = tables_now(session, ledger)
    matched = recent_statement(tables, session.context.law, session.on)
    claims = _claims(matched, session, ledger) if matched else []
    actions = [action_row(each) for each in actions_due(tables, session, ledger)]
    for record, rows, names in ((ReceiptClaim, claims, CLAIM_COLUMNS), (DueAction, actions, ACTION_COLUMNS)):
        if rows:
            heading = record.column("decision").heading
            path = kept_apart(out / f"{record.sheet}.xlsx")
            outcome.files.append(write_to_decide(path, record, rows, names, session.on, HINT.format(heading)))
            outcome.say(f"待人决定：{record.sheet} {len(rows)} 条，见 {path}")
    if matched and matched.suspense:
        reasons = Counter(waiting.why for waiting in matched.suspense)
        listed = "、".join(f"{why} {count} 笔" for why, count in reasons.items())
        outcome.say(f"挂账 {len(matched.suspense)} 笔，没有可认领的应收（{listed}），逐笔见月报“收费核对”页")
    outcome.data["to_decide"] = {"claims": len(claims), "actions": len(actions)}


def _claims(matched: Matched, session: Session, ledger: sqlite3.Connection) -> list[dict[str, Any]]:
    """The rows of 到账认领; one that a sync would refuse says so, and why."""
    context, rows = session.context, list(rows_to_confirm(matched))
    refused = would_refuse(ledger, rows, context.references, context.law, session.on, current_account())
    return [not_to_confirm(row, refused[place]) if place in refused else row for place, row in enumerate(rows)]


def tables_now(session: Session, ledger: sqlite3.Connection, in_force: Tables | None = None) -> Tables:
    """What the ledger holds, with the reference lists of the session.

    ``in_force``: policies and applications as the session read them, where nothing was written since.
    """
    held = load_tables(ledger, IN_FORCE) if in_force is None else in_force
    return held.together(load_tables(ledger, BESIDE)).together(session.context.references)


def actions_due(
    tables: Tables, session: Session, ledger: sqlite3.Connection, lines: Mapping[str, Line] | None = None
) -> list[Due]:
    """Everything that is due, with its money. ``lines``: policies as they stand now, instead of the ledger's."""
    context = session.context

    def lines_for(numbers: set[str]) -> dict[str, Line]:
        return lines_of(ledger, sorted(numbers)) | dict(lines or {})

    def figures_for(known: Mapping[str, Line]) -> Figures:
        claims = tables.of(Claim)
        return Figures(known, context.references, claims if len(claims) else None, context.law)

    found = due_now(tables, context.law, context.calendar, session.on, lines_for, figures_for)
    entitled = lines_for(policies_with_benefits(tables, session.on))
    return [*found, *survival_due(entitled, figures_for(entitled), session.on, told_of(ledger, entitled))]


def told_of(ledger: sqlite3.Connection, lines: Mapping[str, Line]) -> Told:
    """What the ledger tells of survival benefits: settled ones, since when it knows the lines, changes of 保额."""
    return Told(benefits_settled(ledger, lines), known_since(ledger, lines), sums_altered(ledger, lines))


def benefits_settled(ledger: sqlite3.Connection, lines: Mapping[str, Line]) -> set[tuple[str, date]]:
    """Survival benefits that were paid since they fell due, or that a person turned down, by line and due day."""
    query = "SELECT policy_no, product_code, effective_on FROM due_actions WHERE event = ? AND decision = ?"
    rows = ledger.execute(query, (SURVIVES, REJECTED)).fetchall()
    settled = {(f"{row[0]}{KEY_SEPARATOR}{row[1]}", date.fromisoformat(row[2])) for row in rows}
    for key, drawn in benefits_drawn(ledger, lines).items():
        start = lines[key].day("effective_on")
        settled |= {(key, anniversary(start, policy_year(start, day) - 1)) for day, _ in drawn if start}
    return settled


def with_lines(tables: Tables, touched: Table) -> Tables:
    """The tables with some policies as they stand now."""
    policies = tables.of(Policy)
    numbers = set(touched["policy_no"].tolist())
    kept = np.array([number not in numbers for number in policies["policy_no"].tolist()], dtype=bool)
    whole = concatenate([policies.take(kept), touched])
    return Tables([whole, *(table for table in tables.values() if table.record is not Policy)])


def action_row(due: Due) -> dict[str, Any]:
    """The row of 到期处理, by field name; what a person fills in is left out."""
    each = due.proposed
    return {
        "policy_no": each.policy_no, "product_code": each.product_code, "event": each.event,
        "effective_on": each.effective_on, "amount": due.amount, "why": each.why, "basis": each.basis,
        "hold": each.hold,
    }  # fmt: skip
