"""军官证: Chinese characters and digits such as 某字第1234567号; no public rule, so only its length is looked at."""

from __future__ import annotations

import re

from core.identifiers.cleaning import clean_number, keep_ends, of_shape, passes

MESSAGES = {"blank": "证件号码为空", "format": "军官证号码应为4至20个汉字、字母或数字，且含数字"}

_SHAPE = re.compile(r"(?=.*[0-9])[0-9A-Z\u4e00-\u9fff()]{4,20}")


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
    """The first character and the last two kept."""
    return keep_ends(compact(text), 1, 2)
