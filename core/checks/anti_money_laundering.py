"""A9 承保反洗钱: who the customer is, whether the checks were made, lists, large amounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from core.checks import coverages as lines
from core.checks.applications import aligned, any_coverage, sum_of
from core.checks.large_transactions import large_transactions
from core.checks.paperwork import at_paper
from core.checks.recording import COMPANY_DOCUMENT
from core.checks.rule import Context, Hit, rule
from core.checks.watch_list import entries_of, on_list, screened
from core.checks.words import money_words
from core.law.timeline import NotInForce
from core.money import reaches
from core.records.application import Application, Coverage
from core.records.papers import Account, DueDiligence
from core.records.people import Insured, Policyholder
from core.records.policy import Policy
from core.records.reference import WatchEntry
from core.table import Array, Mask, Table

NO_NAMES = ("匿名", "不详", "未知", "无名", "佚名", "无名氏")


@rule("A901")
def identity_is_clear(context: Context) -> Iterator[Hit]:
    """反洗钱法第二十八条: no service to unknown, anonymous or assumed persons."""
    table = context.tables.of(Application)
    unverified = aligned(context, DueDiligence, "identity_verified", table) != "是"
    yield from at_paper(context, DueDiligence, "identity_verified", table, unverified)
    for record in (Policyholder, Insured):
        people = context.tables.of(record)
        yield Hit(people, "name", np.isin(people["name"].astype(str), NO_NAMES))


@rule("A902")
def due_diligence_is_done(context: Context) -> Iterator[Hit]:
    """反洗钱法第二十九条: when the relationship begins, on suspicion, and on doubt about earlier data."""
    table = context.tables.of(Application)
    missing = aligned(context, DueDiligence, "completed", table) != "是"
    suspicious = aligned(context, DueDiligence, "suspicious", table) == "是"
    yield from at_paper(context, DueDiligence, "completed", table, missing & ~suspicious)
    yield from at_paper(context, DueDiligence, "completed", table, missing & suspicious, "suspicion")


@rule("A903")
def long_business_is_fully_examined(context: Context) -> Iterator[Hit]:
    """令11号 (amounts 待确认): long individual business gets the full due diligence whatever the amount.

    Full: identity verified, diligence completed, lists screened, risk graded. An amount that the company has set is
    compared with the cash paid, or with first premium × payments × years for transfers.
    """
    table = context.tables.of(Application)
    person = aligned(context, Policyholder, "document_type", table) != COMPANY_DOCUMENT
    long = any_coverage(context, ~(lines.policy_years(context) <= 1), table)
    partial = aligned(context, DueDiligence, "risk_level", table) == ""
    for name in ("identity_verified", "completed", "screened"):
        partial |= aligned(context, DueDiligence, name, table) != "是"
    failing = person & long & ~lines.group_business(context, table) & partial
    yield from at_paper(context, DueDiligence, "completed", table, failing)
    cash = aligned(context, Account, "cash_amount", table)
    payments = lines.annual_premiums(context) * lines.premium_years(context) + lines.single_premiums(context)
    for way, title, amounts in (
        ("cash", "现金", cash),
        ("transfer", "转账累计", sum_of(context, Coverage, payments, table)),
    ):
        limit = _inception_limit(context, table, f"{way}_cny")
        large = reaches(amounts, limit)
        details = {"name": title, "other": money_words(amounts[large]), "limit": money_words(limit[large])}
        yield Hit(table, "premium_total", large, "amount", details={**details})


@rule("A904", needs=(WatchEntry,))
def nobody_is_on_a_list(context: Context) -> Iterator[Hit]:
    """反洗钱法第四十条、第四十一条: client, insured, beneficiary, payer and representative against the lists."""
    entries = entries_of(context)
    for people in screened(context):
        yield Hit(people.table, people.name_column, on_list(people, entries), "hit", details={"name": people.role})
    table = context.tables.of(Application)
    unscreened = aligned(context, DueDiligence, "screened", table) != "是"
    yield from at_paper(context, DueDiligence, "screened", table, unscreened, words={"name": "投保人等当事人"})


@rule("A905")
def risk_is_graded(context: Context) -> Iterator[Hit]:
    """反洗钱法第二十九条第二款、第三十条: graded; high means source and use of funds, and senior approval (待确认)."""
    table = context.tables.of(Application)
    level = aligned(context, DueDiligence, "risk_level", table)
    yield from at_paper(context, DueDiligence, "risk_level", table, level == "")
    high = level == "高"
    no_source = aligned(context, DueDiligence, "funds_source", table) == ""
    unapproved = aligned(context, DueDiligence, "senior_approval", table) != "是"
    for column, missing in (("funds_source", no_source), ("senior_approval", unapproved)):
        words = {"name": DueDiligence.column(column).heading}
        yield from at_paper(context, DueDiligence, column, table, high & missing, "high", words)


@rule("A906")
def beneficial_owner_is_known(context: Context) -> Iterator[Hit]:
    """令12号: behind a company that applies stands a 受益所有人."""
    table = context.tables.of(Application)
    company = aligned(context, Policyholder, "document_type", table) == COMPANY_DOCUMENT
    unknown = aligned(context, DueDiligence, "beneficial_owner", table) != "是"
    yield from at_paper(context, DueDiligence, "beneficial_owner", table, company & unknown)


@rule("A907")
def large_transactions_are_marked(context: Context) -> Iterator[Hit]:
    """大额可疑办法第五条: the day's total of one client in one direction reaches the reporting amount."""
    yield from large_transactions(context)


@rule("A908")
def existing_clients_catch_up(context: Context) -> Iterator[Hit]:
    """令11号第五十一条: clients from before the order are examined again, high-risk ones by an earlier day."""
    table = context.tables.of(Application)
    start = context.law.rule("A908").effective_from
    policies = context.in_force.of(Policy)
    before = policies["effective_on"] < np.datetime64(start)
    clients = set(policies["policyholder_document_no"][before].tolist()) - {""}
    number = aligned(context, Policyholder, "document_no", table)
    existing = np.array([client in clients for client in number], dtype=bool)
    undone = existing & (aligned(context, DueDiligence, "completed", table) != "是")
    high = aligned(context, DueDiligence, "risk_level", table) == "高"
    for grade, chosen in (("high_risk", high), ("others", ~high)):
        last: date = context.law.value(f"due_diligence_refresh_deadline_{grade}", None).value
        late = context.event_days(table) > np.datetime64(last)
        words = {"limit": f"{last:%Y-%m-%d}"}
        yield from at_paper(context, DueDiligence, "completed", table, undone & chosen & ~late, words=words)
        yield from at_paper(context, DueDiligence, "completed", table, undone & chosen & late, "overdue", words)


def _inception_limit(context: Context, table: Table, entry: str) -> Array:
    """The company's amount per row in yuan, NaN where none is set."""
    days = context.event_days(table)
    result = np.full(len(table), np.nan)
    for day in np.unique(days):
        try:
            amount = context.law.value("aml_inception_amounts", day.astype(object)).value[entry]
        except NotInForce:
            continue
        rows: Mask = days == day
        result[rows] = np.nan if amount is None else float(amount)
    return result
