"""A balance that must tie: both sides, the difference, and the ledger rows behind it.

A difference up to the tolerance counts as tied and is listed all the same; 冲正 pairs cancel and are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from core.measures.definitions import tolerance
from core.measures.measured import Part
from core.money import to_fen, yuan
from core.receipts.three_way import Kind
from core.table import Array, Rows

TIED, LISTED, BROKEN, NOT_COMPARED = "平", "差异已列明", "不平", "未比对"


@dataclass(frozen=True, slots=True)
class Behind:
    """One ledger row that makes a difference. ``left`` and ``right`` in the balance's unit.

    ``cause``: what is known to lie behind it and what to do; blank while nobody can say.
    """

    key: str
    left: Decimal
    right: Decimal
    why: str
    kind: Kind = Kind.AMOUNT
    cause: str = ""

    @property
    def difference(self) -> Decimal:
        """Left less right."""
        return self.left - self.right


@dataclass(frozen=True)
class Balance:
    """Two sides that must be equal. ``left_parts``: the named figures that add up to the left side."""

    item: str
    unit: str
    left_label: str
    left_parts: tuple[tuple[str, Decimal], ...]
    right_label: str
    right: Decimal
    rows: tuple[Behind, ...] = ()
    note: str = ""
    compared: bool = True
    """False where the ledger has nothing for one of the sides."""

    @cached_property
    def left(self) -> Decimal:
        """The sum of the left side."""
        return sum((figure for _, figure in self.left_parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Left less right."""
        return self.left - self.right

    @cached_property
    def explained(self) -> bool:
        """差异已列明: the rows make up the whole difference, and each beyond the tolerance has a known cause."""
        allowed = self._allowed
        whole = abs(sum((row.difference for row in self.rows), Decimal(0)) - self.difference) <= allowed
        return bool(self.rows) and whole and all(row.cause or abs(row.difference) <= allowed for row in self.rows)

    @property
    def result(self) -> str:
        """平, 差异已列明, 不平, or 未比对."""
        if not self.compared:
            return NOT_COMPARED
        return TIED if self.ties else LISTED if self.explained else BROKEN

    @property
    def _allowed(self) -> Decimal:
        return tolerance() if self.unit == "元" else Decimal(0)

    @cached_property
    def ties(self) -> bool:
        """平: the whole difference and every row behind it lie within the tolerance."""
        allowed = self._allowed
        return abs(self.difference) <= allowed and all(abs(row.difference) <= allowed for row in self.rows)


def exact(amount: float) -> Decimal:
    """A float64 of yuan or pieces as Decimal, half up to the fen."""
    return yuan(float(amount))


def figure(part: Part) -> Decimal:
    """The total of a part."""
    return exact(part.total)


def total(column: Array) -> Decimal:
    """The sum of a column of yuan, exact to the fen."""
    return exact(float(np.rint(np.nan_to_num(column) * 100).sum() / 100))


def behind(
    keys: Array, left: Array, right: Array, rows: Rows, why: str, kind: Kind = Kind.AMOUNT
) -> tuple[Behind, ...]:
    """Rows whose two sides differ, largest difference first."""
    differing = rows[np.rint((left[rows] - right[rows]) * 100) != 0]
    numbers = keys[differing].astype(str)
    ours, theirs = to_fen(left[differing]), to_fen(right[differing])
    order = np.lexsort((numbers, -np.abs(ours - theirs)))
    sides = zip(numbers[order].tolist(), ours[order].tolist(), theirs[order].tolist(), strict=True)
    return tuple(
        Behind(key, Decimal(first).scaleb(-2), Decimal(second).scaleb(-2), why, kind) for key, first, second in sides
    )
