"""A401–A406: whose account pays, is its number possible, and has the customer agreed to the debit?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.checks.applications import aligned
from core.checks.people import people_of
from core.checks.rule import Context, Hit, rule
from core.checks.staff import someone_else_of_staff
from core.checks.unrelated import Holders, holders, unrelated_holders
from core.checks.words import money_words, whole_words
from core.identifiers.columns import luhn_ok
from core.records.application import Application
from core.records.papers import Account, DueDiligence
from core.records.people import Policyholder
from core.records.reference import CardBin, Staff
from core.table import Tables

TRANSFER, CASH = "银行转账", "现金"
WITHOUT_CHECK_DIGIT = ("存折", "对公账户")


@rule("A401")
def card_number_possible(context: Context) -> Iterator[Hit]:
    """Practice, a hint only: 13 to 19 digits with the Luhn check digit on a card; 存折 and 对公账户 have none."""
    accounts = context.tables.of(Account)
    numbers = accounts["account_no"]
    cards = (numbers != "") & ~np.isin(accounts["account_kind"].astype(str), WITHOUT_CHECK_DIGIT)
    suspects = np.flatnonzero(cards & ~luhn_ok(numbers))
    lengths = np.array([len(number) for number in numbers[suspects].tolist()], dtype=np.float64)
    least, most = (context.limit(f"bank_card_digits_{end}", accounts)[suspects] for end in ("min", "max"))
    outside = (lengths < least) | (lengths > most)
    bounds = [f"{low:.0f}至{high:.0f}" for low, high in zip(least[outside], most[outside], strict=True)]
    words = {"expected": whole_words(lengths[outside]), "limit": bounds}
    yield Hit(accounts, "account_no", suspects[outside], "length", details=dict(words))
    yield Hit(accounts, "account_no", suspects[~outside])


@rule("A402", needs=(CardBin,))
def bank_of_card(context: Context) -> Iterator[Hit]:
    """Practice: the bank that the first digits of the card belong to (longest 卡BIN) is the 开户行."""
    accounts, bins = context.tables.of(Account), context.references.of(CardBin)
    numbers = accounts["account_no"]
    row = np.full(len(accounts), -1, dtype=np.intp)
    for length in sorted({len(prefix) for prefix in bins["prefix"].tolist()} - {0}):
        found = bins.match("prefix", [number[:length] for number in numbers.tolist()])
        row = np.where(found >= 0, found, row)
    bank, written = bins.look_up(row, "bank"), accounts["bank"]
    suspects = np.flatnonzero((bank != "") & (written != "") & (bank != written))
    differ = [not _same_bank(written[one], bank[one]) for one in suspects.tolist()]
    rows = suspects[np.array(differ, dtype=bool)]
    yield Hit(accounts, "bank", rows, details={"expected": list(bank[rows])})


def _same_bank(written: str, bank: str) -> bool:
    """A branch of a bank is the bank, with or without 中国 and 股份有限公司."""
    plain = [name.replace("股份有限公司", "").replace("中国", "") for name in (written, bank)]
    return plain[1] in plain[0] or plain[0] in plain[1]


@rule("A403")
def holder_is_policyholder(context: Context) -> Iterator[Hit]:
    """《互联网保险业务监管办法》第四十条第二款: the 投保人's own account; another payer, all explained, is referred."""
    accounts = context.tables.of(Account)
    payer, policyholder = accounts["holder"], aligned(context, Policyholder, "name", accounts)
    another = (payer != "") & (policyholder != "") & (payer != policyholder)
    declared = another & (accounts["third_party"] == "是")
    yield Hit(accounts, "holder", another & ~declared)
    gaps = {
        "第三方交费原因": accounts["third_party_reason"] == "",
        "交费人与投保人关系": accounts["third_party_relation"] == "",
        "资金来源和用途（反洗钱说明）": aligned(context, DueDiligence, "funds_source", accounts) == "",
    }
    incomplete = declared & np.logical_or.reduce(list(gaps.values()))
    names = ["、".join(name for name, gap in gaps.items() if gap[row]) for row in np.flatnonzero(incomplete).tolist()]
    yield Hit(accounts, "third_party", incomplete, "third_party_gaps", details={"name": names})
    yield Hit(accounts, "third_party", declared & ~incomplete, "third_party")


@rule("A404", needs=(Staff,))
def account_not_of_staff(context: Context) -> Iterator[Hit]:
    """《保险销售行为管理办法》第三十二条第二款: no account of staff, and none shared by unrelated 投保人."""
    accounts, staff = context.tables.of(Account), context.references.of(Staff)
    payers = _payers(context.tables)
    rows = staff.match("account_no", accounts["account_no"].tolist())
    policyholder = aligned(context, Policyholder, "name", accounts)
    yield Hit(accounts, "account_no", someone_else_of_staff(context, accounts, policyholder, rows))
    count = unrelated_holders([payers, _payers(context.in_force)])[0]
    limit = context.limit("account_shared_policyholders", accounts)
    shared = count >= limit
    words = {"expected": whole_words(count[shared]), "limit": whole_words(limit[shared])}
    yield Hit(accounts, "account_no", shared, "shared", details=dict(words))


def _payers(tables: Tables) -> Holders:
    """Who pays from which account, on the rows of 账户."""
    accounts, policyholders = tables.of(Account), tables.of(Policyholder)
    rows = policyholders.match("application_no", accounts["application_no"])
    return holders(people_of(policyholders), accounts["account_no"], rows)


@rule("A405")
def debit_agreed(context: Context) -> Iterator[Hit]:
    """《人身保险业务基本服务规定》第十三条: account, amount and time of a debit are agreed and signed."""
    accounts = context.tables.of(Account)
    by_transfer = aligned(context, Application, "payment_method", accounts) == TRANSFER
    by_transfer |= accounts["first_payment"] == TRANSFER
    for column, name in (("debit_terms", "账户、金额、时间的约定"), ("debit_signed", "投保人签名")):
        yield Hit(accounts, column, by_transfer & (accounts[column] != "是"), details={"name": name})


@rule("A406")
def cash_premium(context: Context) -> Iterator[Hit]:
    """Practice: any cash premium goes to the 反洗钱 checks and the company's 零现金 rule."""
    accounts = context.tables.of(Account)
    paid = np.nan_to_num(accounts["cash_amount"])
    free = context.limit("cash_premium_limit", accounts)
    in_cash = accounts["first_payment"] == CASH
    yield Hit(accounts, "cash_amount", paid > free, details={"expected": money_words(paid[paid > free])})
    yield Hit(accounts, "first_payment", in_cash & ~(paid > free), "unstated")
    applications = context.tables.of(Application)
    yield Hit(applications, "payment_method", applications["payment_method"] == CASH, "renewals")
