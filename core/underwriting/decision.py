"""What 核保 says about one application."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.findings import Basis


class Outcome(StrEnum):
    """Where an application stands after 核保."""

    PASSED = "通过"
    SENT_BACK = "退回补正"
    REFERRED = "转核"
    LOADED = "加费"
    EXCLUDED = "除外"
    LOADED_AND_EXCLUDED = "加费+除外"
    CHANGED = "限额/变更险种/缩短期间"
    POSTPONED = "延期"
    DECLINED = "拒保"
    WITHDRAWN = "客户撤单"
    LAPSED = "逾期未回复撤单"


ACCEPTED = frozenset({Outcome.PASSED, Outcome.LOADED, Outcome.EXCLUDED, Outcome.LOADED_AND_EXCLUDED})
"""Outcomes that a policy may follow from."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that speaks against passing: its code, what it found (no personal data) and the severity."""

    code: str
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Due:
    """A service limit that runs for the application: last day, its basis, and 调休未公布 where the calendar is open."""

    code: str
    title: str
    day: date
    basis: tuple[Basis, ...]
    stamp: str = ""

    def overdue(self, on: date) -> bool:
        """Has the last day gone by?"""
        return on > self.day


@dataclass(frozen=True, slots=True)
class Override:
    """A 转核 rule that an underwriter found acceptable, with the reason given: the log of row 30."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnderwritingDecision:
    """The decision on one application. ``notice``: the one-off 补正 text for the customer, "" when nothing is asked.

    ``rules_applied``: codes of every rule that ran and was in force on the application's day; ``rules_not_run``: those
    that lacked a reference workbook. ``awaits_confirmation``: the customer has not signed the 核保通知书 yet.
    """

    application_no: str
    outcome: Outcome
    type: str
    conclusion: str
    decided_on: date
    reasons: tuple[Reason, ...] = ()
    missing_documents: tuple[str, ...] = ()
    exams: tuple[str, ...] = ()
    rules_applied: tuple[str, ...] = ()
    rules_not_run: tuple[str, ...] = ()
    deadlines: tuple[Due, ...] = ()
    notice: str = ""
    extra_premium: Decimal = field(default=Decimal(0))
    awaits_confirmation: bool = False
    overrides: tuple[Override, ...] = ()

    @property
    def issuable(self) -> bool:
        """May a policy be made of it: accepted, and confirmed by the customer where that is needed?"""
        return self.outcome in ACCEPTED and not self.awaits_confirmation
