"""姓名: Chinese characters with or without a middle dot, or Latin letters."""

from __future__ import annotations

import re

from core.identifiers.cleaning import Invalid, clean, passes

MESSAGES = {
    "blank": "姓名为空",
    "format": "姓名含有数字或符号，请核对",
    "length": "中文姓名至少两个字",
}

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Compiled by the first name that asks: the wide ranges take longer than a whole cell formula without names.
_DOT_VARIANTS = r"\s*[·•‧∙⋅・･●]\s*"
_POINT_BETWEEN_HAN = rf"(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])"
_BLANK_BETWEEN_HAN = rf"(?<=[{_HAN}])\s+(?=[{_HAN}])"
_CHINESE = rf"[{_HAN}]+(·[{_HAN}]+)*"
_LATIN = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,'’·-]*"

# Surnames of two characters, written one behind the other; every other Chinese surname is one character.
_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙"
    "宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌"
    "微生梁丘左丘东门西门第五"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))


def compact(text: str) -> str:
    """Half-width; blanks between Chinese characters gone; every middle dot written ``·``; Latin blanks single."""
    name = re.sub(_DOT_VARIANTS, "·", clean(text))
    name = re.sub(_POINT_BETWEEN_HAN, "·", name)
    return re.sub(r"\s+", " ", re.sub(_BLANK_BETWEEN_HAN, "", name))


def validate(text: str) -> str:
    """The compact name, or :class:`Invalid` (blank, format, length)."""
    name = compact(text)
    if not name:
        raise Invalid("blank", MESSAGES["blank"])
    if not (re.fullmatch(_CHINESE, name) or re.fullmatch(_LATIN, name)):
        raise Invalid("format", MESSAGES["format"])
    if len(name) < 2:
        raise Invalid("length", MESSAGES["length"])
    return name


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """The first character and two stars, whatever the length: ``张**``."""
    name = compact(text)
    return f"{name[0]}**" if name else ""


def surname(text: str) -> str:
    """姓: one character or a compound surname; the part before the dot of a dotted name; "" for Latin names."""
    name = compact(text)
    if not re.fullmatch(_CHINESE, name):
        return ""
    if "·" in name:
        return name.partition("·")[0]
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]
