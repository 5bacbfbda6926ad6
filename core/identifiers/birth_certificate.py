"""出生证 (出生医学证明): one letter and 9 digits. Practice only (待确认): a failure is worth a hint."""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {"blank": "证件号码为空", "format": "出生医学证明编号应为1个字母加9位数字"}

_SHAPE = re.compile(r"[A-Z][0-9]{9}")


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact number, or :class:`Invalid` (blank, format)."""
    return of_shape(compact(text), _SHAPE, MESSAGES)


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first two and last two characters kept."""
    return keep_ends(compact(text), 2, 2)
