"""保费收入 with the policy line that each receipt belongs to. 收为正，付为负: 冲正 pairs cancel in every sum.

A first premium is booked under the 投保单号 while no policy exists; it belongs to the policy issued from it. Until then
it is 预收 and no business yet.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import numpy as np

from core.measures.line_rows import LineRows
from core.measures.policy_facts import PolicyFacts
from core.table import Array, Mask, Rows, Table

PREMIUM = ("新单", "续期", "保全补费")


class ReceiptFacts(LineRows):
    """One entry per receipt row, shape (n,). ``applications``: every 投保单号 that the ledger knows."""

    def __init__(self, table: Table, policies: PolicyFacts, applications: Collection[str] = ()) -> None:
        super().__init__(table, policies)
        self._applications = frozenset(applications) - {""}
        self._kinds: dict[str, Mask] = {}

    @cached_property
    def policy_row(self) -> Rows:
        """The policy line of every receipt; the policy's main line where no product matches; -1 for no policy."""
        lines, numbers, issued = self.policies.by_line, self.policies.by_number, self.policies.by_application
        rows = super().policy_row
        for row in np.flatnonzero(rows < 0).tolist():
            number = self.table["policy_no"][row]
            if number not in numbers:
                number = issued.get(number, number)
            rows[row] = lines.get((number, self.table["product_code"][row]), numbers.get(number, -1))
        return rows

    @cached_property
    def prepaid(self) -> Mask:
        """预收: booked under the number of an application from which no policy is issued."""
        unknown = np.flatnonzero(self.policy_row < 0)
        waiting = np.zeros(len(self), dtype=bool)
        waiting[unknown] = [number in self._applications for number in self.table["policy_no"][unknown].tolist()]
        return waiting

    @cached_property
    def amount(self) -> Array:
        """Yuan received, 0 where nothing came in yet."""
        return np.nan_to_num(self.table["received"])

    @cached_property
    def due(self) -> Array:
        """Yuan due, 0 where blank."""
        return np.nan_to_num(self.table["due"])

    def is_business(self, *kinds: str) -> Mask:
        """Which receipts are of these kinds of business; 预收 is of none."""
        for kind in kinds:
            if kind not in self._kinds:
                self._kinds[kind] = np.asarray((self.table["business"] == kind) & ~self.prepaid)
        return np.asarray(np.any([self._kinds[kind] for kind in kinds], axis=0))

    @cached_property
    def premium(self) -> Mask:
        """新单, 续期, 保全补费."""
        return self.is_business(*PREMIUM)

    @cached_property
    def renewals(self) -> Rows:
        """The rows of 续期 whose policy line is known."""
        return np.flatnonzero(self.is_business("续期") & (self.policy_row >= 0))

    @cached_property
    def first_month(self) -> np.datetime64 | None:
        """The first month with receipts (without any: with policies issued); None in an empty ledger."""
        received = self.table["received_on"]
        days = received if (~np.isnat(received)).any() else self.policies["issued_on"]
        known = days[~np.isnat(days)]
        return np.datetime64(known.min(), "M") if len(known) else None

    def received_between(self, first: np.datetime64, last: np.datetime64) -> Mask:
        """Which came in between two days, both included."""
        day = self.table["received_on"]
        return np.asarray((day >= first) & (day <= last))

    def sum_by_policy(self, chosen: Mask) -> Array:
        """Yuan received per policy line over the chosen receipts, shape (policies,)."""
        return self.per_line(self.amount, chosen)
