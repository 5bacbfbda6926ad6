"""Words kept by code become the finding at one cell of a sheet to decide on: requests, claims, due events, orders."""

from __future__ import annotations

from collections.abc import Mapping

from core.findings import Basis, Finding, Severity
from core.table import Table, text_of

Words = tuple[Severity, str, str]
"""Severity, message, fix; ``{…}`` is filled in by the caller and never holds personal data."""


def finding_at(
    code: str, words: Words, table: Table, column: str, row: int, parts: Mapping[str, object], *,
    basis: tuple[Basis, ...] = (), known_by: str = "",
) -> Finding:  # fmt: skip
    """The finding of ``code`` at a cell. ``known_by``: the column that names the row, else the first of its key."""
    severity, message, fix = words
    name = known_by or table.record.key[0]
    return Finding(
        code, severity, table.where(column, row), table.as_typed(column, row), message.format(**parts),
        fix.format(**parts), basis, table.record.column(column).kind.personal, text_of(table[name][row]),
    )  # fmt: skip
