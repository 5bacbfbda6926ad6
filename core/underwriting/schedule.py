"""保单页: what the policy schedule shows, as plain data; the workbook is written elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

import numpy as np

from core.checks.rule import Context
from core.money import yuan
from core.products.cash_value_tables import CashValueTables, index_tables
from core.products.policy_cells import policy_cells, product_rows, scale
from core.records.people import Beneficiary
from core.records.product import CashValue, Product
from core.table import Array, Rows, Table, scalar

CONTRACT = "合同"
NO_TABLE = "本险种没有现金价值表，数值以合同所附为准"


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A person on the schedule: 投保人 or 被保险人, and what identifies the person. Personal: the writer masks it."""

    role: str
    name: str
    document_type: str
    document_no: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class BeneficiaryLine:
    """A beneficiary; ``share`` as a fraction, None for equal shares of the order."""

    kind: str
    order: int
    name: str
    relation: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One 险种, yuan. ``cash_values``: year-end values by policy year, rounded half up once; () with a note."""

    product_code: str
    product_name: str
    main_or_rider: str
    sum_assured: Decimal | None
    premium: Decimal | None
    frequency: str
    premium_term: str
    policy_term: str
    matures_on: date | None
    cash_values: tuple[tuple[int, Decimal], ...]
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class PolicySchedule:
    """保单页 of one policy."""

    policy_no: str
    application_no: str
    branch: str
    agent: str
    issued_on: date | None
    effective_on: date | None
    next_due_on: date | None
    parties: tuple[PartyLine, ...]
    beneficiaries: tuple[BeneficiaryLine, ...]
    covers: tuple[CoverLine, ...]

    @property
    def premium(self) -> Decimal:
        """First premium of all covers, yuan."""
        return sum((cover.premium or Decimal(0) for cover in self.covers), Decimal(0))


def schedules(policies: Table, context: Context) -> list[PolicySchedule]:
    """The schedule of every policy in ``policies`` (rows of one policy together), with the contract's own values.

    The 现金价值表 of ``context.references`` is read at the policy's cell and scaled from its unit; where there is none,
    the cover says so and shows no figure.
    """
    products = context.references.of(Product)
    tables, _ = index_tables(context.references.of(CashValue))
    product = product_rows(policies, products)
    cell = tables.find_any_version(policy_cells(policies, products, product))
    factor = scale(policies, products, product)
    numbers = policies["policy_no"]
    beneficiaries = _beneficiaries(context.tables.of(Beneficiary))
    return [
        _schedule(policies, list(rows), beneficiaries, tables, cell, factor)
        for _, rows in groupby(range(len(policies)), key=lambda row: numbers[row])
    ]


def _schedule(
    policies: Table,
    rows: Sequence[int],
    beneficiaries: Mapping[str, tuple[BeneficiaryLine, ...]],
    tables: CashValueTables,
    cell: Rows,
    factor: Array,
) -> PolicySchedule:
    first = rows[0]
    return PolicySchedule(
        policy_no=policies["policy_no"][first],
        application_no=policies["application_no"][first],
        branch=policies["branch_name"][first] or policies["branch_code"][first],
        agent=policies["agent_name"][first] or policies["agent_no"][first],
        issued_on=scalar(policies["issued_on"][first]),
        effective_on=scalar(policies["effective_on"][first]),
        next_due_on=scalar(policies["next_due_on"][first]),
        parties=(_party(policies, first, "投保人", "policyholder"), _party(policies, first, "被保险人", "insured")),
        beneficiaries=beneficiaries.get(policies["application_no"][first], ()),
        covers=tuple(_cover(policies, row, tables, int(cell[row]), float(factor[row])) for row in rows),
    )


def _party(policies: Table, row: int, role: str, prefix: str) -> PartyLine:
    fields = ("name", "document_type", "document_no", "phone", "address")
    return PartyLine(role, *(policies[f"{prefix}_{name}"][row] for name in fields))


def _beneficiaries(table: Table) -> dict[str, tuple[BeneficiaryLine, ...]]:
    """By application number, in the order of the sheet."""
    lines: dict[str, tuple[BeneficiaryLine, ...]] = {}
    for row, number in enumerate(table["application_no"].tolist()):
        line = BeneficiaryLine(
            table["benefit_kind"][row] or "身故",
            int(scalar(table["order"][row]) or 1),
            table["name"][row] or "法定",
            table["relation"][row],
            scalar(table["share"][row]),
        )
        lines[number] = (*lines.get(number, ()), line)
    return lines


def _cover(policies: Table, row: int, tables: CashValueTables, cell: int, factor: float) -> CoverLine:
    values = _cash_values(tables, cell, factor)
    return CoverLine(
        product_code=policies["product_code"][row],
        product_name=policies["product_name"][row],
        main_or_rider=policies["main_or_rider"][row],
        sum_assured=scalar(policies["sum_assured"][row]),
        premium=scalar(policies["first_premium"][row]),
        frequency=policies["frequency"][row],
        premium_term=policies["premium_term"][row],
        policy_term=policies["policy_term"][row],
        matures_on=scalar(policies["matures_on"][row]),
        cash_values=values,
        label=CONTRACT if values else "",
        note="" if values else NO_TABLE,
    )


def _cash_values(tables: CashValueTables, cell: int, factor: float) -> tuple[tuple[int, Decimal], ...]:
    """Year-end values in yuan, exact from the printed figure on: printed × amount ÷ unit in Decimal."""
    if cell < 0 or np.isnan(factor):
        return ()
    exact = Decimal(repr(factor))
    printed = tables.years(cell)
    return tuple((year, yuan(scalar(value) * exact)) for year, value in enumerate(printed, 1) if not np.isnan(value))
