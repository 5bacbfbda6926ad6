"""Claims and 保全 paid in a time, as the bank should show them; what 保费收入 books itself is left to its rows."""

from __future__ import annotations

from datetime import date

from core.payments.overview import listed
from core.payments.payable import REFUND, SERVICING
from core.receipts.due import PaidOut
from core.receipts.payers import Payer, tail_of
from core.table import Tables


def paid_out(tables: Tables, first: date, last: date) -> list[PaidOut]:
    """What the books call paid from ``first`` to ``last``: by 付款清单, else by the register of its source."""
    found = []
    for one in listed(tables):
        payable, paid_on = one.payable, one.paid_on
        if payable.source == REFUND or payable.booked or paid_on is None or not first <= paid_on <= last:
            continue
        document = payable.policy_no if payable.source == SERVICING else payable.source_no
        serial = one.order["paid_serial"] if one.order else ""
        payee, account = ((one.order or {}).get(name) or getattr(payable, name) for name in ("payee", "payee_account"))
        payer = Payer(payee, tail_of(account))
        found.append(PaidOut(document, payable.source, payable.due_on, paid_on, serial, payable.amount, payer))
    return found
