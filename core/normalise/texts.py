"""Text cells: free text, codes, names, certificate numbers, phones and accounts. A number is never inferred."""

from __future__ import annotations

import re
from datetime import date

from core.normalise import cleaning
from core.normalise.as_text import as_number_text, text_of
from core.normalise.parsed import Cell, Heading, Note, Parse, Parsed

_SHORT_MONTH = re.compile(r"月份?$")


def parse_text(cell: Cell, heading: Heading) -> Parsed:
    """Free text, kept as written: only invisible characters and outer blanks go (case 31: addresses stay raw)."""
    return Parsed(cleaning.tidy(text_of(cell)))


def parse_code(cell: Cell, heading: Heading) -> Parsed:
    """A number that names something: text in capitals, inner blanks gone, leading zeros kept: p1 and P1 are one policy.

    A month that Excel turned into a day is given back as the month when the heading says so.
    """
    if isinstance(cell, date) and _SHORT_MONTH.search(heading.text):
        return Parsed(f"{cell:%Y-%m}")
    text, notes = as_number_text(cell, "D01")
    return Parsed("".join(text.split()).upper(), notes)


def parse_email(cell: Cell, heading: Heading) -> Parsed:
    """An e-mail address: text as it is typed, inner blanks gone."""
    text, notes = as_number_text(cell, "D01")
    return Parsed("".join(text.split()), notes)


def code_of_length(length: int) -> Parse:
    """A parser for codes of a fixed length: one or two lost leading zeros are put back, with a note (case 5)."""

    def parse(cell: Cell, heading: Heading) -> Parsed:
        value, notes = parse_code(cell, heading)
        if isinstance(value, str) and value.isdigit() and 0 < length - len(value) <= 2:
            return Parsed(value.zfill(length), (*notes, Note("D05")))
        return Parsed(value, notes)

    return parse


def parse_account(cell: Cell, heading: Heading) -> Parsed:
    """A bank account: digits (or stars of a masked one) without blanks and hyphens."""
    text, notes = as_number_text(cell, "D02")
    return Parsed(re.sub(r"[\s\-]+", "", text), notes)
