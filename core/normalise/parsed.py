"""What a parser gives back: the canonical value and what it noticed on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

Cell = str | int | float | bool | date | datetime | Decimal | None
"""What a workbook reader hands over for one cell; ``None`` for an empty one."""

Value = str | date | Decimal | None
"""Canonical values: text is ``""`` when blank, everything else ``None``."""

Holds = Literal["text", "day", "amount", "number", "fraction"]


class Note(NamedTuple):
    """One thing noticed in a cell: a code of the dirty-data catalogue (``D11``), the variant of its text, details."""

    code: str
    says: str = "default"
    details: tuple[tuple[str, str], ...] = ()


class Parsed(NamedTuple):
    """A canonical value and the notes on how it was reached. An unreadable cell is blank with a note, never dropped."""

    value: Value
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Heading:
    """What a column's heading and workbook say about every cell below it."""

    text: str = ""
    unit: str = ""
    epoch_1904: bool = False
    in_force_data: bool = False
    hints: dict[str, str] = field(default_factory=dict, compare=False, hash=False)


Parse = Callable[[Cell, Heading], Parsed]
