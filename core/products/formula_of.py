"""What a formula says about a contract: the statutory minimum as its floor, and an estimate where no table is printed.

Only for covers whose benefits the product sheet states: 定期寿险 and 终身寿险 (level, or increasing at a stated rate)
have both; 两全保险 has an estimate only, because the sheet does not say what is paid on death; the table's name says
what was assumed. 年金 and health have none: benefits and incidence are not on the sheet. The first day of sale stands
for the filing day. Yuan for the contract's own amounts, full precision.
Source: 银保监办发〔2020〕7号, 保监发〔2015〕93号 through the law room.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from core.findings import Finding, Severity
from core.law import Law
from core.table import Table, scalar
from core.values.basis import ValueBasis
from core.values.benefits import (
    Benefits,
    endowment,
    increasing_whole_life,
    savings_endowment,
    term_life,
    whole_life_years,
)
from core.values.contract import BenefitOf, Column, Contract, YearTable
from core.values.figure import Label
from core.values.floor import formula_table
from core.values.mortality import MortalityTable, find_mortality
from core.values.sources import source
from core.values.statutory import Category, Rule, death_ratios, statutory_basis
from core.values.year_ends import premiums_in_all

RULES = {"7号": Rule.ORDINARY, "93号": Rule.PARTICIPATING}
KNOWN = (Category.TERM, Category.WHOLE_LIFE, Category.ENDOWMENT)
ASSUMED = "身故给付假定为保额，或已交保费按比例与现金价值的较大者"
ONE = Decimal(1)


def with_formula(
    contract: Contract, products: Table, row: int, age: float, sex: str, law: Law | None = None
) -> tuple[Contract, tuple[Finding, ...]]:
    """``contract`` with its floor, and with an estimate where it has no table; findings where neither can be had.

    ``row`` of the product; ``age`` 投保年龄, ``sex`` of the insured. Milliseconds: for one quote, not for a portfolio.
    """
    law = law or Law.default()
    facts = _Facts(products, row)
    if contract.short or facts.category not in KNOWN or age != age:
        return contract, ()
    basis, cover, findings = _drawn(contract, facts, int(age), sex, law)
    if basis is None or cover is None:
        return contract, findings
    unit = contract.factor if contract.table is not None and contract.factor else ONE
    floor, table, factor = None, contract.table, contract.factor
    if facts.category is not Category.ENDOWMENT:
        floor, more = formula_table(cover, basis, Label.STATUTORY)
        findings += more
    if table is None:
        factor = ONE
        table, more = formula_table(cover, basis, Label.FORMULA)
        findings += more
        if table is not None and facts.category is Category.ENDOWMENT:
            table = replace(table, name=f"{table.name}（{ASSUMED}）")
    return replace(contract, floor=floor and _per(floor, unit), table=table, factor=factor), findings


def basis_and_cover(
    contract: Contract, products: Table, row: int, age: float, sex: str, law: Law | None = None
) -> tuple[ValueBasis | None, Benefits | None, tuple[Finding, ...]]:
    """The product's stated basis and the contract's benefits; None and findings where the sheet says too little."""
    facts = _Facts(products, row)
    if contract.short or facts.category not in KNOWN or age != age:
        return None, None, ()
    return _drawn(contract, facts, int(age), sex, law or Law.default())


class _Facts:
    """The cells of the product row that a basis needs."""

    def __init__(self, products: Table, row: int) -> None:
        self.products, self.row = products, row
        word = self.cell("category")
        self.category = Category(word) if word in list(Category) else None
        self.rule = RULES.get(self.cell("value_rule"))
        self.filed_on: date | None = self.cell("sold_from")
        self.pricing_rate: Decimal | None = self.cell("pricing_rate")
        self.growth: Decimal | None = self.cell("increase_rate")

    def cell(self, name: str) -> Any:
        return scalar(self.products[name][self.row])

    def missing(self, name: str) -> Finding:
        heading = self.products.record.column(name).heading
        message = f"产品没有写明{heading}，算不出法定最低和估算"
        where = self.products.where(name, self.row)
        return Finding("T12", Severity.NOTICE, where, "", message, f"在产品表填写{heading}", source("clause"))


def _drawn(
    contract: Contract, facts: _Facts, age: int, sex: str, law: Law
) -> tuple[ValueBasis | None, Benefits | None, tuple[Finding, ...]]:
    needed = {"value_rule": facts.rule, "pricing_rate": facts.pricing_rate, "sold_from": facts.filed_on}
    if facts.category is Category.WHOLE_LIFE:
        needed["increase_rate"] = facts.growth
    missing = tuple(facts.missing(name) for name, value in needed.items() if value is None)
    if missing or facts.rule is None or facts.pricing_rate is None or facts.filed_on is None or facts.category is None:
        return None, None, missing
    table, findings = _mortality(facts, sex)
    if table is None:
        return None, None, findings
    years = contract.policy_years or whole_life_years(age, table.last_age)
    blend = facts.cell("blend_years")
    basis, more = statutory_basis(
        facts.rule, facts.category, table, float(facts.pricing_rate), contract.premium_years, years, facts.filed_on,
        blend_years=None if blend is None else int(blend), law=law,
    )  # fmt: skip
    cover = _cover(contract, facts, age, years, law)
    return basis, cover, (*findings, *more)


def _mortality(facts: _Facts, sex: str) -> tuple[MortalityTable | None, tuple[Finding, ...]]:
    names = (facts.cell("mortality_set"), facts.cell("mortality_table"))
    if not all(names) or not sex:
        return None, (facts.missing("mortality_set"),)
    table, findings = find_mortality(f"{names[0]} {names[1]} {sex}")
    factor = facts.cell("mortality_factor")
    return (table.scaled(float(factor)) if table is not None and factor is not None else table), findings


def _cover(contract: Contract, facts: _Facts, age: int, years: int, law: Law) -> Benefits | None:
    """The benefits in yuan; None where an amount is missing or, for 两全, no maturity benefit is stated."""
    assured, whole = contract.sum_assured, premiums_in_all(contract)
    if assured is None or whole is None:
        return None
    amount, paying = float(assured), contract.premium_years
    yearly = float(whole) / paying
    if facts.category is Category.ENDOWMENT:
        maturity = contract.parameters.maturity
        if maturity is None:
            return None
        if maturity.of is BenefitOf.SUM_ASSURED:
            return endowment(age, years, paying, amount * float(maturity.ratio))
        end = float(whole * maturity.ratio)
        return savings_endowment(age, years, paying, yearly, end, death_ratios(contract.effective_on, law))
    if facts.category is Category.WHOLE_LIFE and facts.growth:
        ratios = death_ratios(contract.effective_on, law)
        return increasing_whole_life(age, years, paying, yearly, amount, float(facts.growth), ratios)
    return term_life(age, years, paying, amount)


def _per(table: YearTable, unit: Decimal) -> YearTable:
    """The table for amounts of the contract as one per unit of its printed table."""

    def column(values: Column) -> Column:
        return tuple(None if value is None else value / unit for value in values)

    return replace(
        table,
        excluding=column(table.excluding),
        at_start=column(table.at_start),
        survival=column(table.survival),
    )
