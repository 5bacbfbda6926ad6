"""港澳台居民居住证: 18 digits that open with 810000 (香港), 820000 (澳门) or 830000 (台湾), else as 居民身份证."""

from __future__ import annotations

from datetime import date

from core.identifiers import resident_id
from core.identifiers.cleaning import Invalid, passes
from core.identifiers.regions import RESIDENCE_PERMIT_AREAS
from core.identifiers.resident_id import birth_date, compact, mask, sex

__all__ = ["birth_date", "compact", "is_valid", "mask", "sex", "validate"]

MESSAGES = {"format": "港澳台居民居住证号码应以810000、820000或830000开头"}


def validate(text: str, *, on: date | None = None, max_age: int | None = None) -> str:
    """The compact number, or :class:`Invalid`; reasons as for 居民身份证, "format" also for another opening."""
    number = resident_id.validate(text, on=on, max_age=max_age)
    if number[:6] not in RESIDENCE_PERMIT_AREAS:
        raise Invalid("format", MESSAGES["format"])
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)
