"""The office at work: one batch of workbooks after the other through the real doors, and the model beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from core.demo.desk import Desk
from core.demo.staff import agents
from core.ledger.schema import open_ledger
from core.records.policy import Policy, PremiumReceipt
from core.records.renewal import DueAction
from macros.issue import issue
from macros.outcome import Outcome
from macros.session import Session, open_session
from macros.sync import sync
from tests.branch_year.accounts import Account
from tests.branch_year.bank import Bank, Payment
from tests.branch_year.calendar import Batch
from tests.branch_year.claims import Claims
from tests.branch_year.deciding import due_rows
from tests.branch_year.month_end import Planted
from tests.branch_year.new_business import Case, Forms, forms_of_the_year, write_first_premiums, write_forms
from tests.branch_year.opening import Row, write_opening
from tests.branch_year.outcomes import ONE_DAY, carried_out, issued_account, time_passes
from tests.branch_year.requests import Asked, requests_of, write_requests
from tests.branch_year.rows import delivered_rows, instalments_due, money_row, write_rows
from tests.branch_year.service import write_service

PREMIUMS_BACK = ("退保", "犹豫期退保", "减保")
COLLECTED = {"复效": "保全补费", "借款清偿": "借款清偿"}
"""What 保费收入 calls 退费; loans and benefits have no kind of business there."""
DUE, FIRST, PAID = "本月应交续期：应收＝实收＋未收", "本月承保：首期保费与新单实收", "收费记录与保单累计保费"
NUMBER, ASSURED = "期初、增减与期末有效件数", "期初、增减与期末有效保额"
CLAIMS = "赔款支出与收付记录"


@dataclass
class Office:
    """The branch: its folder, its ledger, its books of the model. ``refused``: requests that the ledger turned down."""

    folder: Path
    ledger: sqlite3.Connection
    accounts: dict[str, Account]
    forms: Forms
    dice: Random
    bank: Bank = field(default_factory=Bank)
    claims: Claims = field(default_factory=Claims)
    receipts: list[Row] = field(default_factory=list)
    new: list[Account] = field(default_factory=list)
    refused: list[Asked] = field(default_factory=list)
    asked: int = 0

    @classmethod
    def opened(
        cls, folder: Path, lines: int, first: date, days: Sequence[date], yearly_new: float, seed: int
    ) -> Office:
        """A branch with a portfolio of so many lines, synced on the eve of ``first``."""
        desk = Desk(seed, agents(Random(f"{seed} staff")), first, days[-1])
        new = forms_of_the_year(desk, round(lines * yearly_new * len(days) / 365), days)
        paths, accounts = write_opening(folder / "期初", desk, lines, new.cells)
        ledger = open_ledger(folder / "台账.sqlite")
        session = open_session(paths, ledger=ledger)
        sync(session, ledger, write=True)
        office = cls(folder, ledger, accounts, new, Random(f"{seed} year"))
        office._decide_what_is_due(session)
        return office

    def play(self, batch: Batch) -> Outcome:
        """One batch: what came in, as workbooks through issue and sync; then what the calendar made due, confirmed."""
        folder = self.folder / "每日" / f"{batch.day}"
        folder.mkdir(parents=True)
        cases = self.forms.of(batch)
        if cases:
            write_forms(folder / "投保单.xlsx", cases, batch.day)
            for row in write_first_premiums(folder / "新单收费.xlsx", cases, batch.day):
                self.bank.receives(row)
        moved = write_service(folder / "送达与回访.xlsx", self.new, batch)
        write_rows(folder / "保单台账.xlsx", Policy, delivered_rows(moved), batch.day)
        self.bank.expect(self.accounts, batch)
        payments = self.bank.of(batch)
        asked = self._requests(folder, batch, {one.account.policy_no for one in payments})
        self._claims(folder, batch)
        self.bank.write(folder / "银行流水.xlsx", payments, batch.day)
        write_rows(
            folder / "收付.xlsx", PremiumReceipt, [*self.receipts, *instalments_due(self.accounts, batch)], batch.day
        )
        self.receipts.clear()
        session = open_session(sorted(folder.iterdir()), on=batch.day, ledger=self.ledger)
        outcome = issue(session, self.ledger, self.folder / "结果" / f"{batch.day}")
        self._paid(payments)
        self._carried_out(asked, batch)
        self._decided(cases, outcome, batch)
        self._decide_what_is_due(session)
        return outcome

    def planted(self, day: date) -> Planted:
        """What the month's balances must list, by policy in yuan: too much paid, and paid in part."""
        month = f"{day:%Y-%m}"
        parts = {number: fen for number, fen in self.bank.part_paid.items() if self._stated_since(number)}
        beyond = Counter(self.bank.paid_over) + Counter(parts)
        found = {DUE: self.bank.over_of_month[month], PAID: beyond}
        return {item: {key: Decimal(fen).scaleb(-2) for key, fen in rows.items()} for item, rows in found.items()}

    def _stated_since(self, policy_no: str) -> bool:
        """Is the ledger's line of the part payment's day or later? Receipts after its 数据截止日 are not compared."""
        query = "SELECT MAX(ledger_as_of) FROM policies_versions WHERE policy_no = ?"
        (as_of,) = self.ledger.execute(query, (policy_no,)).fetchone()
        return bool(as_of >= self.bank.part_paid_on[policy_no].isoformat())

    def figures(self, day: date) -> dict[str, Decimal]:
        """What the month's balances must show on their right side, by the second set of books."""
        month = f"{day:%Y-%m}"
        running = [one for one in self.accounts.values() if one.status not in ("终止", "中止(失效)")]
        issued = [one for one in self.new if f"{one.issued_on:%Y-%m}" == month]
        paid = [row for _, row in self.claims.cases if row["paid_on"] and f"{row['paid_on']:%Y-%m}" == month]
        yuan = {
            ASSURED: sum(cover.sum_assured for one in running for cover in one.covers),
            FIRST: sum(one.premium for one in issued),
            PAID: sum(one.total_paid for one in self.accounts.values()),
            CLAIMS: sum(round(row["assessed"] * 100) for row in paid if row["paid_on"] <= day),
        }
        counted = {NUMBER: Decimal(len(running))}
        return counted | {item: Decimal(fen).scaleb(-2) for item, fen in yuan.items()}

    def _requests(self, folder: Path, batch: Batch, busy: set[str]) -> list[Asked]:
        free = {number: account for number, account in self.accounts.items() if number not in busy}
        asked = list(requests_of(free, batch, self.dice))
        self.asked += len(asked)
        if asked:
            write_requests(folder / "保全.xlsx", asked, batch.day)
        return asked

    def _claims(self, folder: Path, batch: Batch) -> None:
        self.claims.happen(self.accounts, batch, self.dice)
        for account, row in self.claims.write(folder / "理赔台账.xlsx", batch):
            fen = round(row["assessed"] * 100)
            self.receipts.append(money_row(account, "理赔", -fen, row["paid_on"], row["claim_no"]))
            self.bank.pays_out(account, fen, row["paid_on"], row["claim_no"], "理赔", booked=True)

    def _paid(self, payments: Iterable[Payment]) -> None:
        for payment in payments:
            self.bank.booked(payment)
            if payment.claimed and payment.last and not payment.refused:
                payment.account.receives(payment.day)

    def _carried_out(self, asked: list[Asked], batch: Batch) -> None:
        for one in asked:
            fen = carried_out(self.ledger, one, batch.day)
            if fen is None:
                self.refused.append(one)
            elif fen:
                self._money_of(one, fen, batch.day + ONE_DAY)

    def _money_of(self, asked: Asked, fen: int, day: date) -> None:
        """Finance books the next day what a request pays or collects, where 保费收入 has a kind of business for it."""
        kind = "退费" if asked.item in PREMIUMS_BACK else COLLECTED.get(asked.item, "")
        row = money_row(asked.account, kind, fen, day, f"{asked.number}")
        if kind:
            self.receipts.append(row)
        if fen < 0:
            self.bank.pays_out(asked.account, -fen, day, asked.number, asked.item, booked=bool(kind))
        else:
            self.bank.receives(row, booked=bool(kind))

    def _decided(self, cases: Iterable[Case], outcome: Outcome, batch: Batch) -> None:
        """Issued applications become accounts; the others go back, or to a person."""
        said = {one["application_no"]: one["outcome"] for one in outcome.data.get("decisions", ())}
        query = "SELECT application_no, MIN(policy_no) FROM policies WHERE issued_on = ? GROUP BY application_no"
        numbers: Mapping[str, str] = dict(self.ledger.execute(query, (batch.day.isoformat(),)).fetchall())
        for case in cases:
            number = case.form.number
            if number not in numbers:
                self.forms.answered(case, said[number], batch.day)
                continue
            account = issued_account(case, numbers[number], batch.day)
            self.accounts[account.policy_no] = account
            self.new.append(account)

    def _decide_what_is_due(self, session: Session) -> None:
        """The model says what time did; the clerk confirms what the house proposes, and the two must agree."""
        time_passes(self.accounts.values(), session.on)
        rows = due_rows(session, self.ledger, self.accounts)
        if not rows:
            return
        path = self.folder / "到期" / f"到期处理_{session.on}.xlsx"
        path.parent.mkdir(exist_ok=True)
        write_rows(path, DueAction, rows, session.on)
        outcome = sync(open_session([path], on=session.on, ledger=self.ledger), self.ledger, write=True)
        assert not outcome.data["counts"]["refused"], outcome.lines
        for row in (row for row in rows if row["amount"]):
            account, fen = self.accounts[row["policy_no"]], round(row["amount"] * -100)
            serial = f"DQ{account.policy_no}"
            self.bank.pays_out(account, fen, session.on + ONE_DAY, serial, row["event"], booked=False)
