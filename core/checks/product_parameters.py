"""Parameters of the products sold that the law bounds: waiting period, cooling-off, rider term."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import product_column
from core.checks.coverages import coverages, policy_years
from core.checks.paperwork import plain
from core.checks.rule import Context, Hit
from core.findings import Severity
from core.products.product_kinds import HEALTH
from core.table import Array, Table

WAITING = ("疾病保险", "医疗保险", "护理保险")


def health_parameters(context: Context) -> Iterator[Hit]:
    """健康险办法第二十七、十五、四十三条, at the 险种 line of every application that sells such a product."""
    lines = coverages(context)
    category = product_column(context, "category", lines).astype(str)
    health, years = np.isin(category, HEALTH), policy_years(context)
    waiting = product_column(context, "waiting_days", lines)
    longest = context.limit("health_waiting_period_days_max", lines)
    too_long = np.isin(category, WAITING) & (waiting > longest)
    yield _hit(lines, "product_code", too_long, "waiting_period", waiting, longest)
    cooling_off = product_column(context, "cooling_off_days", lines)
    shortest = context.limit("health_cooling_off_days_min", lines)
    yield _hit(
        lines, "product_code", health & (years > 1) & (cooling_off < shortest), "cooling_off", cooling_off, shortest
    )
    main = _main_years(lines, years)
    renewable = product_column(context, "guaranteed_renewal", lines) == "是"
    ends_early = health & (lines["main_or_rider"] == "附加险") & ~renewable & (years < main)
    yield _hit(lines, "policy_term", ends_early, "rider_term", years, main)


def cooling_off_is_set(context: Context) -> Iterator[Hit]:
    """Known products above a year without 犹豫期天数: no confirmed legal minimum can stand in."""
    lines = coverages(context)
    known = product_column(context, "product_code", lines) != ""
    blank = np.isnan(product_column(context, "cooling_off_days", lines))
    yield Hit(lines, "product_code", known & blank & (policy_years(context) > 1), severity=Severity.NOTICE)


def _main_years(lines: Table, years: Array) -> Array:
    """The term of the main product of each line's application, NaN without one."""
    main = lines["main_or_rider"] == "主险"
    of_main = dict(zip(lines["application_no"][main], years[main], strict=True))
    return np.array([of_main.get(number, np.nan) for number in lines["application_no"]], dtype=np.float64)


def _hit(lines: Table, column: str, rows: Array, says: str, found: Array, limit: Array) -> Hit:
    return Hit(lines, column, rows, says, details={"expected": plain(found[rows]), "limit": plain(limit[rows])})
