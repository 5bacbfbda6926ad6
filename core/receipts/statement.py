"""银行流水 as columns for matching: signed fen, and the document numbers that each line names."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.money import to_fen
from core.records.banking import BankLine
from core.table import Array, Table

NUMBER = re.compile(r"[A-Za-z]{0,4}\d{8,24}")


@dataclass(frozen=True)
class Statement:
    """One entry per bank line, shape (n,), in the order of day, serial, account and amount, whatever the sheet's order.

    ``fen``: received +, paid −. ``rows``: the line's row in ``table``. ``named``: known document numbers in the line.
    ``unknown``: a number written in 单号 that no due carries, else "".
    """

    table: Table
    rows: NDArray[np.intp]
    fen: NDArray[np.int64]
    named: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    _columns: dict[str, Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, name: str) -> Array:
        if name not in self._columns:
            self._columns[name] = self.table[name][self.rows]
        return self._columns[name]


def statement_of(table: Table, known: Container[str]) -> Statement:
    """The lines of a 银行流水 table. ``known``: every document number that something is due for."""
    if table.record is not BankLine:
        raise TypeError(f"not a bank statement: {table.record.sheet}")
    fen = to_fen(signed_amounts(table))
    order = np.array(sorted(range(len(table)), key=lambda row: (*_place(table, row), int(fen[row]))), dtype=np.intp)
    named, unknown = [], []
    for number, remark in zip(table["document_no"][order].tolist(), table["remark"][order].tolist(), strict=True):
        found = [each for each in (number, *NUMBER.findall(remark)) if each in known]
        named.append(tuple(dict.fromkeys(found)))
        unknown.append(number if number and not found else "")
    return Statement(table, order, fen[order], tuple(named), tuple(unknown))


def signed_amounts(table: Table) -> Array:
    """Yuan received (+) or paid (−): 金额 as it stands, else 收入金额 less 支出金额, blanks as 0."""
    split = np.nan_to_num(table["income"]) - np.abs(np.nan_to_num(table["outlay"]))
    signed: Array = np.where(np.isnan(table["amount"]), split, table["amount"])
    return signed


def _place(table: Table, row: int) -> tuple[str, ...]:
    """What orders the lines, independent of the sheet: the whole line as text."""
    names = ("booked_on", "bank_serial", "own_account", "document_no", "payer", "payer_account", "remark")
    return tuple(str(table[name][row]) for name in names)
