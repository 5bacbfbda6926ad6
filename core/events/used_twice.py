"""A debit that proves a payment of 付款清单 is not written down in 保费收入 as another one."""

from __future__ import annotations

import sqlite3

from core.events.notes import note
from core.ledger.plan import Plan
from core.receipts.line_use import booked_out_under, paid_to_others, proved_under
from core.records.policy import PremiumReceipt
from core.servicing.held import part_of


def refuse_used_twice(connection: sqlite3.Connection, plan: Plan) -> None:
    """Refuse rows of 保费收入 that book a debit beside what the orders pay with it; a 到账认领 is judged elsewhere."""
    part = part_of(plan, PremiumReceipt)
    if part is None:
        return
    serials, received = part.stored["bank_serial"], part.stored["received"]
    rows = [row for row in (*part.inserted, *part.changed) if serials[row] and (received[row] or 0) < 0]
    proved = proved_under(connection, plan, {serials[row] for row in rows})
    booked = booked_out_under(connection, plan, proved.keys())
    others = {serial: paid_to_others(proved[serial], sums) for serial, sums in booked.items()}
    refused = {row for row in rows if part.stored["policy_no"][row] in others.get(serials[row], ())}
    for row in sorted(refused):
        words = {"serial": serials[row], "policies": "、".join(sorted(proved[serials[row]]))}
        plan.findings.append(note("R15", part.table, "bank_serial", row, **words))
    part.refuse(refused)
