"""What the premiums of a contract say: paid up to when, overdue since when, and the part that has not run yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.values.contract import Contract
from core.values.contract_notes import note
from core.values.figure import Working, amount_text, day_text

NOTHING_DUE = ("交清", "趸交", "豁免", "自动垫交")
"""交费状态 in which no premium is overdue: paid, waived, or advanced by the insurer (and then a debt)."""


@dataclass(frozen=True, slots=True)
class Paid:
    """``overdue_since``: the first unpaid due day up to the day asked, None for none; ``known``: can we tell."""

    overdue_since: date | None
    known: bool = True


def paid_until(contract: Contract, on: date, working: Working) -> Paid:
    """Whether a premium due on or before ``on`` is unpaid; a finding where 下次应交日 is needed and missing.

    The first premium is paid at issue. On its due day an unpaid premium is due and unpaid.
    """
    if contract.premium_status in NOTHING_DUE or not contract.months:
        return Paid(None)
    due = contract.next_due_on
    if due is None:
        if contract.last_due(on)[0] == 1:
            return Paid(None)
        fix = "填写交费对应日(下次应交日)，或在交费状态中写明交清、豁免"
        working.findings.append(note("missing", what="下次应交日", kind="现金价值", fix=fix))
        return Paid(None, known=False)
    unpaid = due <= on and due < contract.premiums_end_on
    return Paid(due if unpaid else None)


def instalments_paid(contract: Contract, next_due: date) -> int:
    """How many premiums came in when ``next_due`` is the first one that did not; all of them from 交费期满 on."""
    number = contract.last_due(next_due)[0]
    return number - 1 if next_due < contract.premiums_end_on else number


def check_due_day(contract: Contract, due: date, working: Working) -> bool:
    """拒收 where the first unpaid premium decides and ``due`` is no due day: it could be the one before or after.

    The first of a month stands for a 对应日 that the month before is too short for: contracts that count 29 February
    on to 1 March are not wrong.
    """
    expected = contract.last_due(due)[1]
    moved_on = expected.day < contract.effective_on.day and due == expected + timedelta(days=1)
    if due == expected or moved_on:
        return True
    working.findings.append(note("due-day-unclear", day_text(due), given=due, expected=expected))
    return False


def check_premiums(contract: Contract, on: date, working: Working) -> None:
    """转核 where 下次应交日, 已交保费 and the instalments contradict each other, or premiums are paid ahead."""
    due = contract.next_due_on
    if due is None or not contract.months or contract.premium_status in NOTHING_DUE:
        return
    nearest = contract.last_due(due)[1]
    if due < contract.premiums_end_on and nearest != due:
        working.findings.append(note("due-day-odd", day_text(due), given=due, expected=nearest))
        return
    paid = instalments_paid(contract, due)
    if contract.paid_premium is not None and contract.premium and contract.paid_premium != paid * contract.premium:
        given, premium = amount_text(contract.paid_premium), amount_text(contract.premium)
        working.findings.append(note("paid-odd", given, given=given, count=paid, premium=premium))
    ahead = paid - contract.last_due(on)[0]
    if ahead > 0:
        working.findings.append(note("prepaid", count=ahead, until=day_text(due)))


@dataclass(frozen=True, slots=True)
class Running:
    """The premium period that ``on`` lies in: its first day, its last day + 1, and days gone by."""

    start: date
    end: date
    gone: int

    @property
    def length(self) -> int:
        """Days of the period."""
        return (self.end - self.start).days

    @property
    def left(self) -> int:
        """Days that have not run, 0 … length."""
        return max(self.length - self.gone, 0)


def running_period(contract: Contract, on: date, extra: int = 0) -> Running | None:
    """The period paid for by the last premium due; None once no premium runs. ``extra``: days counted on top."""
    if on >= contract.premiums_end_on:
        return None
    number, start = contract.last_due(on)
    end = contract.due_on(number + 1) if contract.months else contract.premiums_end_on
    return Running(start, end, (on - start).days + extra)
