"""核保: one decision per application. Standard cases pass with the rules applied; the others go to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from core.checks.engine import RuleRun
from core.checks.rule import Context
from core.findings import Finding, Severity
from core.records.application import Application
from core.records.decision import Decision, MedicalExam
from core.table import Table, Tables, scalar
from core.underwriting.by_application import by_application
from core.underwriting.deadlines import CONCLUSION, EXAMINATION, ISSUE, NOTICE, Deadlines
from core.underwriting.decision import Due, Outcome, Override, Reason, UnderwritingDecision
from core.underwriting.documents import missing_documents, notice_text
from core.underwriting.exam_tracker import required_items, submission_day
from core.underwriting.income_evidence import income_hits
from core.underwriting.manual import AUTOMATIC, decision_hits, override_codes
from core.underwriting.notes import findings_of
from core.underwriting.proposal import proposal
from core.underwriting.rules_applied import AppliedRules

BY_PERSON, STANDARD = "人工", "标准体"
OUTCOMES = {
    "标准体": Outcome.PASSED,
    "次标准体-加费": Outcome.LOADED,
    "除外": Outcome.EXCLUDED,
    "加费+除外": Outcome.LOADED_AND_EXCLUDED,
    "限额/变更险种/缩短期间": Outcome.CHANGED,
    "延期": Outcome.POSTPONED,
    "拒保": Outcome.DECLINED,
    "客户撤单": Outcome.WITHDRAWN,
    "逾期未回复撤单": Outcome.LAPSED,
}
ENDED = frozenset({Outcome.POSTPONED, Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.LAPSED})
CONFIRMATION = "U03"


@dataclass(frozen=True)
class _Desk:
    """What every application's decision needs, worked out once."""

    context: Context
    decisions: Table
    deadlines: Deadlines
    findings: Mapping[str, Sequence[Finding]]
    rules: AppliedRules
    exams: Mapping[str, tuple[str, ...]]
    reports: Mapping[str, date]


def decide(
    tables: Tables, findings: Sequence[Finding], runs: Sequence[RuleRun], context: Context
) -> tuple[list[UnderwritingDecision], list[Finding]]:
    """A decision for every row of 投保单, and the findings of 核保 itself (U01–U10).

    ``findings``, ``runs``: what the reader and ``run_checks`` gave for the same tables. Any 拒收 sends the application
    back with one notice; any 转核, and any stopping rule that could not run, goes to a person. A person's
    decision (sheet 核保结论) stands unless it is itself refused (U…); it can't lift a 拒收.
    """
    own = findings_of(context, income_hits(context))
    per_application = by_application(tables, [*findings, *own])
    fired = {number: {one.code: one.severity for one in found} for number, found in per_application.items()}
    on_decisions = findings_of(context, decision_hits(context, fired))
    for number, found in by_application(tables, on_decisions).items():
        per_application.setdefault(number, []).extend(found)
    desk = _Desk(
        context,
        context.tables.of(Decision),
        Deadlines(context),
        per_application,
        AppliedRules(context, runs),
        required_items(context),
        _reports(context),
    )
    numbers = dict.fromkeys(number for number in tables.of(Application)["application_no"].tolist() if number)
    return [_decision(desk, number) for number in numbers], [*own, *on_decisions]


def _decision(desk: _Desk, number: str) -> UnderwritingDecision:
    found = desk.findings.get(number, ())
    row = desk.decisions.first_by("application_no").get(number, -1)
    manual = row if row >= 0 and desk.decisions["underwriting_type"][row] != AUTOMATIC else -1
    conclusion = str(desk.decisions["conclusion"][manual]) if manual >= 0 else ""
    not_run, rules = desk.rules.not_run, desk.rules.of(number)
    outcome = _outcome(found, conclusion, bool(not_run))
    automatic = manual < 0 and outcome is Outcome.PASSED
    received = submission_day(desk.context, number)
    decided: date | None = scalar(desk.decisions["decided_on"][manual]) if manual >= 0 else None
    exams = desk.exams.get(number, ())
    return UnderwritingDecision(
        application_no=number,
        outcome=outcome,
        type=AUTOMATIC if automatic else BY_PERSON,
        conclusion=STANDARD if automatic else conclusion,
        decided_on=decided or desk.context.on,
        reasons=(*_reasons(found), *(() if manual >= 0 else not_run)),
        missing_documents=missing_documents(found),
        exams=exams,
        rules_applied=rules,
        rules_not_run=tuple(reason.code for reason in not_run),
        deadlines=_deadlines(desk, number, outcome, received, bool(exams)),
        notice=notice_text(number, found, desk.deadlines.after(NOTICE, received))
        if outcome is Outcome.SENT_BACK
        else "",
        extra_premium=_extra(desk.decisions, manual),
        awaits_confirmation=any(one.code == CONFIRMATION for one in found),
        overrides=_overrides(desk.decisions, manual),
    )


def _outcome(found: Sequence[Finding], conclusion: str, rule_missing: bool) -> Outcome:
    decided = OUTCOMES.get(conclusion)
    if decided in ENDED and not _decision_is_refused(found):
        return decided
    asked = proposal((one.code, one.severity) for one in found)
    if asked is Outcome.SENT_BACK:
        return asked
    if any(one.severity is Severity.REFUSED for one in found):
        return Outcome.REFERRED
    if decided is not None:
        return decided
    return Outcome.REFERRED if rule_missing else asked


def _decision_is_refused(found: Iterable[Finding]) -> bool:
    """Is the manual decision itself wrong? Then it does not stand."""
    return any(one.code.startswith("U") and one.severity is Severity.REFUSED for one in found)


def _reasons(found: Iterable[Finding]) -> tuple[Reason, ...]:
    order = list(Severity)
    grave = [one for one in found if one.severity is not Severity.NOTICE]
    return tuple(
        Reason(one.code, one.message, one.severity) for one in sorted(grave, key=lambda one: order.index(one.severity))
    )


def _deadlines(desk: _Desk, number: str, outcome: Outcome, received: date, examined: bool) -> tuple[Due, ...]:
    """The clocks that run for the application as it stands."""
    due = []
    if outcome is Outcome.SENT_BACK:
        due.append(desk.deadlines.after(NOTICE, received))
    if examined:
        due.append(desk.deadlines.after(EXAMINATION, received))
    if number in desk.reports:
        due.append(desk.deadlines.after(CONCLUSION, desk.reports[number]))
    elif not examined and outcome not in ENDED:
        due.append(desk.deadlines.after(ISSUE, received))
    return tuple(due)


def _extra(decisions: Table, row: int) -> Decimal:
    return (scalar(decisions["extra_premium"][row]) if row >= 0 else None) or Decimal(0)


def _overrides(decisions: Table, row: int) -> tuple[Override, ...]:
    if row < 0:
        return ()
    return tuple(Override(code, decisions["reason"][row]) for code in override_codes(decisions["overrides"][row]))


def _reports(context: Context) -> dict[str, date]:
    """The day of the last examination report of each application that has one."""
    exams = context.tables.of(MedicalExam)
    came = np.flatnonzero(~np.isnat(exams["report_on"]))
    return {
        exams["application_no"][row]: scalar(exams["report_on"][row])
        for row in came[np.argsort(exams["report_on"][came])]
    }
