"""Everything of one application side by side: other sheets aligned on a table's rows by 投保单号."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.people import people_of
from core.checks.rule import Context, Hit
from core.records.application import Coverage
from core.records.people import Insured
from core.records.product import Product
from core.records.record import Record
from core.table import Array, Mask, Rows, Table, blank


def rows_of(context: Context, record: type[Record], table: Table) -> Rows:
    """For every row of ``table`` the row of ``record`` that belongs to the same application, -1 where there is none."""
    if table.record is record:
        return np.arange(len(table), dtype=np.intp)
    return context.tables.of(record).match("application_no", table["application_no"])


def aligned(context: Context, record: type[Record], name: str, table: Table) -> Array:
    """A column of ``record`` on the rows of ``table``; blank where the application has no such row."""
    return context.tables.of(record).look_up(rows_of(context, record, table), name)


def product_rows(context: Context, coverages: Table) -> Rows:
    """For every coverage the product version on sale on the day of its application, -1 for an unknown product."""
    from core.products.versions import product_rows as versions

    products = context.references.of(Product)
    return versions(products, coverages["product_code"], context.event_days(coverages))


def product_column(context: Context, name: str, coverages: Table) -> Array:
    """A column of 产品 on the rows of ``coverages``, as of the day of each application."""
    return context.references.of(Product).look_up(product_rows(context, coverages), name)


def any_coverage(context: Context, chosen: Mask, table: Table) -> Mask:
    """Per row of ``table``: has its application at least one of the ``chosen`` coverages?"""
    numbers = set(context.tables.of(Coverage)["application_no"][chosen].tolist())
    return np.fromiter(map(numbers.__contains__, table["application_no"].tolist()), bool, len(table))


def sum_of(context: Context, record: type[Record], amounts: Array, table: Table) -> Array:
    """Amounts on the rows of ``record`` summed per application, on the rows of ``table``; NaN without any."""
    source = context.tables.of(record)
    rows = table.match("application_no", source["application_no"])
    counted = (rows >= 0) & ~np.isnan(amounts)
    totals = np.bincount(rows[counted], weights=amounts[counted], minlength=len(table))
    known = np.bincount(rows[counted], minlength=len(table)) > 0
    per_number = np.where(known, totals, np.nan)
    own = table.match("application_no", table["application_no"])
    result = blank("amount", len(table))
    result[own >= 0] = per_number[own[own >= 0]]
    return result


def evidence(
    context: Context, record: type[Record], column: str, table: Table, missing: Mask, says: str = "default"
) -> Iterator[Hit]:
    """Hits where evidence is ``missing``: at its cell on the sheet of ``record``, else at the application's own number.

    ``missing`` is per row of ``table``; the application whose evidence row is not there at all is shown in ``table``.
    Where nobody's is there, because the workbook has no such sheet, A101 says so once per application and is enough.
    """
    rows = rows_of(context, record, table)
    found = missing & (rows >= 0)
    if found.any():
        yield Hit(context.tables.of(record), column, np.unique(rows[found]), says)
    absent = missing & (rows < 0)
    if absent.any() and context.tables.has(record):
        yield Hit(table, "application_no", absent, says)


def insured_ages(context: Context, table: Table) -> Array:
    """The insured's completed years on the day of the application, on the rows of ``table``; NaN when unknown."""
    ages = people_of(context.tables.of(Insured)).ages(context)
    rows = rows_of(context, Insured, table)
    result = blank("number", len(table))
    result[rows >= 0] = ages[rows[rows >= 0]]
    return result
