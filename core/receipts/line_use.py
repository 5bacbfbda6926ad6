"""What a bank line of money paid out is used for: orders of 付款清单 that it proves, rows of 保费收入 that it books.

One debit is one payment. Both registers may know it, each from its own side; then they name the same policy and sum.
Serials are 流水号; amounts whole fen, positive.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from core.ledger.plan import Plan
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from core.records.record import Record

Proved = Mapping[str, Sequence[int]]
"""By policy the amounts of the orders that one line proves."""
Booked = Mapping[tuple[str, str], int]
"""By policy and due day (ISO, blank where none) what one line books as given back or paid for a claim."""


def proved_under(
    connection: sqlite3.Connection, plan: Plan, serials: Collection[str]
) -> dict[str, dict[str, list[int]]]:
    """By serial what 付款清单 calls paid with it, in the ledger and in this sync; money that came back was paid too."""
    found: dict[str, dict[str, list[int]]] = {}
    for serial, policy, fen in _rows(connection, plan, PaymentOrder, ("paid_serial", "policy_no", "amount"), serials):
        found.setdefault(serial, {}).setdefault(policy, []).append(int(fen or 0))
    return found


def booked_out_under(
    connection: sqlite3.Connection, plan: Plan, serials: Collection[str]
) -> dict[str, dict[tuple[str, str], int]]:
    """By serial what 保费收入 books as paid out with it, in the ledger and in this sync."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    names = ("bank_serial", "policy_no", "due_on", "due", "received")
    for serial, policy, due_on, due, received in _rows(connection, plan, PremiumReceipt, names, serials):
        if (received or 0) < 0:
            sums = found.setdefault(serial, {})
            key = (policy, due_on or "")
            sums[key] = sums.get(key, 0) - int(due or received)
    return found


def paid_to_others(proved: Proved, booked: Booked) -> list[str]:
    """Policies for which 保费收入 books a debit that the orders do not pay for them: the line is used twice.

    A row books one of its policy's orders, or all rows of the policy together book all of them.
    """
    sums: Counter[str] = Counter()
    odd: dict[str, None] = {}
    for (policy, _), fen in sorted(booked.items()):
        sums[policy] += fen
        if fen not in proved.get(policy, ()):
            odd[policy] = None
    return [policy for policy in odd if sums[policy] != sum(proved.get(policy, ()))]


def _rows(
    connection: sqlite3.Connection, plan: Plan, record: type[Record], names: Sequence[str], serials: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    """Stored columns of the rows whose first of ``names`` is one of ``serials``, as they stand after the sync."""
    wanted = set(serials)
    if not wanted:
        return
    query = (
        f"SELECT c.key, {', '.join(f'v.{name}' for name in names)} FROM {record.table}_current c"
        f" JOIN {record.table}_versions v ON v.ledger_version = c.version"
        f" WHERE v.ledger_withdrawn = 0 AND v.{names[0]} IS NOT NULL"
    )
    held = {row[0]: row[1:] for row in connection.execute(query) if row[1] in wanted}
    for part in (each for each in plan.every_table() if each.record is record):
        for row in (*part.inserted, *part.changed):
            held.pop(part.keys[row], None)
            if part.stored[names[0]][row] in wanted and row not in part.withdrawn:
                held[part.keys[row]] = tuple(part.stored[name][row] for name in names)
    yield from (row for _, row in sorted(held.items()))
