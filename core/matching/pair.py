"""A customer's 需求分析 beside one product version, and what can be said of the two: a reason with the rule behind it.

A reason speaks against the product (不符合), names what is not known yet (待补充), or a duty before the sale (须办).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.findings import Basis
from core.law.lookup import Law
from core.matching.needs_case import NeedsCase, words
from core.table import Table, text_of


class Weight(StrEnum):
    """What a reason means for the product."""

    AGAINST = "不符合"
    UNKNOWN = "待补充"
    DUTY = "须办"


@dataclass(frozen=True)
class Reason:
    """``rule``: the code whose article stands behind it."""

    weight: Weight
    text: str
    rule: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True)
class Pair:
    """One line of 需求分析 beside one product version; ``grade``: 销售资质等级 of the seller, NaN where unknown."""

    needs: Table
    case: NeedsCase
    products: Table
    product: int
    law: Law
    grade: float

    def asked(self, name: str) -> str:
        """A cell of the 需求分析, "" where blank."""
        return text_of(self.needs[name][self.case.row])

    def number(self, name: str) -> float:
        """A number or amount of the 需求分析, NaN where blank."""
        return float(self.needs[name][self.case.row])

    def offered(self, name: str) -> str:
        """A cell of the product, "" where blank."""
        return text_of(self.products[name][self.product])

    def limit(self, key: str) -> float:
        """A number of the law on the day of the talk; NaN where none was in force."""
        return float(self.law.column(key, np.array([self.case.on], dtype="datetime64[D]"))[0])

    def reason(self, weight: Weight, says: str, rule: str, **filling: str) -> Reason:
        """The sentence ``says`` of needs.yaml, filled in."""
        return Reason(weight, words()["says"][says].format(**filling), rule, self.law.rule(rule).basis)

    @property
    def mismatch(self) -> str:
        """The rule that a plain mismatch breaks: 适当性办法第三十八条, before it the 销售办法."""
        return "A704" if self.holds("A704") else "A709"

    def holds(self, rule: str) -> bool:
        """Was the rule in force on the day of the talk?"""
        return bool(self.law.in_force(rule, np.array([self.case.on], dtype="datetime64[D]"))[0])
