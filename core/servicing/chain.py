"""连续变更链: phone, then bank account, then money, each soon after the other: perhaps somebody else than the customer.

The phone and the account are the policyholder's; the number of days is a setting (待确认) and includes the last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.records.policy import Policy
from core.servicing.items import item_of, items
from core.table import Array, Table

PHONES = ("policyholder_phone",)
ACCOUNTS = ("account_masked", "payout_account", "bank")


class Link(NamedTuple):
    """One change of a phone or an account: on which day, by which 受理号."""

    day: np.datetime64
    request_no: str


@dataclass(frozen=True)
class Chain:
    """A request for money (``row`` of its table) that follows a change of account that follows one of the phone."""

    row: int
    phone: Link
    account: Link


def chains(table: Table, earlier: Iterable[Table], days: Array) -> list[Chain]:
    """The chains that end in a row of ``table``. ``earlier``: further requests that count; ``days``: limit per row."""
    phones, accounts = dict[str, list[Link]](), dict[str, list[Link]]()
    for source in (table, *earlier):
        _collect(source, PHONES, phones)
        _collect(source, ACCOUNTS, accounts)
    paying = [name for name, item in items().items() if item.sign < 0]
    asks = np.isin(table["item"].astype(str), paying) & ~np.isnat(table["received_on"]) & ~np.isnan(days)
    found = []
    for row in np.flatnonzero(asks).tolist():
        number, day, limit = table["policy_no"][row], table["received_on"][row], np.timedelta64(int(days[row]), "D")
        pair = next(
            (
                (phone, account)
                for account in _before(accounts.get(number, []), day, limit)
                for phone in _before(phones.get(number, []), account.day, limit)
            ),
            None,
        )
        if pair is not None:
            found.append(Chain(row, *pair))
    return found


def _before(links: list[Link], day: np.datetime64, limit: np.timedelta64) -> list[Link]:
    """The links on the day or at most ``limit`` days before it, newest first."""
    return sorted((link for link in links if day - limit <= link.day <= day), reverse=True)


def _collect(table: Table, fields: tuple[str, ...], into: dict[str, list[Link]]) -> None:
    headings = {word for name in fields for word in (Policy.column(name).heading, *Policy.column(name).aliases)}
    known = set(items())
    for row in np.flatnonzero(np.isin(table["changed_field"].astype(str), sorted(headings))).tolist():
        item, day = table["item"][row], table["received_on"][row]
        if item in known and not np.isnat(day) and set(fields) & set(item_of(item).fields):
            into.setdefault(table["policy_no"][row], []).append(Link(day, table["request_no"][row]))
