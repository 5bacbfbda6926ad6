"""邮政编码: 6 digits, a leading zero kept. Convention only (待确认): a failure is worth a hint."""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {"blank": "邮政编码为空", "format": "邮政编码应为6位数字"}

_SHAPE = re.compile(r"[0-9]{6}")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens; nothing is padded."""
    return clean_number(text)


def validate(text: str) -> str:
    """The 6 digits, or :class:`Invalid` (blank, format)."""
    return of_shape(compact(text), _SHAPE, MESSAGES)


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The province and city digits kept: ``5180**``."""
    return keep_ends(compact(text) + " ", 4, 1).rstrip().ljust(6, "*")
