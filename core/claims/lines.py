"""Which line of a policy a claim is made on: the one whose category of product its benefit belongs to."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from core.claims.documents import benefit_categories
from core.table import Array, Mask, Rows, Table

RIDER = "附加险"
_NUMBER = re.compile(r"[^、，,；;/\s]+")
Line = tuple[int, str]
"""A row of 保单台账 and its 险种类别."""


def belongs(benefits: Array, categories: Array) -> Mask:
    """Which benefits (险种责任) are those of a category of product (险种类别), pair by pair, shape (n,)."""
    pairs = zip(benefits.tolist(), categories.tolist(), strict=True)
    return np.fromiter((_fits(benefit, category) for benefit, category in pairs), bool, len(benefits))


def claim_lines(claims: Table, policies: Table, products: Table) -> Rows:
    """Per case the row of its policy line, -1 where the policy is not known; without a fitting line the main one."""
    named = [policies_named(cell) for cell in claims["policy_no"].tolist()]
    lines = _lines_of({number for numbers in named for number in numbers}, policies, products)
    found = (
        _chosen(benefit, [line for number in numbers for line in lines.get(number, ())])
        for numbers, benefit in zip(named, claims["benefit"].tolist(), strict=True)
    )
    return np.fromiter(found, np.intp, len(claims))


def policies_named(cell: str) -> tuple[str, ...]:
    """The policy numbers of a case: 保单号(多) may hold several."""
    return tuple(_NUMBER.findall(cell))


def first_policy(cell: str) -> str:
    """The first policy number of a case, "" where it names none."""
    found = _NUMBER.search(cell)
    return found[0] if found else ""


def _lines_of(wanted: set[str], policies: Table, products: Table) -> dict[str, list[Line]]:
    """The lines of some policies by number, main lines first."""
    held = np.flatnonzero(np.fromiter(map(wanted.__contains__, policies["policy_no"]), bool, len(policies)))
    held = held[np.argsort(policies["main_or_rider"][held] == RIDER, kind="stable")]
    categories = products.look_up(products.match("product_code", policies["product_code"][held].tolist()), "category")
    lines: dict[str, list[Line]] = {}
    for row, number, category in zip(
        held.tolist(), policies["policy_no"][held].tolist(), categories.tolist(), strict=True
    ):
        lines.setdefault(number, []).append((row, category))
    return lines


def _chosen(benefit: str, lines: list[Line]) -> int:
    fitting = (row for row, category in lines if _fits(benefit, category))
    return next(fitting, lines[0][0] if lines else -1)


@cache
def _fits(benefit: str, category: str) -> bool:
    return any(word in benefit and category in categories for word, categories in benefit_categories().items())
