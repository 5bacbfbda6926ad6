"""The catalogue of dirty data, D01–D35: severity and words of every note (``dirty.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.findings import Finding, Severity, Where
from core.normalise.parsed import Note


@dataclass(frozen=True)
class Words:
    """One variant of a case: how grave for new business and for data in force, what it says, how to fix it."""

    severity: Severity
    in_force: Severity
    message: str
    fix: str


@dataclass(frozen=True)
class Case:
    """One of the 35 cases. ``says`` maps a note's variant to its words; cases that are our own duty have none."""

    code: str
    title: str
    says: dict[str, Words]


@cache
def catalogue() -> dict[str, Case]:
    """All cases by code."""
    from yaml import CSafeLoader, load

    raw = load(Path(__file__).with_name("dirty.yaml").read_text("utf-8"), Loader=CSafeLoader)
    return {
        code: Case(code, case["title"], {says: _words(words) for says, words in case.get("says", {}).items()})
        for code, case in raw.items()
    }


def _words(raw: dict[str, Any]) -> Words:
    severity = Severity(raw["severity"])
    return Words(severity, Severity(raw.get("in_force", severity)), raw["message"], raw["fix"])


def words_of(note: Note) -> Words:
    """The words of a note; KeyError for a note that the catalogue does not know."""
    return catalogue()[note.code].says[note.says]


def finding(
    note: Note, where: Where, value: str = "", kind: str = "", in_force: bool = False, record_key: str = ""
) -> Finding:
    """A note at its place. ``kind`` is the personal kind of ``value``, by which whoever prints it masks it."""
    words = words_of(note)
    details = dict(note.details)
    return Finding(
        code=note.code,
        severity=words.in_force if in_force else words.severity,
        where=where,
        value=value,
        message=words.message.format(**details),
        fix=words.fix.format(**details),
        kind=kind,
        record_key=record_key,
    )
