"""What a test may expect of a generated month: which cells were spoilt, which applications break which rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted flaw: a dirty cell (D…) or a broken rule (A…). ``row`` 0 where only the key is known.

    ``key``: 投保单号 or 保单号. ``harmless``: the reader puts it right, and the row goes through.
    """

    code: str
    path: Path
    sheet: str
    row: int
    heading: str
    key: str
    harmless: bool


@dataclass(slots=True)
class Expected:
    """``applications``: every 投保单号 of the month; ``planted``: every flaw, in the order of writing."""

    applications: list[str] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    policies: int = 0
    receipts: int = 0
    claims: int = 0

    @property
    def clean_applications(self) -> frozenset[str]:
        """Applications in which nothing was planted that a rule or the reader may stop."""
        stopped = {flaw.key for flaw in self.planted if not flaw.harmless}
        return frozenset(self.applications) - stopped


@dataclass(frozen=True, slots=True)
class DemoMonth:
    """Where a generated month lies. ``paths``: workbooks by kind, in the order in which a clerk would hand them in."""

    directory: Path
    month: str
    cut_off: date
    paths: dict[str, tuple[Path, ...]]
    expected: Expected
