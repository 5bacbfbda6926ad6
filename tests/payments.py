"""Payments for tests: a ledger that owes an event, a claim and a refund, and syncs of 付款清单 by chosen accounts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.law.lookup import Law
from core.ledger.changes import apply_plan
from core.ledger.current import load_table
from core.ledger.plan import Plan, make_plan
from core.payments.listing import to_pay
from core.payments.orders import rows_of
from core.payments.plan import plan_orders
from core.payments.surroundings import look_around
from core.records.banking import BankLine
from core.records.claim import Claim
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from core.records.record import Record
from core.table import Tables
from tests.servicing import carry_out, markdown, rows_as_markdown, set_up
from tests.tables import table

ON = date(2026, 10, 31)
CLERK, SUPERVISOR = "lisi", "zhaoliu"
ACCOUNT, OTHER = "6222020000000000006", "6222020000000000014"
ASKED = {
    "受理号": "BQ1", "受理日时": "2026-10-20", "申请人身份": "投保人", "保单号": "P1", "险种代码": "WL",
    "保全项目": "协议退保", "经办人": "lisi", "复核人": "zhaoliu", "办结日": "2026-10-20",
}  # fmt: skip
CASE = {
    "报案日": "2026-10-02", "出险日": "2026-10-01", "保单号": "P2", "险种责任": "医疗", "被保险人": "张三",
    "结论": "赔付", "核定日": "2026-10-10", "通知日": "2026-10-11", "收款人": "张三", "收款账号": OTHER, "支付日": "",
}  # fmt: skip
REFUNDS = """
| 保单号 | 险种代码 | 业务类型 | 应交期次 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 | 户名 | 付款账号 |
| P3 | WL | 退费 | 1 | 2026-10-15 | -600 | | | | 李四 | 6222020000000000022 |
| P3 | AC | 退费 | 1 | 2026-10-15 | -40 | | | | 李四 | 6222020000000000022 |
"""


def claims(payee: str = "张三") -> str:
    """LP1 granted and open, LP2 paid, LP3 refused."""
    return rows_as_markdown(
        {"案件号": "LP1", **CASE, "核定金额": "3000.50", "收款人": payee},
        {"案件号": "LP2", **CASE, "核定金额": "800", "结论": "部分", "支付日": "2026-10-12", "收款人": payee},
        {"案件号": "LP3", **CASE, "核定金额": "700", "结论": "拒赔", "收款人": ""},
    )


def add(ledger: sqlite3.Connection, record: type[Record], rows: str) -> None:
    """Bring a sheet into the ledger."""
    apply_plan(ledger, make_plan(ledger, Tables([table(record, rows, cutoff=ON)]), {}, ON))


def policies(ledger: sqlite3.Connection) -> None:
    """P1 of 张三, who also is insured under P2; P3 of 李四."""
    set_up(ledger, markdown({"保单号": "P1"}, {"保单号": "P2"}, {"保单号": "P3", "投保人姓名": "李四"}))


def surrender(
    ledger: sqlite3.Connection,
    amount: str = "5000",
    payee: str = "张三",
    account: str = ACCOUNT,
    identity: str = "身份证原件",
) -> None:
    """An agreed surrender of P1, carried out: BQ1 with event SJ00000001."""
    money = {"涉费金额": f"-{amount}", "收付账户户名": payee, "收付账号": account, "身份核实方式": identity}
    carry_out(ledger, rows_as_markdown(ASKED | money), on=ON)


def everything(ledger: sqlite3.Connection) -> None:
    """One payable of every kind: BQ1 5,000.00, LP1 3,000.50, and 640.00 to give back on P3; LP2 is paid."""
    policies(ledger)
    surrender(ledger)
    add(ledger, Claim, claims())
    add(ledger, PremiumReceipt, REFUNDS)


def listed(ledger: sqlite3.Connection, account: str = CLERK, on: date = ON) -> list[dict[str, Any]]:
    """The rows of the day's 付款清单 as that account would get them."""
    return to_pay(look_around(ledger, Law.default(), on, account))


def sync(ledger: sqlite3.Connection, rows: Sequence[Mapping[str, Any]], account: str, on: date = ON) -> Plan:
    """Sync rows of 付款清单 as ``account``; what is not refused is written."""
    columns = PaymentOrder.columns()
    lines = [[column.heading for column in columns]]
    lines += [["" if row[c.name] is None else str(row[c.name]) for c in columns] for row in rows]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    plan = make_plan(ledger, Tables([table(PaymentOrder, text, cutoff=on)]), {}, on)
    plan_orders(ledger, plan, Law.default(), on, account)
    apply_plan(ledger, plan, who=account)
    return plan


def codes(plan: Plan) -> list[str]:
    """The codes of a plan's findings."""
    return [finding.code for finding in plan.findings]


def orders(ledger: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """付款清单 as the ledger holds it, by number."""
    return {row["order_no"]: row for row in rows_of(load_table(ledger, PaymentOrder))}


def prepared(ledger: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """All that is due, prepared and synced by the clerk."""
    assert codes(sync(ledger, listed(ledger), CLERK)) == []
    return orders(ledger)


def signed(ledger: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """All that is due, prepared by the clerk and signed off by the supervisor."""
    rows = [row | {"signed_off_by": SUPERVISOR, "signed_off_on": ON} for row in prepared(ledger).values()]
    assert codes(sync(ledger, rows, SUPERVISOR)) == []
    return orders(ledger)


def debit(ledger: sqlite3.Connection, serial: str, amount: str, account: str = "", day: str = "2026-10-30") -> None:
    """A bank line; ``amount`` from the company: paid −."""
    head = "| 流水号 | 到账日 | 本方账号 | 金额 | 户名 | 付款账号 |"
    add(ledger, BankLine, f"{head}\n| {serial} | {day} | 6222020000000000999 | {amount} | 张三 | {account} |")


def pay(ledger: sqlite3.Connection, number: str, serial: str, account: str = CLERK) -> Plan:
    """Note a signed-off order as paid by a bank line."""
    row = orders(ledger)[number] | {"paid_on": date(2026, 10, 30), "paid_serial": serial}
    return sync(ledger, [row], account)
