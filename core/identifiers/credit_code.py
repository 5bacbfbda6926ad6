"""统一社会信用代码 (GB 32100): 18 signs of 0–9 and A–Z without I O S V Z, the last one a check sign modulo 31.

Signs 1 and 2 are the registering authority and the kind of body (both may be letters), 3–8 the region in digits,
9–17 the body. python-stdnum gives the check sign; its own shape test refuses a lettered authority such as N
(农村集体经济组织), so the shape is tested here.
"""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean_number, keep_ends, passes

MESSAGES = {
    "blank": "统一社会信用代码为空",
    "length": "统一社会信用代码应为18位",
    "format": "统一社会信用代码只含数字和大写字母，不含I、O、S、V、Z，第3至8位为数字",
    "checksum": "统一社会信用代码校验位不符，请对照营业执照核对",
}

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def compact(text: str) -> str:
    """Half-width, capitals, no blanks or hyphens."""
    return clean_number(text)


def validate(text: str) -> str:
    """The compact code, or :class:`Invalid` (blank, length, format, checksum)."""
    from stdnum.cn import uscc  # 70 ms to import: only when a code is really looked at

    code = compact(text)
    if not code:
        raise Invalid("blank", MESSAGES["blank"])
    if len(code) != 18:
        raise Invalid("length", MESSAGES["length"])
    if not _SHAPE.fullmatch(code):
        raise Invalid("format", MESSAGES["format"])
    if uscc.calc_check_digit(code) != code[17]:
        raise Invalid("checksum", MESSAGES["checksum"])
    return code


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """First 6 and last 4 kept: the code of a 个体工商户 points to a person."""
    return keep_ends(compact(text), 6, 4)
