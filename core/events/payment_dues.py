"""The dues that a claim can name, and what follows for the policy when one of them is paid in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from core.delivery.deadlines import words
from core.events.allocation import Paid, Part
from core.events.applications import Applications
from core.events.claimed import DueKey
from core.events.notes import note
from core.events.office_event import OfficeEvent, OtherRow
from core.events.owed import Owed, application_owed, first_owed, open_rows, renewal_owed, repayment_owed
from core.events.paid import FIRST, PAID, moved, premium_paid
from core.events.paid_otherwise import PaidOtherwise, payer_of
from core.events.working_copy import WorkingCopy
from core.findings import Basis, Finding
from core.receipts.due import NEW, RENEWAL
from core.receipts.repayments import REPAYMENT, Repaid
from core.servicing.lines import Held, Line
from core.table import Table

At = tuple[Table, int]
"""The sheet and the row that a finding stands in."""


class PaymentError(Exception):
    """A payment cannot be booked; ``finding`` says why. It never leaves this room."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass
class Dues:
    """Finds dues on the working copy. ``receipts``: rows of 保费收入 by document; ``otherwise``: what events paid.

    ``repaid``: loans that 保全 noted as paid back.
    """

    copy: WorkingCopy
    applications: Applications
    receipts: dict[str, list[Held]]
    otherwise: PaidOtherwise = field(default_factory=dict)
    repaid: Sequence[Repaid] = ()

    @property
    def tolerance(self) -> Decimal:
        """Yuan up to which a difference is accepted."""
        return Decimal(str(self.copy.law.value("receipt_tolerance_yuan", self.copy.on).value))

    def owed(self, key: DueKey, at: At) -> list[Owed]:
        """What is to pay, line by line. PaymentError: nobody knows the document or the due."""
        document, business, due_on = key
        number = self.number_of(document)
        lines = self.copy.of_policy(number)
        if business == RENEWAL:
            return self._renewal(number, lines, due_on, at)
        if business == NEW:
            receipts = [
                *self.receipts.get(document, ()),
                *(self.receipts.get(number, ()) if number != document else ()),
            ]
            if lines:
                found = first_owed(lines, due_on, receipts)
            else:
                found = application_owed(document, self.applications.total.get(document, Decimal(0)), due_on, receipts)
        else:
            found = open_rows(number, business, due_on, self.receipts.get(number, ()))
            if business == REPAYMENT and not found:
                found = repayment_owed(number, self.repaid, due_on, self.receipts.get(number, ()))
        if not found:
            raise self._unknown(document, business, due_on, lines, at)
        return found

    def number_of(self, document: str) -> str:
        """The policy that an application has become, else the document itself."""
        return self.applications.policy_of.get(document, document)

    def book(self, rows: Iterable[OtherRow]) -> None:
        """Know the rows of 保费收入 that a payment writes, so that the next one of the sync does not pay them again."""
        for row in rows:
            document = str(row.values["policy_no"])
            own = [held for held in self.receipts.get(document, ()) if held is not row.before]
            if not row.gone:
                key, as_of = (row.before.key, row.before.as_of) if row.before else ("", "")
                own.append(Held(key, row.values, as_of))
            self.receipts[document] = own

    def complete(self, paid: Paid, parts: Sequence[Part], at: At) -> list[OfficeEvent]:
        """The events of a due that is paid in full, taken into the working copy. PaymentError: not allowed.

        ``parts``: of the whole payment that completes it; the line itself may have been paid with an earlier one.
        """
        owed, line = paid.owed, paid.owed.line
        if line is None or not parts:
            return []
        came_on = max(part.money.booked_on for part in parts)
        amount = sum((part.amount + part.over for part in paid.parts), Decimal(0)) or None
        serials = "、".join(dict.fromkeys(part.money.serial for part in parts))
        if owed.business == NEW:
            after = moved(line, FIRST, came_on, {})
            if after is None:
                raise self._not_allowed(line, FIRST, "核对保单状态", at)
            why = f"首期保费到账（流水{serials}）"
            return self.copy.take([OfficeEvent("", FIRST, line, after, came_on, why, amount)])
        assert owed.due_on is not None
        grace = self.copy.last_day_of_grace(line, owed.due_on)
        lapsed = came_on > grace
        if line.text("status").startswith("中止"):
            way = "受理复效，或退回保费" if lapsed else "到账在宽限期内：先撤销该次中止，再认领"
            raise self._not_allowed(line, PAID, way, at)
        if lapsed:
            late = note("R08", *_cell(at, "due_on"), day=came_on, grace=grace)
            raise PaymentError(replace(late, basis=self._basis(owed.due_on)))
        basis = words(self._basis(owed.due_on))
        why = f"应交日{owed.due_on}，宽限期至{grace}，{came_on}到账（流水{serials}）；依据：{basis}"
        events = premium_paid(line, owed.due_on, came_on, amount, self.copy.terms[line.key].premiums_end_on, why)
        if events is None:
            raise self._not_allowed(line, PAID, "核对保单状态；终止的保单退回保费", at)
        return self.copy.take(events)

    def _renewal(self, number: str, lines: list[Line], due_on: date | None, at: At) -> list[Owed]:
        if not lines:
            raise PaymentError(note("R04", *_cell(at, "document_no"), document=number))
        days = sorted(day for line in lines if (day := line.day("next_due_on")) is not None)
        wanted = due_on or (days[0] if days else None)
        receipts = self.receipts.get(number, ())
        found = renewal_owed(lines, wanted, receipts) if wanted else []
        if not found and wanted and days and wanted < days[0]:
            self._refuse_paid_already(number, wanted, at)
            found = open_rows(number, RENEWAL, wanted, receipts)
        if not found:
            raise self._unknown(number, RENEWAL, wanted, lines, at)
        return found

    def _refuse_paid_already(self, number: str, due_on: date, at: At) -> None:
        """An open 应收 that a 复效 or a 自动垫交 has paid takes no money: it would be the customer's second time."""
        if paid := payer_of(self.otherwise.get(number, ()), due_on):
            cell = _cell(at, "due_on")
            raise PaymentError(note("R17", *cell, due=due_on, day=paid.on, event=paid.event, number=paid.number))

    def _unknown(self, document: str, business: str, due_on: date | None, lines: list[Line], at: At) -> PaymentError:
        if not lines and document not in self.applications.total and document not in self.receipts:
            return PaymentError(note("R04", *_cell(at, "document_no"), document=document))
        days = sorted(day for line in lines if (day := line.day("next_due_on")) is not None)
        following = days[0] if days else "（空白）"
        if business == RENEWAL and due_on and days and days[0] < due_on:
            return PaymentError(note("R06", *_cell(at, "due_on"), document=document, next=following, due=due_on))
        due = due_on or "（空白）"
        return PaymentError(
            note("R05", *_cell(at, "due_on"), document=document, business=business, due=due, next=following)
        )

    def _not_allowed(self, line: Line, event: str, way: str, at: At) -> PaymentError:
        status, premium = line.standing.status, line.standing.premium_status or "空白"
        found = note("R07", *_cell(at, "document_no"), status=status, premium=premium, event=event, way=way)
        return PaymentError(found)

    def _basis(self, due_on: date) -> tuple[Basis, ...]:
        return self.copy.law.clock("RN-2.2", due_on).basis


def _cell(at: At, column: str) -> tuple[Table, str, int]:
    return at[0], column, at[1]
