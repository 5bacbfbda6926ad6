"""工作日: which days are worked, counted and rolled to, from the announced calendar and the office's own rows.

The seed is chinese_calendar (the yearly notice of the State Council, 放假 and 调休). A year that is not announced yet
counts Monday to Friday as worked, and whatever touched such a day carries :data:`NOT_ANNOUNCED`. No year raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.days.arrays import Days, Flags

NOT_ANNOUNCED = "调休未公布，暂按周一至周五"
WORKED, REST = "工作日", "休息日"

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, and the reservation that must stand beside it ("" when there is none)."""

    day: date
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class _Seed:
    """The announced calendar: statutory holidays with their names, make-up days, first and last day covered."""

    holidays: Mapping[date, str]
    makeup_days: frozenset[date]
    first: date
    last: date


@cache
def _seed() -> _Seed:
    from chinese_calendar import constants  # 13 ms: only when a calendar is really asked

    names = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    holidays = {day: names[name] for day, name in constants.holidays.items()}
    years = [day.year for day in holidays]
    return _Seed(holidays, frozenset(constants.workdays), date(min(years), 1, 1), date(max(years), 12, 31))


class Calendar:
    """Working days: the announced calendar, changed by the rows of the sheet 工作日历.

    ``overrides``: day → 工作日 or 休息日. An overridden day counts as announced.
    ``announced_through``: last day for which the rows are complete, when that is later than the seed's.
    """

    def __init__(self, overrides: Mapping[date, str] | None = None, announced_through: date | None = None) -> None:
        self._overrides = dict(overrides or {})
        if wrong := set(self._overrides.values()) - {WORKED, REST}:
            raise ValueError(f"工作日历只能填{WORKED}或{REST}：{'、'.join(sorted(wrong))}")
        self._seed = _seed()
        self.known_from = self._seed.first
        self.known_through = max(self._seed.last, announced_through or date.min)

    def is_announced(self, day: date) -> bool:
        """False when only the weekday speaks for the day."""
        return self.known_from <= day <= self.known_through or day in self._overrides

    def is_working(self, day: date) -> bool:
        """True on a worked day, a make-up Saturday or Sunday included."""
        if day in self._overrides:
            return self._overrides[day] == WORKED
        return day in self._seed.makeup_days or (day.weekday() < 5 and day not in self._seed.holidays)

    def is_statutory_holiday(self, day: date) -> bool:
        """True inside an announced festival (放假), adjusted rest days included; a plain weekend is not."""
        return self.holiday_name(day) != ""

    def holiday_name(self, day: date) -> str:
        """春节, 国庆节 …; 休息日 for a weekday the office's own rows take off; "" on any other day."""
        if self._overrides.get(day) == WORKED:
            return ""
        own = REST if self._overrides.get(day) == REST and day.weekday() < 5 else ""
        return self._seed.holidays.get(day, own)

    def add_working_days(self, start: date, n: int) -> Deadline:
        """The ``n``-th working day after ``start``, which is not counted itself; ``start`` for n = 0."""
        if n < 0:
            raise ValueError("working days are counted forwards")
        day, left = start, n
        while left:
            day += _ONE_DAY
            left -= self.is_working(day)
        return Deadline(day, self.stamp(start + _ONE_DAY, day))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + _ONE_DAY * step) for step in range(1, (end - start).days + 1))

    def roll(self, day: date) -> Deadline:
        """``day``, or the next working day when it is not one."""
        rolled = day
        while not self.is_working(rolled):
            rolled += _ONE_DAY
        return Deadline(rolled, self.stamp(day, rolled))

    def stamp(self, first: date, last: date) -> str:
        """:data:`NOT_ANNOUNCED` when a day from ``first`` to ``last``, both included, is not announced."""
        if self.known_from <= first and last <= self.known_through:
            return ""
        days = (first + _ONE_DAY * step for step in range((last - first).days + 1))
        return "" if all(map(self.is_announced, days)) else NOT_ANNOUNCED

    def worked(self, span: Days) -> Flags:
        """:meth:`is_working` for every day of an unbroken span of ascending days, shape (n,)."""
        import numpy as np

        open_days = np.is_busday(span)
        self._mark(span, open_days, self._seed.holidays, False)
        self._mark(span, open_days, self._seed.makeup_days, True)
        for kind in (WORKED, REST):
            self._mark(span, open_days, [day for day, own in self._overrides.items() if own == kind], kind == WORKED)
        return open_days

    def announced(self, span: Days) -> Flags:
        """:meth:`is_announced` for every day of an unbroken span of ascending days, shape (n,)."""
        import numpy as np

        known = (span >= np.datetime64(self.known_from)) & (span <= np.datetime64(self.known_through))
        self._mark(span, known, self._overrides, True)
        return known

    @staticmethod
    def _mark(span: Days, flags: Flags, days: Iterable[date], flag: bool) -> None:
        import numpy as np

        places = (np.array(list(days), dtype="datetime64[D]") - span[0]).astype(np.int64)
        flags[places[(places >= 0) & (places < len(span))]] = flag
