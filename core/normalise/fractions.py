"""Shares and rates: 50, 50%, 0.5, 1/3, 均等 → a fraction of one (case 16)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from core.normalise import cleaning, numbers
from core.normalise.parsed import Cell, Heading, Note, Parsed

EQUAL_WORDS = frozenset({"均等", "均分", "等额", "平均", "均等分配", "平均分配"})
EQUAL, UNREADABLE, READ_AS_PERCENT, MIXED = (Note("D16", says) for says in ("equal", "unreadable", "percent", "mixed"))

_RATIO = re.compile(r"(\d+)/([1-9]\d*)")
_PERCENT = re.compile(r"(.+?)(?:%|百分点)")


def parse_share(cell: Cell, heading: Heading) -> Parsed:
    """A share of a benefit. 均等 is blank with a note: blank means equal shares."""
    return _parse(cell, heading, share=True)


def parse_rate(cell: Cell, heading: Heading) -> Parsed:
    """A rate such as 3.5 % or 0.035."""
    return _parse(cell, heading, share=False)


def _parse(cell: Cell, heading: Heading, share: bool) -> Parsed:
    if cell is None:
        return Parsed(None)
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return _bare(numbers.decimal_of(cell), heading, share) if math.isfinite(cell) else Parsed(None, (UNREADABLE,))
    if not isinstance(cell, str):
        return Parsed(None, (UNREADABLE,))
    text = "".join(cleaning.noted(cell)[0].split())
    if not text or text in numbers.NOTHING:
        return Parsed(None)
    if text in EQUAL_WORDS:
        return Parsed(None, (EQUAL,))
    return _written(text, heading, share)


def _written(text: str, heading: Heading, share: bool) -> Parsed:
    ratio, percent = _RATIO.fullmatch(text), _PERCENT.fullmatch(text)
    if ratio:
        return Parsed(Decimal(ratio[1]) / Decimal(ratio[2]))
    figure = numbers.read(percent[1] if percent else text)
    if figure is None:
        return Parsed(None, (UNREADABLE,))
    if percent:
        return Parsed(figure[0] / 100, figure[1])
    value, notes = _bare(figure[0], heading, share)
    return Parsed(value, (*figure[1], *notes))


def _bare(value: Decimal, heading: Heading, share: bool) -> Parsed:
    """A figure without ``%``: the heading's unit decides, then the vote of the column, then the size."""
    if heading.unit == "%":
        return Parsed(value / 100)
    vote = heading.hints.get("fractions", "")
    if share:
        notes = (MIXED,) if (vote == "percent" and 0 < value <= 1) or (vote == "fraction" and value > 1) else ()
        return Parsed(value / 100, notes or (READ_AS_PERCENT,)) if value > 1 else Parsed(value, notes)
    if vote == "percent" or (vote != "fraction" and value > 1):
        return Parsed(value / 100, (MIXED,) if value <= 1 else (READ_AS_PERCENT,))
    return Parsed(value, (MIXED,) if value > 1 else ())
