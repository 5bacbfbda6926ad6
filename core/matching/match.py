"""方案匹配: every line of 需求分析 beside every main product on sale that meets one of its needs.

Products stand in the order of their codes: the rules say what fits, never what is best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.findings import Basis
from core.law.lookup import Law
from core.matching.conditions import CONDITIONS
from core.matching.needs_case import NeedsCase, needs_cases, words
from core.matching.pair import Pair, Reason, Weight
from core.products.versions import on_sale
from core.records.product import Product
from core.records.reference import Staff
from core.table import Array, Table, Tables

FITS = "符合条件"
MAIN = "主险"


@dataclass(frozen=True)
class ProductMatch:
    """One product version for one customer. ``meets``: the needs that it meets."""

    code: str
    version: str
    name: str
    meets: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def outcome(self) -> str:
        """不符合 where any reason speaks against it, else 待补充 where something is unknown, else 符合条件."""
        weights = {reason.weight for reason in self.reasons}
        return next((str(one) for one in (Weight.AGAINST, Weight.UNKNOWN) if one in weights), FITS)


@dataclass(frozen=True)
class CaseMatch:
    """One line of 需求分析 with its products, by code and version. ``others``: on sale, but for none of its needs.

    ``unmet``: needs for which no product fits. ``basis``: the article that asks for what is missing.
    """

    case: NeedsCase
    products: tuple[ProductMatch, ...]
    others: int
    unmet: tuple[str, ...]
    basis: tuple[Basis, ...]


def match_needs(needs: Table, references: Tables, law: Law, on: date) -> list[CaseMatch]:
    """The products of every line, in the order of the sheet, by the law of the day of each talk."""
    products = references.of(Product)
    order = sorted(
        np.flatnonzero(products["main_or_rider"] == MAIN).tolist(),
        key=lambda row: (products["product_code"][row], products["version"][row]),
    )
    grades = _grades(needs, references)
    return [_match(needs, case, products, order, law, float(grades[case.row])) for case in needs_cases(needs, on)]


def _match(needs: Table, case: NeedsCase, products: Table, order: Sequence[int], law: Law, grade: float) -> CaseMatch:
    day = np.array([case.on], dtype="datetime64[D]")
    sold = [row for row in order if on_sale(products, row, day)[0]]
    lines = []
    for row in sold:
        if meets := _meets(case, products["category"][row]):
            pair = Pair(needs, case, products, row, law, grade)
            reasons = tuple(reason for condition in CONDITIONS for reason in condition(pair) if pair.holds(reason.rule))
            code, version, name = (products[each][row] for each in ("product_code", "version", "product_name"))
            lines.append(ProductMatch(code, version, name, meets, reasons))
    met = {need for line in lines if line.outcome == FITS for need in line.meets}
    unmet = tuple(need for need in case.needs if need not in met)
    return CaseMatch(case, tuple(lines), len(sold) - len(lines), unmet, law.rule("A702").basis)


def _meets(case: NeedsCase, category: str) -> tuple[str, ...]:
    return tuple(need for need in case.needs if category in words()["needs"][need]["categories"])


def _grades(needs: Table, references: Tables) -> Array:
    """Per line the 销售资质等级 of its seller, NaN where the roster does not say."""
    staff = references.of(Staff)
    return staff.look_up(staff.match("staff_no", needs["agent_no"].tolist()), "sales_grade")


def count_cases(matches: Sequence[CaseMatch]) -> dict[str, int]:
    """How many lines have a product that fits, none, or lack answers."""
    fitting = sum(any(line.outcome == FITS for line in one.products) for one in matches)
    return {"cases": len(matches), "with_fit": fitting, "incomplete": sum(bool(one.case.missing) for one in matches)}
