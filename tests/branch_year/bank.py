"""银行流水 and 到账认领: how premiums are paid, well or oddly, and what the clerk says each payment is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.demo import numbers
from core.demo.sheets import Book
from core.records.banking import BankLine, ReceiptClaim
from tests.branch_year.accounts import GRACE_DAYS, Account
from tests.branch_year.calendar import Batch
from tests.branch_year.service import draw

Row = dict[str, Any]
RENEWAL = "续期"
OWN_ACCOUNT = numbers.card("629900", 990_000_001)
SHORT_FEN, OVER_FEN = 1_000, 10_000
HABITS = ("never",) * 4 + ("short", "over", "third", "split", "duplicate", "too late") * 2 + ("late",) * 10
SIDES = 100
"""Of a hundred instalments the first ones are paid as in ``HABITS``, the others on the due day or soon after."""
YEARLY = 12


@dataclass(frozen=True)
class Payment:
    """Money that comes for one premium. ``last``: with it the premium is paid. ``claimed``: by the clerk.

    ``over``: so much of it is too much. ``refused``: the ledger must turn the clerk's claim down.
    """

    account: Account
    instalment: int
    day: date
    fen: int
    serial: str
    payer: str
    last: bool = True
    claimed: bool = True
    refused: bool = False
    over: int = 0


@dataclass
class Bank:
    """Payments by the day on which they come, and what the month must list as odd."""

    coming: dict[date, list[Payment]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[str, int] = field(default_factory=dict)
    lines: list[Row] = field(default_factory=list)
    unbooked: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    part_paid: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    part_paid_on: dict[str, date] = field(default_factory=dict)
    paid_over: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    over_of_month: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    """By month of the due day, policies whose customers paid too much, in fen."""

    def expect(self, accounts: Mapping[str, Account], batch: Batch) -> None:
        """Decide how every instalment due in the batch or before will be paid; each is decided once."""
        for account in accounts.values():
            due = account.next_due
            if due is None or due > batch.day or account.short or account.status not in ("有效", "宽限期"):
                continue
            if self.asked.get(account.policy_no, 0) <= account.paid:
                self.asked[account.policy_no] = account.paid + 1
                for payment in _payments(account, due, account.paid + 1):
                    self.coming[max(payment.day, batch.day)].append(payment)

    def of(self, batch: Batch) -> list[Payment]:
        """What comes in during a batch for policies that still run, and what comes too late."""
        come = [payment for day in batch.days for payment in self.coming.pop(day, [])]
        return [
            one for one in come if one.account.status in ("有效", "宽限期") or (one.refused and not one.account.ended)
        ]

    def booked(self, payment: Payment) -> None:
        """Remember what the month's balances and the statement must list because of a payment."""
        account = payment.account
        if payment.refused or not payment.claimed:
            self.unbooked[f"{payment.day:%Y-%m}"][payment.serial] = payment.fen
        elif payment.last:
            self.part_paid.pop(account.policy_no, None)
            if payment.over:
                self.paid_over[account.policy_no] += payment.over
                self.over_of_month[f"{account.due_on(payment.instalment):%Y-%m}"][account.policy_no] += payment.over
        else:
            self.part_paid[account.policy_no] += payment.fen
            self.part_paid_on[account.policy_no] = payment.day

    def pays_out(self, account: Account, fen: int, day: date, serial: str, why: str, *, booked: bool) -> None:
        """Money leaves the company; where 保费收入 has no kind of business for it, the line stays unbooked."""
        self.lines.append(_line(serial, day, -fen, account.holder, account.bank_account, account.policy_no, why))
        if not booked:
            self.unbooked[f"{day:%Y-%m}"][serial] = -fen

    def receives(self, row: Row, *, booked: bool = True) -> None:
        """Money comes in that finance books by itself, or that 保费收入 has no kind of business for."""
        fen = round(row["received"] * 100)
        self.lines.append(
            _line(row["bank_serial"], row["received_on"], fen, row["payer"], row["payer_account"], row["policy_no"], "")
        )
        if not booked:
            self.unbooked[f"{row['received_on']:%Y-%m}"][row["bank_serial"]] = fen

    def write(self, path: Path, payments: Iterable[Payment], cut_off: date) -> None:
        """The statement of the batch and the clerk's word on it; what carries one serial is one line."""
        rows = [*_together(self.lines), *map(_line_of, payments)]
        claims = [_claim_of(payment, cut_off) for payment in payments if payment.claimed]
        self.lines.clear()
        if not rows:
            return
        with Book(path) as book:
            sheet = book.add(BankLine, BankLine.sheet, cut_off)
            for row in rows:
                sheet.write(row)
            if claims:
                sheet = book.add(ReceiptClaim, ReceiptClaim.sheet, cut_off)
                for row in claims:
                    sheet.write(row)


def _payments(account: Account, due: date, instalment: int) -> list[Payment]:
    """How a customer pays one instalment; what would look like the next month's premium is for yearly ones."""
    dice = draw(account.policy_no, f"pays {instalment}", SIDES)
    odd = dice < len(HABITS) and (account.step >= YEARLY or HABITS[dice] in ("never", "late", "third"))
    habit = HABITS[dice] if odd and account.premium > 2 * SHORT_FEN else ""
    day = due + timedelta(days=draw(account.policy_no, f"day {instalment}", 9))
    serial = f"XQ{due:%Y%m%d}{account.policy_no[-9:]}"
    whole, half = account.premium, account.premium // 2

    def paid(fen: int, after: int = 0, mark: str = "", payer: str = account.holder, **more: Any) -> Payment:
        return Payment(account, instalment, day + timedelta(days=after), fen, serial + mark, payer, **more)

    ways: dict[str, list[Payment]] = {
        "never": [],
        "short": [paid(whole - SHORT_FEN, last=False), paid(SHORT_FEN, 11, "B")],
        "over": [paid(whole + OVER_FEN, over=OVER_FEN)],
        "third": [paid(whole, payer="示例商贸有限公司")],
        "split": [paid(half, last=False, mark="A"), paid(whole - half, mark="B")],
        "duplicate": [paid(whole), paid(whole, 1, "C", claimed=False)],
        "late": [paid(whole, 30 + draw(account.policy_no, "late", 20))],
        "too late": [paid(whole, GRACE_DAYS + 4, refused=True)],
    }
    return ways.get(habit, [paid(whole)])


def _line_of(payment: Payment) -> Row:
    account = payment.account
    number = account.policy_no
    return _line(payment.serial, payment.day, payment.fen, payment.payer, account.bank_account, number, RENEWAL)


def _claim_of(payment: Payment, on: date) -> Row:
    return {
        "bank_serial": payment.serial, "own_account": OWN_ACCOUNT, "document_no": payment.account.policy_no,
        "business": RENEWAL, "due_on": payment.account.due_on(payment.instalment), "decision": "确认",
        "decided_by": "jingban1", "decided_on": on,
    }  # fmt: skip


def _line(serial: str, day: date, fen: int, payer: str, account: str, document: str, remark: str) -> Row:
    return {
        "bank_serial": serial, "booked_on": day, "own_account": OWN_ACCOUNT, "amount": fen / 100, "payer": payer,
        "payer_account": account, "document_no": document, "remark": remark,
    }  # fmt: skip


def _together(lines: list[Row]) -> list[Row]:
    found: dict[str, Row] = {}
    for line in lines:
        held = found.setdefault(line["bank_serial"], {**line, "amount": 0.0})
        held["amount"] = round(held["amount"] + line["amount"], 2)
    return list(found.values())
