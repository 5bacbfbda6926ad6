"""Names: blanks between characters, middle dots, rare characters (cases 9, 10)."""

from __future__ import annotations

import re

from core.identifiers import person_name
from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.parsed import Cell, Heading, Note, Parsed

SPACED, PAIR, LOST = Note("D09"), Note("D10", "pair"), Note("D10", "lost")

_PAIR = re.compile(r"[\[(【〔<][a-zA-Z]{1,6}[0-9]?[\])】〕>]")
_LOST = re.compile("[?□■\ufffd\ue000-\uf8ff]")


def parse_name(cell: Cell, heading: Heading) -> Parsed:
    """A name: blanks between Chinese characters gone, every middle dot ``·``, rare characters kept as they are."""
    text, notes = cleaning.noted(text_of(cell))
    name = person_name.compact(text)
    found = list(notes)
    if name != text:  # one note says it: what was folded on the way is part of it
        found = [*(note for note in notes if note is cleaning.QUOTE), SPACED]
    if _PAIR.search(name):
        found.append(PAIR)
    elif _LOST.search(name):
        found.append(LOST)
    return Parsed(name, tuple(found))
