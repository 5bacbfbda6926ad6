"""手机号: 11 digits, 1 and then 3–9. Prefix tables move too often to refuse by them."""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean, clean_number, keep_ends, passes

MESSAGES = {
    "blank": "手机号为空",
    "length": "手机号应为11位",
    "format": "手机号应为11位数字，第一位为1，第二位为3至9",
}

_SHAPE = re.compile(r"1[3-9][0-9]{9}")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=[0-9]{11}$)")
_BETWEEN = re.compile(r"[/、,;|\n]+")


def compact(text: str) -> str:
    """Half-width, no blanks, hyphens or +86 / 0086 / 86 in front."""
    return _COUNTRY.sub("", clean_number(text).replace("(", "").replace(")", ""), count=1)


def validate(text: str) -> str:
    """The 11 digits, or :class:`Invalid` (blank, length, format)."""
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    if len(number) != 11:
        raise Invalid("length", MESSAGES["length"])
    if not _SHAPE.fullmatch(number):
        raise Invalid("format", MESSAGES["format"])
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """First 3 and last 4 kept: ``138****8000``."""
    return keep_ends(compact(text), 3, 4)


def split(text: str) -> list[str]:
    """The compact numbers of a cell such as 138…/139…, valid or not, in their order."""
    return [number for part in _BETWEEN.split(clean(text)) if (number := compact(part))]
