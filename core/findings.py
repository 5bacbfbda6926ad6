"""A finding: what is wrong, where exactly, by which rule, and the way out.

Readers and checks return ``(results, findings)``: errors are values with an address, collected, never one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """How far a finding stops the record; product choice, not a legal term."""

    REFUSED = "拒收"
    REFERRED = "转核"
    NOTICE = "提示"


class Status(StrEnum):
    """How well a basis is known. Anything unconfirmed is shown with 待确认 and never as law."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    COMPANY = "company"

    @property
    def zh(self) -> str:
        """The Chinese label that users see."""
        return {"official": "法规原文", "secondary": "二手资料", "unconfirmed": "待确认", "company": "公司规定"}[self]


@dataclass(frozen=True, slots=True)
class Basis:
    """Why: the law or rule, its article, since when, and how well it is known."""

    title: str
    article: str = ""
    effective: date | None = None
    status: Status = Status.UNCONFIRMED
    link: str = ""

    def __str__(self) -> str:
        """One line for a cell: title, article, first day in force, and 待确认 where the basis is not confirmed."""
        since = f"（{self.effective:%Y-%m-%d}起）" if self.effective else ""
        stamp = "【待确认】" if self.status is Status.UNCONFIRMED else ""
        return f"{self.title}{self.article}{since}{stamp}"


@dataclass(frozen=True, slots=True)
class Where:
    """An address a clerk can click: workbook, sheet, A1 cell and the heading above it. Empty parts: the whole of it."""

    path: str = ""
    sheet: str = ""
    cell: str = ""
    column: str = ""

    @property
    def row(self) -> int:
        """The Excel row number, 0 when the finding is about a whole sheet or workbook."""
        digits = self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits) if digits else 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person must look at. ``value`` is as typed; whoever prints it masks it (see ``kind``)."""

    code: str
    severity: Severity
    where: Where
    value: str
    message: str
    fix: str
    basis: tuple[Basis, ...] = ()
    kind: str = ""
    record_key: str = ""


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, None where there are none."""
    order = [Severity.REFUSED, Severity.REFERRED, Severity.NOTICE]
    found = {finding.severity for finding in findings}
    return next((severity for severity in order if severity in found), None)
