"""Underwriting for tests: the default application with changes, judged by a few rules."""

from __future__ import annotations

from typing import Any

from core.checks.engine import run_checks
from core.checks.rule import Context
from core.findings import Finding
from core.underwriting.decide import decide
from core.underwriting.decision import UnderwritingDecision
from tests.checking import context

RULES_OF_THIS_ROOM = frozenset(
    {"A601", "A701", "A706", "A801", "A805", "A809", "A904", "A1001", "A1002", "A1006", "A1008"}
)


def underwrite(changes: str = "", **surroundings: Any) -> tuple[list[UnderwritingDecision], list[Finding], Context]:
    """The decisions on the default application with changes, by the rules of this room."""
    held = context(changes, **surroundings)
    runs, findings = run_checks(held, RULES_OF_THIS_ROOM)
    return *decide(held.tables, findings, runs, held), held


def one(changes: str = "", **surroundings: Any) -> UnderwritingDecision:
    """The only decision."""
    (decision,) = underwrite(changes, **surroundings)[0]
    return decision
