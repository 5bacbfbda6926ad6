"""Rows of a register that belong to policy lines: which line each belongs to, and sums over them per line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from core.table import Array, Mask, Rows, Table

if TYPE_CHECKING:
    from core.measures.policy_facts import PolicyFacts


def lines_of(table: Table, by_line: Mapping[tuple[str, str], int]) -> Rows:
    """The policy line of every row by its policy number and product code, -1 where there is none."""
    keys = zip(table["policy_no"].tolist(), table["product_code"].tolist(), strict=True)
    return np.fromiter(map(by_line.get, keys, repeat(-1)), np.intp, len(table))


def in_order(lines: Rows, days: Array) -> Rows:
    """The rows whose line is known: by line, then by day, then as they stand in the table."""
    known = np.flatnonzero(lines >= 0)
    return known[np.lexsort((known, days[known], lines[known]))]


class LineRows:
    """One entry per row, shape (n,), in the order of the table."""

    def __init__(self, table: Table, policies: PolicyFacts) -> None:
        self.table, self.policies = table, policies

    def __getitem__(self, name: str) -> Array:
        return self.table[name]

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def policy_row(self) -> Rows:
        """The policy line of every row, -1 where the ledger has none."""
        return lines_of(self.table, self.policies.by_line)

    def per_line(self, yuan: Array, chosen: Mask) -> Array:
        """Yuan added up per policy line over the chosen rows whose line is known, shape (policies,)."""
        known = chosen & (self.policy_row >= 0)
        sums: Array = np.bincount(self.policy_row[known], weights=yuan[known], minlength=len(self.policies))
        return sums
