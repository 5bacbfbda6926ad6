"""Words of a closed list in all the ways they are written: 男/M/1, 是/√/Y, 身份证/居民身份证/01 (case 28)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.parsed import Cell, Heading, Note, Parse, Parsed

UNKNOWN, ASK = Note("D28"), Note("D28", "ask")


ZERO_CODED = "zero_coded"
"""Hint that a column writes its two words as 0 and 1: which is which must be asked."""


@cache
def _lists() -> dict[str, dict[str, str]]:
    from yaml import CSafeLoader, load

    lists = load(Path(__file__).with_name("aliases.yaml").read_text("utf-8"), Loader=CSafeLoader)
    return {
        family: {cleaning.key_of(str(form)): word for word, forms in written.items() for form in forms}
        for family, written in lists.items()
    }


def aliases(family: str) -> dict[str, str]:
    """Written form → word of the list, for one list of ``aliases.yaml``; an empty word means: ask."""
    return _lists().get(family, {})


def parser(family: str, values: Sequence[str]) -> Parse:
    """The parser of one list: its own words, then their other forms; anything else is blank with a note."""
    own = {cleaning.key_of(value): value for value in values}

    def parse(cell: Cell, heading: Heading) -> Parsed:
        text = cleaning.key_of(text_of(cell))
        if not text or text in own:
            return Parsed(own.get(text, ""))
        if heading.hints.get(ZERO_CODED) and text in ("0", "1"):
            return Parsed("", (ASK,))
        word = aliases(family).get(text)
        if word in values:
            return Parsed(word)
        return Parsed("", (UNKNOWN if word is None else ASK,))

    return parse
