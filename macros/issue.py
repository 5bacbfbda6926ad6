"""出单: accepted applications become policies in the ledger, with a 保单页 each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.checks.engine import RuleRun
from core.findings import Finding
from core.records.policy import Policy
from core.reports.schedule_sheet import write_schedules
from core.table import Table, Tables
from core.underwriting.decision import UnderwritingDecision
from core.underwriting.decision_table import automatic_decisions
from core.underwriting.issue import issue as issue_policies
from core.underwriting.policy_number import Numbering
from core.underwriting.schedule import schedules
from macros.check import say_counts
from macros.outcome import REFUSED, Outcome
from macros.session import Session
from macros.sync import apply_sync, plan_sync, say_plan
from macros.underwrite import decide_and_write

FILE = "保单页.xlsx"


def issue(session: Session, ledger: sqlite3.Connection, out: Path) -> Outcome:
    """Check, underwrite, issue, and record the new policies with their applications: all in one transaction."""
    runs, findings = session.check()
    outcome = Outcome()
    say_counts(outcome, session, findings, runs)
    findings, policies = issue_all(outcome, session, ledger, findings, runs, out)
    record(outcome, session, ledger, findings, policies, "issue")
    return outcome


def issue_all(
    outcome: Outcome,
    session: Session,
    ledger: sqlite3.Connection,
    findings: Sequence[Finding],
    runs: Sequence[RuleRun],
    out: Path,
) -> tuple[list[Finding], Tables]:
    """Decide and issue; writes 核保结果 and 保单页. Gives all findings so far, and the rows that follow from it."""
    decisions, of_underwriting = decide_and_write(outcome, session, findings, runs, out)
    policies, of_issue = issued_policies(session, ledger, decisions)
    issued = len(set(policies["policy_no"].tolist()))
    outcome.data["issued"] = sorted(set(policies["policy_no"].tolist()))
    outcome.say(f"出单：{issued} 件保单，{len(policies)} 个险种")
    outcome.say(*(f"  未出单 {finding.record_key}：{finding.message}" for finding in of_issue))
    outcome.at_least(REFUSED if of_issue else 0)
    if issued:
        outcome.files.append(write_schedules(schedules(policies, session.context), out / FILE, on=session.on))
        outcome.say(f"  {out / FILE}")
    return [*findings, *of_underwriting, *of_issue], Tables([policies, automatic_decisions(decisions)])


def record(
    outcome: Outcome,
    session: Session,
    ledger: sqlite3.Connection,
    findings: Sequence[Finding],
    further: Tables,
    verb: str,
) -> None:
    """Write what was read and what followed from it in one transaction."""
    plan = plan_sync(session, ledger, findings, further)
    say_plan(outcome, plan)
    apply_sync(session, ledger, plan, findings, verb)


def issued_policies(
    session: Session, ledger: sqlite3.Connection, decisions: Sequence[UnderwritingDecision]
) -> tuple[Table, list[Finding]]:
    """New policies only: an application that already has a policy in the ledger is not issued twice.

    Numbers go on after those of the ledger and of the books read: a 保单台账 of this run is not in the ledger yet.
    """
    known = ledger.execute("SELECT DISTINCT policy_no, application_no FROM policies_versions").fetchall()
    done = {application for _, application in known if application}
    fresh = [decision for decision in decisions if decision.application_no not in done]
    read = session.tables.of(Policy)["policy_no"].tolist()
    numbering = Numbering.after(number for number in (*(number for number, _ in known), *read) if number)
    policies, findings = issue_policies(fresh, session.tables, session.context, numbering)
    origin = replace(policies.origins[0], letters=dict.fromkeys(policies.columns, "")) if policies.origins else None
    return (replace(policies, origins=(origin,)) if origin else policies), findings
