"""电子邮箱: one @, a name before it and a domain with a dot after it. Convention only (待确认)."""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean, passes

MESSAGES = {"blank": "电子邮箱为空", "format": "电子邮箱格式不正确"}

_SHAPE = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


def compact(text: str) -> str:
    """Half-width, no blanks, the domain in small letters."""
    name, at, domain = re.sub(r"\s+", "", clean(text)).rpartition("@")
    return f"{name}{at}{domain.lower()}" if at else domain


def validate(text: str) -> str:
    """The compact address, or :class:`Invalid` (blank, format)."""
    address = compact(text)
    if not address:
        raise Invalid("blank", MESSAGES["blank"])
    if len(address) > 254 or not _SHAPE.fullmatch(address):
        raise Invalid("format", MESSAGES["format"])
    return address


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first character and the domain kept: ``z***@example.com``."""
    name, at, domain = compact(text).rpartition("@")
    return f"{name[:1]}***{at}{domain}" if at else "***"
