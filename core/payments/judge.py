"""One row of 付款清单 against what is owed: prepared by who syncs it, signed off by another, paid by a bank line, once.

Each rule gives the code, the column and the words of what is wrong (see ``notes``); none: the row may be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from core.access.viewer import SUPERVISOR
from core.payments.orders import State, base_of, next_number, standing, state_of
from core.payments.payable import SERVICING, Payable
from core.payments.payee import account_check
from core.payments.surroundings import Surroundings
from core.records.payment import PaymentOrder

Row = Mapping[str, Any]
MAY = {"制单": ("经办", SUPERVISOR), "复核": (SUPERVISOR,)}
FACTS = ("source", "source_no", "policy_no", "amount")
PAID_FACTS = ("paid_on", "paid_serial")
TO_SOMEBODY = "改为有权领取的本人、原交费账户或约定账户"
TO_ANOTHER = "核对收款人；确有依据的填写收款依据"
LATER = (*PAID_FACTS, "returned_on", "returned_serial", "note")
"""Columns that may still be filled in once an order is signed off."""


class Wrong(NamedTuple):
    """One reason to refuse: code, column, words."""

    code: str
    column: str
    parts: dict[str, object]


def judge(row: Row, held: Row | None, around: Surroundings) -> Iterator[Wrong]:
    """What is wrong with a new row (``held`` None) or a changed one."""
    payable = around.owed.get(base_of(row["order_no"]))
    if payable is None or (held is None and not _next(row, payable, around)):
        yield Wrong("P01", "order_no", {"number": row["order_no"]})
        return
    yield from _facts(row, payable)
    if held is None:
        yield from _prepared(row, payable, around)
    else:
        yield from _kept(row, held)
        if row["signed_off_by"] and not held["signed_off_by"]:
            yield from _signed(row, held, around)
        if row["paid_on"] and not held["paid_on"]:
            yield from _paid(row, held, payable, around)
        if row["returned_on"] and not held["returned_on"]:
            yield from _returned(row, held, around)
    if held is None or not held["paid_on"]:
        yield from _payee(row, payable, around)


def _next(row: Row, payable: Payable, around: Surroundings) -> bool:
    """A new row carries the next number of a payable without a standing order."""
    free = payable.number not in standing(around.orders)
    return free and row["order_no"] == next_number(payable, around.orders)


def _facts(row: Row, payable: Payable) -> Iterator[Wrong]:
    words = {"source": payable.source}
    for name in FACTS:
        if row[name] != getattr(payable, name):
            yield Wrong("P02", name, {**words, "name": _heading(name)})
    for name in ("payee", "payee_account"):
        registered = getattr(payable, name)
        if registered and row[name] != registered:
            yield Wrong("P02", name, {**words, "name": _heading(name)})


def _prepared(row: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    if payable.paid_on is not None:
        yield Wrong("P11", "order_no", {"source": payable.source, "day": payable.paid_on})
    if row["prepared_by"].casefold() != around.account.casefold():
        yield Wrong("P03", "prepared_by", {})
    yield from _role("制单", "prepared_by", around)
    if row["signed_off_by"] or row["paid_on"] or row["returned_on"]:
        yield Wrong("P06", "signed_off_by" if row["signed_off_by"] else "paid_on", {})


def _kept(row: Row, held: Row) -> Iterator[Wrong]:
    """What is signed off stays as it was signed off; what is paid stays paid."""
    state = state_of(held)
    fixed = ["prepared_by", "prepared_on"]
    if state is not State.PREPARED:
        fixed += [c.name for c in PaymentOrder.columns() if c.name not in (*LATER, *FACTS, *fixed, "order_no")]
    if state in (State.PAID, State.RETURNED):
        fixed += PAID_FACTS
    if state is State.RETURNED:
        fixed += ["returned_on", "returned_serial"]
    for name in fixed:
        if row[name] != held[name]:
            way = "先用 undo 撤销该次同步，再更正" if state is not State.PREPARED else "由原制单人撤销后重新制单"
            yield Wrong("P12", name, {"state": state.value, "name": _heading(name), "way": way})


def _signed(row: Row, held: Row, around: Surroundings) -> Iterator[Wrong]:
    signed = row["signed_off_by"].casefold()
    if signed == held["prepared_by"].casefold():
        yield Wrong("P05", "signed_off_by", {})
    if signed != around.account.casefold():
        yield Wrong("P04", "signed_off_by", {})
    yield from _role("复核", "signed_off_by", around)


def _role(doing: str, column: str, around: Surroundings) -> Iterator[Wrong]:
    """Where the supervisor keeps 权限, the account's role must allow it."""
    role = around.viewer.role
    if not around.viewer.alone and role not in MAY[doing]:
        yield Wrong("P14", column, {"role": doing, "held": role or "没有登记的账号"})


def _payee(row: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    found = account_check(payable, row["payee"], row["payee_account"], around.files(payable.policy_no))
    if not found and (payable.source == SERVICING or not row["payee_basis"]):
        way = TO_SOMEBODY if payable.source == SERVICING else TO_ANOTHER
        yield Wrong("P07", "payee", {"way": way})
    limit = around.identity_limit(payable.due_on)
    if limit is not None and payable.amount >= limit and not row["identity_check"]:
        yield Wrong("P08", "identity_check", {"amount": f"{payable.amount:,.2f}", "limit": f"{limit:,.0f}"})


def _paid(row: Row, held: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    if not held["signed_off_by"]:
        yield Wrong("P09", "paid_on", {})
    serial, listed = row["paid_serial"], around.listed.get(row["paid_serial"], payable.amount)
    line = around.bank.get(serial)
    why = ""
    if line is None:
        why = "银行流水中没有"
    elif listed != -line.amount:
        why = f"银行支出{-line.amount:,.2f}元，付款清单中用这个流水号的合计{listed:,.2f}元"
    elif line.booked_on != row["paid_on"]:
        why = f"银行付款日是{line.booked_on}"
    elif line.account and line.account != row["payee_account"] and listed == payable.amount:
        why = "银行付到的不是这个账号"
    if why:
        yield Wrong("P10", "paid_serial", {"serial": serial or "空白", "why": why})


def _returned(row: Row, held: Row, around: Surroundings) -> Iterator[Wrong]:
    line = around.bank.get(row["returned_serial"])
    why = ""
    if not held["paid_on"]:
        why = "本笔还没有付款"
    elif line is None:
        why = "银行流水中没有这笔退回"
    elif line.amount != row["amount"]:
        why = f"退回{line.amount:,.2f}元，与付款金额不同"
    if why:
        yield Wrong("P13", "returned_serial", {"why": why})


def _heading(name: str) -> str:
    return PaymentOrder.column(name).heading
