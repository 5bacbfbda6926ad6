"""Money poured over what is owed, in order, to the fen: which part of which bank line pays which due.

Every yuan of the bank lines is booked: what is left when all is paid goes to the last due, as an overpayment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.events.bank_money import BankMoney
from core.events.owed import Owed

ZERO = Decimal(0)


@dataclass
class Part:
    """What one bank line pays of one due; ``over``: paid beyond it. Yuan, both positive."""

    money: BankMoney
    amount: Decimal
    over: Decimal = ZERO


@dataclass
class Paid:
    """One due with the parts that pay it."""

    owed: Owed
    parts: list[Part] = field(default_factory=list)

    @property
    def sign(self) -> int:
        """−1 for what is paid out."""
        return -1 if self.owed.amount < 0 else 1

    @property
    def left(self) -> Decimal:
        """What is still to pay, positive."""
        return abs(self.owed.amount) - sum((part.amount for part in self.parts), ZERO)

    @property
    def over(self) -> Decimal:
        """What came beyond the due, positive."""
        return sum((part.over for part in self.parts), ZERO)


@dataclass
class Purse:
    """What the bank lines of one payment still hold, by line, positive amounts in the order of their days."""

    lines: list[tuple[BankMoney, Decimal]]

    def pay(self, owed: Owed) -> Paid:
        """Take from the lines what is owed, as far as it goes."""
        paid, rest = Paid(owed), []
        left = abs(owed.amount)
        for money, held in self.lines:
            taken = min(left, held)
            if taken:
                paid.parts.append(Part(money, taken))
                left -= taken
            rest.append((money, held - taken))
        self.lines = rest
        return paid

    def pour_out(self, paid: Sequence[Paid]) -> None:
        """What is left goes to the last due that was paid, line by line."""
        last = next((one for one in reversed(paid) if one.parts), None)
        for money, held in self.lines:
            if held and last is not None:
                part = next((part for part in last.parts if part.money is money), None)
                if part is None:
                    last.parts.append(part := Part(money, ZERO))
                part.over += held
        self.lines = []
