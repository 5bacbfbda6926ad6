"""The second set of books: what every policy should be, by a few rules of its own. Amounts in whole fen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from core.days.anniversary import monthiversary

GRACE_DAYS = 60
RUNNING = ("待生效", "有效", "宽限期")


@dataclass
class Cover:
    """One 险种 of a policy: ``premium`` each time, ``paid`` what it was paid so far; ``once``: no second premium."""

    product: str
    sum_assured: int
    premium: int
    paid: int
    matures_on: date | None
    once: bool = False


@dataclass
class Account:
    """One policy. ``instalments`` in the whole premium term, ``paid`` of them so far; ``step``: months between them."""

    policy_no: str
    application_no: str
    holder: str
    insured: str
    phone: str
    address: str
    bank_account: str
    channel: str
    branch: str
    effective_on: date
    issued_on: date
    step: int
    instalments: int
    paid: int
    covers: list[Cover]
    status: str
    premium_status: str
    status_on: date
    reason: str = ""
    signed_on: date | None = None
    called_on: date | None = None
    short: bool = False
    loan: int = 0
    asked: set[int] = field(default_factory=set)
    """Kinds of request that its customer has made already: a year is too short to ask for the same twice."""

    @property
    def premium(self) -> int:
        """One instalment of all covers."""
        return sum(cover.premium for cover in self.covers)

    @property
    def total_paid(self) -> int:
        """Premiums paid for all covers."""
        return sum(cover.paid for cover in self.covers)

    @property
    def ended(self) -> bool:
        """终止."""
        return self.status == "终止"

    @property
    def paying(self) -> bool:
        """Is there a next instalment?"""
        return not self.ended and self.premium_status in ("交费中", "自动垫交", "缓交") and self.paid < self.instalments

    def due_on(self, instalment: int) -> date:
        """The 对应日 on which an instalment is due."""
        return monthiversary(self.effective_on, (instalment - 1) * self.step)

    @property
    def next_due(self) -> date | None:
        """The first instalment that is not paid, None when there is none."""
        return self.due_on(self.paid + 1) if self.paying else None

    @property
    def grace_ends(self) -> date | None:
        """The last day of the 宽限期 of the next instalment, the day after the due day counted first."""
        return None if self.next_due is None else self.next_due + timedelta(days=GRACE_DAYS)

    def stands(self, status: str, on: date, reason: str = "") -> None:
        """The policy gets another state."""
        self.status, self.status_on, self.reason = status, on, reason

    def receives(self, on: date) -> None:
        """An instalment comes in: the due day moves on, the 宽限期 is over, and with the last one no more is due."""
        for cover in self.covers:
            cover.paid += cover.premium
        self.paid += 1
        if self.status == "宽限期":
            self.stands("有效", on)
        if self.paid == self.instalments:
            self.premium_status = "交清"

    def paid_up(self, sum_assured: int, paid: int) -> None:
        """减额交清: the contract's table says what is left of the sum assured; here only that it is something less."""
        cover = self.covers[0]
        assert -cover.sum_assured < sum_assured < 0
        cover.sum_assured += sum_assured
        cover.paid += paid
        cover.premium, self.premium_status = 0, "减额交清"

    def shrinks(self, cover: Cover, left: int) -> None:
        """减保: premium and what counts as paid fall with the sum assured, half up."""
        share = Fraction(left, cover.sum_assured)
        cover.premium, cover.paid = (int(share * fen + Fraction(1, 2)) for fen in (cover.premium, cover.paid))
        cover.sum_assured = left
