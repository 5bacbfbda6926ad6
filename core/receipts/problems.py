"""What is odd about a match: too little, too much, too late, or paid by somebody else."""

from __future__ import annotations

from collections import Counter

import numpy as np

from core.receipts.desk import Desk
from core.receipts.due import RENEWAL
from core.receipts.model import Match, Problem, State
from core.receipts.payers import Colleagues, Payer

Paid = Counter[tuple[str, int]]
"""How many dues of a document and an amount the statement pays."""


def paid_dues(desk: Desk) -> Paid:
    """Over all matches of the desk."""
    documents = desk.dues.document
    return Counter((documents[due], desk.expected(due)) for match in desk.matches for due in match.dues)


def problems_of(desk: Desk, match: Match, colleagues: Colleagues, early_days: int, paid: Paid) -> tuple[Problem, ...]:
    """Every problem of a match, in the order of :class:`Problem`."""
    found = {*_amount(desk, match), *_days(desk, match, early_days), *_payer(desk, match, colleagues)}
    if match.state is State.PROPOSED and _maybe_twice(desk, match, paid):
        found.add(Problem.MAYBE_TWICE)
    if match.state is State.PROPOSED and _maybe_repayment(desk, match):
        found.add(Problem.MAYBE_REPAYMENT)
    return tuple(problem for problem in Problem if problem in found)


def _amount(desk: Desk, match: Match) -> set[Problem]:
    found = set()
    dues = list(match.dues)
    if match.difference:
        within = abs(match.difference) <= desk.tolerance
        found.add(Problem.WITHIN if within else Problem.SHORT if match.difference < 0 else Problem.OVER)
    short_booking = desk.dues.is_booked[dues] & (np.abs(desk.dues.booked[dues] - desk.dues.fen[dues]) > desk.tolerance)
    if not match.difference and short_booking.any():
        paid, owed = int(desk.dues.booked[dues].sum()), int(desk.dues.fen[dues].sum())
        found.add(Problem.SHORT if paid < owed else Problem.OVER)
    booked = {serial for serial in desk.dues.serial[dues].tolist() if serial}
    if booked and not booked & set(desk.statement["bank_serial"][list(match.lines)].tolist()):
        found.add(Problem.OTHER_SERIAL)
    return found


def _days(desk: Desk, match: Match, early_days: int) -> set[Problem]:
    dues, came = list(match.dues), desk.statement["booked_on"][list(match.lines)].max()
    found = set()
    if (came > desk.dues.grace_end[dues]).any():
        found.add(Problem.LATE)
    renewals = ~np.isnat(desk.dues.grace_end[dues])
    if (renewals & (came < desk.dues.due_on[dues] - np.timedelta64(early_days, "D"))).any():
        found.add(Problem.EARLY)
    return found


def _maybe_twice(desk: Desk, match: Match, paid: Paid) -> bool:
    """Money for a day still ahead while the same amount for the same document has come already."""
    came = desk.statement["booked_on"][list(match.lines)].max()
    return any(
        desk.dues.due_on[due] > came and paid[desk.dues.document[due], desk.expected(due)] > 1 for due in match.dues
    )


def _maybe_repayment(desk: Desk, match: Match) -> bool:
    """Money for a policy with debts that is not the premium's amount."""
    dues = desk.dues
    incoming = all(desk.fen(line) > 0 for line in match.lines)
    indebted = any(dues.document[due] in dues.indebted and dues.business[due] == RENEWAL for due in match.dues)
    return incoming and indebted and abs(match.difference) > desk.tolerance


def _payer(desk: Desk, match: Match, colleagues: Colleagues) -> set[Problem]:
    """Only money that comes in: a blank name tells nothing."""
    found = set()
    for line in match.lines:
        name, account = desk.statement["payer"][line], desk.statement["payer_account"][line]
        if not name or desk.fen(line) <= 0:
            continue
        for due in match.dues:
            holder = desk.dues.payers.get(desk.dues.document[due], Payer()).policyholder
            if holder and name != holder:
                found.add(Problem.THIRD_PARTY)
            if holder and colleagues.paid(name, account, holder):
                found.add(Problem.EMPLOYEE)
    return found
