"""Certificate numbers: lower-case x, validity pasted behind, two numbers in a cell, 15 digits (cases 1, 29)."""

from __future__ import annotations

import re

from core.normalise.as_text import as_number_text
from core.normalise.parsed import Cell, Heading, Note, Parsed

OLD_NUMBER, TWO_NUMBERS, VALIDITY = Note("D29", "old_number"), Note("D29", "two_numbers"), Note("D29", "validity")

_RESIDENT = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9X])")
_BEHIND = re.compile(r"[\s(,;:/|\-]*(?:有效期?限?至?)?[\s:]*(?:长期|永久|\d{4}[.\-/年]).*|[\s,;:]*(?:长期|永久).*")
_LABEL = re.compile(r"(?:居民)?身份证(?:号码?)?:?\s*")


def parse_document_no(cell: Cell, heading: Heading) -> Parsed:
    """A certificate number in capitals without blanks.

    For new business two numbers in a cell leave it blank; for data in force the first one counts.
    """
    text, notes = as_number_text(cell, "D01")
    text = _LABEL.sub("", text.upper(), count=1)
    numbers = list(dict.fromkeys(_RESIDENT.findall(text)))
    if len(numbers) > 1:
        return Parsed(numbers[0] if heading.in_force_data else "", (*notes, TWO_NUMBERS))
    if numbers and text != numbers[0] and text.startswith(numbers[0]) and _BEHIND.fullmatch(text[len(numbers[0]) :]):
        return Parsed(numbers[0], (*notes, VALIDITY))
    bare = "".join(text.split())
    return Parsed(bare, (*notes, OLD_NUMBER) if re.fullmatch(r"\d{15}", bare) else notes)
