"""Terms: 10年, 至80周岁, 终身, 趸交, 30天, 6个月."""

from __future__ import annotations

import re

from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.numbers import chinese_number
from core.normalise.parsed import Cell, Heading, Note, Parsed

WHOLE_LIFE, SINGLE = "终身", "趸交"
UNREADABLE = Note("D28", "term")
LONGEST_BARE_YEARS = 50
"""A bare figure above this may be an age (至80周岁) or years: asked."""

_SINGLE = re.compile(r"(?:趸|一次).*")
_WHOLE_LIFE = re.compile(r"(?:保|至)*终[身生].*")
_TO_AGE = re.compile(r"(?:交|缴|保|保障)?(?:至|到)(\d{1,3})(?:周岁|岁)?|(\d{1,3})(?:周岁|岁)")
_SPAN = re.compile(r"(?:交|缴|保|保障)?(\d{1,3})(年|个月|月|天|日)?(?:期|交|缴)?")
_NUMERALS = re.compile("[零〇一二两三四五六七八九十百]+(?=年|个月|月|天|日|周岁|岁)")


def parse_term(cell: Cell, heading: Heading) -> Parsed:
    """A term in its one way of writing; a bare figure is years."""
    text = cleaning.key_of(text_of(cell))
    text = _NUMERALS.sub(lambda match: str(chinese_number(match[0])), text)
    if not text:
        return Parsed("")
    if _SINGLE.fullmatch(text):
        return Parsed(SINGLE)
    if _WHOLE_LIFE.fullmatch(text):
        return Parsed(WHOLE_LIFE)
    if match := _TO_AGE.fullmatch(text):
        return Parsed(f"至{int(match[1] or match[2])}周岁")
    match = _SPAN.fullmatch(text)
    return _span(int(match[1]), match[2] or "") if match else Parsed("", (UNREADABLE,))


def _span(number: int, unit: str) -> Parsed:
    if number == 0 or (not unit and number > LONGEST_BARE_YEARS):
        return Parsed("", (UNREADABLE,))
    if unit in ("天", "日"):
        return Parsed(f"{number}天")
    if unit in ("个月", "月"):
        return Parsed(f"{number // 12}年" if number % 12 == 0 else f"{number}个月")
    return Parsed(f"{number}年")
