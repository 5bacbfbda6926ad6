"""Terms: 10年, 至80周岁, 终身, 趸交, 30天, 6个月."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from core.normalise import cleaning
from core.normalise.as_text import text_of
from core.normalise.numbers import chinese_number
from core.normalise.parsed import Cell, Heading, Note, Parsed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


_CANONICAL = re.compile(r"(?:(\d+)年)|(?:至(\d+)周岁)|(?:(\d+)个月)|(?:(\d+)天)")


def years_of(term: str, age: float) -> float | None:
    """The length in years of a canonical term that starts at ``age`` (completed years).

    终身 is infinite, 趸交 is one premium year, months are twelfths, days 365ths; None for a blank or unread term.
    """
    if term in (WHOLE_LIFE, SINGLE):
        return math.inf if term == WHOLE_LIFE else 1.0
    match = _CANONICAL.fullmatch(term)
    if match is None:
        return None
    years, to_age, months, days = match.groups()
    if to_age:
        return float(to_age) - age
    return float(years) if years else float(months) / 12 if months else float(days) / 365


def term_years(terms: NDArray[Any], ages: NDArray[np.float64]) -> NDArray[np.float64]:
    """:func:`years_of` over columns, both of shape (n,); NaN for None and for an unknown age of a 至…周岁 term."""
    import numpy as np

    result = np.full(len(terms), np.nan)
    for term in set(terms.tolist()):
        at_zero = years_of(term, 0.0)
        if at_zero is not None:
            rows = terms == term
            result[rows] = at_zero - ages[rows] if term.startswith("至") else at_zero
    return result
