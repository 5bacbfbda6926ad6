"""The value on the day before the 宽限期 begins: what 减额交清 and 自动垫交 are measured on.

Counted from the day after the due day, the 宽限期 leaves the due day itself as the day before: its premium is not paid,
so the value is the one at the end of the last policy year paid for. Counted from the due day, it is the day before
that, on which the last premium is still running.
Source: the usual wording of contracts (宽限期起算 is a contract parameter).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.values.contract import Contract
from core.values.figure import Working
from core.values.interpolation import value_on
from core.values.premiums import check_due_day


def day_before_grace(contract: Contract, due: date) -> date:
    """The day before the 宽限期 of the premium due on ``due``; 应交次日 unless the contract says otherwise."""
    return due - timedelta(days=1) if contract.parameters.grace_start == "due" else due


def value_before_grace(contract: Contract, due: date, working: Working) -> Decimal | None:
    """The table value on that day with the premium of ``due`` unpaid, yuan, unrounded; None where refused."""
    if not check_due_day(contract, due, working):
        return None
    unpaid = replace(
        contract, next_due_on=due, premium_status="", parameters=replace(contract.parameters, overdue_freeze=True)
    )
    return value_on(unpaid, contract.table, day_before_grace(contract, due), working, drawn=True)
