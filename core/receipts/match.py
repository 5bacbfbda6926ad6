"""Which bank line pays what: confirmed claims, booked serials, documents, payers; the rest is suspense with a reason.

Deterministic and independent of the order of rows: lines and dues are put in a fixed order first. Every line ends in
exactly one match or in suspense, every due in at most one match. Nothing is booked: a match beyond what the books or a
person already say is a proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from core.law.lookup import Law
from core.normalise.netting import reversal_pairs
from core.receipts.by_document import match_by_document
from core.receipts.by_payer import match_by_payer
from core.receipts.confirmed import drop_rejected, match_confirmed
from core.receipts.desk import Desk
from core.receipts.due import Dues, PaidOut, dues_of, tolerance_fen
from core.receipts.model import How, Match, Matched, State, Sure, Suspense, Why
from core.receipts.payers import Colleagues, colleagues_of
from core.receipts.problems import paid_dues, problems_of
from core.receipts.statement import Statement, statement_of
from core.records.banking import BankLine, ReceiptClaim
from core.table import Table, Tables


def match_statement(tables: Tables, law: Law, first: date, last: date, paid_out: Sequence[PaidOut] = ()) -> Matched:
    """Match the lines of 银行流水 booked from ``first`` to ``last`` with what was due, booked or claimed by then.

    ``paid_out``: what the books paid in that time outside 保费收入.
    """
    lines = tables.of(BankLine)
    inside = (lines["booked_on"] >= np.datetime64(first)) & (lines["booked_on"] <= np.datetime64(last))
    dues = dues_of(tables, law, first, last, paid_out)
    statement = statement_of(lines.take(np.asarray(inside)), set(dues.document.tolist()) | set(dues.payers))
    tolerance = tolerance_fen(law, last)
    early = int(law.value("receipt_early_days", last).value)
    return match(statement, dues, tables.of(ReceiptClaim), colleagues_of(tables), tolerance, early)


def match(
    statement: Statement, dues: Dues, claims: Table, colleagues: Colleagues, tolerance: int, early_days: int
) -> Matched:
    """All steps on one statement. ``tolerance``: fen up to which a difference is accepted, and listed."""
    desk = Desk(statement, dues, tolerance)
    suspense = match_confirmed(desk, claims)
    _match_booked(desk)
    pairs = _take_out_reversals(desk)
    match_by_document(desk)
    choices = match_by_payer(desk)
    suspense += drop_rejected(desk, claims)
    _settle_payments(desk)
    suspense += [_suspense(desk, line, choices) for line in desk.free_lines]
    paid = paid_dues(desk)
    matches = sorted(
        (replace(each, problems=problems_of(desk, each, colleagues, early_days, paid)) for each in desk.matches),
        key=lambda each: each.lines,
    )
    unfound = tuple(due for due in sorted(desk.free_dues) if dues.booked[due])
    return Matched(
        statement, dues, tuple(matches), tuple(sorted(suspense, key=lambda each: each.line)), unfound, tuple(pairs)
    )


def _match_booked(desk: Desk) -> None:
    """Lines whose serial the books name; several bookings may share one line."""
    booked: dict[str, list[int]] = defaultdict(list)
    for due in desk.free_dues:
        if desk.dues.serial[due]:
            booked[desk.dues.serial[due]].append(due)
    serials = desk.statement["bank_serial"].tolist()
    for line in list(desk.free_lines):
        dues = booked.get(serials[line], [])
        if dues and desk.fen(line) * sum(map(desk.expected, dues)) > 0:
            desk.put_together([line], dues, How.SERIAL, Sure.CERTAIN, State.BOOKED)
            del booked[serials[line]]


def _take_out_reversals(desk: Desk) -> list[tuple[int, int]]:
    """冲正 pairs among bookings without a bank line: money that never moved."""
    dues = [due for due in desk.free_dues if desk.dues.booked[due]]
    keys = [(desk.dues.document[due], desk.dues.business[due], str(desk.dues.due_on[due])) for due in dues]
    partner = reversal_pairs(keys, np.array([desk.expected(due) for due in dues], dtype=np.float64) / 100)
    pairs = [(dues[place], dues[other]) for place, other in enumerate(partner.tolist()) if other > place]
    for due in (due for pair in pairs for due in pair):
        del desk.free_dues[due]
    return pairs


def _settle_payments(desk: Desk) -> None:
    """A payment that the books hold without a serial is booked once a line of its document shows the same amount."""
    desk.matches = [
        replace(each, state=State.BOOKED) if _is_settled(desk.dues, each) else each for each in desk.matches
    ]


def _is_settled(dues: Dues, each: Match) -> bool:
    own = list(each.dues)
    proved = each.state is State.PROPOSED and each.how in (How.DOCUMENT, How.ACCOUNT) and not each.difference
    return proved and bool(((dues.booked[own] < 0) & (dues.serial[own] == "")).all())


def _suspense(desk: Desk, line: int, choices: dict[int, tuple[str, ...]]) -> Suspense:
    """Why nobody could place a line."""
    named = desk.statement.named[line]
    if line in choices:
        return Suspense(line, Why.SEVERAL, choices[line])
    if _repeats_serial(desk, line):
        return Suspense(line, Why.REPEATED_LINE, named)
    if desk.fen(line) <= 0:
        return Suspense(line, Why.OUTGOING, named)
    if named and (paid := _paid_already(desk, line)):
        return Suspense(line, Why.DUPLICATE, paid)
    if named:
        return Suspense(line, Why.NOTHING_DUE, named)
    return Suspense(line, Why.UNKNOWN_DOCUMENT if desk.statement.unknown[line] else Why.NOBODY)


def _repeats_serial(desk: Desk, line: int) -> bool:
    """Does the line before it carry the same day, serial, account and amount?"""
    if line == 0:
        return False
    same = ("bank_serial", "own_account", "booked_on")
    return desk.fen(line) == desk.fen(line - 1) and all(
        desk.statement[name][line] == desk.statement[name][line - 1] for name in same
    )


def _paid_already(desk: Desk, line: int) -> tuple[str, ...]:
    """Documents named by the line for which a due of the same amount is already matched."""
    documents = desk.dues.document
    return tuple(
        number
        for number in desk.statement.named[line]
        if any(
            documents[due] == number and desk.expected(due) == desk.fen(line)
            for match in desk.matches
            for due in match.dues
        )
    )
