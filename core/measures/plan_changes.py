"""方案变更: every change of an application's plan that the ledger keeps: what changed, when, and who signed it anew."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from core.checks.changed_plan import LINE, altered
from core.records.application import Coverage
from core.table import text_of

AMOUNTS = frozenset(column.name for column in Coverage.columns() if column.kind.holds == "amount")


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One new version of one 险种 line. ``known_on``: 数据截止日 of the workbook that brought it.

    ``signed_before``, ``signed_on``: the 签名日 under the earlier version and the newest now, None where unknown.
    """

    application_no: str
    version: int
    known_on: date | None
    what: str
    signed_before: date | None
    signed_on: date | None

    @property
    def signed_anew(self) -> bool:
        """Is there a signature later than the one under the earlier version?"""
        if self.signed_on is None:
            return False
        return self.signed_before is None or self.signed_on > self.signed_before


def plan_changes(connection: sqlite3.Connection, until_change: int) -> tuple[PlanChange, ...]:
    """Every later version of a 险种 line up to a change of the ledger, by application and version."""
    names = ", ".join(f'v."{name}"' for name in LINE)
    query = (
        f"SELECT v.application_no, v.product_code, v.ledger_change, v.ledger_as_of, {names} FROM coverages_versions v"
        " WHERE v.ledger_change <= ? AND v.ledger_withdrawn = 0 AND v.ledger_key IN"
        " (SELECT ledger_key FROM coverages_versions WHERE ledger_change <= ? GROUP BY ledger_key HAVING COUNT(*) > 1)"
        " ORDER BY v.ledger_key, v.ledger_version"
    )
    found: list[PlanChange] = []
    earlier: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
    for number, code, change, as_of, *cells in connection.execute(query, (until_change, until_change)):
        now = tuple(_text(name, cell) for name, cell in zip(LINE, cells, strict=True))
        version, before = earlier.get((number, code), (0, now))
        if said := list(altered(Coverage, LINE, before, now)):
            signed = _signatures(connection, number, until_change)
            found.append(
                PlanChange(
                    number, version + 1, date.fromisoformat(as_of) if as_of else None, f"{code} {'；'.join(said)}",
                    max((day for at, day in signed if at < change), default=None),
                    max((day for _, day in signed), default=None),
                )
            )  # fmt: skip
        earlier[number, code] = (version + 1, now)
    return tuple(sorted(found, key=lambda one: (one.application_no, one.version, one.what)))


def _signatures(connection: sqlite3.Connection, number: str, until_change: int) -> list[tuple[int, date]]:
    """Change and 签名日 of every version of the signatures of an application."""
    query = (
        "SELECT ledger_change, signed_on FROM signings_versions WHERE application_no = ? AND ledger_change <= ?"
        " AND signed_on IS NOT NULL AND ledger_withdrawn = 0"
    )
    return [(at, date.fromisoformat(day)) for at, day in connection.execute(query, (number, until_change))]


def _text(name: str, cell: Any) -> str:
    """A stored cell as text; amounts are kept in fen."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    return text_of(np.float64(cell / 100 if name in AMOUNTS else cell))
