"""台湾居民来往大陆通行证: 8 digits on the card; 10 digits on the old booklet, with or without a bracket behind.

All of it is practice, not a rule that was read: 待确认.
"""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {
    "blank": "证件号码为空",
    "format": "台湾居民来往大陆通行证号码应为8位数字（旧本式为10位数字，可带括号）",
}

_SHAPE = re.compile(r"[0-9]{8}|[0-9]{10}(\([0-9A-Z]{1,2}\))?")


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens; the bracket stays."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact number, or :class:`Invalid` (blank, format)."""
    return of_shape(compact(text), _SHAPE, MESSAGES)


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first and last two characters kept."""
    return keep_ends(compact(text), 2, 2)
