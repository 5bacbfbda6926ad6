"""What was done about an instalment so far: deductions tried, last contact, first demand; by 续期跟进."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.records.renewal import RenewalContact
from core.table import Array, Table, Tables

DEDUCTION, DEMAND = "扣款", "催告"
LOYALTY = "忠诚度活动"
REMINDERS = ("缴费提示", "催告")
UNREACHED = ("退回", "未接通", "空号错号")


@dataclass(frozen=True)
class Contacts:
    """Per instalment, shape (n,). ``last_on``: newest reminder that reached the customer; ``result``: of the newest."""

    deductions: NDArray[np.int64]
    deducted_on: Array
    deduction_result: Array
    failure: Array
    last_on: Array
    last_way: Array
    result: Array
    demanded_on: Array


def contacts_of(tables: Tables, numbers: Array, due_on: Array, on: np.datetime64) -> Contacts:
    """The contacts of each policy number for its due day, up to ``on``.

    A row without 应交日 counts for the due day that follows it by at most 90 days or went before it.
    """
    table = tables.of(RenewalContact)
    place = {number: row for row, number in enumerate(numbers.tolist())}
    count = len(numbers)
    nothing = np.datetime64("NaT", "D")
    deductions = np.zeros(count, dtype=np.int64)
    days = {name: np.full(count, nothing) for name in ("deducted", "last", "demanded")}
    texts = {name: np.full(count, "", dtype=object) for name in ("deduction", "failure", "way", "result")}
    wanted = np.fromiter((number in place for number in table["policy_no"].tolist()), bool, len(table))
    for row in np.flatnonzero(wanted)[np.argsort(table["done_on"][wanted], kind="stable")].tolist():
        at = place[table["policy_no"][row]]
        if not _belongs(table, row, due_on[at], on):
            continue
        day, action = table["done_on"][row], table["action"][row]
        if action == DEDUCTION:
            deductions[at] += 1
            days["deducted"][at] = day
            texts["deduction"][at], texts["failure"][at] = table["result"][row], table["failure"][row]
        if action in REMINDERS:
            texts["way"][at], texts["result"][at] = table["way"][row], table["result"][row]
            if table["result"][row] not in UNREACHED:
                days["last"][at] = day
        if action == DEMAND and np.isnat(days["demanded"][at]) and day >= due_on[at]:
            days["demanded"][at] = day
    return Contacts(
        deductions, days["deducted"], texts["deduction"], texts["failure"], days["last"], texts["way"],
        texts["result"], days["demanded"],
    )  # fmt: skip


BEFORE_DUE = np.timedelta64(90, "D")


def _belongs(table: Table, row: int, due: np.datetime64, on: np.datetime64) -> bool:
    done, stated = table["done_on"][row], table["due_on"][row]
    if np.isnat(done) or done > on:
        return False
    return bool(stated == due) if not np.isnat(stated) else bool(done >= due - BEFORE_DUE)
