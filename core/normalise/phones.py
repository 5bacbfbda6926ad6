"""Phone cells: 138…/139…, +86, blanks inside, 0755-…转801 (case 30)."""

from __future__ import annotations

import re

from core.identifiers import landline, mobile
from core.normalise.as_text import as_number_text
from core.normalise.parsed import Cell, Heading, Note, Parsed

SEVERAL = Note("D30")
_BETWEEN = re.compile(r"[/、,;|\n]+")


def parse_phone(cell: Cell, heading: Heading) -> Parsed:
    """The number of the cell, or of several the first valid one with a note. What is no number stays as written."""
    text, notes = as_number_text(cell, "D01")
    numbers = [_compact(part) for part in _BETWEEN.split(text) if part.strip()]
    if len(numbers) < 2:
        return Parsed(numbers[0] if numbers else "", notes)
    valid = [number for number in numbers if mobile.is_valid(number) or landline.is_valid(number)]
    return Parsed((valid or numbers)[0], (*notes, SEVERAL))


def _compact(part: str) -> str:
    number = mobile.compact(part)
    return number if mobile.is_valid(number) else landline.compact(part)
