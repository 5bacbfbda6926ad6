"""What a measure gives back: a value, and the ledger rows that add up to its numerator and denominator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.records.record import Record
from core.table import Array, Mask

Rows = npt.NDArray[np.intp]
Counted = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """Rows of one record and what each contributes (yuan, pieces or days), shapes (n,). Their sum is the figure."""

    record: type[Record]
    rows: Rows
    counted: Counted

    @property
    def total(self) -> float:
        """The sum of the contributions, exact to the fen."""
        return float(np.rint(self.counted * 100).sum() / 100)


@dataclass(frozen=True)
class Measured:
    """A measure's result. Without a denominator the value is the numerator's total.

    ``mature`` is False while the cohort can't be judged yet; ``note`` says which rows were looked at, or why not.
    ``divisor`` is a denominator that is no count of rows (average headcount). ``scale``: per how many of the
    denominator the figure is told (10,000 for 万张).
    """

    numerator: Part
    denominator: Part | None = None
    note: str = ""
    mature: bool = True
    divisor: float | None = None
    scale: float = 1.0

    @property
    def below(self) -> float | None:
        """The denominator's figure, None for a plain total."""
        return self.divisor if self.denominator is None else self.denominator.total

    @property
    def value(self) -> float:
        """The figure; NaN (shown —) for an immature cohort or a denominator of 0."""
        if not self.mature:
            return float("nan")
        if self.below is None:
            return self.numerator.total
        return self.numerator.total * self.scale / self.below if self.below else float("nan")


def pieces(record: type[Record], mask: Mask) -> Part:
    """Each chosen row counts as one."""
    rows = np.flatnonzero(mask)
    return Part(record, rows, np.ones(len(rows)))


def amounts(record: type[Record], mask: Mask, column: Array) -> Part:
    """Each chosen row counts with its amount in yuan (or days); a blank counts 0."""
    rows = np.flatnonzero(mask)
    return Part(record, rows, np.nan_to_num(column[rows].astype(np.float64)))


def days_between(record: type[Record], mask: Mask, start: Array, end: Array) -> Part:
    """Each chosen row counts with the natural days from ``start`` to ``end``; both must be known in those rows."""
    rows = np.flatnonzero(mask)
    return Part(record, rows, (end[rows] - start[rows]).astype(np.float64))
