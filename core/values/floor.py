"""法定最低: a floor that a contract's value is held against, and the table it comes from. Never an offer.

    MCV(t) = r(t) max(PVR(t), 0), inside the year by the contract's own form

A contract may pay much more than the minimum (a published one pays 47 % more), never less. Yuan, rounded once.
Source: 银保监办发〔2020〕7号 Art. 10-12, 保监发〔2015〕93号; the basis comes with the table.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core.findings import Finding
from core.money import yuan
from core.values.contract import Column, Contract, YearTable
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text
from core.values.interpolation import value_on

if TYPE_CHECKING:
    from core.values.basis import ValueBasis
    from core.values.benefits import Benefits
    from core.values.mortality import FloatArray

KIND = "最低现金价值"


def formula_table(cover: Benefits, basis: ValueBasis, label: Label) -> tuple[YearTable | None, tuple[Finding, ...]]:
    """Year-end values of a product cell on a stated basis as a table: label 公式 the value, 法定最低 the minimum.

    Per the amounts that ``cover`` is drawn for; 28 digits from float64. ValueError for 合同: only insurers print that.
    """
    from core.values.cash_value import cash_values  # a value off a printed table needs no mortality

    if label is Label.CONTRACT:
        raise ValueError("a formula gives no contract table")
    values, findings = cash_values(cover, basis)
    if values is None:
        return None, findings
    ends = values.minimum if label is Label.STATUTORY else values.formula
    starts = [0.0, *ends[:-1].tolist()]
    start = [before + premium for before, premium in zip(starts, values.net_premium.tolist(), strict=True)]
    return YearTable(
        excluding=_column(ends),
        at_start=tuple(Decimal(repr(value)) for value in start),
        survival=_column(cover.survival),
        label=label,
        basis=basis.sources,
        name=f"{label}：{basis.rule}，{basis.mortality}，预定利率{basis.pricing_rate:.4g}",
    ), findings


def floor_figure(contract: Contract, on: date, drawn: bool | None = None) -> Figure | None:
    """The minimum on a day, None where its basis is not known; findings instead of a number as for the value."""
    if contract.floor is None:
        return None
    working = Working()
    value = value_on(contract, contract.floor, on, working, drawn=drawn)
    return working.figure(KIND, Label.STATUTORY, value, on)


def check_floor(contract: Contract, value: Decimal, floor: Figure | None, working: Working) -> None:
    """转核 where the contract's value is below the minimum by more than the rounding of the printed unit."""
    if floor is None or floor.amount is None or contract.table is None:
        return
    slack = (contract.factor or Decimal(1)) * Decimal("0.005")
    if yuan(value) + slack < floor.amount:
        given, least = amount_text(yuan(value)), amount_text(floor.amount)
        working.findings.append(note("below-minimum", given, label=contract.table.label, given=given, minimum=least))


def _column(values: FloatArray) -> Column:
    return tuple(Decimal(repr(value)) for value in values.tolist())
