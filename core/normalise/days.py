"""Day cells and certificate validity (cases 11, 12, 13)."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.normalise import cleaning
from core.normalise.numbers import NOTHING, chinese_number
from core.normalise.parsed import Cell, Heading, Note, Parsed

LONG_TERM = "长期"
BETWEEN = "至"
PLACEHOLDERS = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31)})
SERIALS = range(15_000, 80_000)
"""Excel day numbers from 1941 to 2119; anything else in a day column is not a serial."""

PLACEHOLDER, SERIAL, SHORT_YEAR = Note("D13"), Note("D11", "serial"), Note("D11", "short_year")
INCOMPLETE, AMBIGUOUS = Note("D11", "incomplete"), Note("D11", "ambiguous")
IMPOSSIBLE, UNREADABLE, DAY_FIRST = Note("D11", "impossible"), Note("D11", "unreadable"), Note("D11", "day_first")
NO_VALIDITY = Note("D12")

_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_FULL = re.compile(r"(\d{4})[./\-年](\d{1,2})[./\-月](\d{1,2})日?")
_SHORT = re.compile(r"(\d{2})[./\-年](\d{1,2})[./\-月](\d{1,2})日?")
_DAY_OR_MONTH = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})")
_INCOMPLETE = re.compile(r"\d{4}[./\-年]\d{1,2}月?|\d{1,2}月\d{1,2}日|\d{4}年?")
_ZERO = re.compile(r"0{4}[./\-]?0{1,2}[./\-]?0{1,2}|0")
_CHINESE = re.compile(
    r"(?:([〇零○一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_BIRTH = re.compile("出生|生日")


def parse_day(cell: Cell, heading: Heading) -> Parsed:
    """A day. Placeholders are blank; what could be two days is asked about, never guessed."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return Parsed(None, (PLACEHOLDER,)) if day in PLACEHOLDERS else Parsed(day)
    if cell == time():  # day number 0 in a day cell: Excel shows 1900-01-00, calamine gives midnight
        return Parsed(None, (PLACEHOLDER,))
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal | None):
        return Parsed(None, (UNREADABLE,))
    if cell is None:
        return Parsed(None)
    if not isinstance(cell, str):
        return _from_number(float(cell), heading)
    text = cleaning.noted(cell)[0]
    if not text or text in NOTHING:
        return Parsed(None)
    return _from_text(re.sub(r"\s+", "", _CLOCK.sub("", text)), heading)


def _from_number(number: float, heading: Heading) -> Parsed:
    if number == 0:
        return Parsed(None, (PLACEHOLDER,))
    if not math.isfinite(number):
        return Parsed(None, (UNREADABLE,))
    if number.is_integer() and 18_000_000 < number < 100_000_000:
        return _real(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100)
    if int(number) not in SERIALS:
        return Parsed(None, (INCOMPLETE if 1900 <= number < 2200 else UNREADABLE,))
    epoch = date(1904, 1, 1) if heading.epoch_1904 else date(1899, 12, 30)
    return Parsed(epoch + timedelta(days=int(number)), (SERIAL,))


def _from_text(text: str, heading: Heading) -> Parsed:
    if _ZERO.fullmatch(text):
        return Parsed(None, (PLACEHOLDER,))
    if match := _FULL.fullmatch(text):
        return _real(*_figures(match))
    if re.fullmatch(r"\d{8}", text):
        return _real(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _from_number(float(text), heading)
    if match := _SHORT.fullmatch(text):
        return _short(*_figures(match), heading)
    if match := _DAY_OR_MONTH.fullmatch(text):
        return _day_or_month(*_figures(match))
    if match := _CHINESE.fullmatch(text):
        return _chinese(*match.groups())
    return Parsed(None, (INCOMPLETE if _INCOMPLETE.fullmatch(text) else UNREADABLE,))


def _figures(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[1]), int(match[2]), int(match[3])


def _real(year: int, month: int, day: int, *notes: Note) -> Parsed:
    try:
        found = date(year, month, day)
    except ValueError:
        return Parsed(None, (IMPOSSIBLE,))
    return Parsed(None, (PLACEHOLDER,)) if found in PLACEHOLDERS else Parsed(found, notes)


def _short(year: int, month: int, day: int, heading: Heading) -> Parsed:
    """25-3-5: the year stands first in Chinese dates. Births pivot at 30, everything else at 70; always with a note."""
    if year <= 31 and month <= 12 and day > 31:
        return Parsed(None, (AMBIGUOUS,))
    pivot = 30 if _BIRTH.search(heading.text) else 70
    return _real(year + (2000 if year < pivot else 1900), month, day, SHORT_YEAR)


def _day_or_month(first: int, second: int, year: int) -> Parsed:
    """05/03/2025 is 5 March or 3 May: asked, unless only one reading is a day."""
    if year < 100 or (first <= 12 and second <= 12 and first != second):
        return Parsed(None, (AMBIGUOUS,))
    return _real(year, second, first, DAY_FIRST) if second <= 12 else _real(year, first, second, DAY_FIRST)


def _chinese(year: str | None, month: str, day: str) -> Parsed:
    if year is None:
        return Parsed(None, (INCOMPLETE,))
    digits = int("".join(str(chinese_number(sign)) for sign in year))
    return _real(digits, chinese_number(month) or 0, chinese_number(day) or 0)


_FOREVER = frozenset(
    {"长期", "长期有效", "永久", "永久有效", "终身", "终身有效", "无期限", "9999", "99991231", "20991231"}
)
_SENTINEL = date(2099, 12, 31)
_RANGE = re.compile(
    r"(\d{8}|\d{4}[./\-年]\d{1,2}[./\-月]\d{1,2}日?)(?:-{1,2}|至|到|~|—|–)((?:长期|永久).*|\d{8}|\d{4}[./\-年].+)"
)


def parse_validity(cell: Cell, heading: Heading) -> Parsed:
    """证件有效期 as text: ``2035-06-01``, ``长期``, or ``2010-01-01至2030-01-01`` where a start was given."""
    if not isinstance(cell, str):
        return _validity(LONG_TERM if cell == 9999 else _end_of(cell, heading))
    text = re.sub(r"\s+", "", cleaning.noted(cell)[0])
    if not text or _ZERO.fullmatch(text):
        return parse_day(text, heading)._replace(value="")
    both = _RANGE.fullmatch(text)
    if both is None:
        return _validity(_end_of(text.removeprefix(BETWEEN), heading))
    start, end = parse_day(both[1], heading).value, _end_of(both[2], heading)
    return _validity(f"{start}{BETWEEN}{end}" if start and end else "")


def _end_of(cell: Cell, heading: Heading) -> str | None:
    """The last day in ISO form or 长期, ``""`` when unread, None when blank."""
    if isinstance(cell, str) and re.sub(r"[./\-年月日]", "", cell) in _FOREVER:
        return LONG_TERM
    value, notes = parse_day(cell, heading)
    if isinstance(value, date):
        return LONG_TERM if value >= _SENTINEL else value.isoformat()
    return "" if notes and PLACEHOLDER not in notes else None


def _validity(text: str | None) -> Parsed:
    return Parsed(text or "", () if text != "" else (NO_VALIDITY,))
