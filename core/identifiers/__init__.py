"""Numbers that identify people, bodies and accounts: one small module each, all with the same verbs.

``compact(text)`` the text without dressing; ``validate(text)`` the compact text or :class:`Invalid`;
``is_valid(text)``; ``mask(text)`` for every output; ``birth_date`` and ``sex`` where the number carries them.
:mod:`core.identifiers.columns` does the same for whole columns and is the only module here that needs NumPy.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, cast

from core.identifiers import (
    birth_certificate,
    credit_code,
    hk_macau_permit,
    household_book,
    military_officer,
    other_document,
    passport,
    permanent_residence,
    residence_permit,
    resident_id,
    taiwan_permit,
)
from core.identifiers.cleaning import Invalid, clean

__all__ = ["DOCUMENT_TYPES", "Document", "Invalid", "PersonNumber", "by_document", "person_number"]


class Document(Protocol):
    """The verbs that every module offers."""

    def compact(self, text: str) -> str: ...
    def validate(self, text: str) -> str: ...
    def is_valid(self, text: str) -> bool: ...
    def mask(self, text: str) -> str: ...


class PersonNumber(Document, Protocol):
    """The verbs of a number that carries birth date and sex."""

    def validate(self, text: str, *, on: date | None = None, max_age: int | None = None) -> str: ...
    def birth_date(self, text: str) -> date: ...
    def sex(self, text: str) -> str: ...


DOCUMENT_TYPES: dict[str, Document] = {
    "居民身份证": resident_id,
    "户口簿": household_book,
    "出生证": birth_certificate,
    "护照": passport,
    "港澳居民来往内地通行证": hk_macau_permit,
    "台湾居民来往大陆通行证": taiwan_permit,
    "港澳台居民居住证": residence_permit,
    "外国人永久居留身份证": permanent_residence,
    "军官证": military_officer,
    "统一社会信用代码": credit_code,
    "其他": other_document,
}

_OTHER_NAMES = {
    "身份证": "居民身份证",
    "户口本": "户口簿",
    "出生医学证明": "出生证",
    "回乡证": "港澳居民来往内地通行证",
    "港澳通行证": "港澳居民来往内地通行证",
    "台胞证": "台湾居民来往大陆通行证",
    "外国人永久居留证": "外国人永久居留身份证",
}


def by_document(document_type: str) -> Document:
    """The module of a 证件类型 or of its usual short name; :class:`Invalid` "document_type" for an unknown one."""
    name = clean(document_type)
    name = _OTHER_NAMES.get(name, name)
    if name not in DOCUMENT_TYPES:
        raise Invalid("document_type", f"不认识的证件类型，可用：{'、'.join(DOCUMENT_TYPES)}")
    return DOCUMENT_TYPES[name]


def person_number(document_type: str) -> PersonNumber | None:
    """The module when numbers of this 证件类型 carry both birth date and sex, None when they do not."""
    module = by_document(document_type)
    return cast(PersonNumber, module) if hasattr(module, "sex") else None
