"""A cell of any type as text, and what is lost when a number stood where text belongs (cases 1, 2, 4)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from core.normalise import cleaning
from core.normalise.parsed import Cell, Note

EXACT_DIGITS = 15
"""Excel and every double keep 15 digits; an integer with more is no longer what was typed (cases 1 and 2)."""


def text_of(cell: Cell) -> str:
    """A cell of any type as text: whole numbers without ``.0``, days in ISO form."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def as_number_text(cell: Cell, lost: str) -> tuple[str, tuple[Note, ...]]:
    """The text of a cell that holds a code, with notes; blank and noted ``lost`` when digits are gone for good."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS:
        return "", (Note(lost),)
    text, notes = cleaning.noted(text_of(cell))
    return ("", (*notes, Note(lost))) if cleaning.digits_lost(text) else (text, notes)


def shown(cell: Cell) -> str:
    """What the clerk sees in the cell: long numbers in powers of ten, as Excel shows them."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS:
        return f"{cell:.{EXACT_DIGITS - 1}E}"
    return text_of(cell)
