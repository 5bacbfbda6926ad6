"""Shares and rates: 50, 50%, 0.5, 1/3, 均等 → a fraction of one (case 16)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from core.normalise import cleaning, numbers
from core.normalise.parsed import Cell, Heading, Note, Parsed

EQUAL_WORDS = frozenset({"均等", "均分", "等额", "平均", "均等分配", "平均分配"})
EQUAL, UNREADABLE, READ_AS_PERCENT = Note("D16", "equal"), Note("D16", "unreadable"), Note("D16", "percent")
ODD_PERCENT, ODD_FRACTION = Note("D16", "mixed", (("as", "百分数"),)), Note("D16", "mixed", (("as", "小数"),))
_AS_PERCENT = {"": (READ_AS_PERCENT,), "percent": (), "fraction": (ODD_PERCENT,)}

_RATIO = re.compile(r"(\d+)/([1-9]\d*)")
_PERCENT = re.compile(r"(.+?)(?:%|百分点)")


def parse_share(cell: Cell, heading: Heading) -> Parsed:
    """A share of a benefit. 均等 is blank with a note: blank means equal shares."""
    return _parse(cell, heading, share=True)


def parse_rate(cell: Cell, heading: Heading) -> Parsed:
    """A rate such as 3.5 % or 0.035."""
    return _parse(cell, heading, share=False)


def _parse(cell: Cell, heading: Heading, share: bool) -> Parsed:
    if cell is None or isinstance(cell, Decimal):
        return Parsed(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
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
    if value > 1 and (share or vote != "fraction"):
        return Parsed(value / 100, _AS_PERCENT[vote])
    if value > 1:
        return Parsed(value, (ODD_FRACTION,))
    if vote == "percent" and not share and value != 0:
        return Parsed(value / 100)
    return Parsed(value, (ODD_FRACTION,) if vote == "percent" and value > 0 else ())
