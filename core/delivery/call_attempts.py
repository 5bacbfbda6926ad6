"""回访拨打: every single attempt with its day and outcome, told from the two texts of 回访登记."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from core.delivery.call_backs import attempts
from core.table import Table

UNSAID = "未登记结果"
CONNECTED = "接通"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. ``on``: None where the text begins with no date. ``outcome`` as the desk wrote it."""

    policy_no: str
    on: date | None
    outcome: str

    @property
    def connected(self) -> bool:
        """Did anybody answer?"""
        return self.outcome == CONNECTED


def each_attempt(register: Table) -> Iterator[Attempt]:
    """Every attempt of 回访登记, row by row, in the order written."""
    columns = (register[name].tolist() for name in ("policy_no", "tried_at", "tried_results"))
    for policy_no, moments, outcomes in zip(*columns, strict=True):
        for moment, outcome in zip_longest(attempts(moments), attempts(outcomes), fillvalue=""):
            if moment:
                yield Attempt(policy_no, _day(moment), outcome or UNSAID)


def outcomes(tried: Iterator[Attempt] | list[Attempt], first: date, last: date) -> list[tuple[str, int]]:
    """How often each outcome came in a span of days, both ends counted, most frequent first."""
    counts = Counter(each.outcome for each in tried if each.on and first <= each.on <= last)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
