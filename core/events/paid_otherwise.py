"""Premiums that no 保费收入 of 续期 shows, because an event paid them: a 复效 all that was due, a 自动垫交 one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

EVENTS = ("复效", "自动垫交")
_PAID = f"""
    SELECT e.policy_no, e.event, e.event_no, e.effective_on, (
        SELECT MIN(b.next_due_on) FROM changes g
        JOIN policies_versions a ON a.ledger_change = g.id AND a.policy_no = e.policy_no
        JOIN policies_versions b ON b.ledger_version = (
            SELECT MAX(p.ledger_version) FROM policies_versions p
            WHERE p.ledger_key = a.ledger_key AND p.ledger_version < a.ledger_version)
        WHERE g.batch = h.batch AND g.record = 'policies')
    FROM policy_events e JOIN changes h ON h.id = e.ledger_change
    WHERE e.event IN ({", ".join("?" * len(EVENTS))}) AND e.policy_no IN (SELECT value FROM json_each(?))
    ORDER BY e.event_no"""
"""Events with the 下次应交日 that they found: what fell due before it they did not pay."""


@dataclass(frozen=True)
class PaidBy:
    """An event that paid premiums due from ``since``, None where the ledger cannot tell, up to its day."""

    event: str
    number: str
    on: date
    since: date | None


PaidOtherwise = Mapping[str, Sequence[PaidBy]]
"""By policy, in the order of their numbers."""


def paid_otherwise(connection: sqlite3.Connection, policies: Iterable[str]) -> PaidOtherwise:
    """What the ledger holds of such events for some policies; those that were taken back are none."""
    found = dict[str, list[PaidBy]]()
    wanted = json.dumps(sorted(policies))
    for policy, event, number, day, since in connection.execute(_PAID, (*EVENTS, wanted)):
        first = date.fromisoformat(since) if since else None
        found.setdefault(policy, []).append(PaidBy(event, number, date.fromisoformat(day), first))
    return found


def payer_of(events: Sequence[PaidBy], due_on: date) -> PaidBy | None:
    """The first event that paid what was due on a day, where one did."""
    return next((each for each in events if (each.since or due_on) <= due_on <= each.on), None)
