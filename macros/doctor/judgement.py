"""One line of a self-check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a thing stands in the way."""

    FINE = "正常"
    NOTE = "注意"
    WRONG = "不行"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``name``: what was looked at; ``what``: what was seen; ``way_out``: what to do, "" when all is well."""

    name: str
    state: State
    what: str
    way_out: str = ""


def fine(name: str, what: str) -> Judgement:
    """All is well."""
    return Judgement(name, State.FINE, what)


def note(name: str, what: str, way_out: str) -> Judgement:
    """It works, or one part does not; the person should know."""
    return Judgement(name, State.NOTE, what, way_out)


def wrong(name: str, what: str, way_out: str) -> Judgement:
    """It does not work until the way out is taken."""
    return Judgement(name, State.WRONG, what, way_out)
