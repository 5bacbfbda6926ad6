"""What a claimed payment is for: per 险种 line what is still to pay of one due, and where it will be booked.

    owed = premium of the line − what 保费收入 shows as received for that due day

Yuan. An open row of 保费收入 for the same due is the one that the money fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.receipts.due import NEW, RENEWAL
from core.receipts.instalments import MONTHS
from core.receipts.repayments import REPAYMENT, Repaid, left_to_book
from core.servicing.lines import Held, Line

ZERO = Decimal(0)


@dataclass(frozen=True)
class Owed:
    """One line's part of a due. ``line`` None: no policy line moves (before issue, refunds, claims)."""

    document: str
    product_code: str
    business: str
    due_on: date | None
    amount: Decimal
    instalment: Decimal | None = None
    line: Line | None = None
    open_row: Held | None = None


def renewal_owed(lines: Iterable[Line], due_on: date, receipts: Sequence[Held]) -> list[Owed]:
    """The lines of a policy whose 下次应交日 is ``due_on``, each with what is still to pay; main product first.

    The premium of a contract is one sum: a line that is paid already stands with 0, and moves on with the others.
    Nothing where all of them are paid.
    """
    found = []
    for line in sorted(lines, key=lambda each: (each.text("main_or_rider") != "主险", each.key)):
        falls_due = line.day("next_due_on") == due_on and MONTHS.get(line.text("frequency"))
        if not falls_due or line.amount("first_premium") <= 0:
            continue
        own = _rows_for(receipts, RENEWAL, due_on, line.text("product_code"))
        left = max(line.amount("first_premium") - _received(own), ZERO)
        number, product = line.text("policy_no"), line.text("product_code")
        place = instalment_no(line, due_on)
        found.append(Owed(number, product, RENEWAL, due_on, left, place, line, _open(own)))
    return found if any(one.amount for one in found) else []


def first_owed(lines: Sequence[Line], due_on: date | None, receipts: Sequence[Held]) -> list[Owed]:
    """The first premium of an issued policy, line by line, less what was received for it under any number."""
    left = _received(_rows_for(receipts, NEW, None, None))
    found = []
    for line in sorted(lines, key=lambda each: (each.text("main_or_rider") != "主险", each.key)):
        number, product = line.text("policy_no"), line.text("product_code")
        premium = line.amount("first_premium")
        paid, left = min(premium, left), left - min(premium, left)
        if premium > paid:
            own = _open(_rows_for(receipts, NEW, due_on, product))
            found.append(Owed(number, product, NEW, due_on, premium - paid, Decimal(1), line, own))
    return found


def application_owed(number: str, total: Decimal, due_on: date | None, receipts: Sequence[Held]) -> list[Owed]:
    """The first premium of an application that has no policy yet."""
    left = total - _received(_rows_for(receipts, NEW, None, None))
    return [Owed(number, "", NEW, due_on, left, Decimal(1))] if left > 0 else []


def open_rows(number: str, business: str, due_on: date | None, receipts: Sequence[Held]) -> list[Owed]:
    """What 保费收入 itself lists as open: 保全补费, 退费, 理赔. Amounts to pay out are negative."""
    rows = [row for row in _rows_for(receipts, business, due_on, None) if row.values["received"] is None]
    return [
        Owed(
            number, row.text("product_code"), business, row.day("due_on"), row.amount("due"), _count(row), None, row
        )
        for row in rows
        if row.amount("due")
    ]  # fmt: skip


def repayment_owed(number: str, repaid: Iterable[Repaid], due_on: date | None, receipts: Sequence[Held]) -> list[Owed]:
    """What 保全 took off a loan and nobody has booked yet: all of one day as one sum, else of the oldest day."""
    booked = int(_received(_rows_for(receipts, REPAYMENT, None, None)).scaleb(2))
    own = (one for one in repaid if one[0] == number)
    left = [one for one in left_to_book(own, {number: booked}) if due_on in (None, one[1])]
    fen = sum(fen for _, day, fen in left if day == left[0][1])
    return [Owed(number, "", REPAYMENT, left[0][1], Decimal(fen).scaleb(-2))] if left else []


def instalment_no(line: Line, due_on: date) -> Decimal:
    """1 for the premium of the effective day, and so on by the months of the 交费频率."""
    start = line.day("effective_on") or due_on
    months = (due_on.year - start.year) * 12 + due_on.month - start.month
    return Decimal(months // MONTHS[line.text("frequency")] + 1)


def receipts_by_document(rows: Mapping[str, Held]) -> dict[str, list[Held]]:
    """Rows of 保费收入 by document, in the order of their keys."""
    found: dict[str, list[Held]] = {}
    for _, row in sorted(rows.items()):
        found.setdefault(row.text("policy_no"), []).append(row)
    return found


def _rows_for(receipts: Sequence[Held], business: str, due_on: date | None, product: str | None) -> list[Held]:
    """Rows of a business; of one due day and one product where these are given. A row may name no product."""
    return [
        row
        for row in receipts
        if row.text("business") == business
        and (due_on is None or row.day("due_on") == due_on)
        and (product is None or row.text("product_code") in ("", product))
    ]


def _received(rows: Iterable[Held]) -> Decimal:
    return sum((row.amount("received") for row in rows), ZERO)


def _open(rows: Iterable[Held]) -> Held | None:
    return next((row for row in rows if row.values["received"] is None), None)


def _count(row: Held) -> Decimal | None:
    value = row.values["instalment"]
    return value if isinstance(value, Decimal) else None
