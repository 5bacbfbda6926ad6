"""The number checks over whole columns: each equals its scalar twin row by row, 100,000 rows in tens of ms.

``texts`` is an object array of str, shape (n,), as typed ("" blank); results have shape (n,). Rows that are
already plain capitals and digits are read as a matrix of character codes; only the others are compacted one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.identifiers import bank_account, credit_code, mobile, resident_id

Texts = NDArray[Any]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]

_ZERO, _NINE, _A, _X, _Z = (ord(character) for character in "09AXZ")
_NO_SIGN = -1
_ID_CHECK = np.array([ord(character) for character in "10X98765432"])
_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CREDIT_WEIGHTS = np.array([pow(3, place, 31) for place in range(17)])
_CREDIT_VALUES = np.full(128, _NO_SIGN)
_CREDIT_VALUES[[ord(sign) for sign in credit_code.ALPHABET]] = np.arange(len(credit_code.ALPHABET))


def resident_check_digit_ok(texts: Texts) -> Flags:
    """True for 18 characters of the right shape with the right check character; twin of ``check_digit_ok``."""
    codes = _codes(texts, resident_id.compact, 18)
    check = _ID_CHECK[_digits(codes[:, :17]) @ _ID_WEIGHTS % 11]
    verdict: Flags = _resident_shaped(codes) & (check == codes[:, 17])
    return verdict


def resident_birth_dates(texts: Texts) -> NDArray[np.datetime64]:
    """Birth dates as datetime64[D], NaT where there is none; twin of ``birth_date``, check character not looked at."""
    codes = _codes(texts, resident_id.compact, 18)
    digits = _digits(codes)
    year, month, day = (digits[:, 6:10] @ [1000, 100, 10, 1], digits[:, 10:12] @ [10, 1], digits[:, 12:14] @ [10, 1])
    first = ((year - 1970) * 12 + np.clip(month, 1, 12) - 1).astype("datetime64[M]")
    dates = first.astype("datetime64[D]") + (day - 1)
    real = (year >= 1) & (month >= 1) & (month <= 12) & (dates.astype("datetime64[M]") == first)
    return np.where(_resident_shaped(codes) & real, dates, np.datetime64("NaT", "D"))


def resident_sexes(texts: Texts) -> Texts:
    """男 or 女, "" where the text has not the shape of a number; twin of ``sex``."""
    codes = _codes(texts, resident_id.compact, 18)
    sexes = np.where(codes[:, 16] % 2 == 1, "男", "女").astype(object)
    sexes[~_resident_shaped(codes)] = ""
    return sexes


def mobile_ok(texts: Texts) -> Flags:
    """Twin of ``mobile.is_valid``."""
    codes = _codes(texts, mobile.compact, 11)
    digits = _is_digit(codes[:, :11]).all(axis=1) & (codes[:, 11] == 0)
    verdict: Flags = digits & (codes[:, 0] == ord("1")) & (codes[:, 1] >= ord("3"))
    return verdict


def luhn_ok(texts: Texts) -> Flags:
    """Twin of ``bank_account.is_luhn``: 13–19 digits with the Luhn check digit."""
    codes = _codes(texts, bank_account.compact, 19)
    length = (codes != 0).sum(axis=1)
    from_right = length[:, None] - 1 - np.arange(codes.shape[1])
    digits = _digits(codes)
    doubled = np.where(from_right % 2 == 1, 2 * digits, digits)
    total = np.where(doubled > 9, doubled - 9, doubled).sum(axis=1)
    only_digits = _is_digit(codes).sum(axis=1) == length
    verdict: Flags = only_digits & (length >= 13) & (length <= 19) & (total % 10 == 0)
    return verdict


def credit_code_ok(texts: Texts) -> Flags:
    """Twin of ``credit_code.is_valid``."""
    codes = _codes(texts, credit_code.compact, 18)
    values = _CREDIT_VALUES[np.minimum(codes, 127)]
    shaped = (values[:, :18] != _NO_SIGN).all(axis=1) & _is_digit(codes[:, 2:8]).all(axis=1) & (codes[:, 18] == 0)
    check = -(values[:, :17] @ _CREDIT_WEIGHTS) % 31
    verdict: Flags = shaped & (check == values[:, 17])
    return verdict


def _codes(texts: Texts, compact: Callable[[str], str], width: int) -> Numbers:
    """Character codes of the compacted texts, shape (n, width + 1), 0 behind the end.

    The extra column tells a text that is too long. Capitals and digits are compact already; the one compact form
    that changes them (86 before a mobile number) only shortens a text longer than ``width``.
    """
    codes = _encoded(texts, width)
    plain = (codes == 0) | _is_digit(codes) | ((codes >= _A) & (codes <= _Z))
    ended = (codes[:, :-1] == 0) & (codes[:, 1:] != 0)
    strange = np.flatnonzero(~plain.all(axis=1) | ended.any(axis=1) | (codes[:, width] != 0))
    if strange.size:
        compacted = np.array([compact(str(texts[row])) for row in strange], dtype=object)
        codes[strange] = _encoded(compacted, width)
    return codes


def _encoded(texts: Texts, width: int) -> Numbers:
    signs = np.ascontiguousarray(texts.astype(f"U{width + 1}"))
    return signs.view(np.int32).reshape(len(texts), width + 1)


def _is_digit(codes: Numbers) -> Flags:
    return (codes >= _ZERO) & (codes <= _NINE)


def _digits(codes: Numbers) -> Numbers:
    return np.where(_is_digit(codes), codes - _ZERO, 0)


def _resident_shaped(codes: Numbers) -> Flags:
    last = codes[:, 17]
    shaped: Flags = _is_digit(codes[:, :17]).all(axis=1) & (_is_digit(last) | (last == _X)) & (codes[:, 18] == 0)
    return shaped
