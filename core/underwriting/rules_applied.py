"""Which rules were applied to an application, and which of those that can stop it could not run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.checks.engine import RuleRun
from core.checks.rule import Context
from core.findings import Severity
from core.records.application import Application
from core.underwriting.decision import Reason

NOT_RUN = "规则未执行，缺少："
STOPPING = frozenset({Severity.REFUSED, Severity.REFERRED})


class AppliedRules:
    """The rules of a run by the application's day; ``not_run``: stopping rules without their reference workbook."""

    def __init__(self, context: Context, runs: Sequence[RuleRun]) -> None:
        self._context = context
        self._ran = [run.rule for run in runs if run.ran]
        self._days: dict[np.datetime64, tuple[str, ...]] = {}
        missing = [run for run in runs if not run.ran and STOPPING & set(run.rule.severities)]
        self.not_run = tuple(
            Reason(run.rule.code, NOT_RUN + "、".join(run.missing), Severity.REFERRED) for run in missing
        )

    def of(self, number: str) -> tuple[str, ...]:
        """Codes of the rules that ran and were in force on the application's day."""
        applications = self._context.tables.of(Application)
        day = applications["applied_on"][applications.first_by("application_no")[number]]
        day = np.datetime64(self._context.on) if np.isnat(day) else day
        if day not in self._days:
            in_force = self._context.law.in_force
            self._days[day] = tuple(rule.code for rule in self._ran if in_force(rule, np.array([day]))[0])
        return self._days[day]
