"""The catalogue of rules: what each says, how grave it is, on which articles it rests, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from core.findings import Severity, Status
from core.law.basis import cite_all
from core.law.loading import homes, read
from core.law.model import Rule, Saying


@cache
def catalogued(code: str) -> Rule:
    """One rule. Raises ``KeyError`` for an unknown code."""
    data = read(homes("rules")[code])[code]
    force = data.get("in_force") or {}
    return Rule(
        code=code,
        title=data["title"],
        group=data["group"],
        severities=_severities(data["severity"]),
        status=Status(data["status"]),
        effective_from=force.get("from"),
        effective_to=force.get("to"),
        basis=cite_all(data["basis"]),
        unconfirmed=tuple(data.get("unconfirmed") or ()),
        summary=data["summary"],
        says=MappingProxyType({variant: _saying(words) for variant, words in data["says"].items()}),
    )


def _severities(given: str | list[str]) -> tuple[Severity, ...]:
    named = [given] if isinstance(given, str) else given
    return tuple(Severity(name) for name in named if name != "none")


def _saying(words: Mapping[str, str]) -> Saying:
    severity = words.get("severity")
    return Saying(words["message"], words["fix"], Severity(severity) if severity else None)
