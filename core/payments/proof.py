"""What proves that money left or came back: one bank line, with its amount, day and account, used for nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.identifiers.bank_account import same_account
from core.payments.notes import Wrong
from core.payments.payable import Payable
from core.payments.surroundings import Outlay, Surroundings

Row = Mapping[str, Any]


def paid(row: Row, held: Row, payable: Payable, around: Surroundings) -> Iterator[Wrong]:
    """What speaks against noting an order as paid by the debit that it names."""
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
    elif line.account and listed == payable.amount and not same_account(row["payee_account"], line.account):
        why = "银行付到的不是这个账号"
    elif others := around.booked_for.get(serial):
        why = f"已在保费收入记作付给{'、'.join(others)}，一笔银行支出不能证明两笔付款"
    if why:
        yield Wrong("P10", "paid_serial", {"serial": serial or "空白", "why": why})


def returned(row: Row, held: Row, around: Surroundings) -> Iterator[Wrong]:
    """What speaks against noting an order's money as back: a return frees the order to be paid once more."""
    serial = row["returned_serial"]
    line = around.bank.get(serial)
    if not held["paid_on"]:
        why = "本笔还没有付款"
    elif line is None:
        why = "银行流水中没有这笔退回"
    elif line.amount != row["amount"]:
        why = f"退回{line.amount:,.2f}元，与付款金额不同"
    else:
        why = _not_this_return(row, serial, line, around)
    if why:
        yield Wrong("P13", "returned_serial", {"why": why})


def _not_this_return(row: Row, serial: str, line: Outlay, around: Surroundings) -> str:
    if around.returns.get(serial, 0) > 1:
        return f"流水{serial}已用于另一笔付款的退回"
    if serial in around.premiums:
        return f"流水{serial}已在保费收入入账"
    if line.booked_on != row["returned_on"]:
        return f"银行退回日是{line.booked_on}"
    return f"流水{serial}在付款日{row['paid_on']}之前" if line.booked_on < row["paid_on"] else ""
