"""What a red flag gives: a hint with its rows, parameters and sentence, or why it could not be looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.findings import Basis, Status
from core.table import Table


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that fired a flag: its sheet and the key that finds it in the ledger, never a person's data."""

    sheet: str
    key: str


@dataclass(frozen=True, slots=True)
class FlagHit:
    """One hint. ``subject``: the row a person looks at first; ``day``: when it happened (None: not known).

    ``sentence`` says in Chinese what was seen and what a person can do, without personal data. ``parameters``: the
    values it was found with, as text. It has no severity: a hint judges nobody.
    """

    code: str
    part: str
    title: str
    subject: RowRef
    day: date | None
    rows: tuple[RowRef, ...]
    parameters: str
    sentence: str
    basis: tuple[Basis, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class NotRun:
    """A flag, or a part of it, that was not looked for, and what is missing (未执行：缺…)."""

    code: str
    part: str
    title: str
    why: str


class At(NamedTuple):
    """A row of a table."""

    table: Table
    row: int


@dataclass(frozen=True)
class Fired:
    """What a flag's function gives: the rows, the subject first, and the parts of its sentence."""

    rows: tuple[At, ...]
    says: Mapping[str, object] = field(default_factory=dict)
