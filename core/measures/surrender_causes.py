"""退保原因: who surrendered, why, in which policy year, and how much money went or is about to go.

The cause is the one written on the surrender's 保全申请, else the policy's own 退保原因; both come from one list of
codes (待公司确认). Money is what was paid out, else the amount of the event that ended the line, else that of the
request, else the cash value in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.days.anniversary import policy_years
from core.measures.month_data import MonthData
from core.records.event import PolicyEvent
from core.records.servicing import ServicingRequest
from core.table import Array, Mask, blanks

ITEMS = ("退保", "协议退保", "犹豫期退保")
UNKNOWN = "未登记原因"
YEARS = ("第1年", "第2年", "第3年", "第4至5年", "第6年起")
_LAST_YEARS = (1, 2, 3, 5)


@dataclass(frozen=True)
class Surrenders:
    """Policy lines that were surrendered up to the 统计日, or are about to be: one entry each, shape (n,).

    ``row``: of 保单台账; ``on``: the day (of a pending one: of the request); ``month``: its month; ``premium``: a
    year's premium lost (0 for 趸交); ``paid_in``: all premiums paid; ``money``: yuan, NaN where nobody knows it;
    ``year``: the policy year, 0 where it is not known or had not begun.
    """

    row: Array
    on: Array
    cause: Array
    premium: Array
    paid_in: Array
    money: Array
    year: Array
    counts: Mask
    pending: bool = False

    def __len__(self) -> int:
        return len(self.row)

    @property
    def month(self) -> Array:
        """The month of every surrender."""
        return self.on.astype("datetime64[M]")

    def take(self, chosen: Mask) -> Surrenders:
        """Some of them."""
        return Surrenders(
            self.row[chosen], self.on[chosen], self.cause[chosen], self.premium[chosen], self.paid_in[chosen],
            self.money[chosen], self.year[chosen], self.counts[chosen], self.pending,
        )  # fmt: skip


def surrendered(data: MonthData) -> Surrenders:
    """Every line surrendered by the 统计日, inside the 犹豫期 or after it."""
    policies = data.facts.policies
    left = (policies.surrendered | policies.cooling_off) & (policies["status_on"] <= data.as_of)
    rows = np.flatnonzero(left)
    refunds = _refunds(data)[rows]
    cause, amount = _requested(data, rows, completed=True)
    own = data.facts.policies.own_cause[rows]
    cause = np.where(blanks(cause), np.where(blanks(own), UNKNOWN, own), cause)
    choices = (refunds, amounts_of_events(data)[rows], amount, policies["cash_value"][rows])
    money = np.select([choice > 0 for choice in choices], choices, np.nan)
    return _entries(data, rows, policies["status_on"][rows], cause, money)


def about_to_surrender(data: MonthData) -> Surrenders:
    """Lines in force for which a surrender is asked and not completed on the 统计日."""
    policies = data.facts.policies
    cause, amount = _requested(data, np.arange(len(policies)), completed=False)
    asked = _asked_on(data)
    rows = np.flatnonzero(~np.isnat(asked) & policies.in_force(data.as_of))
    money = np.where(np.isnan(amount), policies["cash_value"], amount)[rows]
    found = _entries(data, rows, asked[rows], np.where(blanks(cause), UNKNOWN, cause)[rows], money)
    return Surrenders(**{**vars(found), "pending": True})


def _entries(data: MonthData, rows: Array, on: Array, cause: Array, money: Array) -> Surrenders:
    policies = data.facts.policies
    yearly = np.where(np.isnan(policies["annual_premium"]), policies["first_premium"], policies["annual_premium"])
    premium = np.where(policies.single, 0.0, np.nan_to_num(yearly))[rows]
    years = policy_years(policies["effective_on"][rows], on)
    return Surrenders(
        rows, on, cause.astype(object), premium, np.nan_to_num(policies["paid_premium"])[rows], money,
        np.nan_to_num(years).astype(np.int64), policies.counts_as_policy[rows],
    )  # fmt: skip


def year_band(years: Array) -> Array:
    """The words for policy years: 第1年, 第2年, 第3年, 第4至5年, 第6年起; ``""`` where the year is not known."""
    place = np.searchsorted(_LAST_YEARS, years)
    return np.where(years > 0, np.array(YEARS, dtype=object)[place], "")


def _refunds(data: MonthData) -> Array:
    """Yuan paid out per policy line up to the 统计日."""
    receipts = data.facts.receipts
    paid: Array = -receipts.sum_by_policy(receipts.is_business("退费") & (receipts["received_on"] <= data.as_of))
    return paid


def amounts_of_events(data: MonthData) -> Array:
    """Yuan that the event which ended each policy line said would be paid, NaN without one."""
    table = data.facts.table(PolicyEvent)
    amount = np.full(len(data.facts.policies), np.nan)
    ended = np.isin(table["item"].astype(str), ITEMS) & (table["effective_on"] <= data.as_of)
    for event in np.flatnonzero(ended).tolist():
        amount[_lines(data, table["policy_no"][event], table["product_code"][event])] = -table["amount"][event]
    return amount


def _surrender_requests(data: MonthData, *, completed: bool) -> Array:
    """Rows of requests for a surrender received by the 统计日, oldest first; open ones have no 办结日 by then."""
    table = data.facts.table(ServicingRequest)
    wanted = np.isin(table["item"].astype(str), ITEMS) & (table["received_on"] <= data.as_of)
    if not completed:
        wanted &= ~(table["completed_on"] <= data.as_of)
    rows = np.flatnonzero(wanted)
    ordered: Array = rows[np.argsort(table["received_on"][rows], kind="stable")]
    return ordered


def _requested(data: MonthData, rows: Array, *, completed: bool) -> tuple[Array, Array]:
    """Cause and amount of the newest surrender request of each policy line; ``""`` and NaN without one.

    A request that names no product is for the whole policy: its amount stands on the main line.
    """
    table, policies = data.facts.table(ServicingRequest), data.facts.policies
    cause = np.full(len(policies), "", dtype=object)
    amount = np.full(len(policies), np.nan)
    for request in _surrender_requests(data, completed=completed).tolist():
        number, product = table["policy_no"][request], table["product_code"][request]
        for line in _lines(data, number, product):
            cause[line] = table["surrender_reason"][request] or cause[line]
            main = policies.counts_as_policy[line]
            if product or main:
                amount[line] = abs(table["amount"][request])
    return cause[rows], amount[rows]


def _asked_on(data: MonthData) -> Array:
    """Per policy line the day of its newest open surrender request, NaT without one."""
    table = data.facts.table(ServicingRequest)
    asked = np.full(len(data.facts.policies), np.datetime64("NaT", "D"))
    for request in _surrender_requests(data, completed=False).tolist():
        lines = _lines(data, table["policy_no"][request], table["product_code"][request])
        asked[lines] = table["received_on"][request]
    return asked


def _lines(data: MonthData, number: str, product: str) -> list[int]:
    """The lines of a policy, or its one line of a product."""
    if product:
        line = data.facts.policies.by_line.get((number, product))
        return [] if line is None else [line]
    return data.facts.policies.lines_of.get(number, [])
