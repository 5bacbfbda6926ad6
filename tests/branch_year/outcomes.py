"""What the model makes of each thing that happened: time, an issue, a request carried out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from core.days.anniversary import anniversary, monthiversary
from core.demo.pricing import years
from core.demo.sales import MONTHS
from tests.branch_year.accounts import Account, Cover
from tests.branch_year.new_business import Case
from tests.branch_year.opening import account_number, fen
from tests.branch_year.requests import REINSTATEMENT_YEARS, Asked

ONE_DAY = timedelta(days=1)


def time_passes(accounts: Iterable[Account], day: date) -> None:
    """Policies begin, fall behind, lapse and end by themselves; with a rider a person has to settle the end."""
    for account in accounts:
        if account.status == "待生效" and account.effective_on <= day:
            account.stands("有效", account.effective_on)
        if account.status in ("有效", "宽限期") and (end := account.covers[0].matures_on) and end <= day:
            account.stands("终止", end, "满期")
        if account.status == "有效" and account.next_due and account.next_due < day:
            account.stands("宽限期", account.next_due + ONE_DAY)
        if account.status == "宽限期" and account.grace_ends and account.grace_ends < day:
            account.stands("中止(失效)", account.grace_ends + ONE_DAY)
        alone = len(account.covers) == 1
        if account.status == "中止(失效)" and alone and anniversary(account.status_on, REINSTATEMENT_YEARS) < day:
            account.stands("终止", anniversary(account.status_on, REINSTATEMENT_YEARS) + ONE_DAY, "永久失效")


def issued_account(case: Case, policy_no: str, day: date) -> Account:
    """A new policy as the form says: in force from the day after the issue, the first premium paid."""
    sale, effective = case.sale, day + ONE_DAY
    step, term = MONTHS[sale.frequency], sale.main.cell.premium_term
    covers = [
        Cover(
            item.line.code, item.sum_assured * 100, fen(item.premium), fen(item.premium),
            None if item.cell.policy_term == "终身" else monthiversary(effective, 12 * years(item.cell.policy_term, 0)),
            once=item is not sale.main,
        )
        for item in sale.covered
    ]  # fmt: skip
    return Account(
        policy_no, case.form.number, sale.policyholder.name, sale.insured.name, sale.policyholder.phone,
        sale.home.address, account_number(sale.policyholder), sale.agent.channel, sale.agent.branch_code, effective,
        day, step, years(term, 0) * 12 // step if step else 1, 1, covers, "待生效", "交费中" if step else "趸交", day,
        short=sale.main.line.short,
    )  # fmt: skip


def carried_out(ledger: sqlite3.Connection, asked: Asked, day: date) -> int | None:
    """Tell the model what a request did; its money in fen (received +, paid −), None where the office refused it."""
    query = (
        "SELECT amount, sum_assured_change, paid_premium_change FROM policy_events"
        " WHERE request_no = ? AND policy_no = ?"
    )
    events = ledger.execute(query, (asked.number, asked.account.policy_no)).fetchall()
    if not events:
        return None
    account, money = asked.account, sum(amount or 0 for amount, _, _ in events)
    if asked.item == "减额交清":
        ((_, sum_assured, paid),) = events
        account.paid_up(sum_assured, paid)
    _EFFECTS.get(asked.item, _nothing)(account, asked, money, day)
    return money


Effect = Callable[[Account, Asked, int, date], None]


def _ends(reason: str) -> Effect:
    def effect(account: Account, asked: Asked, money: int, day: date) -> None:
        account.loan = 0
        account.stands("终止", day, reason)

    return effect


def _reduces(account: Account, asked: Asked, money: int, day: date) -> None:
    account.shrinks(account.covers[0], round(float(asked.row["after"]) * 100))


def _lends(account: Account, asked: Asked, money: int, day: date) -> None:
    account.loan += -money


def _repays(account: Account, asked: Asked, money: int, day: date) -> None:
    account.loan -= money


def _revives(account: Account, asked: Asked, money: int, day: date) -> None:
    account.stands("有效", day)
    while account.next_due and account.next_due <= day:
        account.receives(day)


def _new_phone(account: Account, asked: Asked, money: int, day: date) -> None:
    if asked.row["changed_field"] == "投保人手机":
        account.phone = asked.row["after"]
    else:
        account.address = asked.row["after"]


def _nothing(account: Account, asked: Asked, money: int, day: date) -> None:
    """The policy stays as it is, for the model."""


_EFFECTS: dict[str, Effect] = {
    "犹豫期退保": _ends("犹豫期退保"), "退保": _ends("退保"), "减保": _reduces,
    "保单贷款": _lends, "借款清偿": _repays, "复效": _revives, "联系方式变更": _new_phone,
}  # fmt: skip
