"""Proposals as rows of 到账认领: a clerk fills in 确认 or 驳回, and the next run knows."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from core.receipts.model import Matched, State
from core.table import scalar


def rows_to_confirm(matched: Matched) -> Iterator[dict[str, Any]]:
    """One row per line and due of every proposal, by field of ``ReceiptClaim``, the decision left blank."""
    statement, dues = matched.statement, matched.dues
    for match in matched.matches:
        if match.state is not State.PROPOSED:
            continue
        problems = f"；{'、'.join(problem.value for problem in match.problems)}" if match.problems else ""
        for line in match.lines:
            for due in match.dues:
                yield {
                    "bank_serial": statement["bank_serial"][line],
                    "own_account": statement["own_account"][line],
                    "document_no": dues.document[due],
                    "business": dues.business[due],
                    "due_on": scalar(dues.due_on[due]),
                    "came_on": scalar(statement["booked_on"][line]),
                    "payer": statement["payer"][line],
                    "amount": Decimal(int(statement.fen[line])) / 100,
                    "due": Decimal(int(dues.fen[due])) / 100,
                    "proposal": f"{match.why}{problems}",
                }


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
        if not (match.difference and (dues.document[due], int(statement.fen[line])) in repaid)
    ]
    places += [(each.line, number) for each in matched.suspense for number in each.hints]
    for line, number in places:
        if statement.fen[line] > 0:
            day = scalar(statement["booked_on"][line])
            came[number] = min(day, came.get(number, day))
    return came
