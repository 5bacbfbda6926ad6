"""What is due: 保费收入 rows, the next instalments of policies, and first premiums of applications, by document.

A payment is for a whole document (保单号, or 投保单号 before issue), so lines of main product and riders that fall due
together are one due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.days.periods import grace_ends
from core.law.lookup import Law
from core.money import to_fen
from core.receipts.instalments import day_numbers, instalments_due
from core.receipts.payers import Payer, payers_of
from core.receipts.repayments import REPAYMENT, repayments_to_book
from core.records.application import Application
from core.records.policy import Policy, PremiumReceipt
from core.table import Array, Table, Tables

NEW, RENEWAL = "新单", "续期"


@dataclass(frozen=True)
class Dues:
    """One entry per document, business, due day and booking, shape (n,), ordered by these; amounts in fen.

    ``fen``: due; ``booked``: what the books say came in (0 while open); ``serial``: of that booking. ``grace_end``: NaT
    where no 宽限期 follows (首期, 退费, 理赔). ``payer``: who is expected to pay.
    """

    document: Array
    business: Array
    due_on: Array
    booked_on: Array
    serial: Array
    fen: NDArray[np.int64]
    booked: NDArray[np.int64]
    grace_end: Array
    payers: Mapping[str, Payer]
    indebted: frozenset[str] = frozenset()
    """Policies with a loan or advanced premiums: money for them may be a repayment."""

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def is_booked(self) -> NDArray[np.bool_]:
        """Which dues the books call received or paid out."""
        booked: NDArray[np.bool_] = (self.serial != "").astype(np.bool_) | (self.booked != 0)
        return booked

    @cached_property
    def expected(self) -> NDArray[np.int64]:
        """What a bank line for it should show: the booked amount, else the amount due."""
        return np.where(self.is_booked, self.booked, self.fen)


@dataclass(frozen=True, slots=True)
class PaidOut:
    """A payment that the books hold outside 保费收入: ``amount`` in positive yuan; ``serial`` blank where not noted."""

    document: str
    business: str
    due_on: date | None
    paid_on: date
    serial: str
    amount: Decimal
    payee: Payer


def tolerance_fen(law: Law, on: date) -> int:
    """Fen up to which what came counts as what was due; the difference is listed all the same."""
    return int(law.value("receipt_tolerance_yuan", on).value * 100)


def dues_of(tables: Tables, law: Law, first: date, last: date, paid_out: Sequence[PaidOut] = ()) -> Dues:
    """Everything that a statement from ``first`` to ``last`` may pay, and what the books paid out besides.

    Booked rows of 保费收入 received in that time, its open rows, the next instalments of policies due up to
    ``receipt_early_days`` after ``last``, and first premiums of applications without a row in 保费收入.
    """
    early = int(law.value("receipt_early_days", last).value)
    until = np.datetime64(last, "D") + early
    rows = _receipt_rows(tables.of(PremiumReceipt), np.datetime64(first, "D"), np.datetime64(last, "D"), until)
    known = _documents_by_due(tables.of(PremiumReceipt))
    open_policies = [row for row in instalments_due(tables.of(Policy), until) if (row[0], row[2]) not in known]
    rows += [(number, RENEWAL, due, _NO_DAY, "", fen, 0) for number, _, due, fen in open_policies]
    rows += _first_premiums(tables, {number for number, _ in known})
    repaid = repayments_to_book(tables)
    rows += [(number, REPAYMENT, _number_of(day), _NO_DAY, "", fen, 0) for number, day, fen in repaid]
    rows += [_paid_row(one) for one in paid_out]
    return _grouped(rows, tables, law, {one.document: one.payee for one in paid_out})


_NONE = np.datetime64("NaT", "D")
_NO_DAY = int(day_numbers(np.array([_NONE]))[0])
_Row = tuple[str, str, int, int, str, int, int]
"""Document, business, due day, day of booking, serial, fen due, fen booked; days as numbers."""


def _receipt_rows(table: Table, first: np.datetime64, last: np.datetime64, until: np.datetime64) -> list[_Row]:
    """Open rows due by ``until``, and rows booked inside the statement's time."""
    received_on, came = table["received_on"], ~np.isnan(table["received"])
    booked = came & ~np.isnat(received_on)
    inside = booked & (received_on >= first) & (received_on <= last)
    open_rows = ~booked & ~(table["due_on"] > until)
    due, received = (to_fen(np.nan_to_num(table[name])) for name in ("due", "received"))
    chosen = np.flatnonzero(inside | open_rows)
    of_booking = inside[chosen]
    columns = (
        table["policy_no"][chosen], table["business"][chosen], day_numbers(table["due_on"][chosen]),
        day_numbers(np.where(of_booking, received_on[chosen], _NONE)),
        np.where(of_booking, table["bank_serial"][chosen], ""), due[chosen], np.where(of_booking, received[chosen], 0),
    )  # fmt: skip
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _paid_row(one: PaidOut) -> _Row:
    fen = -int(one.amount.scaleb(2))
    return one.document, one.business, _number_of(one.due_on), _number_of(one.paid_on), one.serial, fen, fen


