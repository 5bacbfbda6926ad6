"""A month's payments over all sources: how far each is, what was collected, totals that tie with the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import numpy as np

from core.claims.duties import agreed_on, granted
from core.money import to_fen
from core.payments.orders import State, order_of, rows_of, standing, state_of
from core.payments.payable import CLAIM, REFUND, SERVICING, Payable, payables
from core.receipts.three_way import Tie
from core.records.claim import Claim
from core.records.event import PolicyEvent
from core.records.payment import PaymentOrder
from core.records.policy import PremiumReceipt
from core.records.servicing import ServicingRequest
from core.servicing.payments import Payment, payments
from core.table import Array, Tables

SOURCES = (SERVICING, CLAIM, REFUND)


class Stage(StrEnum):
    """How far a payable is: its order's state, or what its own register says."""

    TO_PREPARE = State.TO_PREPARE.value
    PREPARED = State.PREPARED.value
    SIGNED = State.SIGNED.value
    PAID = State.PAID.value
    REGISTERED = "登记已付"


OPEN = (Stage.TO_PREPARE, Stage.PREPARED, Stage.SIGNED)


@dataclass(frozen=True, slots=True)
class Listed:
    """One payable with its stage. ``order``: its standing row of 付款清单, None without one."""

    payable: Payable
    stage: Stage
    order: Mapping[str, Any] | None

    @property
    def paid_on(self) -> date | None:
        """When it was paid, by the order or by its own register."""
        return self.order["paid_on"] if self.order else self.payable.paid_on


@dataclass(frozen=True)
class Overview:
    """``due``: every payable due up to the month's end. ``collected``: money of 保全 received in the month."""

    due: tuple[Listed, ...]
    collected: tuple[Payment, ...]
    ties: tuple[Tie, ...]

    @property
    def open(self) -> list[Listed]:
        """Not paid yet, the oldest first."""
        return [one for one in self.due if one.stage in OPEN]


def overview(tables: Tables, first: date, last: date) -> Overview:
    """What was due to be paid up to ``last``; ties over what fell due from ``first`` on."""
    orders = standing(rows_of(tables.of(PaymentOrder)))
    due = tuple(one for one in listed(tables) if one.payable.due_on is None or one.payable.due_on <= last)
    moved = payments(tables.of(PolicyEvent), tables.of(ServicingRequest))
    collected = tuple(one for one in moved if one.amount > 0 and first <= one.effective_on <= last)
    of_month = [one for one in due if one.payable.due_on and one.payable.due_on >= first]
    return Overview(due, collected, tuple(_ties(tables, of_month, due, orders, first, last)))


def listed(tables: Tables) -> list[Listed]:
    """Every payable with its stage, by due day and number."""
    orders = standing(rows_of(tables.of(PaymentOrder)))
    return [_listed(one, order_of(one, orders)) for one in payables(tables)]


def _listed(payable: Payable, order: Mapping[str, Any] | None) -> Listed:
    if order is not None:
        return Listed(payable, Stage(state_of(order).value), order)
    return Listed(payable, Stage.REGISTERED if payable.paid_on else Stage.TO_PREPARE, None)


def _ties(
    tables: Tables,
    of_month: list[Listed],
    due: Iterable[Listed],
    orders: Mapping[str, Mapping[str, Any]],
    first: date,
    last: date,
) -> list[Tie]:
    """Each source added up from its own sheet, by columns, against the list."""
    right = {
        SERVICING: ("保单事件付款金额", _events(tables, first, last)),
        CLAIM: ("理赔台账核定金额", _claims(tables, first, last)),
        REFUND: ("保费收入退费", _refunds(tables, first, last)),
    }
    found = [Tie(f"本月应付：{source}", _by_stage(of_month, source), *right[source]) for source in SOURCES]
    covered = [one.payable.amount for one in due if one.order is not None]
    of_orders = tuple(
        (state.value, sum((row["amount"] for row in orders.values() if state_of(row) is state), Decimal(0)))
        for state in (State.PREPARED, State.SIGNED, State.PAID)
    )
    return [*found, Tie("付款清单与应付来源", of_orders, "有付款清单的应付", sum(covered, Decimal(0)))]


def _by_stage(of_month: list[Listed], source: str) -> tuple[tuple[str, Decimal], ...]:
    """Yuan by stage; refunds that book an event's payment stand beside them, because 退费 counts them too."""
    parts = []
    for stage in Stage:
        amounts = [one.payable.amount for one in of_month if one.payable.source == source and one.stage is stage]
        parts.append((stage.value, sum(amounts, Decimal(0))))
    if source == REFUND:
        own = (one.payable.booked for one in of_month if one.payable.source == SERVICING)
        parts.append(("已列在保全中", sum(own, Decimal(0))))
    return tuple(parts)


def _events(tables: Tables, first: date, last: date) -> Decimal:
    events = tables.of(PolicyEvent)
    paid = np.nan_to_num(events["amount"]) < 0
    return _sum(-events["amount"][paid & _between(events["effective_on"], first, last)])


def _claims(tables: Tables, first: date, last: date) -> Decimal:
    claims = tables.of(Claim)
    day = agreed_on(claims)
    day = np.where(np.isnat(day), claims["assessed_on"], day)
    return _sum(claims["assessed"][granted(claims) & _between(day, first, last)])


def _refunds(tables: Tables, first: date, last: date) -> Decimal:
    receipts = tables.of(PremiumReceipt)
    came = ~np.isnan(receipts["received"])
    day = np.where(np.isnat(receipts["due_on"]), receipts["received_on"], receipts["due_on"])
    amount = -np.where(came, receipts["received"], receipts["due"])
    return _sum(amount[(receipts["business"] == REFUND) & _between(day, first, last)])


def _between(days: Array, first: date, last: date) -> Array:
    inside: Array = (days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D"))
    return inside


def _sum(yuan: Array) -> Decimal:
    return Decimal(int(to_fen(np.nan_to_num(yuan)).sum())).scaleb(-2)
