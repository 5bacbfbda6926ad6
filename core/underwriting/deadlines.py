"""The service limits of new business: NB-1 one-off notice, NB-2 examination, NB-3 issue, NB-4 conclusion. 4号令."""

from __future__ import annotations

from datetime import date

from core.checks.rule import Context
from core.underwriting.decision import Due

NOTICE, EXAMINATION, ISSUE, CONCLUSION = "NB-1", "NB-2", "NB-3", "NB-4"


class Deadlines:
    """Last days counted from a day, each pair of clock and day worked out once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[str, date], Due] = {}

    def after(self, code: str, start: date) -> Due:
        """The last day of clock ``code`` that starts with an event on ``start`` (not counted, 民法典第二百零一条)."""
        if (code, start) not in self._known:
            clock = self._context.law.clock(code, start)
            end = self._context.calendar.add_working_days(start, clock.limit or 0)
            self._known[code, start] = Due(code, clock.event, end.day, clock.basis, end.stamp)
        return self._known[code, start]
