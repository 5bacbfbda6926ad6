"""A checked workbook into the ledger: its rows, what follows from them and the new policies, in one transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter

from core.access.guard import note_refused
from core.findings import Finding, Severity
from core.ledger.books import note_synced
from core.ledger.changes import transaction, write_plan
from core.ledger.current import load_table, load_tables
from core.ledger.places import places
from core.ledger.plan import Plan
from core.ledger.runs import log_run
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.servicing import ServicingRequest
from core.reports.schedule_sheet import write_schedules
from core.table import Tables
from core.underwriting.decision_table import automatic_decisions
from core.underwriting.schedule import schedules
from macros.batch.files import whole_files
from macros.batch.state import BookState, entered, remember, remembered
from macros.batch.work import Checked, Task, session_of
from macros.issue import FILE, issued_policies
from macros.outcome import REFUSED, UNREADABLE
from macros.session import Session
from macros.sync import plan_sync, synced_whole

VERB = "batch"
_KEYS_PER_QUERY = 500


def enter(
    ledger: sqlite3.Connection, task: Task, checked: Checked, state: BookState
) -> tuple[Plan, list[Finding], Tables]:
    """Issue what was accepted, plan, and write all of it together; fills ``state``.

    Gives the plan as written, all findings, and the claims on the workbook's policies. 保单页 and the counts are
    written before the transaction: what is in the ledger always has them. A workbook that is in the ledger already,
    and lacks its results only, keeps its counts and writes nothing there.
    """
    earlier = remembered(task.results) if entered(ledger, state.key) else None
    session = session_of(task, checked.reading, checked.on, checked.on_from, _earlier_service(ledger, checked))
    policies, of_issue = issued_policies(session, ledger, checked.decisions)
    if len(policies):
        with whole_files(task.results, "出单") as folder:
            write_schedules(schedules(policies, session.context), folder / FILE, on=session.on)
    findings = [*session.opening_findings, *checked.findings, *of_issue]
    plan = plan_sync(session, ledger, findings, Tables([policies, automatic_decisions(checked.decisions)]))
    everything = [*findings, *plan.findings]
    _count(state, checked, plan, everything)
    state.issued = len(set(policies["policy_no"].tolist()))
    if earlier and earlier.key == state.key:
        state.counts, state.issued = earlier.counts, earlier.issued
    else:
        remember(task.results, state)
        write(ledger, session, plan, everything, state.key)
    return plan, everything, _claims(ledger, session)


def enter_lists(ledger: sqlite3.Connection, session: Session, key: str) -> None:
    """Write the reference lists of 参考资料, as a transaction of their own before all workbooks."""
    plan = plan_sync(session, ledger, session.opening_findings)
    write(ledger, session, plan, [*session.opening_findings, *plan.findings], key)


def write(ledger: sqlite3.Connection, session: Session, plan: Plan, findings: list[Finding], key: str) -> None:
    """The one transaction of a workbook: rows, findings, what somebody tried, and the note that it is done."""
    with transaction(ledger):
        write_plan(ledger, plan, kind=VERB)
        log_run(ledger, VERB, session.on, session.books, findings, places(session.reading.tables, findings))
        note_synced(ledger, [*synced_whole(session, findings), (session.books[0].name, key)])
        note_refused(ledger, plan, session.books)


def _count(state: BookState, checked: Checked, plan: Plan, findings: list[Finding]) -> None:
    severities = Counter(finding.severity for finding in findings)
    state.rows = sum(len(table) for table in checked.reading.tables.values())
    state.severities = {severity.value: severities[severity] for severity in Severity}
    state.decisions = dict(Counter(str(decision.outcome) for decision in checked.decisions))
    state.counts = plan.counts()
    refused = severities[Severity.REFUSED] or state.counts["refused"]
    state.exit_code = (
        UNREADABLE if checked.reading.unread else max(REFUSED if refused else 0, checked.outcome.exit_code)
    )


def _earlier_service(ledger: sqlite3.Connection, checked: Checked) -> Tables:
    """What a request is carried out against; the rest of the ledger was looked at when the rules ran."""
    asked = ServicingRequest.table in checked.reading.tables
    return load_tables(ledger, (Claim, ServicingRequest)) if asked else Tables()


def _claims(ledger: sqlite3.Connection, session: Session) -> Tables:
    """The ledger's claims on the workbook's policies."""
    numbers = sorted(set(session.tables.of(Policy)["policy_no"].tolist()) - {""})
    parts = (numbers[start : start + _KEYS_PER_QUERY] for start in range(0, len(numbers), _KEYS_PER_QUERY))
    marks = [(part, ", ".join("?" * len(part))) for part in parts]
    found = (load_table(ledger, Claim, where=f'v."policy_no" IN ({mark})', values=part) for part, mark in marks)
    return Tables(table for table in found if len(table))
