"""保全 requests of the year: who asks for what, the row of the register, and what the model makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.demo import numbers
from core.demo.sheets import Book
from core.records.servicing import ServicingRequest
from tests.branch_year.accounts import RUNNING, Account
from tests.branch_year.calendar import Batch

Row = dict[str, Any]
PREPARED_BY, SIGNED_OFF_BY = "jingban1", "zhuguan1"
NEW_PHONES_FROM = 700_000_000
REINSTATEMENT_YEARS = 2
A_YEAR, WITHOUT_TABLE = 370, ("UL2301", "TL2301")
LENDABLE, TABLED = ("IW2301", "EN2301"), ("WL2301", "CI2301", "PW2301")
LOAN_SHARE = 0.02


@dataclass(frozen=True)
class Kind:
    """One 保全项目: asked for by about ``yearly`` of the policies that may, in a year."""

    item: str
    yearly: float
    may: Callable[[Account, date], bool]
    cells: Callable[[Account, date, Random], Row]


@dataclass(frozen=True)
class Asked:
    """A request as registered. ``faulty``: the office must refuse it, and nothing may change."""

    number: str
    account: Account
    item: str
    row: Row
    faulty: bool = False


def _running(account: Account, on: date) -> bool:
    return account.status in RUNNING


def _plain(account: Account, on: date) -> bool:
    """A long policy of one 险种 with a table of values, in force for more than a year, without debts, up to date."""
    kept = account.status == "有效" and not account.short and len(account.covers) == 1 and not account.loan
    paid = account.next_due is None or account.next_due > on
    held = (on - account.effective_on).days
    return kept and paid and held > A_YEAR and account.covers[0].product not in WITHOUT_TABLE


def _long(account: Account, on: date) -> bool:
    """The same, for more than two years: before that it may be neither cut down nor lent upon."""
    return _plain(account, on) and (on - account.effective_on).days > 2 * A_YEAR


def _sold(account: Account, products: tuple[str, ...]) -> bool:
    return account.covers[0].product in products


def _paying_long(account: Account, on: date) -> bool:
    return _long(account, on) and account.premium_status == "交费中" and account.paid < account.instalments


def _in_cooling_off(account: Account, on: date) -> bool:
    signed = account.signed_on
    return account.status == "有效" and signed is not None and 0 < (on - signed).days <= 14 and not account.short


def _lapsed(account: Account, on: date) -> bool:
    """Lapsed less than two years ago; a rider of one year has no terms of its own to come back by."""
    return (
        len(account.covers) == 1
        and account.status == "中止(失效)"
        and on < account.status_on + timedelta(days=365 * REINSTATEMENT_YEARS - 10)
    )


def _reduced(account: Account, on: date, rng: Random) -> Row:
    cover = account.covers[0]
    left = cover.sum_assured * 85 // 100 // 100_000 * 100_000
    return {"changed_field": "保额", "after": f"{left / 100:.0f}", "product_code": cover.product}


def _new_phone(account: Account, on: date, rng: Random) -> Row:
    phone = numbers.mobile(NEW_PHONES_FROM + int(account.policy_no[-7:]))
    return {"changed_field": "投保人手机", "before": account.phone, "after": phone}


def _new_address(account: Account, on: date, rng: Random) -> Row:
    after = f"浙江省杭州市西湖区示范路{rng.randrange(1, 300)}号{rng.randrange(1, 30)}幢{rng.randrange(101, 900)}室"
    return {"changed_field": "投保人地址", "after": after}


def _new_account(account: Account, on: date, rng: Random) -> Row:
    card = numbers.card("629902", 800_000_000 + int(account.policy_no[-7:]))
    return {"changed_field": "账号(脱敏)", "after": f"{'*' * 15}{card[-4:]}"}


def _lend(account: Account, on: date, rng: Random) -> Row:
    return {
        "amount": -max(100, round(account.total_paid * LOAN_SHARE / 100)),
        "product_code": account.covers[0].product,
    }


def _repay(account: Account, on: date, rng: Random) -> Row:
    return {"amount": account.loan / 100, "product_code": account.covers[0].product}


def _nothing(account: Account, on: date, rng: Random) -> Row:
    return {}


def _of_one_line(account: Account, on: date, rng: Random) -> Row:
    return {"product_code": account.covers[0].product}


def _given_up(account: Account, on: date, rng: Random) -> Row:
    return {"surrender_reason": rng.choice(("01 经济困难/资金周转", "03 收益不及预期", "99 其他"))}


KINDS: tuple[Kind, ...] = (
    Kind("犹豫期退保", 4.0, _in_cooling_off, _given_up),
    Kind("复效", 0.5, _lapsed, _nothing),
    Kind("借款清偿", 25.0, lambda account, on: account.loan > 0 and account.status == "有效", _repay),
    Kind("联系方式变更", 0.08, _running, _new_phone),
    Kind("联系方式变更", 0.04, _running, _new_address),
    Kind("受益人变更", 0.04, _running, lambda *_: {"changed_field": "受益人", "after": "王示例"}),
    Kind("交费方式及账号变更", 0.03, lambda account, on: _running(account, on) and account.paying, _new_account),
    Kind("减保", 0.06, _paying_long, _reduced),
    Kind("保单贷款", 0.4, lambda account, on: _long(account, on) and _sold(account, LENDABLE), _lend),
    Kind("减额交清", 0.4, lambda account, on: _paying_long(account, on) and _sold(account, TABLED), _of_one_line),
    Kind("退保", 0.15, _plain, _given_up),
)  # fmt: skip
PAYING, FAULTY = ("退保", "犹豫期退保", "减保", "保单贷款"), 0.2
FAULTS: Mapping[str, Row] = {
    "经办人自己复核": {"signed_off_by": PREPARED_BY},
    "申请人无权": {"applicant_role": "受益人"},
    "收款人不符": {"payee": "路人甲", "payee_account": "6217000000000000000"},
}


def requests_of(accounts: Mapping[str, Account], batch: Batch, rng: Random) -> Iterator[Asked]:
    """What customers ask for in a batch; at most one request each, and nothing twice in the year."""
    share = len(batch.days) / 365
    number = 0
    for account in accounts.values():
        for place, kind in enumerate(KINDS):
            if rng.random() > kind.yearly * share or place in account.asked or not kind.may(account, batch.day):
                continue
            account.asked.add(place)
            number += 1
            row = registered(account, kind, batch.day, number, rng)
            fault = rng.choice(list(FAULTS.values())) if kind.item in PAYING and rng.random() < FAULTY else {}
            refused = bool(fault) or _valueless(account, kind)
            yield Asked(row["request_no"], account, kind.item, row | fault, refused)
            break


def _valueless(account: Account, kind: Kind) -> bool:
    """After 减额交清 the printed table no longer holds, and no other one is known: nothing is paid on an estimate."""
    return kind.item == "退保" and account.premium_status == "减额交清"


def registered(account: Account, kind: Kind, on: date, number: int, rng: Random) -> Row:
    """A complete row of 保全受理登记表, carried out on the day that it came in."""
    return {
        "request_no": f"BQ{on:%Y%m%d}{number:04d}", "received_on": on, "channel": "柜面",
        "applicant": account.holder, "applicant_role": "投保人", "by_agent": "否", "policy_no": account.policy_no,
        "item": kind.item, "documents_on": on, "accepted_on": on, "reviewer": "审核员示例", "prepared_by": PREPARED_BY,
        "signed_off_by": SIGNED_OFF_BY, "completed_on": on, "endorsement_no": f"PD{on:%Y%m%d}{number:04d}",
        "payee": account.holder, "payee_account": account.bank_account,
        "identity_check": "身份证原件及联网核查", "signature_match": "一致", "insured_consent": "是",
        "conclusion": "标准体" if kind.item == "复效" else "", **kind.cells(account, on, rng),
    }  # fmt: skip


def write_requests(path: Path, asked: list[Asked], cut_off: date) -> None:
    """保全受理登记表 of the batch."""
    with Book(path) as book:
        sheet = book.add(ServicingRequest, ServicingRequest.sheet, cut_off)
        for one in asked:
            sheet.write(one.row)
