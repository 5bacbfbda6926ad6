"""What the rules ask of a 险种 line: its product, how long it runs, what it costs in a year."""

from __future__ import annotations

import numpy as np

from core.checks.applications import aligned, product_column
from core.checks.paperwork import person_ages
from core.checks.rule import Context
from core.checks.terms import years_of
from core.normalise.terms import SINGLE
from core.records.application import Application, Coverage
from core.records.people import Insured, Policyholder
from core.table import Array, Mask, Table

PAYMENTS_A_YEAR = {"年交": 1.0, "半年交": 2.0, "季交": 4.0, "月交": 12.0}
NEW_TYPES = ("分红型", "万能型", "投资连结型", "变额型")
"""新型产品: benefits that are not guaranteed."""
UNIT_LINKED = "投资连结型"


def coverages(context: Context) -> Table:
    """The 险种 lines of the run."""
    return context.tables.of(Coverage)


def designs(context: Context) -> Array:
    """The 设计类型 of every line: the product's, else the one written on the line."""
    of_product = product_column(context, "design", coverages(context))
    return np.where(of_product == "", coverages(context)["design"], of_product).astype(object)


def policy_years(context: Context) -> Array:
    """保险期间 of every line in years; infinite for 终身, NaN when unknown."""
    lines = coverages(context)
    return years_of(lines["policy_term"], person_ages(context, Insured, lines))


def premium_years(context: Context) -> Array:
    """交费期 of every line in years, one for 趸交: it is paid in the first year. Until an age: the policyholder's."""
    lines = coverages(context)
    years = years_of(lines["premium_term"], person_ages(context, Policyholder, lines))
    return np.where(single(context), 1.0, years)


def single(context: Context) -> Mask:
    """Lines paid once: 交费期 趸交, or a blank 交费期 on an application that is paid 趸交."""
    lines = coverages(context)
    blank_term = lines["premium_term"] == ""
    once = aligned(context, Application, "frequency", lines) == SINGLE
    return np.asarray((lines["premium_term"] == SINGLE) | (blank_term & once), dtype=bool)


def annual_premiums(context: Context) -> Array:
    """每期保费 times the payments of a year, in yuan; 0 for a single premium."""
    lines = coverages(context)
    frequency = aligned(context, Application, "frequency", lines)
    payments = np.fromiter((PAYMENTS_A_YEAR.get(word, 1.0) for word in frequency), np.float64, len(lines))
    return np.where(single(context), 0.0, lines["premium"] * payments)


def single_premiums(context: Context) -> Array:
    """每期保费 of the lines paid once, and every top-up, in yuan; 0 for all others."""
    lines = coverages(context)
    premiums: Array = np.where(single(context), lines["premium"], 0.0) + np.nan_to_num(lines["top_up"])
    return premiums


def group_business(context: Context, table: Table) -> Mask:
    """Rows of applications sold as 团险."""
    return np.asarray(aligned(context, Application, "channel", table) == "团险", dtype=bool)
