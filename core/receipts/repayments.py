"""借款清偿: money that 保全 took off a loan, as dues that a bank line is booked against. It is no premium.

What is still to be booked = what requests that were carried out say was paid back − what 保费收入 shows for it, per
policy, the oldest first: finance may book it on another day than the request's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np

from core.money import to_fen
from core.records.policy import PremiumReceipt
from core.records.servicing import ServicingRequest
from core.table import Mask, Table, Tables, scalar

REPAYMENT = "借款清偿"
Repaid = tuple[str, date, int]
"""保单号, day of the request, fen."""


def paid_back(requests: Table) -> Mask:
    """Which requests took money off a loan."""
    done = (requests["item"] == REPAYMENT) & ~np.isnat(requests["completed_on"]) & (requests["amount"] > 0)
    return np.asarray(done, dtype=bool)


def repayments_to_book(tables: Tables) -> Iterator[Repaid]:
    """Of every request that was carried out what no row of 保费收入, open or received, stands for."""
    requests, receipts = tables.of(ServicingRequest), tables.of(PremiumReceipt)
    rows = np.flatnonzero(paid_back(requests))
    if not len(rows):
        return
    own = np.flatnonzero(receipts["business"] == REPAYMENT)
    shown = np.where(np.isnan(receipts["received"][own]), receipts["due"][own], receipts["received"][own])
    booked: Counter[str] = Counter()
    for policy, fen in zip(receipts["policy_no"][own].tolist(), to_fen(np.nan_to_num(shown)).tolist(), strict=True):
        booked[policy] += fen
    effective = requests["effective_on"][rows]
    days = np.where(np.isnat(effective), requests["received_on"][rows], effective)
    fen = to_fen(requests["amount"][rows]).tolist()
    asked = zip(requests["policy_no"][rows].tolist(), map(scalar, days), fen, strict=True)
    yield from left_to_book((one for one in asked if one[1] is not None), booked)


def left_to_book(repaid: Iterable[Repaid], booked: Mapping[str, int]) -> Iterator[Repaid]:
    """What is left of each repayment once the fen booked for its policy are taken off, the oldest first."""
    taken = Counter(booked)
    for policy, day, fen in sorted(repaid):
        covered = min(max(taken[policy], 0), fen)
        taken[policy] -= covered
        if fen > covered:
            yield policy, day, fen - covered
