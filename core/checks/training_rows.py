"""G2 培训: what was sold was trained before, and the register can prove what it says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned
from core.checks.rule import Context, Hit, rule
from core.products.trained import EXPIRED, NEVER, PASSED, TrainedSellers
from core.records.application import Application, Coverage
from core.records.training import Training
from core.table import Table, concatenate


@rule("G201")
def trained_before_selling(context: Context) -> Iterator[Hit]:
    """销售办法: the seller had a valid training of the product on the day of the application.

    Without any product training on file nobody can tell, so nothing is found.
    """
    trained = TrainedSellers(_trainings(context))
    table = context.tables.of(Coverage)
    if not trained.known or not len(table):
        return
    agents = aligned(context, Application, "agent_no", table)
    standing = trained.standing(agents, table["product_code"], context.event_days(table))
    for outcome, says in ((NEVER, "default"), (EXPIRED, "expired")):
        rows = (standing == outcome) & (agents != "")
        details = {"name": list(agents[rows]), "other": list(table["product_code"][rows])}
        yield Hit(table, "product_code", rows, says, details={**details})


@rule("G202")
def register_can_prove(context: Context) -> Iterator[Hit]:
    """培训管理: product trainings name the product, rule trainings the rule; a pass is proved or signed for."""
    table = context.tables.of(Training)
    for kind, column in (("产品", "product_code"), ("内部规章", "rule_no")):
        lacking = (table["kind"] == kind) & (table[column] == "")
        yield Hit(table, column, lacking, details={"name": kind, "other": table.record.column(column).heading})
    passed = np.isin(table["result"].astype(str), PASSED)
    unproved = passed & (table["evidence"] == "") & (table["signed_in"] != "是")
    yield Hit(table, "evidence", unproved, "proof")


def _trainings(context: Context) -> Table:
    """The register of the run and of the ledger together."""
    own, held = context.tables.of(Training), context.in_force.of(Training)
    return concatenate([own, held]) if len(own) and len(held) else own if len(own) else held
