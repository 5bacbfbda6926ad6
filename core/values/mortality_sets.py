"""Which mortality set a date allows.

Statutory reserve: the set in force on the valuation day is mandatory. A product or its printed table: the set is a
reference, but it must have been in force on the filing day, so a table printed before 2026 is never recomputed with
CL(2025): 银保监办发〔2020〕7号 Art. 9 ties the value to the incidence at filing. Dates and tables are law parameters.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from core.findings import Basis, Finding
from core.law import Law, NotInForce
from core.values.mortality import MortalityTable
from core.values.notes import note

SET, TABLES = "reserve_mortality_set", "reserve_mortality_use"

# product group: keys of the law's table, the narrower first (whole life is one group before CL(2025))
GROUPS = {
    "定期寿险": ("term",),
    "健康险": ("health",),
    "终身寿险（身故保障为主）": ("whole_life_death_cover", "whole_life"),
    "终身寿险（其他）": ("whole_life_other", "whole_life"),
    "两全保险（生存给付为主）": ("endowment_high_survival",),
    "两全保险（其他）": ("endowment_low_survival",),
    "年金保险（生存给付为主）": ("annuity_high_longevity",),
    "年金保险（其他）": ("annuity_low_longevity",),
}


class Use(StrEnum):
    """What the table is wanted for, which also says which date counts."""

    RESERVE = "法定准备金"  # the valuation day
    PRODUCT = "产品定价与现金价值"  # the filing day of the product


def set_for(use: Use, on: date, law: Law | None = None) -> tuple[str | None, tuple[Finding, ...]]:
    """The set in force for ``use`` on ``on`` (valuation day or filing day), or None and a finding.

    The days before the first row of the law's parameter have no set here: older sets are the product's own data.
    """
    try:
        return str((law or Law.default()).value(SET, on).value), ()
    except NotInForce:
        return None, (note("mortality-set-none", on=on, use=use),)


def may_use(table: MortalityTable, use: Use, on: date, law: Law | None = None) -> tuple[Finding, ...]:
    """No findings when ``table`` may serve ``use`` on ``on``.

    Reserve: it must be the set in force. Product: a set that came into force after the filing day is refused, an older
    one is the company's choice. A table of the company's own (no set) is allowed for a product, refused for a reserve.
    """
    law = law or Law.default()
    if use is Use.PRODUCT:
        return _not_newer(table, on, law)
    expected, findings = set_for(use, on, law)
    if expected is None or table.set_name == expected:
        return findings
    basis = law.value(SET, on).basis
    found = table.set_name or table.table
    return (note("mortality-set-wrong", on=on, expected=expected, set=found, basis=basis),)


def table_for(group: str, on: date, law: Law | None = None) -> str | None:
    """Name of the reserve table of a product group (key of GROUPS) on a valuation day; None where there is no rule."""
    try:
        tables = (law or Law.default()).value(TABLES, on).value
    except NotInForce:
        return None
    return next((str(tables[key]) for key in GROUPS[group] if key in tables), None)


def _not_newer(table: MortalityTable, on: date, law: Law) -> tuple[Finding, ...]:
    first, basis = _first_day(table.set_name, law)
    if first is None or first <= on:
        return ()
    return (note("mortality-set-too-new", on=on, set=table.set_name, first=first, basis=basis),)


def _first_day(set_name: str, law: Law) -> tuple[date | None, tuple[Basis, ...]]:
    rows = [row for row in law.timeline(SET).rows if row is not None and row.value == set_name]
    return (rows[0].start, rows[0].basis) if rows else (None, ())
