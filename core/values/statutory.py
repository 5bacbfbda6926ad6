"""The statutory basis of a product from the law of its filing day: expense table, k, rate add-on, years of grading.

普通型 银保监办发〔2020〕7号, 分红 保监发〔2015〕93号. Which of the two applies is a property of the product version: a
分红 product within the cap may have chosen the 普通型 rule (金发〔2024〕18号 Art. 5). Incidence and 预定利率 are the
product's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from core.findings import Basis, Finding
from core.law import Law, NotInForce, Parameter
from core.values.basis import DeathTiming, ValueBasis
from core.values.benefits import Bands
from core.values.mortality import MortalityTable
from core.values.mortality_sets import Use, may_use
from core.values.notes import note


class Rule(StrEnum):
    """The rule a product version was filed under."""

    ORDINARY = "普通型"
    PARTICIPATING = "分红型"


class Category(StrEnum):
    """险种类别 of the expense and k tables."""

    TERM = "定期寿险"
    WHOLE_LIFE = "终身寿险"
    ENDOWMENT = "两全保险"
    ANNUITY = "年金保险"
    HEALTH = "健康险"
    ACCIDENT = "意外险"


PROTECTION = (Category.TERM, Category.WHOLE_LIFE, Category.HEALTH, Category.ACCIDENT)
SAVINGS = {Category.ENDOWMENT: "endowment", Category.ANNUITY: "annuity"}
# per rule: the word in the law's keys, and the class of each category
CLASSES: dict[Rule, tuple[str, dict[Category, str]]] = {
    Rule.ORDINARY: ("ordinary", SAVINGS | dict.fromkeys(PROTECTION, "protection")),
    Rule.PARTICIPATING: ("participating", SAVINGS | {Category.WHOLE_LIFE: "whole_life"}),
}


def statutory_basis(
    rule: Rule,
    category: Category,
    mortality: MortalityTable,
    pricing_rate: float,
    premium_term: int,
    policy_term: int,
    filed_on: date,
    *,
    group_expenses: tuple[float, ...] = (),
    blend_years: int | None = None,
    timing: DeathTiming = DeathTiming.MID_YEAR,
    law: Law | None = None,
) -> tuple[ValueBasis | None, tuple[Finding, ...]]:
    """The basis of the minimum value of a product filed on ``filed_on``; ``blend_years`` m adds the company's own way.

    Terms in years, 趸交 = premium term 1, ``pricing_rate`` a fraction. 团体 business has no statutory expense table:
    give the company's ``group_expenses``. Findings instead of a basis: no rule of that day is held, the rule does not
    know the category, or the mortality set is newer than the filing.
    """
    law = law or Law.default()
    findings = may_use(mortality, Use.PRODUCT, filed_on, law)
    word, classes = CLASSES[rule]
    if category not in classes:
        return None, (*findings, note("basis-no-class", rule=rule, category=category))
    try:
        add_on = law.value(f"rate_add_on_{word}", filed_on)
        full = law.value("minimum_value_full_years", filed_on)
        expenses, expense_sources = _expenses(law, word, classes[category], premium_term, filed_on, group_expenses)
        k, k_sources = _k(law, word, classes[category], premium_term, filed_on, bool(group_expenses))
    except NotInForce as absent:
        return None, (*findings, note("basis-not-in-force", on=filed_on, said=absent))
    if findings:
        return None, findings
    rate = add_on.at(policy_term) if isinstance(add_on.value, Mapping) else add_on.value
    basis = ValueBasis(
        rule=add_on.basis[0].title,
        mortality=mortality,
        pricing_rate=pricing_rate,
        rate_add_on=float(rate),
        expenses=expenses,
        k=k,
        grading_years=int(full.value),
        blend_years=blend_years,
        timing=timing,
        sources=_once([*add_on.basis, *expense_sources, *k_sources, *full.basis, mortality.source]),
    )
    return basis, ()


def death_ratios(on: date, law: Law | None = None) -> Bands:
    """Floor of 身故给付 ÷ 已交保费 by 到达年龄, for ``benefits.premiums_times_ratio``; 1 below its first age.

    Raises NotInForce for a day without the rule. Contracts print these ratios; a product's own go before them.
    """
    bands = (law or Law.default()).value("death_benefit_ratio", on).value["bands"]
    return ((0, 1.0), *((int(age), float(bands[age])) for age in sorted(bands)))


def _expenses(
    law: Law, word: str, group_of: str, premium_term: int, on: date, own: tuple[float, ...]
) -> tuple[tuple[float, ...], tuple[Basis, ...]]:
    if own:
        return own, ()
    table = law.value(f"expense_{word}_individual", on)
    rows = table.value if premium_term > 1 else {"single": table.value["single"]}
    return tuple(float(rate) for rate in rows[_band(rows, premium_term)][group_of]), table.basis


def _band(rows: Mapping[str, Any], premium_term: int) -> str:
    """The key for a premium term: ``single``, ``under_10`` or the highest ``from_…`` not above it."""
    if premium_term == 1:
        return "single"
    starts = {int(key.split("_")[1]): key for key in rows if key.startswith("from_")}
    reached = [start for start in starts if start <= premium_term]
    return starts[max(reached)] if reached else next(key for key in rows if key.startswith("under_"))


def _k(law: Law, word: str, group_of: str, premium_term: int, on: date, group: bool) -> tuple[float, tuple[Basis, ...]]:
    if premium_term == 1:
        single = law.value("minimum_value_k_single", on)
        return float(single.value), single.basis
    key = f"minimum_value_k_{word}_{'group' if group else 'individual'}"
    found: Parameter = law.value(key if key in set(law.keys()) else f"{key}_{group_of}", on)
    return float(found.value[group_of] if isinstance(found.value, Mapping) else found.value), found.basis


def _once(sources: Iterable[Basis]) -> tuple[Basis, ...]:
    return tuple(dict.fromkeys(sources))
