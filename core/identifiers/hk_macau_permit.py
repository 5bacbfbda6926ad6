"""港澳居民来往内地通行证: H (香港) or M (澳门) and 8 digits, or the same with a 2-digit count of renewals behind.

The first 9 characters stay with the person for life (numbering rule of 2010). 待确认: the 9-character form.
"""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {
    "blank": "证件号码为空",
    "format": "港澳居民来往内地通行证号码应为H或M加8位数字（或另加2位换证次数）",
}

_SHAPE = re.compile(r"[HM]([0-9]{8}|[0-9]{10})")


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
    """The letter, two digits and the last two kept."""
    return keep_ends(compact(text), 3, 2)


def person(text: str) -> str:
    """The 9 characters that identify the holder across renewals."""
    return validate(text)[:9]
