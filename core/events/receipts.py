"""到账认领 carried out: a confirmed payment books 保费收入, moves its policy lines and writes the events, in one batch.

A payment is all rows that share a bank line or a due: they stand or fall together. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.events.allocation import Paid
from core.events.applications import Applications
from core.events.bank_money import bank_money, booked_under, returned_under
from core.events.booked_rows import receipt_rows
from core.events.claimed import Claimed, claimed, payments_of
from core.events.notes import note
from core.events.office_event import OfficeEvent, OtherRow, office_batch
from core.events.one_payment import carried_out
from core.events.owed import receipts_by_document
from core.events.paid_otherwise import paid_otherwise
from core.events.payment_dues import Dues, PaymentError
from core.events.preview import receipts_said
from core.events.working_copy import WorkingCopy
from core.findings import Finding, Severity, worst
from core.ledger.plan import Plan
from core.ledger.table_plan import TablePlan
from core.receipts.line_use import Proved, proved_under
from core.records.banking import ReceiptClaim
from core.records.policy import PremiumReceipt
from core.servicing.held import leave_undecided, loans_repaid, part_of, planned_rows
from core.servicing.lines import Held, rows_of


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
    repaid = loans_repaid(connection, documents)
    dues = Dues(copy, applications, receipts_by_document(rows), paid_otherwise(connection, documents), repaid)
    run = _Run(part, copy, dues, booked_under(connection, plan, serials), proved_under(connection, plan, serials))
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
    """One pass over the payments. ``booked``: rows of 保费收入 by bank serial; ``proved``: orders of 付款清单 by it."""

    part: TablePlan
    copy: WorkingCopy
    dues: Dues
    booked: dict[str, list[Held]]
    proved: Mapping[str, Proved] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    batches: list[tuple[list[int], list[OfficeEvent], list[Paid], list[OtherRow]]] = field(default_factory=list)

    def refuse(self, rows: Sequence[int], findings: Sequence[Finding]) -> None:
        """Leave some rows out of the ledger, and say why at each of them."""
        self.refused.update(rows)
        self.findings += findings
        stops = [finding for finding in findings if finding.severity is Severity.REFUSED]
        told = {finding.where.row for finding in stops}
        self.findings += [self._beside(stops[0], row) for row in rows if int(self.part.table.row[row]) not in told]

    def _beside(self, finding: Finding, row: int) -> Finding:
        """The finding of a row that falls with the other rows of its payment."""
        table, name = self.part.table, self.part.record.key[0]
        where, number = table.where(name, row), table[name][row]
        return replace(finding, where=where, value=table.as_typed(name, row), kind="", record_key=number)

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
            paid, events, findings = carried_out(fresh, self.part.table, self.dues, self.booked, self.proved)
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

    def write_into(self, plan: Plan) -> None:
        """The rows leave the plain sync: booked into their batch, refused among the refused."""
        part = self.part
        for rows, events, paid, booked in self.batches:
            document = "、".join(dict.fromkeys(one.owed.document for one in paid))
            serial = "、".join(dict.fromkeys(p.money.serial for one in paid for p in one.parts))
            plan.batches.append(office_batch(part, rows, events, booked, f"到账认领 {document}（流水{serial}）"))
        plan.says += receipts_said([(events, paid) for _, events, paid, _ in self.batches])
        plan.findings += self.findings
        part.leave_out(self.gone)
        part.refuse(self.refused)
