"""Hits of the underwriting rules (U…) as findings."""

from __future__ import annotations

from collections.abc import Iterable

from core.checks.engine import finding_at
from core.checks.rule import Context, Hit
from core.findings import Finding


def findings_of(context: Context, hits: Iterable[tuple[str, Hit]]) -> list[Finding]:
    """The findings of (code, hit) pairs, each at its cell and with the words of its rule."""
    return [
        finding_at(context.law.rule(code), hit, position, index)
        for code, hit in hits
        for position, index in enumerate(hit.indices().tolist())
    ]
