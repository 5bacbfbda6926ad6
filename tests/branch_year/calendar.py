"""On which days the office syncs, and what lies between two of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FRIDAY = 4


@dataclass(frozen=True)
class Batch:
    """What came in after the last sync, up to and including ``day``."""

    after: date
    day: date

    @property
    def days(self) -> list[date]:
        """The calendar days of the batch."""
        return [self.after + timedelta(days=place) for place in range(1, (self.day - self.after).days + 1)]

    @property
    def month_end(self) -> bool:
        """Is it the last batch of a month?"""
        return self.day.day == monthrange(self.day.year, self.day.month)[1]

    def covers(self, day: date | None) -> bool:
        """Does a day lie in the batch?"""
        return day is not None and self.after < day <= self.day


def batches(first: date, months: int, *, daily: bool) -> Iterator[Batch]:
    """From ``first`` on for so many months: every working day, or once a week on Fridays; month ends in any case."""
    day, last_sync, count = first, first - timedelta(days=1), 0
    while count < months:
        end = day.day == monthrange(day.year, day.month)[1]
        if end or (day.weekday() <= FRIDAY if daily else day.weekday() == FRIDAY):
            yield Batch(last_sync, day)
            last_sync = day
        count += end
        day += timedelta(days=1)
