"""规则执行: how often each rule fires on new business, what people decided on what it referred, and which they lifted.

A rule's hit rate is the share of the month's applications (by 投保日) on which it stands. The proposal is what the
findings ask for, as 核保 itself has it (:mod:`core.underwriting.proposal`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from core.findings import Severity
from core.measures.compliance import Compliance
from core.measures.month_data import MonthData
from core.records.application import Application
from core.records.decision import Decision
from core.table import scalar
from core.underwriting.decision import Outcome
from core.underwriting.manual import ADVERSE, AUTOMATIC, override_codes
from core.underwriting.proposal import NOT_SIGNED_ANEW, proposal

MONTHS = 6
GROUPS = ("A", "U")
PASSED, REFERRED, SENT_BACK = Outcome.PASSED.value, Outcome.REFERRED.value, Outcome.SENT_BACK.value
UNDECIDED = "未下结论"


@dataclass(frozen=True, slots=True)
class MonthOfUnderwriting:
    """One month's applications and decisions; counts of applications."""

    month: str
    applications: int
    passed: int
    referred: int
    sent_back: int
    by_person: int
    adverse: int
    overridden: int
    silent: int
    """Decisions that lift a rule and give no reason."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """One rule: applications hit this month and the month before, and what people did with its referrals."""

    code: str
    hits: int
    before: int
    rate: float
    decided: int
    overridden: int
    adverse: int

    @property
    def override_rate(self) -> float:
        """Lifted over decided referrals, NaN while nobody decided."""
        return self.overridden / self.decided if self.decided else float("nan")


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """One rule lifted by an underwriter. ``proposal``: what the findings asked for; ``reasoned``: is a reason given?"""

    on: date | None
    application: str
    code: str
    conclusion: str
    proposal: str
    reasoned: bool


class RuleUsage:
    """The rules of new business seen from a month's end."""

    def __init__(self, data: MonthData, compliance: Compliance) -> None:
        self._data, self._compliance = data, compliance

    @cached_property
    def months(self) -> list[MonthOfUnderwriting]:
        """The last months, oldest first."""
        return [self._month(self._data.month - back) for back in range(MONTHS - 1, -1, -1)]

    @cached_property
    def rules(self) -> list[RuleUse]:
        """Every rule that stands on an application of the month or the month before, most hits first."""
        now, before = self._hits(str(self._data.month)), self._hits(str(self._data.month - 1))
        applications = self._applied.get(str(self._data.month), [])
        lifted = Counter(entry.code for entry in self.overrides if _month_of(entry.on) == str(self._data.month))
        rows = []
        for code in {*now, *before}:
            decided = [self._decision[number] for number in now[code] if number in self._decision]
            rows.append(
                RuleUse(
                    code, len(now[code]), len(before[code]),
                    len(now[code]) / len(applications) if applications else float("nan"), len(decided),
                    lifted[code], sum(conclusion in ADVERSE for conclusion in decided),
                )
            )  # fmt: skip
        return sorted(rows, key=lambda row: (-row.hits, -row.before, row.code))

    @cached_property
    def overrides(self) -> list[OverrideEntry]:
        """The log of rules that people lifted within the months shown, latest first."""
        table = self._data.facts.table(Decision)
        since = (self._data.month - (MONTHS - 1)).astype("datetime64[D]")
        wanted = (table["overrides"] != "") & (table["decided_on"] >= since) & (table["decided_on"] <= self._data.as_of)
        entries = [
            OverrideEntry(
                scalar(table["decided_on"][row]), table["application_no"][row], code, table["conclusion"][row],
                self._proposal(table["application_no"][row]), table["reason"][row] != "",
            )
            for row in np.flatnonzero(wanted).tolist()
            for code in override_codes(table["overrides"][row])
        ]  # fmt: skip
        return sorted(entries, key=lambda entry: (-(entry.on or date.min).toordinal(), entry.application, entry.code))

    @cached_property
    def matrix(self) -> dict[str, Counter[str]]:
        """Per proposal how the month's applications were decided."""
        found: dict[str, Counter[str]] = {word: Counter() for word in (PASSED, REFERRED, SENT_BACK)}
        for number in self._applied.get(str(self._data.month), []):
            found[self._proposal(number)][self._decision.get(number, UNDECIDED)] += 1
        return found

    def silent_rules(self) -> list[str]:
        """Codes of rules of new business that nothing stands on in the month or the month before."""
        fired = {row.code for row in self.rules}
        every = [rule.code for group in GROUPS for rule in self._data.facts.law.rules(group) if rule.severities]
        return [code for code in every if code not in fired]

    def _proposal(self, number: str) -> str:
        rules = self._standing.get(number, {})
        return proposal(
            (code, severity) for code, severity in rules.items() if code.startswith("A") or code == NOT_SIGNED_ANEW
        ).value

    def _month(self, month: np.datetime64) -> MonthOfUnderwriting:
        numbers = self._applied.get(str(month), [])
        proposals = Counter(map(self._proposal, numbers))
        table = self._data.facts.table(Decision)
        in_month = (table["decided_on"].astype("datetime64[M]") == month) & (table["decided_on"] <= self._data.as_of)
        person = in_month & (table["underwriting_type"] != AUTOMATIC)
        lifted = person & (table["overrides"] != "")
        return MonthOfUnderwriting(
            str(month), len(numbers), proposals[PASSED], proposals[REFERRED], proposals[SENT_BACK],
            int(person.sum()), int((person & np.isin(table["conclusion"].astype(str), ADVERSE)).sum()),
            int(lifted.sum()), int((lifted & (table["reason"] == "")).sum()),
        )  # fmt: skip

    @cached_property
    def _applied(self) -> dict[str, list[str]]:
        """Application numbers by month of 投保日."""
        table = self._data.facts.table(Application)
        known = np.flatnonzero(~np.isnat(table["applied_on"]) & (table["applied_on"] <= self._data.as_of))
        months = np.datetime_as_string(table["applied_on"][known], unit="M").tolist()
        found: dict[str, list[str]] = defaultdict(list)
        for number, month in zip(table["application_no"][known].tolist(), months, strict=True):
            found[month].append(number)
        return found

    @cached_property
    def _standing(self) -> dict[str, dict[str, Severity]]:
        """Per application its rules of new business with their severity."""
        found: dict[str, dict[str, Severity]] = defaultdict(dict)
        for one in self._compliance.standing:
            if one.code.startswith(GROUPS):
                found[one.number][one.code] = one.severity
        return found

    def _hits(self, month: str) -> dict[str, list[str]]:
        """Per rule the applications of a month on which it stands."""
        found: dict[str, list[str]] = defaultdict(list)
        for number in self._applied.get(month, []):
            for code in self._standing.get(number, ()):
                found[code].append(number)
        return found

    @cached_property
    def _decision(self) -> dict[str, str]:
        """The conclusion of every decided application."""
        table = self._data.facts.table(Decision)
        known = np.flatnonzero((table["decided_on"] <= self._data.as_of) & (table["conclusion"] != ""))
        return dict(zip(table["application_no"][known].tolist(), table["conclusion"][known].tolist(), strict=True))


def _month_of(day: date | None) -> str:
    return f"{day:%Y-%m}" if day else ""
