"""Which mortality set a date allows.

Statutory reserve: the set in force on the valuation day is mandatory. A product or its printed table: the set is a
reference, but it must have been in force on the filing day, so a table printed before 2026 is never recomputed with
CL(2025) (银保监办发〔2020〕7号 Art. 9 ties the value to the incidence at filing). Dates and sources: ``data/sets.csv``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from core.findings import Basis, Finding, Severity, Status
from core.values.data_files import read
from core.values.mortality import MortalityTable
from core.values.notes import note


class Use(StrEnum):
    """What the table is wanted for, which also says which date counts."""

    RESERVE = "法定准备金"  # the valuation day
    PRODUCT = "产品定价与现金价值"  # the filing day of the product


def set_for(use: Use, on: date) -> tuple[str | None, tuple[Finding, ...]]:
    """The set in force for ``use`` on ``on`` (valuation day or filing day), or None and a finding.

    A set whose dates are not confirmed comes with a 提示 finding.
    """
    for row in read("data", "sets.csv"):
        if date.fromisoformat(row["reserve_from"]) <= on <= _last_day(row):
            return row["set"], _stamp(row)
    return None, (note("mortality-set-none", on=on, use=use),)


def may_use(table: MortalityTable, use: Use, on: date) -> tuple[Finding, ...]:
    """No findings when ``table`` may serve ``use`` on ``on``.

    Reserve: it must be the set in force. Product: a set that came into force after the filing day is refused, an older
    one is the company's choice. A table of the company's own (no set) is allowed for a product, refused for a reserve.
    """
    if use is Use.PRODUCT:
        return _not_newer(table, on)
    expected, findings = set_for(use, on)
    if expected is None or table.set_name == expected:
        return findings
    return (*findings, note("mortality-set-wrong", on=on, expected=expected, set=table.set_name or table.table))


def table_for(set_name: str, group: str) -> str | None:
    """Name of the reserve table for a product group of ``data/uses.csv``; None when the set has no such line."""
    row = next((row for row in read("data", "uses.csv") if row["group"] == group), {})
    return row.get(set_name) or None


def _not_newer(table: MortalityTable, on: date) -> tuple[Finding, ...]:
    row = next((row for row in read("data", "sets.csv") if row["set"] == table.set_name), None)
    if row is None or date.fromisoformat(row["reserve_from"]) <= on:
        return ()
    return (note("mortality-set-too-new", on=on, set=table.set_name, first=row["reserve_from"], basis=(_basis(row),)),)


def _stamp(row: dict[str, str]) -> tuple[Finding, ...]:
    if row["status"] != Status.UNCONFIRMED:
        return ()
    return (note("mortality-set-unconfirmed", Severity.NOTICE, set=row["set"], basis=(_basis(row),)),)


def _basis(row: dict[str, str]) -> Basis:
    return Basis(row["reserve_notice"], "", date.fromisoformat(row["reserve_from"]), Status(row["status"]))


def _last_day(row: dict[str, str]) -> date:
    return date.fromisoformat(row["reserve_to"]) if row["reserve_to"] else date.max
