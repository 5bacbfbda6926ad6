"""到账认领 carried out: a confirmed payment books 保费收入, moves its policy lines and writes the events, in one batch.

A payment is all rows that share a bank line or a due: they stand or fall together. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.events.allocation import Paid, Purse
from core.events.bank_money import BankMoney, bank_money, booked_under, returned_under
from core.events.booked_rows import receipt_rows
from core.events.claimed import Claimed, claimed, payments_of
from core.events.notes import note
from core.events.office_event import OfficeEvent, OtherRow, office_batch
from core.events.owed import ZERO, receipts_by_document
from core.events.payment_dues import Applications, Dues, PaymentError
from core.events.preview import receipts_said
from core.events.working_copy import WorkingCopy
from core.findings import Finding, Severity, worst
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.receipts.due import RENEWAL
from core.records.banking import ReceiptClaim
from core.records.policy import PremiumReceipt
from core.servicing.held import leave_undecided, part_of, planned_rows
from core.servicing.lines import Held, rows_of
from core.values.figure import amount_text


def plan_receipts(connection: sqlite3.Connection, plan: Plan, copy: WorkingCopy, applications: Applications) -> None:
    """Put what the confirmed rows of 到账认领 lead to into the sync's plan."""
    part = part_of(plan, ReceiptClaim)
    if part is None:
        return
    leave_undecided(plan, part)
    serials = {part.table["bank_serial"][row] for row in (*part.inserted, *part.changed)}
    documents = {part.table["document_no"][row] for row in (*part.inserted, *part.changed)}
    documents |= {applications.policy_of.get(number, number) for number in documents}
    rows = rows_of(connection, PremiumReceipt, sorted(documents)) | planned_rows(plan, PremiumReceipt, documents)
    run = _Run(
        part, copy, Dues(copy, applications, receipts_by_document(rows)), booked_under(connection, plan, serials)
    )
    run.keep_what_is_booked()
    claims, unknown = claimed(part, bank_money(connection, plan, serials))
    for row, finding in unknown:
        run.refuse([row], [finding])
    returned = returned_under(connection, plan, serials)
    for claim in (each for each in claims if each.money.serial in returned):
        words = {"serial": claim.money.serial, "order": returned[claim.money.serial]}
        run.refuse([claim.row], [note("R14", part.table, "bank_serial", claim.row, **words)])
    claims = [claim for claim in claims if claim.money.serial not in returned]
    for payment in payments_of(claims):
        run.take(payment)
    run.write_into(plan)


