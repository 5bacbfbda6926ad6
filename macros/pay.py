"""付款: the day's 付款清单 from the ledger, to be signed off, paid and synced. Only the access log is written."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from core.account import current_account
from core.law.lookup import Law
from core.ledger.access import log_access
from core.ledger.current import load_tables
from core.payments.listing import control, to_pay
from core.payments.overtaken import overtaken
from core.payments.surroundings import look_around
from core.records.reference import CompanyParameter
from core.reports.ours import kept_apart
from core.reports.payment_book import write_payment_book
from macros.outcome import Outcome
from macros.session import overrides_of

WHY = "付款清单"


def pay(ledger: sqlite3.Connection, on: date, out: Path) -> Outcome:
    """Write ``付款清单_DATE.xlsx`` into ``out``; accounts stand in it in full, which is noted in the access log.

    One that somebody saved since is kept: the new one stands beside it.
    """
    law, _ = Law.default().with_overrides(overrides_of(load_tables(ledger, (CompanyParameter,))))
    around = look_around(ledger, law, on, current_account())
    rows = to_pay(around)
    stopped = overtaken(around, {row["order_no"] for row in rows})
    target = kept_apart(out / f"付款清单_{on:%Y-%m-%d}.xlsx")
    if rows:
        log_access(ledger, "pay", [target], len(rows), WHY)
    write_payment_book(target, rows, on, current_account())
    found = control(rows)
    unchecked = sum(not row["account_check"] and not row["payee_basis"] for row in rows)
    outcome = Outcome(files=[target])
    outcome.say(f"付款清单：{target}")
    outcome.say(f"  {found.count} 笔　{found.amount:,.2f} 元　账号末8位合计 {found.accounts}")
    if unchecked:
        outcome.say(f"  {unchecked} 笔的收款人或账号要核对，见“账户核对”空白的行")
    if stopped:
        outcome.say(f"  {len(stopped)} 笔已制单的不再付，没有列入：")
        outcome.say(*(f"    {number}：{why}" for number, why in stopped.items()))
    outcome.data = {"count": found.count, "amount": str(found.amount), "accounts": found.accounts, "stopped": stopped}
    return outcome
