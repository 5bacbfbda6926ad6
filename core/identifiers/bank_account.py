"""银行账号: 13–19 digits. A card also passes Luhn; 存折 and 对公账号 need not, so Luhn is only a hint."""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean, clean_number, passes

MESSAGES = {
    "blank": "银行账号为空",
    "precision": "账号曾被存为数字，后几位精度已丢失，必须向来源重取",
    "format": "银行账号只能是数字",
    "length": "银行账号应为13至19位数字",
}

LEAST_DIGITS = 4
"""Of a masked account so many of its last digits must be there to recognise it."""
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{2}")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact account number, or :class:`Invalid` (blank, precision, format, length)."""
    number = compact(text)
    if not number:
        raise Invalid("blank", MESSAGES["blank"])
    if _SCIENTIFIC.fullmatch(clean(text).upper()):
        raise Invalid("precision", MESSAGES["precision"])
    if not re.fullmatch(r"[0-9]+", number):
        raise Invalid("format", MESSAGES["format"])
    if not 13 <= len(number) <= 19:
        raise Invalid("length", MESSAGES["length"])
    return number


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text; Luhn is not part of it."""
    return passes(validate, text)


def is_luhn(text: str) -> bool:
    """True for 13–19 digits whose last one is the Luhn check digit."""
    from stdnum import luhn  # 40 ms to import: only when a number is really looked at

    return is_valid(text) and bool(luhn.is_valid(compact(text)))


def same_account(number: str, held: str) -> bool:
    """Is ``number`` the account of the files, which may show only its last digits behind stars?

    A masked one must show at least four digits and have the same length.
    """
    visible = held.lstrip("*")
    if visible == held:
        return bool(number) and number == held
    return len(visible) >= LEAST_DIGITS and len(number) == len(held) and number.endswith(visible)


def mask(text: str) -> str:
    """Four stars and the last 4 digits: ``****1234``; the length is not given away."""
    number = compact(text)
    return "****" + (number[-4:] if len(number) > 4 else "")
