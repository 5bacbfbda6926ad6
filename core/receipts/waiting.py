"""Money in the bank that the books do not show yet: nothing lapses while it waits, wherever that is asked."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

import numpy as np

from core.law.lookup import Law
from core.money import to_fen
from core.receipts.match import match_statement
from core.receipts.model import Matched
from core.receipts.repayments import REPAYMENT, paid_back
from core.records.banking import BankLine
from core.records.servicing import ServicingRequest
from core.table import Tables, scalar

STATEMENT_DAYS = 92
"""Bank lines up to a quarter old can still be the premium of a policy that is about to lapse."""


def recent_statement(tables: Tables, law: Law, on: date) -> Matched | None:
    """The bank lines of the last quarter up to ``on``, matched; None where there is none.

    The books are looked at from the first of these lines on: what was booked before the statement begins has its line
    elsewhere, and a later line of the same amount is not it.
    """
    booked_on = tables.of(BankLine)["booked_on"]
    since = np.datetime64(on - timedelta(days=STATEMENT_DAYS))
    inside = booked_on[(booked_on >= since) & (booked_on <= np.datetime64(on))]
    return match_statement(tables, law, inside.min().item(), on) if len(inside) else None


def money_waiting(tables: Tables, law: Law, on: date) -> dict[str, date]:
    """Documents for which money came in the last quarter that nobody booked yet, with its day."""
    matched = recent_statement(tables, law, on)
    return unbooked_money(matched, _repaid(tables)) if matched else {}


def unbooked_money(matched: Matched, repaid: Container[tuple[str, int]] = ()) -> dict[str, date]:
    """Documents for which money came that the books do not show: proposals, claims, and hints of lines in suspense.

    ``repaid``: policy number and fen of loans paid back. Such money is not waiting: only for want of anything better
    it was put beside a premium of another amount.
    """
    came: dict[str, date] = {}
    statement, dues = matched.statement, matched.dues
    places = [
        (line, dues.document[due])
        for match in matched.matches
        if not dues.is_booked[list(match.dues)].any()
        for line in match.lines
        for due in match.dues
        if dues.business[due] != REPAYMENT
        and not (match.difference and (dues.document[due], int(statement.fen[line])) in repaid)
    ]
    places += [(each.line, number) for each in matched.suspense for number in each.hints]
    for line, number in places:
        if statement.fen[line] > 0:
            day = scalar(statement["booked_on"][line])
            came[number] = min(day, came.get(number, day))
    return came


def _repaid(tables: Tables) -> set[tuple[str, int]]:
    """Policy number and fen of every loan paid back."""
    requests = tables.of(ServicingRequest)
    done = paid_back(requests)
    return set(zip(requests["policy_no"][done].tolist(), to_fen(requests["amount"][done]).tolist(), strict=True))
