"""A few lines of a product version's 现金价值表 for its page: one age and pair of terms, both sexes, as printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.table import Table, scalar

SAMPLE_AGE = 40
YEARS = (1, 2, 3, 5, 10, 15, 20, 30)
SEXES = ("男", "女")


@dataclass(frozen=True)
class ValueExcerpt:
    """``lines``: 保单年度末, value for 男, value for 女 (NaN where the table prints none), in yuan per ``unit``."""

    entry_age: int
    premium_term: str
    policy_term: str
    unit: str
    lines: tuple[tuple[int, float, float], ...]


def excerpt(cash_values: Table, products: Table, row: int) -> ValueExcerpt | None:
    """The cell whose entry age lies nearest to 40 (the younger of two), None where the version has no table.

    A table printed without a version serves every version that has none of its own. Of several terms the first in the
    order of their text is shown.
    """
    of_product = cash_values["product_code"] == products["product_code"][row]
    own = of_product & (cash_values["version"] == products["version"][row])
    rows = np.flatnonzero(own if own.any() else of_product & (cash_values["version"] == ""))
    if not len(rows):
        return None
    ages = cash_values["entry_age"][rows]
    nearest = min(set(ages.tolist()), key=lambda age: (abs(age - SAMPLE_AGE), age))
    rows = rows[ages == nearest]
    terms, plan = min((_terms(cash_values, place), cash_values["plan"][place]) for place in rows.tolist())
    chosen = [at for at in rows.tolist() if (_terms(cash_values, at), cash_values["plan"][at]) == (terms, plan)]
    printed = {
        (cash_values["sex"][at], int(cash_values["policy_year"][at])): float(cash_values["value"][at]) for at in chosen
    }
    years = sorted({year for _, year in printed} & set(YEARS))
    men, women = ([printed.get((sex, year), np.nan) for year in years] for sex in SEXES)
    lines = tuple(zip(years, men, women, strict=True))
    return ValueExcerpt(int(nearest), *terms, _unit(products, row), lines)


def _terms(cash_values: Table, row: int) -> tuple[str, str]:
    return cash_values["premium_term"][row], cash_values["policy_term"][row]


def _unit(products: Table, row: int) -> str:
    """每1,000元保额; "" where the product does not say what a value is per."""
    unit, of = scalar(products["table_unit"][row]), products["table_unit_of"][row]
    if of == "份":
        return "每份"
    return f"每{unit:,.0f}元{of}" if unit and of else ""
