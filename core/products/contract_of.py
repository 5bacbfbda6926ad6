"""From the ledger's rows to contracts of the values engine: policy line, product version, printed table, claims.

Indexes are built once for a set of tables, a product's parameters and a cell's value table once each; a contract is
then a few look-ups. Amounts are Decimal, as in the record. What is missing stays ``None``: the values engine says where
it matters. A line whose terms cannot be read has no contract.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from core.days.anniversary import monthiversary
from core.findings import Finding, Severity
from core.normalise.terms import years_of
from core.products.cash_value_tables import CELL, index_tables
from core.products.claimed import claimed_policies
from core.products.doubts import Doubts
from core.products.parameters_of import parameters_of
from core.products.policy_cells import birth_dates, policy_cells, product_rows
from core.table import Table, scalar
from core.values.accounts import Accounts
from core.values.contract import Column, Contract, Parameters, YearTable
from core.values.sources import source

SELF, STATUTORY_HEIRS = "本人", ("", "法定", "法定继承人")
_UNIT_OF = {"保额": "sum_assured", "年交保费": "annual_premium", "期交保费": "first_premium", "份": "units"}


class Contracts:
    """Contracts of a 保单台账, one per row. ``findings``: faults of the 现金价值表 and of product cells met so far."""

    def __init__(self, policies: Table, products: Table, cash_values: Table, claims: Table | None = None) -> None:
        self._policies, self._products, self._claims = policies, products, claims
        self._tables, self.findings = index_tables(cash_values)
        self._product = product_rows(policies, products)
        self._keys = policy_cells(policies, products, self._product)
        self._cells = self._tables.find_any_version(self._keys)
        sexes = self._keys[CELL.index("sex")]
        self.doubts = Doubts(policies, products, self._product, birth_dates(policies), sexes)
        self._ages = self._keys[CELL.index("entry_age")]
        self._printed: dict[int, YearTable] = {}
        self._parameters: dict[int, Parameters] = {}

    @cached_property
    def _claimed(self) -> dict[str, bool | None] | None:
        """By policy number whether a claim was paid, None while one is open; None where no 理赔台账 was read."""
        return None if self._claims is None else claimed_policies(self._claims)

    def at(self, row: int) -> tuple[Contract | None, tuple[Finding, ...]]:
        """The contract of one row; None and 拒收 findings where terms, effective day or product are missing."""
        effective, product = self._cell(row, "effective_on"), int(self._product[row])
        premium_years = years_of(self._cell(row, "premium_term"), float(self._ages[row]))
        policy_years = years_of(self._cell(row, "policy_term"), float(self._ages[row]))
        missing = [
            self._missing(name, row)
            for name, found in (
                ("effective_on", effective is not None),
                ("premium_term", _usable(premium_years) and premium_years != math.inf),
                ("policy_term", _usable(policy_years)),
                ("product_code", product >= 0),
            )
            if not found
        ]
        if missing or premium_years is None or policy_years is None:
            return None, tuple(missing)
        return self._contract(row, product, effective, premium_years, policy_years), ()

    def with_formula(self, row: int) -> tuple[Contract | None, tuple[Finding, ...]]:
        """As :meth:`at`, with the statutory floor, and with an estimate where no table is printed."""
        from core.products.formula_of import with_formula

        contract, findings = self.at(row)
        if contract is None:
            return None, findings
        keys = dict(zip(CELL, self._keys, strict=True))
        age, sex = float(keys["entry_age"][row]), str(keys["sex"][row])
        return with_formula(contract, self._products, int(self._product[row]), age, sex)

    def product_row(self, row: int) -> int:
        """The 产品 row of a policy line, −1 where there is none."""
        return int(self._product[row])

    def accounts(self, row: int) -> Accounts:
        """Loan and advanced premiums as the ledger keeps them, interest included; blank = not stated."""
        return Accounts(loan=self._cell(row, "loan"), advanced=self._cell(row, "advanced_premium"))

    def age_limits(self, row: int) -> tuple[int | None, int | None]:
        """最低 and 最高投保年龄 of the product; None for no limit."""
        lowest, highest = (self._of_product(int(self._product[row]), name) for name in ("age_from", "age_to"))
        return None if lowest is None else int(lowest), None if highest is None else int(highest)

    def _contract(self, row: int, product: int, effective: date, premium_years: float, policy_years: float) -> Contract:
        def cell(name: str) -> Any:
            return self._cell(row, name)

        whole_life = policy_years == math.inf
        return Contract(
            policy_no=cell("policy_no"),
            product_code=cell("product_code"),
            product_name=cell("product_name") or self._of_product(product, "product_name"),
            effective_on=effective,
            policy_years=None if whole_life else max(math.ceil(policy_years), 1),
            premium_years=max(math.ceil(premium_years), 1),
            frequency=cell("frequency"),
            premium=cell("first_premium"),
            sum_assured=cell("sum_assured"),
            paid_premium=cell("paid_premium"),
            category=self._of_product(product, "category"),
            design=cell("design") or self._of_product(product, "design"),
            version=self._of_product(product, "version"),
            expires_on=_expires(effective, cell("policy_term"), policy_years),
            next_due_on=cell("next_due_on"),
            status=cell("status"),
            status_on=cell("status_on"),
            premium_status=cell("premium_status"),
            signed_on=cell("receipt_on"),
            cooling_off_ends_on=cell("cooling_off_ends_on"),
            matures_on=cell("matures_on"),
            others_concerned=cell("relation") not in ("", SELF) or cell("beneficiaries") not in STATUTORY_HEIRS,
            group=self._of_product(product, "group_business") == "是",
            claimed=None if self._claimed is None else self._claimed.get(cell("policy_no"), False),
            table=self._year_table(int(self._cells[row])),
            factor=self._factor(row, product),
            parameters=self._parameters_of(product),
            doubts=self.doubts.of(row),
        )

    def _parameters_of(self, product: int) -> Parameters:
        if product not in self._parameters:
            self._parameters[product], findings = parameters_of(self._products, product)
            self.findings += findings
        return self._parameters[product]

    def _year_table(self, cell: int) -> YearTable | None:
        if cell < 0:
            return None
        if cell not in self._printed:
            self._printed[cell] = YearTable(
                excluding=self._column(cell, "value"),
                including=self._column(cell, "value_with_benefit"),
                at_start=self._column(cell, "value_at_start"),
                survival=self._column(cell, "survival_benefit"),
                paid_up=self._column(cell, "paid_up"),
                basis=source("contract_table"),
            )
        return self._printed[cell]

    def _column(self, cell: int, name: str) -> Column:
        """A column as Decimal by policy year, up to the last printed figure."""
        figures = self._tables.years(cell, name)
        known = np.flatnonzero(~np.isnan(figures))
        return tuple(scalar(figure) for figure in figures[: known[-1] + 1]) if len(known) else ()

    def _factor(self, row: int, product: int) -> Decimal | None:
        """保额, 保费 or 份数 over the unit of the table; None where one is not stated. A table per 份 is per one."""
        of, unit = self._of_product(product, "table_unit_of"), self._of_product(product, "table_unit")
        amount = self._cell(row, _UNIT_OF[of]) if of in _UNIT_OF else None
        unit = Decimal(1) if of == "份" and unit is None else unit
        return amount / unit if amount is not None and unit else None

    def _cell(self, row: int, name: str) -> Any:
        return scalar(self._policies[name][row])

    def _of_product(self, product: int, name: str) -> Any:
        return scalar(self._products[name][product])

    def _missing(self, name: str, row: int) -> Finding:
        heading = self._policies.record.column(name).heading
        product = name == "product_code"
        message = "产品表中没有这一险种或版本，不能计算" if product else f"缺少或不能识别{heading}，不能计算"
        fix = "在产品表中补上该险种和版本" if product else f"补填{heading}"
        where, typed = self._policies.where(name, row), self._policies.as_typed(name, row)
        return Finding("T11", Severity.REFUSED, where, typed, message, fix, source("ledger"))


def _usable(years: float | None) -> bool:
    return years is not None and not math.isnan(years) and years > 0


def _expires(effective: date, term: str, years: float) -> date | None:
    """The first day without cover of a term in months or days; None for whole years."""
    if term.endswith("个月"):
        return monthiversary(effective, int(term.removesuffix("个月")))
    if term.endswith("天"):
        return date.fromordinal(effective.toordinal() + round(years * 365))
    return None
