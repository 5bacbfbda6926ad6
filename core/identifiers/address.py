"""地址: which of 省, 市 and 区县 an address names, what is left as detail, and the mask down to 区县.

Only the wording is read. No list of cities is kept (they change), so a county-level city must be named with the
city above it: 浙江省金华市义乌市, else 区县 counts as missing. The few places that have one level fewer are in
:mod:`core.identifiers.regions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.identifiers.cleaning import Invalid, clean, passes
from core.identifiers.regions import (
    CITIES_WITHOUT_DISTRICTS,
    COUNTIES_UNDER_PROVINCE,
    MUNICIPALITIES,
    PROVINCES,
    SPECIAL_REGIONS,
)

MESSAGES = {"blank": "地址为空", "level": "地址缺少{}"}

_CITY = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:自治州|地区|盟|市)")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,14}?(?:区|(?:县|旗|市)(?!区))")  # 沙市区, 红旗区, 沙县区
_FULL_NAME_ENDS = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class Parts:
    """An address by level; "" where a level is not named. ``province`` is always the full name."""

    province: str
    city: str
    district: str
    detail: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The levels of 省, 市, 区县 that are not named, less those the place does not have."""
        if self.province in SPECIAL_REGIONS:
            return ()
        levels = {"省": self.province, "市": self.city, "区县": self.district}
        if self.city in CITIES_WITHOUT_DISTRICTS:
            del levels["区县"]
        if self.district in COUNTIES_UNDER_PROVINCE.get(self.province, ()):
            del levels["市"]
        return tuple(level for level, name in levels.items() if not name)


def compact(text: str) -> str:
    """Half-width, without blanks."""
    return re.sub(r"\s+", "", clean(text))


def parse(text: str) -> Parts:
    """The address by level; what cannot be read as a level stays in ``detail``."""
    province, rest = _province(compact(text))
    if province in MUNICIPALITIES:
        city, rest = province, re.sub(rf"^(?:市辖区|{province})", "", rest)
    elif county := _county_under(province, rest):
        return Parts(province, "", county, rest[len(county) :])
    else:
        city, rest = _take(_CITY, rest)
    district, rest = _take(_DISTRICT, rest) if city or province else ("", rest)
    return Parts(province, city, district, rest)


def validate(text: str) -> str:
    """The compact address when it names 省, 市 and 区县, or :class:`Invalid` (blank, level)."""
    address = compact(text)
    if not address:
        raise Invalid("blank", MESSAGES["blank"])
    if missing := parse(address).missing:
        raise Invalid("level", MESSAGES["level"].format("、".join(missing)))
    return address


def is_valid(text: str) -> bool:
    """True when :func:`validate` accepts the text."""
    return passes(validate, text)


def mask(text: str) -> str:
    """Down to 区县, then four stars: ``广东省深圳市南山区****``; all stars when no level is named."""
    address = compact(text)
    shown = address[: len(address) - len(parse(address).detail)]
    return f"{shown}****" if address else ""


def _province(address: str) -> tuple[str, str]:
    """The full name of the province that opens the address, and the rest; short names such as 内蒙古 count."""
    for name in PROVINCES.values():
        for written in (name, _short(name)):
            if address.startswith(written):
                return name, address[len(written) :]
    return "", address


def _short(province: str) -> str:
    return next(province.removesuffix(end) for end in _FULL_NAME_ENDS if province.endswith(end))


def _county_under(province: str, rest: str) -> str:
    return next((name for name in COUNTIES_UNDER_PROVINCE.get(province, ()) if rest.startswith(name)), "")


def _take(level: re.Pattern[str], rest: str) -> tuple[str, str]:
    found = level.match(rest)
    return (found[0], rest[found.end() :]) if found else ("", rest)
