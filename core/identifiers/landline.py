"""固定电话: area code, 7 or 8 digits, and perhaps an extension: ``0755-26001234转801``."""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean, passes

MESSAGES = {
    "blank": "固定电话为空",
    "area_code": "固定电话应含区号，例如0755-26001234",
    "format": "固定电话应为区号加7至8位号码，可带分机，例如0755-26001234转801",
}

_PARTS = re.compile(
    r"(?:(?:\+|00)?86)?[\s\-(]*(?P<area>010|02[0-9]|0[3-9][0-9]{2})[)\s\-]*(?P<number>[2-9](?:[\s\-]*[0-9]){6,7})"
    r"(?:[\s\-,(]*(?:转|分机|EXT\.?|#|-|,|\()[\s:]*(?P<extension>[0-9]{1,6})\)?)?"
)
_WITHOUT_AREA = re.compile(r"[2-9][0-9]{6,7}")


def compact(text: str) -> str:
    """``area-number`` or ``area-number转extension``; text that is no such number comes back cleaned only."""
    cleaned = clean(text).upper()
    parts = _PARTS.fullmatch(cleaned)
    if parts is None:
        return cleaned
    number = re.sub(r"[\s\-]", "", parts["number"])
    extension = f"转{parts['extension']}" if parts["extension"] else ""
    return f"{parts['area']}-{number}{extension}"


def validate(text: str) -> str:
    """The compact number, or :class:`Invalid` (blank, area_code, format)."""
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    if _WITHOUT_AREA.fullmatch(number):
        raise Invalid("area_code", MESSAGES["area_code"])
    if not re.fullmatch(r"0[0-9]{2,3}-[0-9]{7,8}(转[0-9]{1,6})?", number):
        raise Invalid("format", MESSAGES["format"])
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """Area code and last 4 digits kept, the extension hidden: ``0755-****1234``."""
    number = compact(text).partition("转")[0]
    area, found, local = number.rpartition("-")
    return f"{area}{found}{'*' * max(len(local) - 4, 4)}{local[-4:] if len(local) > 4 else ''}"
