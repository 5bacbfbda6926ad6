"""The rows of 保费收入 that a payment writes: what came, what is still open, and the open row that it settles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.events.allocation import Paid, Part
from core.events.office_event import OtherRow
from core.normalise.parsed import Value
from core.records.policy import PremiumReceipt
from core.values.figure import amount_text

BLANK: dict[str, Value] = {
    column.name: "" if column.kind.holds == "text" else None for column in PremiumReceipt.columns()
}


def receipt_rows(paid: Sequence[Paid], tolerance: Decimal) -> list[OtherRow]:
    """One row per due and bank line; 应交保费 of all rows of a due adds up to what is due.

    An open row of the due is settled: shown no longer when all is paid, else it keeps what is left to pay. Where there
    was none, what is left gets one, so that nobody forgets it: also of a line that a part payment did not reach.
    """
    rows: list[OtherRow] = []
    reached = {_of(one): _day(one) for one in paid if one.parts}
    for one in (each for each in paid if _of(each) in reached):
        left = one.left if one.left > tolerance else Decimal(0)
        dropped = one.left - left
        for place, part in enumerate(one.parts):
            rows.append(_received(one, part, dropped if place == len(one.parts) - 1 else Decimal(0)))
        rows += _open_row(one, left, reached[_of(one)])
    return rows


def _of(paid: Paid) -> tuple[str, str, date | None]:
    """What is due together: the lines of a document on one day."""
    return paid.owed.document, paid.owed.business, paid.owed.due_on


def _received(paid: Paid, part: Part, dropped: Decimal) -> OtherRow:
    money = part.money
    note = f"多收{amount_text(part.over)}元，待退还或转作下期" if part.over > dropped and part.over else ""
    values = {
        **BLANK, **_due(paid), "due": (part.amount + dropped) * paid.sign, "received_on": money.booked_on,
        "received": (part.amount + part.over) * paid.sign, "bank_serial": money.serial, "payer": money.payer,
        "payer_account": money.payer_account, "note": note,
    }  # fmt: skip
    return OtherRow(PremiumReceipt, values, money.booked_on)


def _open_row(paid: Paid, left: Decimal, day: date) -> list[OtherRow]:
    owed = paid.owed
    if owed.open_row is not None:
        held = owed.open_row
        values = dict(held.values) | ({"due": left * paid.sign} if left else {})
        return [OtherRow(PremiumReceipt, values, day, held, gone=not left)]
    if not left:
        return []
    return [OtherRow(PremiumReceipt, {**BLANK, **_due(paid), "due": left * paid.sign}, day)]


def _due(paid: Paid) -> dict[str, Value]:
    owed = paid.owed
    instalment = owed.open_row.values["instalment"] if owed.open_row else owed.instalment
    return {
        "policy_no": owed.document, "product_code": owed.product_code, "business": owed.business,
        "instalment": instalment, "due_on": owed.due_on,
    }  # fmt: skip


def _day(paid: Paid) -> date:
    return max(part.money.booked_on for part in paid.parts)
