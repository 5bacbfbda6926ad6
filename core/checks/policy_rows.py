"""L1 保单台账: amounts that no policy can have, and terms that contradict each other, before the ledger counts them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.rule import Context, Hit, rule
from core.checks.words import day_words, money_words
from core.normalise.terms import term_years
from core.records.policy import Policy
from core.table import Array

AMOUNTS = ("sum_assured", "first_premium", "annual_premium", "paid_premium", "cash_value", "loan", "advanced_premium")


@rule("L101")
def amounts_not_below_zero(context: Context) -> Iterator[Hit]:
    """台账金额: a sum, premium, value or debt is never below zero; a report would silently take it off the others."""
    table = context.tables.of(Policy)
    for name in AMOUNTS:
        below = table[name] < 0
        yield Hit(table, name, below, details={"other": money_words(table[name][below])})


@rule("L102")
def premiums_and_days_inside_the_cover(context: Context) -> Iterator[Hit]:
    """台账期间: premiums are due inside the cover, and the cover ends after it began."""
    table = context.tables.of(Policy)
    longer = _years(table["premium_term"]) > np.maximum(_years(table["policy_term"]), 1.0)
    yield Hit(table, "premium_term", longer, details={"other": table["policy_term"][longer].tolist()})
    early = table["matures_on"] <= table["effective_on"]
    yield Hit(table, "matures_on", early, "ends", details={"other": day_words(table["effective_on"][early])})


def _years(terms: Array) -> Array:
    """Years of the terms that are told without an age; NaN for 至60周岁 and for what is blank. One year for 趸交."""
    years: Array = term_years(terms, np.full(len(terms), np.nan))
    return years
