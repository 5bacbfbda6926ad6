"""A due that finance listed as open is settled by the row that shows its money: it is one due, not a second one.

应收 and 实收 of one due are two rows, because only the second has a 流水号. Left side by side the first would be asked
for, or paid out, once more.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from core.ledger.plan import Batch, Plan
from core.ledger.rows import row_keys
from core.ledger.table_plan import TablePlan
from core.records.policy import PremiumReceipt
from core.servicing.held import part_of
from core.servicing.lines import Held, rows_of, table_plan

_OPEN = (
    "SELECT c.key FROM premium_receipts_current c JOIN premium_receipts_versions v ON v.ledger_version = c.version"
    " WHERE v.ledger_withdrawn = 0 AND v.received IS NULL AND v.bank_serial IS NULL"
)


def settle_open_dues(connection: sqlite3.Connection, plan: Plan) -> None:
    """Take the open rows of the ledger that new rows of the sync settle out of view, in one batch with those.

    A new row settles an open one of the same policy, 险种, 业务类型, 期次 and due day where the same amount was due and
    came. An open row that the sync brings again is still open: the new one paid another part.
    """
    part = part_of(plan, PremiumReceipt)
    if part is None or not part.inserted:
        return
    settled = _settled(connection, plan, part)
    if not settled:
        return
    rows = sorted(settled)
    dues = [settled[row] for row in rows]
    sources = [(part.table.origins[part.table.origin[row]], int(part.table.row[row])) for row in rows]
    as_of = [max(part.as_of[row], due.as_of) for row, due in zip(rows, dues, strict=True)]
    days = [str(part.stored["received_on"][row] or "") for row in rows]
    values = [due.values for due in dues]
    gone = table_plan(PremiumReceipt, values, sources, as_of, days, values)
    gone.withdrawn = frozenset(range(len(rows)))
    plan.batches.append(Batch([part.only(rows, set(rows)), gone], f"实收结清应收 {len(rows)} 笔"))
    plan.says.append(f"保费收入：{len(rows)} 笔原列为未收付的，由本次的实收实付结清")
    part.leave_out(settled)


def _settled(connection: sqlite3.Connection, plan: Plan, part: TablePlan) -> dict[int, Held]:
    """By new row the open row of the ledger that it settles, each once."""
    stored, still_open = part.stored, {row[0] for row in connection.execute(_OPEN)}
    if not still_open:
        return {}
    rows = [
        row
        for row in part.inserted
        if stored["bank_serial"][row] and stored["received"][row] and stored["received"][row] == stored["due"][row]
    ]
    chosen = {name: [stored[name][row] for row in rows] for name in PremiumReceipt.key}
    chosen["bank_serial"] = [None] * len(rows)
    wanted = dict(zip(row_keys(PremiumReceipt, chosen), rows, strict=True))
    touched = {key for each in plan.every_table() if each.record is PremiumReceipt for key in each.keys}
    fitting = (wanted.keys() & still_open) - touched
    held = rows_of(connection, PremiumReceipt, sorted({str(stored["policy_no"][wanted[key]]) for key in fitting}))
    return {wanted[key]: held[key] for key in sorted(fitting) if _same_due(part, wanted[key], held[key])}


def _same_due(part: TablePlan, row: int, held: Held) -> bool:
    due_on, due = part.stored["due_on"][row], part.stored["due"][row]
    day = held.day("due_on")
    same_day = due_on is not None and day == date.fromisoformat(str(due_on))
    return same_day and held.values["received"] is None and int(held.amount("due").scaleb(2)) == due
