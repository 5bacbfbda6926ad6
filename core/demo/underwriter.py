"""核保结论: what the underwriters decided by hand in the last months, and which rules they lifted with which reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo.sheets import Book
from core.demo.staff import COMPANY
from core.records.decision import Decision

REMEMBERED_DAYS = 150
LIFTED = ("A1002", "A1002", "A1004", "A104", "A502", "A1007")
"""Rules that a person lifts now and then; the body mass index most often."""
NO_REASON = 0.05


@dataclass
class Underwriter:
    """Remembers the policies of the last months that a person underwrote."""

    seed: int
    last: date
    decided: dict[str, date] = field(default_factory=dict)

    def note(self, row: dict[str, Any]) -> None:
        """One line of 保单台账."""
        if row["underwriting_type"] == "人工" and (self.last - row["issued_on"]).days <= REMEMBERED_DAYS:
            self.decided[row["application_no"]] = row["issued_on"]

    def write(self, path: Path) -> None:
        """One conclusion each, 标准体 after a rule was lifted."""
        rng = Random(f"{self.seed} underwriter")
        with Book(path) as book:
            sheet = book.add(Decision, f"{COMPANY} 核保结论", self.last)
            for number, issued in sorted(self.decided.items()):
                reason = "" if rng.random() < NO_REASON else "复核资料后属于可以接受的范围"
                sheet.write({
                    "application_no": number, "conclusion": "标准体", "underwriting_type": "人工",
                    "decided_on": issued - timedelta(days=1), "underwriter": "核保示例", "reason": reason,
                    "overrides": rng.choice(LIFTED),
                })  # fmt: skip
