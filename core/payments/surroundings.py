"""What a 付款清单 row is judged against: what is owed, the orders that the ledger holds, the bank's lines, who acts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import isnan
from typing import Any

import numpy as np

from core.access.viewer import Viewer, viewer_of
from core.law.lookup import Law
from core.ledger.current import load_table, load_tables
from core.ledger.plan import Plan
from core.money import yuan
from core.payments.orders import base_of, rows_of
from core.payments.payable import SOURCES, Payable, by_every_number, by_number, payables
from core.payments.payee import Files
from core.receipts.statement import signed_amounts
from core.records.banking import BankLine
from core.records.papers import Account
from core.records.payment import PaymentOrder
from core.servicing.lines import Line, lines_of
from core.table import Tables, scalar


@dataclass(frozen=True, slots=True)
class Outlay:
    """All bank lines of one serial: signed yuan (received +), day and the other party's account."""

    amount: Decimal
    booked_on: date | None
    account: str


@dataclass(frozen=True)
class Surroundings:
    """``owed``: payables by number; ``orders``: rows of the ledger; ``bank``: by serial. Amounts in yuan.

    ``viewer``: who syncs, with the role that 权限 gives this account now.
    """

    owed: Mapping[str, Payable]
    orders: Sequence[Mapping[str, Any]]
    bank: Mapping[str, Outlay]
    lines: Mapping[str, Line]
    paid_from: Mapping[str, str]
    viewer: Viewer
    law: Law
    on: date
    listed: Mapping[str, Decimal] = field(default_factory=dict)
    """By bank serial what 付款清单 pays with it, in the ledger and in this sync: one debit may pay several orders."""
    returns: Mapping[str, int] = field(default_factory=dict)
    """By bank serial how many orders call it the return of their money, in the ledger and in this sync."""
    premiums: frozenset[str] = frozenset()
    """Of the serials that this sync calls returns those that 保费收入 books."""
    booked_for: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By bank serial that this sync pays with, policies for which 保费收入 books it beside what the orders pay."""

    @property
    def account(self) -> str:
        """The account that syncs."""
        return self.viewer.account

    def behind(self, order_no: str) -> Payable | None:
        """What an order pays, whichever of its numbers the order carries."""
        return self._by_every_number.get(base_of(order_no))

    @cached_property
    def _by_every_number(self) -> Mapping[str, Payable]:
        return by_every_number(self.owed.values())

    def files(self, policy_no: str) -> Files:
        """What a payee of a policy is held against today."""
        line = self.lines.get(policy_no)
        application = line.text("application_no") if line else ""
        adult = int(self.law.value("adult_age", self.on).value)
        return Files(line, self.paid_from.get(application, ""), adult, self.on)

    def identity_limit(self, on: date | None) -> Decimal | None:
        """From which amount the payee's identity is verified (令11号第十三条), None before there was such a law."""
        found = float(self.law.column("aml_identity_check_amount_cny", np.array([on or self.on], "datetime64[D]"))[0])
        return None if isnan(found) else yuan(found)


def look_around(
    ledger: sqlite3.Connection,
    law: Law,
    on: date,
    account: str,
    numbers: Iterable[str] | None = None,
    plan: Plan | None = None,
) -> Surroundings:
    """Read it from the ledger. ``numbers``: only these orders' payees are looked up, None for all that is owed.

    ``plan``: a sync whose bank lines count too.
    """
    owed = by_number(payables(load_tables(ledger, SOURCES)))
    known = by_every_number(owed.values())
    wanted = known.keys() if numbers is None else {base_of(number) for number in numbers}
    policies = sorted({known[number].policy_no for number in wanted if number in known})
    lines: dict[str, Line] = {}
    for line in lines_of(ledger, policies).values():
        lines.setdefault(line.text("policy_no"), line)
    return Surroundings(
        owed, rows_of(load_table(ledger, PaymentOrder)), _bank(ledger, plan), lines, _paid_from(ledger, lines),
        viewer_of(ledger, account=account), law, on,
    )  # fmt: skip


def _bank(ledger: sqlite3.Connection, plan: Plan | None) -> dict[str, Outlay]:
    held = load_table(ledger, BankLine)
    read = [part.table for part in plan.tables if part.record is BankLine] if plan else []
    found: dict[tuple[str, str], tuple[str, Outlay]] = {}
    for table in (held, *read):
        amounts = signed_amounts(table).tolist()
        for row, serial in enumerate(table["bank_serial"].tolist()):
            day, account = scalar(table["booked_on"][row]), table["payer_account"][row]
            found[serial, table["own_account"][row]] = (serial, Outlay(yuan(amounts[row]), day, account))
    lines: dict[str, Outlay] = {}
    for serial, line in found.values():
        before = lines.get(serial)
        lines[serial] = line if before is None else Outlay(before.amount + line.amount, line.booked_on, "")
    return lines


def _paid_from(ledger: sqlite3.Connection, lines: Mapping[str, Line]) -> dict[str, str]:
    wanted = {line.text("application_no") for line in lines.values()}
    accounts = Tables([load_table(ledger, Account)]).of(Account) if wanted - {""} else None
    if accounts is None:
        return {}
    pairs = zip(accounts["application_no"].tolist(), accounts["account_no"].tolist(), strict=True)
    return {number: account for number, account in pairs if number in wanted}
