"""Proposals as rows of 到账认领: a clerk fills in 确认 or 驳回, and the next run knows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from core.findings import Finding
from core.receipts.model import Match, Matched, State
from core.table import scalar


def rows_to_confirm(matched: Matched) -> Iterator[dict[str, Any]]:
    """One row per line and due of every proposal, by field of ``ReceiptClaim``, the decision left blank."""
    statement, dues = matched.statement, matched.dues
    for match in matched.matches:
        if match.state is not State.PROPOSED:
            continue
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
                    "proposal": _proposal(match),
                }


def not_to_confirm(row: dict[str, Any], why: Finding) -> dict[str, Any]:
    """The row of a proposal that a sync would refuse: sure as the match may be, it cannot be booked like that."""
    return {**row, "proposal": f"待人工：{why.message}；{why.fix}（到账与应收：{row['proposal']}）"}


def _proposal(match: Match) -> str:
    problems = f"；{'、'.join(problem.value for problem in match.problems)}" if match.problems else ""
    return f"{match.why}{problems}"
