"""犹豫期 and 宽限期 of policies, by the product version of each: days, and which day counts as the first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.days.periods import CoolingOffStart, GraceStart, cooling_off_ends, grace_ends
from core.products.parameters_of import COOLING_OFF, GRACE
from core.products.versions import product_rows
from core.records.product import Product
from core.table import Array, Mask, Rows, Table, Tables

DEFAULT_COOLING_OFF: CoolingOffStart = "next_day"
DEFAULT_GRACE: GraceStart = "next_day"
"""民法典第二百零一条: the day itself is not counted, where the contract does not say so."""


@dataclass(frozen=True)
class PolicyTerms:
    """Terms of the policies of a table, shape (n,). ``product``: row of 产品, -1 where it is not registered."""

    products: Table
    product: Rows

    @classmethod
    def of(cls, tables: Tables, policies: Table) -> PolicyTerms:
        """By 险种代码 and 产品版本; without a version, the one on sale on the 投保日."""
        products = tables.of(Product)
        if not len(products):
            return cls(products, np.full(len(policies), -1, dtype=np.intp))
        days = np.where(np.isnat(policies["applied_on"]), policies["issued_on"], policies["applied_on"])
        return cls(products, product_rows(products, policies["product_code"], days, policies["product_version"]))

    def days(self, name: str) -> Array:
        """A column of days of the product, NaN where not stated."""
        return self.products.look_up(self.product, name)

    def cooling_off_ends(self, signed: Array) -> Array:
        """Last day of the 犹豫期 by the day of signing and the contract; NaT where either is unknown."""
        starts, days = self.products.look_up(self.product, "cooling_off_starts"), self.days("cooling_off_days")
        ends = np.full(len(signed), np.datetime64("NaT", "D"))
        for word in (*COOLING_OFF, ""):
            for count in _counts(days, starts == word):
                rows = (starts == word) & (days == count)
                ends[rows] = cooling_off_ends(signed[rows], count, COOLING_OFF.get(word, DEFAULT_COOLING_OFF))
        return ends

    def grace_ends(self, due: Array, legal_days: Array) -> tuple[Array, Mask]:
        """Last day of the 宽限期 of ``due``, and where the contract said so; elsewhere ``legal_days`` are counted."""
        starts, own = self.products.look_up(self.product, "grace_starts"), self.days("grace_days")
        stated = ~np.isnan(own)
        days = np.where(stated, own, legal_days)
        ends = np.full(len(due), np.datetime64("NaT", "D"))
        for word in dict.fromkeys([*GRACE, "", *starts.tolist()]):
            for count in _counts(days, starts == word):
                rows = (starts == word) & (days == count)
                ends[rows] = grace_ends(due[rows], count, GRACE.get(word, DEFAULT_GRACE))
        return ends, stated


def _counts(days: Array, rows: Array) -> list[int]:
    """The different numbers of days in some rows."""
    return [int(count) for count in np.unique(days[rows & np.isfinite(days)])]
