"""What must hold between a customer and a product version: each condition yields reasons with the rule behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isnan

import numpy as np

from core.matching.pair import Pair, Reason, Weight
from core.normalise.parsed import Heading
from core.normalise.terms import SINGLE, years_of
from core.products.product_kinds import kinds_of, listed
from core.records.product import Product


def entry_age(pair: Pair) -> Iterator[Reason]:
    """The person's age lies within the product's bounds, both included."""
    low, high = (float(pair.products[name][pair.product]) for name in ("age_from", "age_to"))
    if pair.case.age < low or pair.case.age > high:
        limits = f"{'' if isnan(low) else f'{low:.0f}'}至{'' if isnan(high) else f'{high:.0f}'}周岁"
        yield pair.reason(Weight.AGAINST, "age", "A107", age=f"{pair.case.age:.0f}", limits=limits)


def occupation(pair: Pair) -> Iterator[Reason]:
    """The occupation class is one that the product covers."""
    classes, given = listed(pair.offered("occupation_classes")), pair.asked("occupation_class")
    limits = "、".join(classes)
    if classes and not given:
        yield pair.reason(Weight.UNKNOWN, "occupation_unknown", "A702", limits=limits)
    elif classes and given not in classes:
        yield pair.reason(Weight.AGAINST, "occupation", "A1003", given=given, limits=limits)


def terms(pair: Pair) -> Iterator[Reason]:
    """The wished terms can be chosen; a wish left blank rules nothing out."""
    for name, choices in (("term", "policy_terms"), ("premium_term", "premium_terms")):
        wished, offered = pair.asked(f"{name}_need"), listed(pair.offered(choices))
        if wished and offered and wished not in offered:
            yield pair.reason(Weight.AGAINST, name, pair.mismatch, given=wished, limits="、".join(offered))


def medical_cover(pair: Pair) -> Iterator[Reason]:
    """Indemnity cover is not bought twice, and other compensation is asked for."""
    if pair.offered("indemnity") != "是":
        return
    if pair.asked("held_medical") == "是":
        yield pair.reason(Weight.AGAINST, "same_kind", "A709")
    if not pair.asked("public_medical"):
        yield pair.reason(Weight.UNKNOWN, "public_medical", "A709")


def means(pair: Pair) -> Iterator[Reason]:
    """The yearly budget is not plainly above what the household can pay."""
    limit = pair.limit("plainly_unaffordable_share_of_income")
    if pair.case.budget_share > limit:
        yield pair.reason(
            Weight.AGAINST, "unaffordable", pair.mismatch, share=f"{pair.case.budget_share:.0%}", limit=f"{limit:.0%}"
        )


def risk(pair: Pair) -> Iterator[Reason]:
    """Where principal can be lost: the customer's level is not below the product's, and was tested."""
    if "linked" not in kinds_of(pair.products, pair.product):
        return
    own, level = pair.number("risk_level"), float(pair.products["risk_level"][pair.product])
    if isnan(own):
        yield pair.reason(Weight.UNKNOWN, "risk_unknown", "A705")
    elif own < level:
        yield pair.reason(Weight.AGAINST, "risk", "A705", given=f"{own:.0f}", limits=f"{level:.0f}")
    yield pair.reason(Weight.DUTY, "risk_test", "A705")


def special_care(pair: Pair) -> Iterator[Reason]:
    """High-risk products for older customers need evidence of special care."""
    if pair.offered("high_risk") == "是" and pair.case.customer_age >= pair.limit("suitability_senior_age"):
        yield pair.reason(Weight.DUTY, "senior", "A706", age=f"{pair.case.customer_age:.0f}")


def minors(pair: Pair) -> Iterator[Reason]:
    """The death cover of a minor is capped over all companies."""
    if pair.offered("death_benefit") != "是" or isnan(pair.case.age):
        return
    on = np.array([pair.case.on], dtype="datetime64[D]")
    cap = float(pair.law.banded("minor_death_cap", on, np.array([pair.case.age]))[0])
    if not isnan(cap):
        held = np.nan_to_num(pair.number("held_death_cover"))
        yield pair.reason(Weight.DUTY, "minor", "A505", limit=f"{cap:,.0f}", given=f"{held:,.0f}")


def declaration(pair: Pair) -> Iterator[Reason]:
    """The four lines that ask for a signed 投保声明, as amounts of this household; the age line where it is reached."""
    if not pair.holds("A701") or pair.offered("design") not in _declared_designs(pair):
        return
    yield pair.reason(
        Weight.DUTY, "declaration", "A701",
        annual=_money(pair.limit("suitability_annual_premium_share_of_income") * pair.case.income),
        single=_money(pair.limit("suitability_single_premium_times_income") * pair.case.income),
        budget=_money(pair.limit("suitability_premium_share_of_budget") * pair.case.budget),
    )  # fmt: skip
    limit = pair.limit("suitability_age_plus_premium_term")
    for term in [pair.asked("premium_term_need")] if pair.asked("premium_term_need") else _premium_terms(pair):
        years = 1.0 if term == SINGLE else years_of(term, pair.case.customer_age)
        if years is not None and years + pair.case.customer_age >= limit:
            age = f"{pair.case.customer_age:.0f}"
            yield pair.reason(Weight.DUTY, "span", "A701", given=term, age=age, limit=f"{limit:.0f}")


def seller(pair: Pair) -> Iterator[Reason]:
    """The salesperson's grade covers the product; without a roster nothing is said."""
    asked = float(pair.products["sales_grade"][pair.product])
    if pair.grade < asked:
        yield pair.reason(Weight.AGAINST, "grade", "A708", given=f"{pair.grade:.0f}", limits=f"{asked:.0f}")


Condition = Callable[[Pair], Iterator[Reason]]

CONDITIONS: tuple[Condition, ...] = (
    entry_age, occupation, terms, medical_cover, means, risk, special_care, minors, declaration, seller,
)  # fmt: skip
"""In the order in which their reasons are read."""


def _declared_designs(pair: Pair) -> set[str]:
    """The law's 产品类型 read like a cell of 设计类型: 投连 and 投资连结型 are one."""
    parse = Product.column("design").kind.parse
    words = pair.law.value("suitability_product_types", pair.case.on).value
    return {str(parse(word, Heading()).value or word) for word in words}


def _premium_terms(pair: Pair) -> tuple[str, ...]:
    return listed(pair.offered("premium_terms"))


def _money(amount: float) -> str:
    """Yuan without fen, — where it rests on something that is blank."""
    return "—" if isnan(amount) else f"{amount:,.0f}"
