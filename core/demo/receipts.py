"""保费收入 of a policy inside the window that 13- and 25-month persistency needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from core.days.anniversary import monthiversary
from core.demo import numbers
from core.demo.book import Contract
from core.demo.files import read
from core.demo.surrenders import refund_share

WINDOW_MONTHS = 26


def window(month_end: date) -> tuple[date, date]:
    """First and last day of the window that ends with the month."""
    return monthiversary(month_end.replace(day=1), 1 - WINDOW_MONTHS), month_end


def receipt_rows(rng: Random, made: Contract, policies_on: date, month_end: date) -> Iterator[dict[str, Any]]:
    """One line per product and instalment due in the window, received or still open, then what was paid back.

    ``policies_on``: the cut-off of 保单台账, by which what it counts as paid had come in.
    """
    first, last = window(month_end)
    yield from _instalments(rng, made, policies_on, first, last)
    if made.reason in ("犹豫期退保", "退保") and first <= made.status_on:
        yield from _refund(made)


def _instalments(rng: Random, made: Contract, policies_on: date, first: date, last: date) -> Iterator[dict[str, Any]]:
    for instalment in range(1, made.instalments + 1):
        due = made.due_on(instalment)
        if due > last:
            return
        if due < first:
            continue
        received = _received_on(rng, made, instalment, due, policies_on, last)
        if received is None and (made.status == "终止" or instalment > made.paid + 1):
            return
        yield from _lines(made, instalment, due, received)


def _received_on(rng: Random, made: Contract, instalment: int, due: date, policies_on: date, last: date) -> date | None:
    """New business pays before the policy is issued; renewals some days around the due day."""
    if instalment == 1:
        return made.issued_on
    if instalment <= made.paid:
        return min(due + timedelta(days=rng.choice((0, 0, 0, 1, 2, 5, 12, 25))), policies_on)
    open_month = due.year == last.year and due.month == last.month
    if made.status in ("有效", "宽限期") and open_month and rng.random() < 0.8:
        return min(due + timedelta(days=rng.randrange(0, 9)), last)
    return None


def _lines(made: Contract, instalment: int, due: date, received: date | None) -> Iterator[dict[str, Any]]:
    payer = made.sale.policyholder
    _, prefix = read("words.yaml")["banks"][payer.serial % 4]
    for item in made.sale.covered:
        yield {
            "policy_no": made.policy_no, "product_code": item.line.code,
            "business": "新单" if instalment == 1 else "续期", "instalment": instalment, "due_on": due,
            "due": item.premium, "received_on": received, "received": item.premium if received else None,
            "bank_serial": f"LS{received:%Y%m%d}{made.policy_no[-7:]}" if received else "",
            "payer": payer.name if received else "",
            "payer_account": numbers.card(prefix, payer.serial) if received else "",
        }  # fmt: skip


def _refund(made: Contract) -> Iterator[dict[str, Any]]:
    """Inside the 犹豫期 everything, later a part of what was paid, back to the account it came from; negative."""
    paid_back = made.status_on + timedelta(days=2)
    part = 1.0 if made.reason == "犹豫期退保" else refund_share(made) * made.paid
    for line in _lines(made, 1, made.status_on, paid_back):
        amount = -round(line["due"] * part, 2)
        line |= {"business": "退费", "due": amount, "received": amount, "note": made.reason}
        line["bank_serial"] = f"TF{line['bank_serial'][2:]}"
        yield line