def _number_of(day: date | None) -> int:
    return int(day_numbers(np.array([day], "datetime64[D]"))[0])


def _documents_by_due(table: Table) -> set[tuple[str, int]]:
    """Documents and due days of all rows, worked out once for a table: a sync looks at the statement several times."""
    if "documents by due" not in table.worked_out:
        days = day_numbers(table["due_on"]).tolist()
        table.worked_out["documents by due"] = set(zip(table["policy_no"].tolist(), days, strict=True))
    found: set[tuple[str, int]] = table.worked_out["documents by due"]
    return found


def _first_premiums(tables: Tables, known: set[str]) -> list[_Row]:
    """Applications whose first premium no row of 保费收入 names, neither by 投保单号 nor by the policy's number."""
    applications, policies = tables.of(Application), tables.of(Policy)
    pairs = zip(policies["application_no"].tolist(), policies["policy_no"].tolist(), strict=True)
    skipped = known | {number for number, policy in pairs if policy in known}
    fen = to_fen(np.nan_to_num(applications["premium_total"]))
    numbers, applied_on = applications["application_no"].tolist(), day_numbers(applications["applied_on"])
    return [
        (number, NEW, int(applied_on[row]), _NO_DAY, "", int(fen[row]), 0)
        for row, number in enumerate(numbers)
        if number and number not in skipped and fen[row] > 0
    ]


def _grouped(rows: list[_Row], tables: Tables, law: Law, payees: Mapping[str, Payer]) -> Dues:
    """Rows of one document, business, due day and booking added up, in the order of these."""
    sums: dict[tuple[str, str, int, int, str], list[int]] = {}
    for number, business, due_on, booked_on, serial, fen, booked in rows:
        entry = sums.setdefault((number, business, due_on, booked_on, serial), [0, 0])
        entry[0] += fen
        entry[1] += booked
    keys = sorted(sums)
    columns: list[list[Any]] = [[key[place] for key in keys] for place in range(5)]
    due_days = np.array(columns[2], dtype=np.int64).astype("datetime64[D]")
    return Dues(
        document=_texts(columns[0]),
        business=_texts(columns[1]),
        due_on=due_days,
        booked_on=np.array(columns[3], dtype=np.int64).astype("datetime64[D]"),
        serial=_texts(columns[4]),
        fen=np.array([sums[key][0] for key in keys], dtype=np.int64),
        booked=np.array([sums[key][1] for key in keys], dtype=np.int64),
        grace_end=_grace(due_days, _texts(columns[1]), law),
        payers={**payees, **payers_of(tables)},
        indebted=_indebted(tables.of(Policy)),
    )


def _indebted(policies: Table) -> frozenset[str]:
    owing = (policies["loan"] > 0) | (policies["advanced_premium"] > 0)
    return frozenset(policies["policy_no"][owing].tolist())


def _grace(due_on: Array, business: Array, law: Law) -> Array:
    """The last day of the legal 宽限期 (RN-2.2) of a renewal."""
    limits = law.column("RN-2.2", due_on)
    ends = np.full(len(due_on), _NONE)
    for days in np.unique(limits[np.isfinite(limits)]):
        ends[limits == days] = grace_ends(due_on[limits == days], int(days))
    return np.where(business == RENEWAL, ends, _NONE)


def _texts(values: list[str]) -> Array:
    column: Array = np.empty(len(values), dtype=object)
    column[:] = values
    return column
