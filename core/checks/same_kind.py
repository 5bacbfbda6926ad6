"""Indemnity cover of the same kind that the insured already holds with this company."""

from __future__ import annotations

import numpy as np

from core.checks.applications import aligned, product_column
from core.checks.coverages import coverages
from core.checks.rule import Context
from core.records.people import Insured
from core.records.policy import Policy
from core.records.product import Product
from core.table import Mask


def held_elsewhere(context: Context) -> Mask:
    """险种 lines whose insured has another living indemnity policy of the same 险种类别 in the ledger."""
    lines = coverages(context)
    policies, products = context.in_force.of(Policy), context.references.of(Product)
    rows = products.match("product_code", policies["product_code"])
    living = (policies["status"] != "终止") & (products.look_up(rows, "indemnity") == "是")
    categories = products.look_up(rows, "category")
    held: dict[tuple[str, str], set[str]] = {}
    for row in np.flatnonzero(living):
        key = (policies["insured_document_no"][row], categories[row])
        held.setdefault(key, set()).add(policies["application_no"][row])
    insured = aligned(context, Insured, "document_no", lines)
    wanted = zip(insured, product_column(context, "category", lines), lines["application_no"], strict=True)
    return np.array([bool(held.get((number, kind), set()) - {own}) for number, kind, own in wanted], dtype=bool)
