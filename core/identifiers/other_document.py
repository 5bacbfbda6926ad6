"""其他: a document without a known numbering. Anything but a blank is accepted."""

from __future__ import annotations

from core.identifiers.cleaning import Invalid, clean_number, keep_ends, passes

MESSAGES = {"blank": "证件号码为空"}


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact number, or :class:`Invalid` (blank)."""
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first two and last two characters kept."""
    return keep_ends(compact(text), 2, 2)
