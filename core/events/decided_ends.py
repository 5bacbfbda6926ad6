"""Ends that no calendar brings: 公司解约, 转换转保, 拒保撤件, 其他终止. A person writes the row, and why."""

from __future__ import annotations

from datetime import date

from core.days.anniversary import anniversary
from core.delivery.deadlines import words
from core.events.due_now import Due
from core.events.notes import note
from core.events.working_copy import WorkingCopy
from core.findings import Finding
from core.renewal.due_actions import Proposed
from core.servicing.transitions import after
from core.table import Table, scalar
from core.values.figure import amount_text

RESCISSION = "公司解约"
BY_DECISION = (RESCISSION, "转换转保", "拒保撤件", "其他终止")
CONTESTABLE = "UW-1.2"
"""不可抗辩: once the contract has run more than so many years it can no longer be rescinded for what was not disclosed.

超过 begins the day after: the 对应日 is the last day of a time counted in years (《民法典》第二百零一条、第二百零二条).
"""


def decided_end(table: Table, row: int, copy: WorkingCopy) -> Due | Finding:
    """The end that a row of 到期处理 asks for, or why it cannot be. The amount is the one that the person gives."""
    number, product, event = (table[name][row] for name in ("policy_no", "product_code", "event"))
    day: date | None = scalar(table["effective_on"][row])
    lines = [line for line in copy.of_policy(number) if product in ("", line.text("product_code"))]
    if not lines:
        return note("R04", table, "policy_no", row, document=number)
    if not table["reason"][row]:
        return note("R24", table, "reason", row, event=event)
    if day is None or day > copy.on:
        return note("R25", table, "effective_on", row, event=event, day=day or "空白", on=copy.on)
    amount = scalar(table["amount"][row])
    if amount and amount > 0:
        return note("R27", table, "amount", row, event=event, given=amount_text(amount))
    running = tuple(line for line in lines if after(line.standing, event) is not None)
    if not running:
        status, premium = lines[0].standing.status, lines[0].standing.premium_status or "空白"
        way = "核对保单状态；已终止的保单不再终止"
        return note("R07", table, "event", row, status=status, premium=premium, event=event, way=way)
    basis = "公司决定"
    if event == RESCISSION:
        concluded = min(since for line in running if (since := line.day("issued_on") or line.day("effective_on")))
        limit = copy.law.value(CONTESTABLE, concluded)
        basis = words(limit.basis)
        last = anniversary(concluded, int(limit.value))
        if day > last:
            return note("R26", table, "effective_on", row, last=last, years=int(limit.value))
    proposed = Proposed(number, product, event, day, table["reason"][row], basis)
    return Due(proposed, running, amount or None)
