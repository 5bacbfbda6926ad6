"""Plain numbers and counts, and Chinese numerals: ``1,234``, ``123.45-``, ``(123.45)``, ``38岁``, 伍万 (case 15)."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from core.normalise import cleaning
from core.normalise.parsed import Cell, Heading, Note, Parsed

NOTHING = frozenset({"-", "--", "—", "——", "/", "无", "N/A", "NA", "空", "不详"})
"""What clerks write where there is no figure."""

NEGATIVE, UNREADABLE, NOT_WHOLE = Note("D15", "negative"), Note("D15", "unreadable"), Note("D15", "not_whole")

_PLAIN = re.compile(r"(?=[+-]?\.?\d)[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d{4})+|\d+)?(?:\.\d*)?")
_BEHIND = re.compile(
    r"(?<=[\d.])(?:周岁|岁|厘米|公分|公斤|千克|CM|KG|天|日|次|份|年|月|个|级|类|期|单|%)$", re.IGNORECASE
)

_NUMERALS = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_NUMERALS) for sign in signs}
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def decimal_of(cell: int | float | Decimal) -> Decimal:
    """Exactly what the workbook shows for a double: its shortest decimal form."""
    return cell if isinstance(cell, Decimal) else Decimal(repr(cell))


def read(text: str) -> tuple[Decimal, tuple[Note, ...]] | None:
    """A written figure without unit, None when it is none. Brackets or a trailing minus: negative, with a note."""
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text.removesuffix("-")
    if not _PLAIN.fullmatch(inner):
        return None
    value = Decimal(inner.replace(",", ""))
    return (value, ()) if inner == text else (-value, (NEGATIVE,))


def chinese_number(text: str) -> int | None:
    """五, 十二, 三百零五, 伍万 → int; None for anything else."""
    total = section = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _STEPS:
            section += (digit or 1) * _STEPS[sign]
            digit = 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
        else:
            return None
    return total + section + digit if text else None


def parse_number(cell: Cell, heading: Heading) -> Parsed:
    """A number; a measure written behind it (岁, cm, 天 …) is left off."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal | None):
        return Parsed(None, (UNREADABLE,))
    if cell is None:
        return Parsed(None)
    if not isinstance(cell, str):
        return Parsed(decimal_of(cell)) if math.isfinite(cell) else Parsed(None, (UNREADABLE,))
    text = "".join(cleaning.noted(cell)[0].split())
    if not text or text in NOTHING:
        return Parsed(None)
    figure = read(_BEHIND.sub("", text))
    if figure is not None:
        return Parsed(*figure)
    words = chinese_number(text)
    return Parsed(None, (UNREADABLE,)) if words is None else Parsed(Decimal(words))


def parse_count(cell: Cell, heading: Heading) -> Parsed:
    """A whole number; 38.5 is refused rather than cut."""
    value, notes = parse_number(cell, heading)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return Parsed(None, (*notes, NOT_WHOLE))
    return Parsed(value, notes)
