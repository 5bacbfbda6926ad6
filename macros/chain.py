"""run and demo: the whole chain for some workbooks: check, underwrite, issue, value, sync, report."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.findings import Severity
from core.ledger.current import load_table
from core.records.policy import Policy
from macros.check import say_counts, write_checked_copy
from macros.issue import issue_all, record
from macros.outcome import Outcome
from macros.report import report
from macros.session import Session
from macros.value import value_policies

CHECKED = "校验结果"


def run_chain(session: Session, ledger: sqlite3.Connection, out: Path) -> Outcome:
    """Do the whole job; everything is worked out before the one transaction that writes the ledger."""
    outcome = Outcome()
    runs, findings = session.check()
    say_counts(outcome, session, findings, runs)
    everything, further = issue_all(outcome, session, ledger, findings, runs, out)
    record(outcome, session, ledger, everything, further, "run")
    for book in session.books:
        found = [finding for finding in everything if finding.where.path == str(book)]
        write_checked_copy(outcome, session, book, found, runs, out / CHECKED)
    value_policies(outcome, session, load_table(ledger, Policy), out)
    month = f"{session.on:%Y-%m}"
    made = report(ledger, month, out / f"月报_{month}.xlsx", None)
    outcome.say(*made.lines)
    outcome.files += made.files
    outcome.data["refused"] = sum(finding.severity is Severity.REFUSED for finding in everything)
    outcome.data["report"] = made.data
    return outcome
