"""户口簿: identifies a minor by the 18-digit citizen number printed in it; the verbs are those of 居民身份证."""

from __future__ import annotations

from core.identifiers.resident_id import birth_date, compact, is_valid, mask, sex, validate

__all__ = ["birth_date", "compact", "is_valid", "mask", "sex", "validate"]
