"""Why rows stay out, in a few lines for the screen: every reason once, with the first rows where it holds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from core.findings import Finding, Severity
from core.reports.check_lines import said_once

SHOWN = 5
"""Rows of one reason that are named; the others are counted."""


def reasons(findings: Iterable[Finding]) -> list[str]:
    """Lines to print, gravest first, reasons in the order of their first finding.

    A reason is one rule in one column. Where it says the same of all its rows it is one line; where it does not (each
    has its own day or amount), a line each under a heading.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for finding in sorted(said_once(findings), key=lambda each: list(Severity).index(each.severity)):
        where = finding.where
        groups.setdefault((finding.severity, finding.code, where.sheet, where.column), []).append(finding)
    return [line for group in groups.values() for line in _reason(group)]


def _reason(group: Sequence[Finding]) -> list[str]:
    first, left = group[0], len(group) - SHOWN
    head, column = f"  {first.severity} {first.where.sheet}", first.where.column
    if len({_words(each) for each in group}) == 1:
        cells = "、".join(each.where.cell for each in group[:SHOWN]) + (f"，另有 {left} 条" if left > 0 else "")
        return [f"{head}{'!' if cells else ''}{cells}　{column}　{_words(first)}"]
    rest = [f"    另有 {left} 条"] if left > 0 else []
    return [
        f"{head}　{column}　{len(group)} 条：",
        *(f"    {each.where.cell}　{_words(each)}" for each in group[:SHOWN]),
        *rest,
    ]


def _words(finding: Finding) -> str:
    return f"{finding.message}（{finding.fix}）"
