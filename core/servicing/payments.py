"""收付清单: what the ledger's servicing events pay and collect, per request, with totals that must tie.

Who may be paid (B207), whose identity was verified (B203) and that a second account signed off was settled before the
event was written; the list repeats it for the one who pays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from core.records.event import PolicyEvent
from core.records.servicing import ServicingRequest
from core.table import Table, scalar

COPIED = ("payee", "payee_account", "identity_check", "prepared_by", "signed_off_by", "paid_on")
_EVENT = ("policy_no", "item", "effective_on")
_NOBODY: dict[str, Any] = dict.fromkeys(COPIED[:-1], "") | {"paid_on": None}


@dataclass(frozen=True, slots=True)
class Payment:
    """One request's money over all of its lines: yuan, the company receiving +, paying −. ``paid_on`` None: open.

    ``event_no``: the first of its events. An event that no request asked for has no payee yet.
    """

    event_no: str
    request_no: str
    policy_no: str
    item: str
    effective_on: date
    amount: Decimal
    payee: str
    payee_account: str
    identity_check: str
    prepared_by: str
    signed_off_by: str
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Control totals: how many, received and paid, both as positive sums in yuan."""

    count: int
    received: Decimal
    paid: Decimal


def payments(events: Table, requests: Table) -> list[Payment]:
    """The list, by effective day and 受理号. ``events``: 保单事件; ``requests``: the register.

    Money that came in without a request is a premium: 保费收入 has it.
    """
    if events.record is not PolicyEvent or requests.record is not ServicingRequest:
        raise ValueError("payments are read from 保单事件 and 保全受理登记表")
    keys = zip(requests["request_no"].tolist(), requests["policy_no"].tolist(), strict=True)
    first = {key: row for row, key in reversed(list(enumerate(keys)))}
    asked_or_paid = (events["item"] != "") | (events["amount"] < 0)
    moved = np.flatnonzero(~np.isnan(events["amount"]) & (events["amount"] != 0) & asked_or_paid).tolist()
    sums: dict[tuple[str, str, str, date], Decimal] = {}
    numbers: dict[tuple[str, str, str, date], str] = {}
    for row in sorted(moved, key=events["event_no"].__getitem__):
        request, policy, item, day = (scalar(events[name][row]) for name in ("request_no", *_EVENT))
        key = (request or events["event_no"][row], policy, item, day)
        sums[key] = sums.get(key, Decimal(0)) + scalar(events["amount"][row])
        numbers.setdefault(key, events["event_no"][row])
    found = []
    for key, amount in sorted(sums.items(), key=lambda one: (one[0][3], one[0][0])):
        place = first.get(key[:2])
        registered = dict(_NOBODY) if place is None else {name: scalar(requests[name][place]) for name in COPIED}
        request = key[0] if place is not None else ""
        found.append(Payment(numbers[key], request, *key[1:], amount, **registered))
    return found


def totals(listed: Iterable[Payment]) -> Totals:
    """Count, sum received and sum paid; the difference of the two is the sum of the amounts of the events."""
    amounts = [payment.amount for payment in listed]
    received = sum((amount for amount in amounts if amount > 0), Decimal(0))
    return Totals(len(amounts), received, received - sum(amounts, Decimal(0)))
