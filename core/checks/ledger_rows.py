"""What is being checked together with what the ledger already holds, without counting an application twice."""

from __future__ import annotations

import numpy as np

from core.checks.rule import Context
from core.records.record import Record
from core.table import Table, concatenate


def with_ledger(context: Context, record: type[Record]) -> Table:
    """The rows of the run, then the ledger's rows of applications that the run does not bring."""
    own, held = context.tables.of(record), context.in_force.of(record)
    if not len(held):
        return own
    brought = set(own["application_no"].tolist())
    other = np.array([number not in brought for number in held["application_no"]], dtype=bool)
    return concatenate([own, held.take(other)]) if len(own) else held.take(other)
