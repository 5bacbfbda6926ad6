"""What a look-up returns: a parameter as of a day, a clock as of a day, a rule with its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.findings import Basis, Finding, Severity, Status, Where


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the law or of the company on one day. Money and rates are Decimal, counts int, tables read-only."""

    key: str
    title: str
    value: Any
    unit: str
    basis: tuple[Basis, ...]
    status: Status
    effective: date | None
    note: str = ""

    def at(self, number: int | Decimal) -> Any:
        """The entry of a ``bands`` table for a number such as an age: the last lower bound not above it.

        None below the first bound, and where the table says that nothing is set.
        """
        bands: Mapping[int | Decimal, Any] = self.value["bands"]
        bounds = sorted(bands)
        place = bisect_right(bounds, number)
        return bands[bounds[place - 1]] if place else None


@dataclass(frozen=True, slots=True)
class Clock:
    """One service limit on one day. ``limit`` is None where the law gives words, not a number."""

    code: str
    event: str
    limit: int | None
    unit: str
    counting: str
    basis: tuple[Basis, ...]
    status: Status
    effective: date | None


@dataclass(frozen=True, slots=True)
class Saying:
    """What a clerk reads for one way a rule can fail; ``severity`` only where it differs from the rule's first."""

    message: str
    fix: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the catalogue. No severity: a row that only sets a scope. No ``effective_from``: always in force."""

    code: str
    title: str
    group: str
    severities: tuple[Severity, ...]
    status: Status
    effective_from: date | None
    effective_to: date | None
    basis: tuple[Basis, ...]
    unconfirmed: tuple[str, ...]
    summary: str
    says: Mapping[str, Saying]

    def finding(
        self,
        where: Where,
        value: str = "",
        variant: str = "default",
        severity: Severity | None = None,
        kind: str = "",
        record_key: str = "",
        **parts: object,
    ) -> Finding:
        """The finding of this rule at a place, its words filled with ``value`` and the given parts.

        Severity: the one given, else that of the variant, else the rule's first.
        Raises ``KeyError`` for an unknown variant or a missing part, ``ValueError`` for a scope row.
        """
        saying = self.says[variant]
        grave = severity or saying.severity or next(iter(self.severities), None)
        if grave is None:
            raise ValueError(f"{self.code} is a scope row and finds nothing")
        words = {"value": value, **parts}
        return Finding(
            code=self.code,
            severity=grave,
            where=where,
            value=value,
            message=saying.message.format(**words),
            fix=saying.fix.format(**words),
            basis=self.basis,
            kind=kind,
            record_key=record_key,
        )
