"""Premiums that no 保费收入 of 续期 shows, because an event paid them: a 复效 all that was due, a 自动垫交 one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

EVENTS = ("复效", "自动垫交")


@dataclass(frozen=True)
class PaidBy:
    """An event that paid premiums due up to its day."""

    event: str
    number: str
    on: date


PaidOtherwise = Mapping[str, Sequence[PaidBy]]
"""By policy, in the order of their numbers."""


def paid_otherwise(connection: sqlite3.Connection, policies: Iterable[str]) -> PaidOtherwise:
    """What the ledger holds of such events for some policies; those that were taken back are none."""
    query = f"""SELECT policy_no, event, event_no, effective_on FROM policy_events
        WHERE event IN ({", ".join("?" * len(EVENTS))}) ORDER BY event_no"""
    wanted, found = set(policies), dict[str, list[PaidBy]]()
    for policy, event, number, day in connection.execute(query, EVENTS):
        if policy in wanted:
            found.setdefault(policy, []).append(PaidBy(event, number, date.fromisoformat(day)))
    return found


def payer_of(events: Sequence[PaidBy], due_on: date) -> PaidBy | None:
    """The first event that paid what was due on a day, where one did."""
    return next((each for each in events if each.on >= due_on), None)
