"""What must hold on every month end, each as a list of sentences that say what does not: empty is good."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from core.ledger.audit import audit
from core.measures.balance import Balance
from core.measures.clocks import running_clocks
from core.measures.compliance import load_compliance
from core.measures.month_data import MonthData
from core.measures.reconciliation import balances
from core.receipts.match import match_statement
from core.receipts.model import State
from core.receipts.three_way import ties
from core.servicing.transitions import Standing, after
from tests.branch_year.accounts import Account

COLUMNS = (
    "policy_no", "product_code", "status", "premium_status", "termination_reason", "next_due_on", "paid_premium",
    "sum_assured", "loan", "policyholder_phone", "receipt_on",
)  # fmt: skip
Planted = Mapping[str, Mapping[str, Decimal]]
"""By balance the policies that must be listed under it, and nothing else, with their differences in yuan."""


@dataclass(frozen=True)
class MonthEnd:
    """The month as the ledger shows it."""

    data: MonthData
    balances: list[Balance]

    @classmethod
    def of(cls, ledger: sqlite3.Connection, day: date) -> MonthEnd:
        """The month that ends on a day."""
        data = MonthData.load(ledger, f"{day:%Y-%m}")
        return cls(data, balances(data))

    def side(self, item: str) -> Decimal:
        """The right side of a balance."""
        return next(balance.right for balance in self.balances if balance.item == item)

    def opening(self, item: str) -> Decimal:
        """What a balance begins with."""
        return next(balance.left_parts[0][1] for balance in self.balances if balance.item == item)


def moved_overnight(month: MonthEnd, closed_with: Mapping[str, Decimal]) -> Iterator[str]:
    """Balances whose 期初 is not what the month before closed with."""
    for item, figure in closed_with.items():
        if (shown := month.opening(item)) != figure:
            yield f"{item}：上月期末 {figure}，本月期初 {shown}"


def untied(balances_of_month: list[Balance], planted: Planted) -> Iterator[str]:
    """Balances whose rows are not exactly the planted ones, or whose difference is not what its rows add up to."""
    for balance in balances_of_month:
        expected = dict(planted.get(balance.item, {}))
        found: Counter[str] = Counter()
        for row in balance.rows:
            found[row.key] += row.difference  # type: ignore[assignment]
        if {key: value for key, value in found.items() if value} != expected:
            wrong = {key: (found.get(key), expected.get(key)) for key in found.keys() | expected.keys()
                     if found.get(key, 0) != expected.get(key, 0)}  # fmt: skip
            yield f"{balance.item}：所列差异不是预埋的差异 {dict(list(wrong.items())[:5])}（共 {len(wrong)}）"
        if balance.difference != sum(expected.values(), Decimal(0)):
            yield f"{balance.item}：差额 {balance.difference} 不等于预埋差异之和"


def other_figures(month: MonthEnd, expected: Mapping[str, Decimal]) -> Iterator[str]:
    """Right sides of balances that the second set of books has otherwise."""
    for item, figure in expected.items():
        if (shown := month.side(item)) != figure:
            yield f"{item}：台账 {shown}，第二本账 {figure}"


def unlike_the_model(ledger: sqlite3.Connection, accounts: Mapping[str, Account]) -> Iterator[str]:
    """Policy lines where the ledger's view is not what the second set of books says, column by column."""
    held = {row[:2]: row[2:] for row in ledger.execute(f"SELECT {', '.join(COLUMNS)} FROM policies")}
    expected = {
        (account.policy_no, cover.product): (
            account.status, account.premium_status, account.reason or None,
            None if cover.once else _iso(account.next_due), cover.paid,
            cover.sum_assured, account.loan if cover is account.covers[0] else 0, account.phone,
            _iso(account.signed_on),
        )
        for account in accounts.values()
        for cover in account.covers
    }  # fmt: skip
    for key in sorted(held.keys() ^ expected.keys()):
        yield f"{key}：只在{'台账' if key in held else '模型'}中"
    for key in sorted(held.keys() & expected.keys()):
        for name, ours, theirs in zip(COLUMNS[2:], expected[key], held[key], strict=True):
            if ours != theirs and not (name == "loan" and not ours and not theirs):
                yield f"{key} {name}：模型 {ours}，台账 {theirs}"


def impossible(ledger: sqlite3.Connection) -> Iterator[str]:
    """Lines in a state that cannot be, and events that lead from or to where the table of states does not."""
    query = (
        "SELECT policy_no, product_code, status, termination_reason, loan, sum_assured, next_due_on FROM policies"
        " WHERE (status = '终止') <> (termination_reason IS NOT NULL) OR loan < 0 OR sum_assured <= 0"
        " OR (status = '终止' AND loan > 0) OR advanced_premium < 0 OR paid_premium < 0"
    )
    for row in ledger.execute(query):
        yield f"不可能的状态 {row}"
    query = (
        "SELECT policy_no, product_code, event, status_before, premium_status_before, status_after,"
        " premium_status_after, termination_reason, event_no FROM policy_events ORDER BY 1, 2, event_no"
    )
    for key, events in groupby(ledger.execute(query), key=lambda row: row[:2]):
        for _, _, event, before, premium_before, status, premium, reason, number in events:
            start, reached = Standing(before or "", premium_before or ""), Standing(status, premium or "", reason or "")
            if after(start, event) != reached:
                yield f"{key} {number} {event}：{start} → {reached}"


def broken(ledger: sqlite3.Connection) -> list[str]:
    """Breaks of the audit chain."""
    return list(audit(ledger).breaks)


def without_basis(ledger: sqlite3.Connection, month: MonthEnd) -> tuple[int, list[str]]:
    """How many clocks run at the month's end, and those that do not say on what they rest."""
    clocks = running_clocks(month.data, load_compliance(ledger, month.data, ""))
    return len(clocks), [f"{clock.code} {clock.key}" for clock in clocks if not clock.basis.strip()]


def bank_faults(month: MonthEnd, unbooked: Mapping[str, int]) -> Iterator[str]:
    """业财对账: sums that do not tie, and lines not booked that are not the planted ones (serial → fen)."""
    data = month.data
    matched = match_statement(data.facts.tables, data.facts.law, data.first.astype(date), data.as_of_day)
    yield from (f"{tie.item}：{tie.left} ≠ {tie.right}" for tie in ties(matched) if not tie.ties)
    if not matched.ties:
        yield "银行流水没有全部归位"
    proposed = [line for match in matched.matches if match.state is State.PROPOSED for line in match.lines]
    left = [*proposed, *(each.line for each in matched.suspense)]
    found = {matched.statement["bank_serial"][line]: int(matched.statement.fen[line]) for line in left}
    if found != dict(unbooked):
        more = dict(list({key: found[key] for key in found.keys() - unbooked.keys()}.items())[:5])
        less = dict(list({key: unbooked[key] for key in unbooked.keys() - found.keys()}.items())[:5])
        yield f"没有入账的流水不是预埋的：多 {more}，少 {less}"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
