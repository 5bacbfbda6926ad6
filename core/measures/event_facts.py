"""保单事件 as measures need it: the policy line of every event, and what the events did to a line's amounts."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from core.measures.line_rows import LineRows
from core.table import Array, Mask

BY_RECEIPT = ("首期交费", "续期交费", "交费期满")
"""Events that a booked premium made: 保费收入 tells what they did."""


class EventFacts(LineRows):
    """One entry per event, shape (n,), in the order of the event numbers; days, states and yuan as in the record."""

    @cached_property
    def beside_receipts(self) -> Mask:
        """Events that no row of 保费收入 stands for: what servicing and the calendar did."""
        return np.asarray(~np.isin(self.table["event"].astype(str), BY_RECEIPT) & (self.policy_row >= 0))

    def until(self, day: Array) -> Mask:
        """Effective by a day, one per policy line."""
        known = np.flatnonzero(self.policy_row >= 0)
        mask = np.zeros(len(self), dtype=bool)
        mask[known] = self.table["effective_on"][known] <= day[self.policy_row[known]]
        return mask

    def sum_by_policy(self, name: str, chosen: Mask) -> Array:
        """Yuan of a column per policy line over the chosen events, shape (policies,)."""
        return self.per_line(np.nan_to_num(self.table[name]), chosen)

    def lines_with(self, chosen: Mask) -> Mask:
        """Which policy lines have one of the chosen events."""
        mask = np.zeros(len(self.policies), dtype=bool)
        mask[self.policy_row[chosen]] = True
        return mask
