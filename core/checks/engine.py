"""Runs every rule over the tables and turns hits into findings, all in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from core.checks.rule import RULES, Context, Hit, RegisteredRule
from core.findings import Finding
from core.law.model import Rule
from core.privacy import masked
from core.table import text_of

SUBJECTS = (
    "completeness", "form", "identity", "documents", "contact", "account", "parties", "beneficiaries",
    "suitability", "sales_evidence", "changed_plan", "anti_money_laundering", "health", "underwriting_limits",
    "servicing_evidence", "servicing_money", "servicing_conditions", "servicing_reminders",
    "claim_steps", "claim_papers", "claim_money", "complaint_steps", "task_rows", "training_rows", "sales_phrases",
    "policy_rows",
)  # fmt: skip


@dataclass(frozen=True)
class RuleRun:
    """What became of one rule: how many findings, or why it could not run. Listed in the tab 检查范围."""

    rule: Rule
    findings: int
    missing: tuple[str, ...] = ()

    @property
    def ran(self) -> bool:
        """Was every reference workbook that the rule needs there?"""
        return not self.missing


def load_rules() -> dict[str, RegisteredRule]:
    """Every registered rule by code; imports the subject modules once."""
    for subject in SUBJECTS:
        import_module(f"core.checks.{subject}")
    return RULES


def run_checks(context: Context, only: frozenset[str] = frozenset()) -> tuple[list[RuleRun], list[Finding]]:
    """Run all rules (or ``only`` some codes). Returns what ran, and the findings in the order of rules and rows."""
    runs: list[RuleRun] = []
    findings: list[Finding] = []
    for code, registered in sorted(load_rules().items(), key=lambda item: (item[0][0], int(item[0][1:]))):
        if only and code not in only:
            continue
        rule = context.law.rule(code)
        missing = tuple(record.sheet for record in registered.needs if not context.references.has(record))
        found = (
            []
            if missing
            else [finding for hit in registered.check(context) for finding in _findings(context, rule, hit)]
        )
        runs.append(RuleRun(rule, len(found), missing))
        findings.extend(found)
    return runs, findings


def _findings(context: Context, rule: Rule, hit: Hit) -> Iterator[Finding]:
    rows = hit.indices()
    if not len(rows):
        return
    in_force = context.law.in_force(rule, context.event_days(hit.table)[rows])
    for position, index in enumerate(rows.tolist()):
        if in_force[position]:
            yield finding_at(rule, hit, position, index)


def finding_at(rule: Rule, hit: Hit, position: int, index: int) -> Finding:
    """The finding of a hit's ``position``-th row, which is row ``index`` of its table; its words are masked."""
    kind = hit.table.record.column(hit.column).kind.personal
    details = {name: value if isinstance(value, str) else value[position] for name, value in hit.details.items()}
    typed, where = hit.table.as_typed(hit.column, index), hit.table.where(hit.column, index)
    key = _public_key(hit, index)
    finding = rule.finding(where, masked(kind, typed), hit.says, hit.severity, kind, key, **details)
    return replace(finding, value=typed)


def _public_key(hit: Hit, index: int) -> str:
    """The record's key without its personal parts: it goes into logs and reports."""
    record = hit.table.record
    names = [name for name in record.key if not record.column(name).kind.personal]
    return "/".join(text_of(hit.table[name][index]) for name in names)