@dataclass
class _Run:
    """One pass over the payments. ``booked``: rows of 保费收入 by bank serial."""

    part: TablePlan
    copy: WorkingCopy
    dues: Dues
    booked: dict[str, list[Held]]
    refused: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    batches: list[tuple[list[int], list[OfficeEvent], list[Paid], list[OtherRow]]] = field(default_factory=list)

    def refuse(self, rows: Sequence[int], findings: Sequence[Finding]) -> None:
        """Leave some rows out of the ledger, and say why."""
        self.refused.update(rows)
        self.findings += findings

    def keep_what_is_booked(self) -> None:
        """A confirmed row that was booked stays confirmed until that booking is taken back."""
        table, names = self.part.table, [column.name for column in self.part.record.columns()]
        for row in self.part.changed:
            before = dict(zip(names, self.part.before[row], strict=True))
            if before["decision"] == table["decision"][row]:
                continue
            if rows := self._rows_of(table["bank_serial"][row], table["document_no"][row]):
                number = rows[0].text("policy_no")
                self.refuse([row], [note("R11", table, "decision", row, event=number, fields="认领结果")])
        self.part.refused = sorted({*self.part.refused, *self.refused})

    def take(self, payment: list[Claimed]) -> None:
        """Book one payment, or refuse all of its rows."""
        fresh = [claim for claim in payment if not self._known(claim)]
        if not fresh:
            return
        rows = sorted(claim.row for claim in payment)
        saved = self.copy.saved()
        try:
            paid, events, findings = self._booked(fresh)
        except PaymentError as wrong:
            self.copy.restore(saved)
            self.refuse(rows, [wrong.finding])
            return
        if worst(findings) is Severity.REFUSED:
            self.copy.restore(saved)
            self.refuse(rows, findings)
            return
        self.findings += findings
        self.gone.update(rows)
        booked = receipt_rows(paid, self.dues.tolerance)
        self.dues.book(booked)
        self.batches.append((rows, events, paid, booked))
        for one in paid:
            for part in one.parts:
                row = Held("", {"policy_no": one.owed.document, "due_on": one.owed.due_on,
                                "received": (part.amount + part.over) * one.sign})  # fmt: skip
                self.booked.setdefault(part.money.serial, []).append(row)

    def _known(self, claim: Claimed) -> bool:
        """Is this very due booked under this bank line already? Then the row is kept as it is, and changes nothing."""
        document, _, due_on = claim.due
        same = [
            row
            for row in self._rows_of(claim.money.serial, document)
            if due_on is None or row.day("due_on") in (None, due_on)
        ]
        if same:
            words = {"document": document, "due": same[0].day("due_on") or "（空白）"}
            self.findings.append(note("R02", self.part.table, "bank_serial", claim.row, **words))
        return bool(same)

    def _rows_of(self, serial: str, document: str) -> list[Held]:
        numbers = (document, self.dues.applications.policy_of.get(document, document))
        return [row for row in self.booked.get(serial, ()) if row.text("policy_no") in numbers]

    def _booked(self, payment: list[Claimed]) -> tuple[list[Paid], list[OfficeEvent], list[Finding]]:
        purse = Purse(self._purse(payment))
        table, paid, events = self.part.table, list[Paid](), list[OfficeEvent]()
        findings: list[Finding] = []
        order = {claim.due: claim for claim in reversed(payment)}
        for key, claim in sorted(order.items(), key=lambda item: (item[0][2] or self.copy.on, item[0][0])):
            at = (table, claim.row)
            for owed in self.dues.owed(key, at):
                if owed.amount * claim.money.amount < 0:
                    words = {"serial": claim.money.serial, "business": owed.business}
                    raise PaymentError(note("R12", table, "business", claim.row, **words))
                if owed.business == RENEWAL and owed.line is None:
                    findings.append(note("R13", table, "due_on", claim.row, due=owed.due_on))
                one = purse.pay(owed)
                paid.append(one)
                if one.left <= self.dues.tolerance:
                    events += self.dues.complete(one, at)
                else:
                    words = {"due": amount_text(abs(owed.amount)), "left": amount_text(one.left),
                             "paid": amount_text(abs(owed.amount) - one.left)}  # fmt: skip
                    findings.append(note("R09", table, "document_no", claim.row, **words))
        purse.pour_out(paid)
        over = sum((one.over for one in paid), ZERO)
        if over > self.dues.tolerance:
            due = sum((abs(one.owed.amount) for one in paid), ZERO)
            words = {"due": amount_text(due), "paid": amount_text(due + over), "left": amount_text(over)}
            findings.append(note("R10", table, "document_no", payment[0].row, **words))
        return paid, events, findings

    def _purse(self, payment: list[Claimed]) -> list[tuple[BankMoney, Decimal]]:
        """What the bank lines still hold, as positive amounts, by day and serial."""
        found = {}
        for claim in payment:
            money = claim.money
            rows = self.booked.get(money.serial, [])
            left = abs(money.amount) - abs(sum((row.amount("received") for row in rows), ZERO))
            if left <= 0:
                documents = "、".join(dict.fromkeys(row.text("policy_no") for row in rows))
                words = {"serial": money.serial, "document": documents}
                raise PaymentError(note("R03", self.part.table, "bank_serial", claim.row, **words))
            found[money.serial, money.own_account] = (money, left)
        return sorted(found.values(), key=lambda one: (one[0].booked_on, one[0].serial))

    def write_into(self, plan: Plan) -> None:
        """The rows leave the plain sync: booked into their batch, refused among the refused."""
        part = self.part
        for rows, events, paid, booked in self.batches:
            document = "、".join(dict.fromkeys(one.owed.document for one in paid))
            serial = "、".join(dict.fromkeys(p.money.serial for one in paid for p in one.parts))
            plan.batches.append(office_batch(part, rows, events, booked, f"到账认领 {document}（流水{serial}）"))
        plan.says += receipts_said([(events, paid) for _, events, paid, _ in self.batches])
        plan.findings += self.findings
        out = self.gone | self.refused
        part.inserted = [row for row in part.inserted if row not in out]
        part.changed = [row for row in part.changed if row not in out]
        part.refused = sorted({*part.refused, *self.refused})
