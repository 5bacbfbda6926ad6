"""What people decided about hints: which decision belongs to which hint, and how often a rule was right over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.flags.flag_data import FlagData
from core.flags.hit import FlagHit
from core.table import Table, scalar

CONFIRMED, CLEARED = "确认", "排除"


@dataclass(frozen=True, slots=True)
class Decided:
    """One person's decision. ``part`` blank: on every part of the flag for this subject."""

    code: str
    subject: str
    part: str
    outcome: str
    why: str
    follow_up: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class RuleMonth:
    """One flag in one month: hints of events of that month, and those that were confirmed or cleared since.

    ``claims``: events of that month, 0 for flags that are not about claims.
    """

    code: str
    month: str
    claims: int
    hits: int
    confirmed: int
    cleared: int

    @property
    def per_thousand(self) -> float:
        """Hints per 1,000 claims, NaN without claims."""
        return 1000 * self.hits / self.claims if self.claims else float("nan")

    @property
    def precision(self) -> float:
        """Confirmed over confirmed and cleared, NaN while nobody decided."""
        return self.confirmed / self.judged if self.judged else float("nan")

    @property
    def judged(self) -> int:
        """n: hints that a person has decided on."""
        return self.confirmed + self.cleared

    @property
    def false_alarms(self) -> float:
        """Cleared hints per 1,000 claims, NaN without claims or while nobody decided."""
        return 1000 * self.cleared / self.claims if self.claims and self.judged else float("nan")


def decisions(table: Table, on: date) -> list[Decided]:
    """The decisions taken until the day, in the order of code and subject."""
    names = ("flag_code", "subject_no", "part", "outcome", "why", "follow_up", "decided_by", "decided_on")
    rows = (Decided(*map(scalar, row)) for row in zip(*(table[name] for name in names), strict=True))
    return sorted((row for row in rows if row.on is None or row.on <= on), key=lambda row: (row.code, row.subject))


def decided(hits: Sequence[FlagHit], log: Sequence[Decided]) -> list[Decided | None]:
    """Per hint its decision: the one on its part, else the one on the whole flag, else None."""
    found = {(row.code, row.subject, row.part): row for row in log}
    return [
        found.get((hit.code, hit.subject.key, hit.part)) or found.get((hit.code, hit.subject.key, "")) for hit in hits
    ]


def claims_by_month(data: FlagData) -> dict[str, int]:
    """How many claims had their event in each month."""
    occurred = data.claims["occurred_on"]
    months = np.datetime_as_string(occurred[~np.isnat(occurred)], unit="M").tolist()
    return dict(Counter(months))


def by_month(hits: Sequence[FlagHit], log: Sequence[Decided], claims: Mapping[str, int]) -> list[RuleMonth]:
    """Hints and their decisions per flag and month of the event, by code, then month; unknown days under —."""
    raised: Counter[tuple[str, str]] = Counter()
    judged: Counter[tuple[str, str, str]] = Counter()
    for hit, decision in zip(hits, decided(hits, log), strict=True):
        month = f"{hit.day:%Y-%m}" if hit.day else "—"
        raised[hit.code, month] += 1
        if decision:
            judged[hit.code, month, decision.outcome] += 1
    return [
        RuleMonth(
            code,
            month,
            claims.get(month, 0) if code[0] == "F" else 0,
            count,
            judged[code, month, CONFIRMED],
            judged[code, month, CLEARED],
        )
        for (code, month), count in sorted(raised.items())
    ]
