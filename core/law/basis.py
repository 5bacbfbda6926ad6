"""Citations: a short law key and an article become a Basis; a value is only as well known as its weakest source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from core.findings import Basis, Status
from core.law.loading import entry_of

_WEAKEST_FIRST = (Status.UNCONFIRMED, Status.SECONDARY, Status.COMPANY, Status.OFFICIAL)


def weakest(statuses: Iterable[Status]) -> Status:
    """The weakest of several statuses; unconfirmed where there is no source at all."""
    found = set(statuses)
    return next((status for status in _WEAKEST_FIRST if status in found), Status.UNCONFIRMED)


def cite(reference: Mapping[str, Any]) -> Basis:
    """``{law, article, status}`` of a data file as a Basis; without a status, that of the law's own text holds.

    Raises ``KeyError`` for a law that ``laws.yaml`` does not list.
    """
    title, law = _law(reference["law"])
    return Basis(
        title=title,
        article=reference.get("article", ""),
        effective=law.get("in_force"),
        status=Status(reference.get("status", law["status"])),
        link=law.get("link", ""),
    )


def cite_all(references: Iterable[Mapping[str, Any]] | None) -> tuple[Basis, ...]:
    """Every reference of a row, in the order of the data."""
    return tuple(cite(reference) for reference in references or ())


@cache
def _law(key: str) -> tuple[str, Mapping[str, Any]]:
    law: Mapping[str, Any] = entry_of("laws.yaml", key)
    if law.get("kind"):
        return law["title"], law
    number = f"（{law['number']}）" if law.get("number") else ""
    return f"《{law['title']}》{number}", law
