"""居民身份证: the 18-digit citizen number, also on 户口簿 and on the residence permits of 港澳台 residents.

Layout (GB 11643): 6 digits area, 8 digits birth date, 3 digits sequence (last one odd = 男), 1 check character
by MOD 11-2 over weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, mapped to 1 0 X 9 8 7 6 5 4 3 2.

The area code never refuses a number: published lists reject most living holders of codes given years ago.
"""

from __future__ import annotations

import re
from datetime import date

from core.identifiers.cleaning import Invalid, clean, clean_number, keep_ends, passes
from core.identifiers.regions import PROVINCES, RESIDENCE_PERMIT_AREAS

MESSAGES = {
    "blank": "证件号码为空",
    "length": "证件号码应为18位",
    "old_card": "15位旧身份证已停用，请登记18位号码",
    "format": "证件号码前17位应为数字，末位应为数字或X",
    "document_type": "首位为9的是外国人永久居留身份证号码，请更改证件类型",
    "precision": "号码曾被存为数字，后几位精度已丢失，必须向来源重取",
    "birth_date": "证件号码第7至14位不是有效日期",
    "birth_future": "证件号码中的出生日期晚于核对日期",
    "birth_age": "证件号码中的出生日期超出年龄上限",
    "checksum": "证件号码校验位不符，请对照证件原件核对",
}

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{2}")
_IN_TEXT = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9X])")


def compact(text: str) -> str:
    """Half-width, capital X, no blanks or hyphens."""
    return clean_number(text)


def check_digit(first_17: str) -> str:
    """The check character that belongs to the first 17 digits."""
    return _CHECK_CHARACTERS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True)) % 11]


def check_digit_ok(text: str) -> bool:
    """True for 18 characters of the right shape whose check character fits; the birth date is not looked at."""
    number = compact(text)
    return bool(_SHAPE.fullmatch(number)) and check_digit(number[:17]) == number[17]


def validate(text: str, *, on: date | None = None, max_age: int | None = None) -> str:
    """The compact number, or :class:`Invalid`.

    ``on``: the birth date may not be later, and with ``max_age`` (completed years, inclusive) not too early either.
    Reasons: blank, old_card, length, format, document_type, precision, birth_date, checksum.
    """
    number = _shaped(text)
    if number[0] == "9":
        raise Invalid("document_type", MESSAGES["document_type"])
    check_person_number(number, on=on, max_age=max_age)
    return number


def check_person_number(number: str, *, on: date | None, max_age: int | None) -> None:
    """Birth date and check character of a compact 18-character number of the right shape."""
    fits = check_digit(number[:17]) == number[17]
    if not fits and number.endswith("000"):
        raise Invalid("precision", MESSAGES["precision"])
    born = _date_inside(number)
    if on is not None and born > on:
        raise Invalid("birth_date", MESSAGES["birth_future"])
    if on is not None and max_age is not None and _completed_years(born, on) > max_age:
        raise Invalid("birth_date", MESSAGES["birth_age"])
    if not fits:
        raise Invalid("checksum", MESSAGES["checksum"])


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text, with no day to compare against."""
    return passes(validate, text)


def mask(text: str) -> str:
    """First 6 and last 4 kept: ``110105********002X``."""
    return keep_ends(compact(text), 6, 4)


def birth_date(text: str) -> date:
    """The birth date inside the number; the check character is not looked at."""
    return _date_inside(_shaped(text))


def sex(text: str) -> str:
    """男 for an odd 17th digit, 女 for an even one; the check character is not looked at."""
    return "男" if int(_shaped(text)[16]) % 2 else "女"


def area_known(text: str) -> bool:
    """True when the number opens with a present province-level code. False is a hint, never a refusal."""
    number = compact(text)
    return number[:2] in PROVINCES or number[:6] in RESIDENCE_PERMIT_AREAS


def to_18(text: str) -> str:
    """The 18-character number of a 15-digit first-generation card: century 19 and check character added."""
    number = compact(text)
    if not re.fullmatch(r"[0-9]{15}", number):
        raise Invalid("length", "旧身份证号码应为15位数字")
    first_17 = number[:6] + "19" + number[6:]
    converted = first_17 + check_digit(first_17)
    _date_inside(converted)
    return converted


def split(text: str) -> list[str]:
    """Every stretch of the text shaped like a number: two numbers in one cell, or a 有效期 pasted behind one."""
    return _IN_TEXT.findall(clean(text).upper())


def _shaped(text: str) -> str:
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    if _SCIENTIFIC.fullmatch(clean(text).upper()):
        raise Invalid("precision", MESSAGES["precision"])
    if len(number) == 15 and re.fullmatch(r"[0-9]{15}", number):
        raise Invalid("old_card", MESSAGES["old_card"])
    if len(number) != 18:
        raise Invalid("length", MESSAGES["length"])
    if not _SHAPE.fullmatch(number):
        raise Invalid("format", MESSAGES["format"])
    return number


def _date_inside(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Invalid("birth_date", MESSAGES["birth_date"]) from None


def _completed_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
