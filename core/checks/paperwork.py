"""Hits on the papers of an application, with words of their own for every application."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.checks.applications import rows_of
from core.checks.rule import Context, Hit
from core.findings import Severity
from core.records.record import Record
from core.table import Array, Mask, Table

Words = str | Sequence[str] | Array


def at_paper(
    context: Context,
    record: type[Record],
    column: str,
    table: Table,
    failing: Mask,
    says: str = "default",
    severity: Severity | None = None,
    **details: Words,
) -> Iterator[Hit]:
    """Hits where rows of ``table`` are ``failing``: at the paper's cell, else at the application number in ``table``.

    ``details``: one text, or one per row of ``table``. Several rows of one application make one hit.
    """
    if not failing.any():
        return
    rows = rows_of(context, record, table)
    for place, name, target, chosen in (
        (rows, column, context.tables.of(record), failing & (rows >= 0)),
        (np.arange(len(table)), "application_no", table, failing & (rows < 0)),
    ):
        if chosen.any():
            unique, first = np.unique(place[chosen], return_index=True)
            words = {
                key: text if isinstance(text, str) else _pick(text, chosen, first) for key, text in details.items()
            }
            yield Hit(target, name, unique, says, severity, words)


def _pick(texts: Sequence[str] | Array, chosen: Mask, first: Array) -> list[str]:
    column = np.asarray(texts, dtype=object)
    return [str(text) for text in column[chosen][first]]
