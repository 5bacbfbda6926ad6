"""A policy line's cell in the 现金价值表, and the factor from the table's unit to the policy."""

from __future__ import annotations

import numpy as np

from core.products.versions import product_rows as version_rows
from core.table import Array, Rows, Table, blanks


def product_rows(policies: Table, products: Table) -> Rows:
    """The 产品 row of every policy line: its version, else the version on sale when it was applied for."""
    return version_rows(products, policies["product_code"], entry_days(policies), policies["product_version"])


def policy_cells(policies: Table, products: Table, product: Rows) -> list[Array]:
    """The key columns of every policy line in the table's order: product, version, plan, sex, age, both terms.

    Sex and birth date are the insured's own cells, else what the certificate number says. Entry age is that of the
    application day.
    """
    from core.days.age import ages
    from core.identifiers.columns import resident_sexes

    documents = policies["insured_document_no"]
    sex = np.where(blanks(policies["insured_sex"]), resident_sexes(documents), policies["insured_sex"]).astype(object)
    born = birth_dates(policies)
    version = products.look_up(product, "version")
    age = ages(born, entry_days(policies))
    return [
        policies["product_code"],
        version,
        policies["plan"],
        sex,
        age,
        policies["premium_term"],
        policies["policy_term"],
    ]


def birth_dates(policies: Table) -> Array:
    """出生日期 of the insured of every line: the cell, else what the certificate number says; NaT where neither."""
    from core.identifiers.columns import resident_birth_dates

    typed = policies["insured_birth_date"]
    return np.where(np.isnat(typed), resident_birth_dates(policies["insured_document_no"]), typed)


def scale(policies: Table, products: Table, product: Rows) -> Array:
    """Yuan per printed figure, shape (n,): 保额, 年交保费, 期交保费 or 份数 over the table's unit; NaN unknown.

    A table per 份 without a unit is per one 份.
    """
    of = products.look_up(product, "table_unit_of")
    unit = products.look_up(product, "table_unit")
    unit[(of == "份") & np.isnan(unit)] = 1.0
    amount = np.full(len(policies), np.nan)
    for name, column in _UNIT_COLUMNS.items():
        amount[of == name] = policies[column][of == name]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(unit > 0, amount / unit, np.nan)


_UNIT_COLUMNS = {"保额": "sum_assured", "年交保费": "annual_premium", "期交保费": "first_premium", "份": "units"}


def entry_days(policies: Table) -> Array:
    """投保日 of every line, else its 生效日."""
    return np.where(np.isnat(policies["applied_on"]), policies["effective_on"], policies["applied_on"])
