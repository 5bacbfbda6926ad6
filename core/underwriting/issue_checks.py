"""What keeps an accepted application from becoming a policy: U03, U11–U14."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.checks.applications import sum_of
from core.checks.coverages import coverages, policy_years
from core.checks.rule import Context, Hit
from core.checks.words import money_words
from core.money import exceeds
from core.records.application import Application, Coverage
from core.records.policy import Policy, PremiumReceipt
from core.table import Array, Mask, Table
from core.underwriting.decision import UnderwritingDecision

NEW_BUSINESS = "新单"
NEEDS_PREMIUM = "issue_needs_first_premium"
Hits = Iterator[tuple[str, Hit]]


def obstacles(context: Context, decisions: Sequence[UnderwritingDecision]) -> Hits:
    """Code and hit, at the application, of everything that stops the issue of an accepted application."""
    table = context.tables.of(Application)
    wanted = _rows(table, {decision.application_no for decision in decisions if decision.issuable})
    issued = policy_of_application(context)
    again = wanted & np.array([number in issued for number in table["application_no"]], dtype=bool)
    names = [issued[number] for number in table["application_no"][again]]
    yield "U12", Hit(table, "application_no", again, details={"name": names})
    open_rows = wanted & ~again
    yield from _first_premium(context, table, open_rows, decisions)
    yield from _facts(context, table, open_rows)


def policy_of_application(context: Context) -> dict[str, str]:
    """The policy number of every application that already has one, in the ledger or in the run's own 保单台账."""
    return {
        application: policy
        for table in (context.in_force.of(Policy), context.tables.of(Policy))
        for application, policy in zip(table["application_no"], table["policy_no"], strict=True)
        if application
    }


def extra_premiums(context: Context, decisions: Sequence[UnderwritingDecision]) -> Array:
    """加费 of every 险种 line: its own cell, else the decision's amount on the application's main line."""
    lines = coverages(context)
    decided = {decision.application_no: float(decision.extra_premium) for decision in decisions}
    of_application = np.array([decided.get(number, 0.0) for number in lines["application_no"]])
    written = sum_of(context, Coverage, lines["extra_premium"], lines)
    on_main = np.where(lines["main_or_rider"] == "主险", of_application, 0.0)
    extra: Array = np.where(np.isnan(written), on_main, np.nan_to_num(lines["extra_premium"]))
    return extra


def _first_premium(context: Context, table: Table, rows: Mask, decisions: Sequence[UnderwritingDecision]) -> Hits:
    """The total on the form is the standard or the booked premium; money received under this application equals it."""
    lines = coverages(context)
    standard = sum_of(context, Coverage, lines["premium"], table)
    booked = standard + sum_of(context, Coverage, extra_premiums(context, decisions), table)
    total = table["premium_total"]
    neither = exceeds(np.abs(total - standard), 0) & exceeds(np.abs(total - booked), 0)
    yield "U11", _amounts(table, rows & neither, "total", total, booked)
    received = _received(context)
    came = np.array([received.get(number, np.nan) for number in table["application_no"]], dtype=np.float64)
    yield "U11", _amounts(table, rows & exceeds(np.abs(came - booked), 0), "default", came, booked)
    if received and context.law.value(NEEDS_PREMIUM, context.on).value:
        unpaid = rows & np.isnan(came) & exceeds(booked, 0)
        yield "U14", Hit(table, "premium_total", unpaid, details={"expected": money_words(booked[unpaid])})


def _received(context: Context) -> dict[str, float]:
    """First premiums by 投保单号, yuan: of the run's 保费收入 and of the ledger's, where 到账认领 books.

    Empty where the office keeps no such records at all: then nothing can be said of a single application.
    """
    received: dict[str, float] = {}
    seen: set[tuple[str, ...]] = set()
    for receipts in (context.tables.of(PremiumReceipt), context.in_force.of(PremiumReceipt)):
        new = receipts.take(np.asarray(receipts["business"] == NEW_BUSINESS))
        keys, amounts = new.keys() if len(new) else [], np.nan_to_num(new["received"])
        for row in (row for row, key in enumerate(keys) if key not in seen):
            number = new["policy_no"][row]
            received[number] = received.get(number, 0.0) + float(amounts[row])
        seen.update(keys)
    return received


def _facts(context: Context, table: Table, rows: Mask) -> Hits:
    """A policy needs lines, a branch code of digits, and a term whose end can be worked out."""
    lines = coverages(context)
    with_lines = set(lines["application_no"].tolist())
    unclear = set(lines["application_no"][~(policy_years(context) > 0)].tolist())
    none = np.array([number not in with_lines for number in table["application_no"]], dtype=bool)
    no_end = np.array([number in unclear for number in table["application_no"]], dtype=bool)
    no_digits = np.array([not (code.isascii() and code.isdigit()) for code in table["branch_code"]], dtype=bool)
    for column, failing, name in (
        ("application_no", none, "没有险种"),
        ("application_no", no_end, "保险期间算不出满期日"),
        ("branch_code", no_digits, "机构代码不是数字"),
    ):
        yield "U13", Hit(table, column, rows & failing, details={"name": name})


def _amounts(table: Table, rows: Mask, says: str, found: Array, expected: Array) -> Hit:
    details = {"other": money_words(found[rows]), "expected": money_words(expected[rows])}
    return Hit(table, "premium_total", rows, says, details={**details})


def _rows(table: Table, numbers: set[str]) -> Mask:
    return np.array([number in numbers for number in table["application_no"]], dtype=bool)
