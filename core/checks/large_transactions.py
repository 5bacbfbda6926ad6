"""大额交易: the day's first premiums of one client, cash and transfers apart, against the reporting amounts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.ledger_rows import with_ledger
from core.checks.rule import Context, Hit
from core.checks.words import money_words
from core.money import reaches
from core.records.application import Application
from core.records.papers import Account
from core.records.people import Policyholder
from core.table import Array, Table

CURRENCIES = {"": "cny", "人民币": "cny", "美元": "usd", "CNY": "cny", "USD": "usd"}
KINDS = {
    "cash": "现金交易",
    "corporate_transfer": "对公转账",
    "personal_transfer": "自然人境内转账",
    "cross_border": "自然人跨境转账",
}


def large_transactions(context: Context) -> Iterator[Hit]:
    """Applications of the run whose client reaches a reporting amount on that day, by kind and currency."""
    table = with_ledger(context, Application)
    own = len(context.tables.of(Application))
    currency = np.array([CURRENCIES.get(name, "") for name in table["currency"]], dtype=object)
    for kind, (title, amounts) in zip(KINDS, _amounts(context, table), strict=True):
        for code in ("cny", "usd"):
            counted = np.where(currency == code, np.nan_to_num(amounts), 0.0)
            totals = _daily_totals(context, table, counted)
            limit = context.limit(f"large_transaction_{kind}_{code}", table)
            large = (counted > 0) & reaches(totals, limit)
            mine = np.flatnonzero(large[:own])
            details = {"name": title, "other": money_words(totals[mine]), "limit": money_words(limit[mine])}
            yield Hit(context.tables.of(Application), "premium_total", mine, details={**details})


def _amounts(context: Context, table: Table) -> Iterator[tuple[str, Array]]:
    """Per kind its title and the amounts in the application's currency: cash as written, the rest of it moved."""
    accounts = with_ledger(context, Account)
    rows = accounts.match("application_no", table["application_no"])
    paid_in_cash = accounts.look_up(rows, "first_payment") == "现金"
    written = accounts.look_up(rows, "cash_amount")
    cash = np.where(np.isnan(written), np.where(paid_in_cash, table["premium_total"], 0.0), written)
    moved = table["premium_total"] - cash
    corporate = accounts.look_up(rows, "account_kind") == "对公账户"
    abroad = ~corporate & (accounts.look_up(rows, "cross_border") == "是")
    yield KINDS["cash"], cash
    yield KINDS["corporate_transfer"], np.where(corporate, moved, 0.0)
    yield KINDS["personal_transfer"], np.where(~corporate & ~abroad, moved, 0.0)
    yield KINDS["cross_border"], np.where(abroad, moved, 0.0)


def _daily_totals(context: Context, table: Table, amounts: Array) -> Array:
    """Per row: the sum over the applications of the same policyholder (by certificate number) on the same day."""
    people = with_ledger(context, Policyholder)
    clients = people.look_up(people.match("application_no", table["application_no"]), "document_no")
    keys = [
        (client or number, day)
        for client, number, day in zip(clients, table["application_no"], table["applied_on"].tolist(), strict=True)
    ]
    number_of = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    group = np.array([number_of[key] for key in keys], dtype=np.intp)
    totals: Array = np.bincount(group, weights=amounts, minlength=len(number_of))[group] if len(group) else amounts
    return totals
