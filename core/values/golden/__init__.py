"""Published values that the formulas are held against. Sources and status stand at the head of each CSV file."""

from __future__ import annotations

from decimal import Decimal

from core.values.data_files import read


def contract_values(case: str, column: str) -> tuple[dict[int, Decimal], Decimal]:
    """Published year-end values of ``case`` by policy year, and the published step, both in yuan.

    ``column``: 年末, 含 or 不含 (the survival benefit of the day), 展示. Raises LookupError for a case not held.
    """
    for row in read("golden", "contract_values.csv"):
        if (row["case"], row["column"]) == (case, column):
            pairs = (pair.split("@") for pair in row["values"].split())
            return {int(year): Decimal(value) for value, year in pairs}, Decimal(row["step"])
    raise LookupError(f"no published values {case} {column}")


def product(case: str) -> dict[str, str]:
    """The line of ``products.csv`` for ``case``. Raises LookupError for a case that is not held."""
    row = next((row for row in read("golden", "products.csv") if row["case"] == case), None)
    if row is None:
        raise LookupError(f"no product {case}")
    return row


def term_series() -> tuple[tuple[int, int, str, tuple[Decimal, ...]], ...]:
    """Filing 2016-004: (policy term, age, sex, values of the policy years 1, 2, …) in yuan per 10,000 of 基本保额."""
    return tuple(
        (int(row["policy_term"]), int(row["age"]), row["sex"], tuple(Decimal(text) for text in row["values"].split()))
        for row in read("golden", "term_2016_004.csv")
    )
