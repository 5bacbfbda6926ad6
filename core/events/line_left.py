"""How much of a bank line a claim may still book, and whether a debit that proves a payment is claimed as that one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from core.events.bank_money import BankMoney
from core.events.owed import ZERO, Owed
from core.receipts.line_use import Proved
from core.servicing.lines import Held


def left_on(money: BankMoney, booked: Iterable[Held], proved: Proved, own: Collection[str]) -> Decimal:
    """Yuan of a line, positive, less what is booked under it and what it pays of orders for policies not in ``own``."""
    sums: dict[str, Decimal] = {}
    for row in booked:
        number = row.text("policy_no")
        sums[number] = sums.get(number, ZERO) + row.amount("received")
    sums = {number: abs(amount) for number, amount in sums.items()}
    for policy, fen in proved.items():
        if policy not in own:
            sums[policy] = max(sums.get(policy, ZERO), Decimal(sum(fen)).scaleb(-2))
    return abs(money.amount) - sum(sums.values(), ZERO)


def is_this_payment(owed: Sequence[Owed], document: str, proved: Proved) -> bool:
    """Is what a claim books one of the orders that its line proves? Also where the line proves none."""
    fen = int(abs(sum((one.amount for one in owed), ZERO)).scaleb(2))
    return not proved or fen in proved.get(document, ())
