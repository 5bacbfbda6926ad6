"""One line of 需求分析 as what matching asks: ages, money in yuan, the needs by their usual names, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.days.age import ages
from core.products.product_kinds import listed
from core.records.needs import NeedsAnalysis
from core.table import Table, blanks

SELF = "本人"
MUST_KNOW = (
    "analysed_on", "birth_date", "household_income", "premium_budget", "needs", "term_need", "risk_preference",
    "held_medical",
)  # fmt: skip
"""适当性办法第三十四条: who, which need for how long, cover of the same kind, income, and the attitude to risk."""


@dataclass(frozen=True)
class NeedsCase:
    """``age``: of the person to be covered, ``customer_age``: of who pays, both NaN where unknown. Amounts in yuan.

    ``unknown``: needs that no list knows. ``missing``: headings of what should have been asked and is blank.
    """

    row: int
    number: str
    on: date
    customer: str
    relation: str
    age: float
    customer_age: float
    needs: tuple[str, ...]
    unknown: tuple[str, ...]
    income: float
    expenses: float
    budget: float
    missing: tuple[str, ...]

    @property
    def budget_share(self) -> float:
        """The yearly budget as a share of the household's income; NaN where either is unknown."""
        return self.budget / self.income if self.income else np.nan

    @property
    def surplus(self) -> float:
        """Income less expenses of a year; NaN where either is unknown."""
        return self.income - self.expenses


def needs_cases(table: Table, on: date) -> list[NeedsCase]:
    """Every line in the order of the sheet; a line without 分析日 is judged on ``on``."""
    days = np.where(np.isnat(table["analysed_on"]), np.datetime64(on), table["analysed_on"])
    insured = ages(table["birth_date"], days)
    return [_case(table, row, days[row].astype(date), float(insured[row])) for row in range(len(table))]


@cache
def words() -> dict[str, Any]:
    """Needs with the categories that meet them, and the sentences of the reasons."""
    import yaml

    data: dict[str, Any] = yaml.safe_load((resources.files("core.matching") / "needs.yaml").read_text("utf-8"))
    return data


def _case(table: Table, row: int, on: date, age: float) -> NeedsCase:
    named = {word: need for need, entry in words()["needs"].items() for word in (need, *entry["also"])}
    said = listed(table["needs"][row])
    relation = table["relation"][row]
    missing = [name for name in MUST_KNOW if blanks(table[name][row : row + 1])[0]]
    return NeedsCase(
        row, table["analysis_no"][row], on, table["customer_name"][row], relation, age,
        age if relation == SELF else np.nan,
        tuple(dict.fromkeys(named[word] for word in said if word in named)),
        tuple(word for word in said if word not in named),
        float(table["household_income"][row]), float(table["household_expenses"][row]),
        float(table["premium_budget"][row]), tuple(NeedsAnalysis.column(name).heading for name in missing),
    )  # fmt: skip
