"""Death cover of minors over all that is known: this run, policies in force, and what other insurers hold."""

from __future__ import annotations

import numpy as np

from core.checks.applications import aligned, product_column
from core.checks.rule import Context
from core.products.versions import product_rows
from core.records.application import Application, Coverage
from core.records.papers import Disclosure
from core.records.people import Insured
from core.records.policy import Policy
from core.records.product import Product
from core.table import Array, Mask, Table

ENDED = "终止"


def death_lines(context: Context) -> Mask:
    """险种 lines whose product pays on death."""
    return np.asarray(product_column(context, "death_benefit", context.tables.of(Coverage)) == "是", dtype=bool)


def death_totals(context: Context, lines: Table, chosen: Mask) -> Array:
    """For the ``chosen`` lines the insured's death cover in yuan everywhere, less what the cap leaves out; else NaN."""
    insured = aligned(context, Insured, "document_no", lines)
    numbers = np.where(insured == "", lines["application_no"], insured)
    totals = dict.fromkeys(numbers[chosen].tolist(), 0.0)
    amounts = np.maximum(lines["sum_assured"] - np.nan_to_num(lines["outside_minor_cap"]), 0.0)
    for row in np.flatnonzero(death_lines(context)).tolist():
        if numbers[row] in totals:
            totals[numbers[row]] += float(np.nan_to_num(amounts[row]))
    for number, amount in _elsewhere(context, lines, numbers, chosen).items():
        totals[number] += amount
    _add_policies(context, totals)
    return np.array([totals[number] if one else np.nan for number, one in zip(numbers, chosen, strict=True)])


def declared(context: Context, lines: Table) -> Array:
    """Other companies' death cover per line: as stated, 0 where there are no other policies, NaN when unsaid."""
    amount = aligned(context, Disclosure, "other_death_cover", lines)
    none = aligned(context, Disclosure, "other_policies", lines) == "否"
    return np.where(np.isnan(amount) & none, 0.0, amount)


def _elsewhere(context: Context, lines: Table, numbers: Array, chosen: Mask) -> dict[str, float]:
    """The largest declaration of each insured: two applications of one day declare the same policies."""
    stated = np.nan_to_num(declared(context, lines))
    found: dict[str, float] = {}
    for row in np.flatnonzero(chosen).tolist():
        found[numbers[row]] = max(found.get(numbers[row], 0.0), float(stated[row]))
    return found


def _add_policies(context: Context, totals: dict[str, float]) -> None:
    """Adds policies in force, once each, without those that these applications have become."""
    applied = set(context.tables.of(Application)["application_no"].tolist())
    counted: set[tuple[str, str]] = set()
    for policies in (context.tables.of(Policy), context.in_force.of(Policy)):
        rows = [row for row, number in enumerate(policies["insured_document_no"].tolist()) if number in totals]
        held = policies.take(np.array(rows, dtype=np.intp))
        products = context.references.of(Product)
        version = product_rows(products, held["product_code"], context.event_days(held), held["product_version"])
        pays = products.look_up(version, "death_benefit") != "否"
        for row in np.flatnonzero(pays & (held["status"] != ENDED)).tolist():
            key = (held["policy_no"][row], held["product_code"][row])
            if key not in counted and held["application_no"][row] not in applied:
                counted.add(key)
                totals[held["insured_document_no"][row]] += float(np.nan_to_num(held["sum_assured"][row]))
