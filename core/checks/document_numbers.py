"""The look of a column of numbers: shape, length, and digits that a spreadsheet has lost."""

from __future__ import annotations

import numpy as np

from core.checks.people import People
from core.identifiers.columns import resident_check_digit_ok
from core.normalise.cleaning import digits_lost as reads_as_lost
from core.table import Array, Mask, Table

LENGTH, OLD_LENGTH = 18, 15
EXACT = 10**15
"""From here on a cell that holds a number no longer holds every digit that was typed."""


def resident_shaped(numbers: Array) -> Mask:
    """17 digits and a digit or X."""
    signs = _signs(numbers, LENGTH)
    digits = _is_digit(signs)
    last = digits[:, LENGTH - 1] | (signs[:, LENGTH - 1] == ord("X"))
    return np.asarray(digits[:, : LENGTH - 1].all(axis=1) & last & (signs[:, LENGTH] == 0), dtype=bool)


def all_digits(numbers: Array, length: int) -> Mask:
    """Exactly so many digits."""
    signs = _signs(numbers, length)
    return np.asarray(_is_digit(signs)[:, :length].all(axis=1) & (signs[:, length] == 0), dtype=bool)


def starts_with(numbers: Array, *openings: str) -> Mask:
    """Texts with one of these openings."""
    return np.array([number.startswith(openings) for number in numbers.tolist()], dtype=bool)


def digits_lost(people: People) -> Mask:
    """Whose certificate number was stored as a number, or ends in 000 and fails its check digit."""
    numbers = people["document_no"]
    zeros = np.array([number.endswith("000") for number in numbers.tolist()], dtype=bool)
    if zeros.any():
        zeros &= people.resident_numbers() & resident_shaped(numbers) & ~resident_check_digit_ok(numbers)
    return zeros | stored_as_number(people.table, people.party.fields["document_no"])


def stored_as_number(table: Table, name: str) -> Mask:
    """Rows whose cell held a number of 16 digits or more, or the text of one such as 1.1E+17."""
    lost = np.zeros(len(table), dtype=bool)
    lost[[row for row, cell in table.typed.get(name, {}).items() if _lost(cell)]] = True
    return lost


def _lost(cell: object) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return abs(cell) >= EXACT
    return isinstance(cell, str) and bool(reads_as_lost(cell))


def _signs(numbers: Array, length: int) -> Array:
    """Character codes, shape (n, length + 1); the last column tells a longer text."""
    texts = np.ascontiguousarray(numbers.astype(f"U{length + 1}"))
    return texts.view(np.int32).reshape(len(numbers), length + 1)


def _is_digit(signs: Array) -> Array:
    return (signs >= ord("0")) & (signs <= ord("9"))
