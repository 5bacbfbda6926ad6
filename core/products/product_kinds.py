"""What kind of product a version is: the words by which sheets, notes and matching ask for it."""

from __future__ import annotations

import re
from math import inf

from core.normalise.terms import years_of
from core.table import Table, blanks

HEALTH = ("疾病保险", "医疗保险", "护理保险", "失能收入损失保险")
MEDICAL = "医疗保险"
LINKED = ("投资连结型", "变额型")
LONG = inf
"""A span that can't be read counts as long: the stricter case."""
_SEPARATORS = re.compile(r"[、，,;；\s]+")


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell written with 、 between them."""
    return tuple(part for part in _SEPARATORS.split(text) if part)


def kinds_of(products: Table, row: int) -> frozenset[str]:
    """The kinds of the version in ``row``: always, long or short, health, medical, account … (see product_sheet.yaml).

    Short: every 保险期间 that can be chosen runs a year or less; without any it counts as long.
    """
    cell = {
        name: products[name][row] for name in ("category", "design", "indemnity", "high_risk", "guaranteed_renewal")
    }
    medical = cell["category"] == MEDICAL
    found = {
        "always": True,
        "short": is_short(products, row),
        "long": not is_short(products, row),
        "health": cell["category"] in HEALTH,
        "medical": medical,
        "account": cell["design"] in ("万能型", *LINKED),
        "participating": cell["design"] == "分红型",
        "universal": cell["design"] == "万能型",
        "linked": cell["design"] in LINKED or products["principal_at_risk"][row] == "是",
        "indemnity": cell["indemnity"] == "是",
        "high_risk": cell["high_risk"] == "是",
        "lapsing": medical and cell["guaranteed_renewal"] == "否",
    }
    return frozenset(name for name, holds in found.items() if holds)


def is_short(products: Table, row: int) -> bool:
    """Does every 保险期间 of the version run a year or less?"""
    spans = listed(products["policy_terms"][row])
    return bool(spans) and all((years_of(span, 0) or LONG) <= 1 for span in spans)


def stated(products: Table, row: int, name: str) -> bool:
    """Is the cell filled in?"""
    return not bool(blanks(products[name][row : row + 1])[0])
