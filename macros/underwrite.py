"""核保: standard cases pass with the rules applied; the others go back or to a person, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.checks.engine import RuleRun
from core.findings import Finding
from core.reports.underwriting_book import write_underwriting
from core.underwriting.decide import decide
from core.underwriting.decision import Outcome as Decided
from core.underwriting.decision import UnderwritingDecision
from core.underwriting.exam_tracker import track_examinations
from macros.check import say_counts
from macros.outcome import REFUSED, Outcome
from macros.session import Session

FILE = "核保结果.xlsx"


def underwrite(session: Session, out: Path | None) -> Outcome:
    """Check and decide every application; with ``out`` also write 核保结果 there."""
    runs, findings = session.check()
    outcome = Outcome()
    say_counts(outcome, session, findings, runs)
    decide_and_write(outcome, session, findings, runs, out)
    return outcome


def decide_and_write(
    outcome: Outcome, session: Session, findings: Sequence[Finding], runs: Sequence[RuleRun], out: Path | None
) -> tuple[list[UnderwritingDecision], list[Finding]]:
    """The decisions and the findings of 核保 itself; says the counts, writes the workbook."""
    decisions, further = decide(session.tables, findings, runs, session.context)
    counts = Counter(decision.outcome for decision in decisions)
    outcome.data["decisions"] = [decision_data(decision) for decision in decisions]
    outcome.say("核保：" + ("　".join(f"{one} {counts[one]} 件" for one in Decided if counts[one]) or "没有投保单"))
    outcome.at_least(REFUSED if counts[Decided.SENT_BACK] else 0)
    if out is not None and decisions:
        exams = track_examinations(session.context)
        outcome.files.append(write_underwriting(decisions, exams, out / FILE, session.on))
        outcome.say(f"  {out / FILE}")
    return decisions, further


def decision_data(decision: UnderwritingDecision) -> dict[str, object]:
    """One decision for a program."""
    return {
        "application_no": decision.application_no,
        "outcome": decision.outcome.value,
        "type": decision.type,
        "conclusion": decision.conclusion,
        "reasons": [{"code": r.code, "message": r.message, "severity": r.severity} for r in decision.reasons],
        "missing_documents": list(decision.missing_documents),
        "exams": list(decision.exams),
        "rules_applied": list(decision.rules_applied),
        "rules_not_run": list(decision.rules_not_run),
        "deadlines": [{"code": d.code, "day": d.day.isoformat(), "stamp": d.stamp} for d in decision.deadlines],
    }
