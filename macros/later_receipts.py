"""A premium that came in while 保单台账 still says that it is due: a figure that rests on the latter is too low."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from core.findings import Finding, Severity, Where
from core.ledger.current import load_table
from core.records.policy import Policy, PremiumReceipt
from core.renewal.due_list import RENEWAL
from core.table import Table, scalar
from core.values.figure import Figure

CODE = "next-due-behind"


def booked_since(ledger: sqlite3.Connection, policies: Table, on: date) -> tuple[Finding, ...]:
    """One finding where 保费收入 of a policy holds renewals received by ``on`` for its 下次应交日 or later."""
    number, due = str(policies["policy_no"][0]), policies["next_due_on"][0]
    receipts = load_table(ledger, PremiumReceipt, where="policy_no = ?", values=[number])
    came = (receipts["business"] == RENEWAL) & (receipts["due_on"] >= due)
    came &= receipts["received_on"] <= np.datetime64(on)
    amount = float(np.nansum(receipts["received"][came]))
    if amount <= 0:
        return ()
    days = "、".join(str(scalar(day)) for day in np.unique(receipts["due_on"][came]))
    message = (
        f"保费收入里 {days} 应交的 {amount:,.2f} 元已经收到，保单台账的下次应交日还是 {scalar(due)}，"
        "本结果仍按未交计算，可能偏低"
    )
    where = Where("", Policy.sheet, "", Policy.column("next_due_on").heading)
    fix = "先同步新的保单台账，或在到账认领里确认入账，再算一次"
    return (Finding(CODE, Severity.REFERRED, where, str(scalar(due)), message, fix, record_key=number),)


def with_findings(figure: Figure, found: Iterable[Finding]) -> Figure:
    """The figure with further findings beside its own."""
    return replace(figure, findings=(*figure.findings, *found))
