"""Requests as they were registered: the rows of one 受理号 for one policy belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from core.money import yuan
from core.servicing.items import Item, item_of
from core.table import Rows, Table, scalar

DECIDING = (
    "item", "product_code", "changed_field", "before", "after", "effective_on", "amount", "new_premium", "conclusion",
    "payee", "payee_account", "applicant_role", "received_on",
)  # fmt: skip
"""Columns that decide what a request does: once it has been carried out they stay as they are."""


@dataclass(frozen=True)
class Request:
    """One 受理号 on one policy. ``rows``: its rows in ``table``, one per column to change; facts stand in the first."""

    table: Table
    rows: tuple[int, ...]

    def value(self, name: str) -> Any:
        """A cell of the first row."""
        return scalar(self.table[name][self.rows[0]])

    @property
    def number(self) -> str:
        """受理号."""
        return str(self.value("request_no"))

    @property
    def policy_no(self) -> str:
        """保单号."""
        return str(self.value("policy_no"))

    @property
    def item(self) -> Item | None:
        """保全项目, None where it was not recognised."""
        name = self.value("item")
        return item_of(name) if name else None

    @property
    def effective_on(self) -> date | None:
        """保全生效日, else the day of receipt."""
        day: date | None = self.value("effective_on") or self.value("received_on")
        return day

    @property
    def amount(self) -> Decimal | None:
        """涉费金额 as registered, the company receiving +, paying −; None where blank."""
        amount = self.value("amount")
        return None if amount is None else yuan(amount)

    @property
    def completed(self) -> bool:
        """Has every row a 办结日? Only then does the policy change."""
        return not np.isnat(self.table["completed_on"][list(self.rows)]).any()


def requests_in(table: Table, rows: Rows) -> Iterator[Request]:
    """The requests among some rows, by effective day, then as they stand in the sheet."""
    groups: dict[tuple[str, str], list[int]] = {}
    for row in rows.tolist():
        groups.setdefault((table["request_no"][row], table["policy_no"][row]), []).append(row)
    found = [Request(table, tuple(group)) for group in groups.values()]
    yield from sorted(found, key=lambda request: (request.effective_on or date.max, request.rows))


def of_one_item(request: Request) -> bool:
    """Do all rows of the request name the same 保全项目?"""
    return len(set(np.asarray(request.table["item"])[list(request.rows)].tolist())) == 1
