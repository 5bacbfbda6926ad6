"""Hits of the underwriting rules (U…) as findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.checks.rule import Context, Hit
from core.findings import Finding
from core.privacy import masked
from core.table import text_of


def findings_of(context: Context, hits: Iterable[tuple[str, Hit]]) -> list[Finding]:
    """The findings of (code, hit) pairs, each at its cell and with the words of its rule."""
    return [_finding(context, code, hit, place) for code, hit in hits for place in range(len(hit.indices()))]


def _finding(context: Context, code: str, hit: Hit, place: int) -> Finding:
    row = int(hit.indices()[place])
    record = hit.table.record
    kind = record.column(hit.column).kind.personal
    typed = hit.table.as_typed(hit.column, row)
    words = {part: text if isinstance(text, str) else text[place] for part, text in hit.details.items()}
    key = "/".join(text_of(hit.table[name][row]) for name in record.key if not record.column(name).kind.personal)
    where = hit.table.where(hit.column, row)
    finding = context.law.rule(code).finding(where, masked(kind, typed), hit.says, hit.severity, kind, key, **words)
    return replace(finding, value=typed)
