"""外国人永久居留身份证: 3 letters and 12 digits on cards of before December 2023, 18 digits opening with 9 since.

New layout: 9, place of application 2, nationality 3, birth date 8, sequence 3, check character by MOD 11-2.
The opening 9 and the check character are in the published machine-reading rule of 2023; the split of the five
digits behind the 9 is 待确认 and is not used. An old card stays good until it expires.
"""

from __future__ import annotations

import re
from datetime import date

from core.identifiers import resident_id
from core.identifiers.cleaning import Invalid, clean_number, keep_ends, passes

MESSAGES = {
    "blank": "证件号码为空",
    "length": "永久居留身份证号码应为18位（2023年12月前签发的为15位）",
    "format": "永久居留身份证号码应为9开头的18位号码，或3个字母加12位数字",
    "no_birth_date": "15位永久居留证号码不用于读取出生日期",
}

_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_NEW = re.compile(r"9[0-9]{16}[0-9X]")


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str, *, on: date | None = None, max_age: int | None = None) -> str:
    """The compact number, or :class:`Invalid` (blank, length, format, precision, birth_date, checksum)."""
    number = _shaped(text)
    if len(number) == 18:
        resident_id.check_person_number(number, on=on, max_age=max_age)
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """First 6 and last 4 kept on the new card, first 3 and last 4 on the old one."""
    number = compact(text)
    return keep_ends(number, 6 if len(number) == 18 else 3, 4)


def birth_date(text: str) -> date:
    """The birth date inside a new number; an old one is refused with "no_birth_date"."""
    number = _shaped(text)
    if len(number) != 18:
        raise Invalid("no_birth_date", MESSAGES["no_birth_date"])
    return resident_id.birth_date(number)


def _shaped(text: str) -> str:
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    if len(number) not in (15, 18):
        raise Invalid("length", MESSAGES["length"])
    if not (_OLD.fullmatch(number) or _NEW.fullmatch(number)):
        raise Invalid("format", MESSAGES["format"])
    return number
