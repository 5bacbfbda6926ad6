"""One row of 付款清单 against what is owed: prepared by who syncs it, signed off by another, paid by a bank line, once.

Each rule gives the code, the column and the words of what is wrong (see ``notes``); none: the row may be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.access.viewer import SUPERVISOR
from core.payments.notes import Wrong
from core.payments.orders import State, base_of, next_number, order_of, standing, state_of
from core.payments.payable import SERVICING, Payable
from core.payments.payee import account_check
from core.payments.proof import paid, returned
from core.payments.surroundings import Surroundings
from core.records.payment import PaymentOrder

Row = Mapping[str, Any]
MAY = {"制单": ("经办", SUPERVISOR), "复核": (SUPERVISOR,)}
FACTS = ("source", "source_no", "policy_no", "item", "amount")
SHARED_FACTS = ("policy_no", "amount")
PAID_FACTS = ("paid_on", "paid_serial")
TO_SOMEBODY = "改为有权领取的本人、原交费账户或约定账户"
TO_ANOTHER = "核对收款人；确有依据的填写收款依据"
SIGNING = ("signed_off_by", "signed_off_on")
OWN_CLERK = "由原制单人更正并同步，再复核；制单账号和制单日不能改"
LATER = (*PAID_FACTS, "returned_on", "returned_serial", "note")
"""Columns that may still be filled in once an order is signed off."""


def judge(row: Row, held: Row | None, around: Surroundings) -> Iterator[Wrong]:
    """What is wrong with a new row (``held`` None) or a changed one."""
    payable = around.behind(row["order_no"])
    if payable is None or (held is None and not _next(row, payable, around)):
        yield Wrong("P01", "order_no", {"number": row["order_no"]})
        return
    yield from differences(row, payable)
    if held is None:
        yield from _prepared(row, payable, around)
    else:
        yield from _kept(row, held, around.account)
        if row["signed_off_by"] and not held["signed_off_by"]:
            yield from _signed(row, held, payable, around)
        if row["paid_on"] and not held["paid_on"]:
            yield from paid(row, held, payable, around)
        if row["returned_on"] and not held["returned_on"]:
            yield from returned(row, held, around)
    if held is None or not held["paid_on"]:
        yield from _payee(row, payable, around)


def _next(row: Row, payable: Payable, around: Surroundings) -> bool:
    """A new row carries the next number of a payable without a standing order."""
    free = order_of(payable, standing(around.orders)) is None
    return free and row["order_no"] == next_number(payable, around.orders)


def differences(row: Row, payable: Payable) -> Iterator[Wrong]:
    """Where an order says something else than its source. An order made under another number had another source."""
    own = base_of(row["order_no"]) == payable.number
    for name in FACTS if own else SHARED_FACTS:
        if row[name] != getattr(payable, name):
            yield Wrong("P02", name, {"source": payable.source, "name": _heading(name)})
    for name in ("payee", "payee_account") if own else ():
        registered = getattr(payable, name)
        if registered and row[name] != registered:
            yield Wrong("P02", name, {"source": payable.source, "name": _heading(name)})


def _prepared(row: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    yield from _not_paid_yet(payable)
    if row["prepared_by"].casefold() != around.account.casefold():
        yield Wrong("P03", "prepared_by", {})
    yield from _role("制单", "prepared_by", around)
    if row["signed_off_by"] or row["paid_on"] or row["returned_on"]:
        yield Wrong("P06", "signed_off_by" if row["signed_off_by"] else "paid_on", {})


def _not_paid_yet(payable: Payable) -> Iterator[Wrong]:
    if payable.paid_on is not None:
        yield Wrong("P11", "order_no", {"source": payable.source, "day": payable.paid_on})


def _kept(row: Row, held: Row, account: str) -> Iterator[Wrong]:
    """What is signed off stays as it was signed off; what is paid stays paid.

    Before that only its own clerk corrects an order: whoever signs off must not choose whom to pay.
    """
    state = state_of(held)
    fixed = ["prepared_by", "prepared_on"]
    another = account.casefold() != held["prepared_by"].casefold()
    if state is not State.PREPARED or another:
        later = LATER if state is not State.PREPARED else (*LATER, *SIGNING)
        fixed += [c.name for c in PaymentOrder.columns() if c.name not in (*later, *FACTS, *fixed, "order_no")]
    if state in (State.PAID, State.RETURNED):
        fixed += PAID_FACTS
    if state is State.RETURNED:
        fixed += ["returned_on", "returned_serial"]
    for name in fixed:
        if row[name] != held[name]:
            way = "先用 undo 撤销该次同步，再更正" if state is not State.PREPARED else OWN_CLERK
            yield Wrong("P12", name, {"state": state.value, "name": _heading(name), "way": way})


def _signed(row: Row, held: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    yield from _not_paid_yet(payable)
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
    if row["account_check"] not in ("", found):
        yield Wrong("P15", "account_check", {"found": found or "没有依据"})
    if not found and (payable.source == SERVICING or not row["payee_basis"]):
        way = TO_SOMEBODY if payable.source == SERVICING else TO_ANOTHER
        yield Wrong("P07", "payee", {"way": way})
    limit = around.identity_limit(payable.due_on)
    if limit is not None and payable.amount >= limit and not row["identity_check"]:
        yield Wrong("P08", "identity_check", {"amount": f"{payable.amount:,.2f}", "limit": f"{limit:,.0f}"})


def _heading(name: str) -> str:
    return PaymentOrder.column(name).heading
