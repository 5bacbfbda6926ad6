"""护照: a Chinese number is E, G, D, S or P and 8 digits, or E, a letter and 7 digits; a foreign one 5–17 signs.

Practice only (待确认), so a number that fails is worth a hint, not a refusal.
"""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {"blank": "证件号码为空", "format": "护照号码应为5至17位字母或数字"}

_CHINESE = re.compile(r"[EGDSP][0-9]{8}|E[A-Z][0-9]{7}")
_ANY = re.compile(r"[A-Z0-9]{5,17}")


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact number, or :class:`Invalid` (blank, format)."""
    return of_shape(compact(text), _ANY, MESSAGES)


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first two and last two characters kept."""
    return keep_ends(compact(text), 2, 2)


def is_chinese(text: str) -> bool:
    """True when the number is shaped like a Chinese passport's."""
    return bool(_CHINESE.fullmatch(compact(text)))
