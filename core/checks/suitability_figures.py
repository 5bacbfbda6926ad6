"""The figures of the 适当性办法 per application: premiums of non-guaranteed products, exemptions, risk products."""

from __future__ import annotations

import numpy as np

from core.checks import coverages as lines
from core.checks.applications import any_coverage, product_column, sum_of
from core.checks.law_words import listed
from core.checks.rule import Context
from core.records.application import Coverage
from core.table import Array, Mask, Table, blanks


def triggering(context: Context) -> Mask:
    """险种 lines of the product types that the declaration rule names; group business is outside."""
    table = lines.coverages(context)
    named = listed(context, "suitability_product_types", table, lines.designs(context), Coverage, "design")
    return named & ~lines.group_business(context, table)


def premium_sums(context: Context, table: Table) -> tuple[Array, Array]:
    """Single and annual premium in yuan of the triggering lines of each application, on the rows of ``table``.

    Top-ups are paid at once and count as single premium. NaN where no line triggers.
    """
    chosen = triggering(context)
    single, annual = lines.single_premiums(context), lines.annual_premiums(context)
    return (
        sum_of(context, Coverage, np.where(chosen, single, np.nan), table),
        sum_of(context, Coverage, np.where(chosen, annual, np.nan), table),
    )


def longest_premium_years(context: Context, table: Table) -> Array:
    """The longest 交费年限 of the triggering lines of each application, on the rows of ``table``; NaN without any."""
    coverages = lines.coverages(context)
    years = np.where(triggering(context), lines.premium_years(context), np.nan)
    rows = table.match("application_no", coverages["application_no"])
    longest = np.full(len(table), -np.inf)
    known = (rows >= 0) & ~np.isnan(years)
    np.maximum.at(longest, rows[known], years[known])
    return np.where(np.isneginf(longest), np.nan, longest)


def exempt(context: Context, table: Table) -> Mask:
    """A707: group business, and applications whose every product runs a year at most, on the rows of ``table``.

    They may do without the assessments of needs and of means.
    """
    limit = context.limit("suitability_exempt_policy_years", lines.coverages(context))
    years = lines.policy_years(context)
    longer = any_coverage(context, ~(years <= limit), table)
    has_any = any_coverage(context, np.ones(len(years), dtype=bool), table)
    return np.asarray(lines.group_business(context, table) | (has_any & ~longer), dtype=bool)


def loses_principal(context: Context, table: Table) -> Mask:
    """Applications for a product whose principal can be lost: marked so, or unit-linked."""
    marked = product_column(context, "principal_at_risk", lines.coverages(context)) == "是"
    return any_coverage(context, marked | (lines.designs(context) == lines.UNIT_LINKED), table)


def highest_product_level(context: Context, table: Table) -> Array:
    """The highest 产品风险等级 among the products of each application, on the rows of ``table``; NaN when unknown."""
    coverages = lines.coverages(context)
    levels = product_column(context, "risk_level", coverages)
    rows = table.match("application_no", coverages["application_no"])
    highest = np.full(len(table), -np.inf)
    known = (rows >= 0) & ~blanks(levels)
    np.maximum.at(highest, rows[known], levels[known])
    return np.where(np.isneginf(highest), np.nan, highest)
