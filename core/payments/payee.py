"""B207 付款对象: may this person's account be paid? By entitlement, by the account that paid, or as agreed.

《互联网保险业务监管办法》第四十条, 《保险销售行为管理办法》第三十二条; 保险金: 《保险法》第三十九条至第四十二条.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.days.age import age
from core.identifiers import person_name
from core.identifiers.bank_account import same_account
from core.payments.payable import CLAIM, REFUND, Payable
from core.servicing.items import items
from core.servicing.lines import Line

ORIGINAL = "原交费账户"
REFUND_PAYEES = ("投保人", ORIGINAL)
DEATH = "身故"
NAMES = {"投保人": "policyholder_name", "被保险人": "insured_name"}
ACCOUNTS = {ORIGINAL: "account_masked", "约定账户": "payout_account"}


@dataclass(frozen=True)
class Files:
    """What a payee is held against. ``line``: of the policy, None where the ledger has none.

    ``paid_from``: the account of the application, in full where it is known. ``adult``: 成年年龄 on the day ``on``.
    """

    line: Line | None
    paid_from: str
    adult: int
    on: date


def account_check(payable: Payable, payee: str, account: str, files: Files) -> str:
    """In words why the account may be paid; "" where the files give no reason, so that a 收款依据 must be shown.

    What an end of the contract pays that nobody asked for (公司解约, 永久失效) is the policyholder's, as a refund is.
    """
    line = files.line
    if line is None or not payee:
        return ""
    if payable.source == CLAIM:
        return _of_claim(payable, payee, line, files)
    asked = payable.source != REFUND and payable.item
    allowed = items()[payable.item].payees if asked else REFUND_PAYEES
    for role in allowed:
        if role in NAMES and _same(payee, line.text(NAMES[role])):
            return f"{role}本人账户"
        whole = files.paid_from if role == ORIGINAL else ""
        if role in ACCOUNTS and account and (account == whole or same_account(account, line.text(ACCOUNTS[role]))):
            return role
    return ""


def _of_claim(payable: Payable, payee: str, line: Line, files: Files) -> str:
    """The insured for what falls due in his life, a minor's policyholder for him; beneficiaries by name after death."""
    if DEATH in payable.benefit:
        return "受益人" if any(_same(payee, name) for name in _names(line.text("beneficiaries"))) else ""
    if _same(payee, line.text("insured_name")):
        return "被保险人本人账户"
    born = line.day("insured_birth_date")
    minor = born is not None and age(born, files.on) < files.adult
    return "未成年被保险人的投保人" if minor and _same(payee, line.text("policyholder_name")) else ""


def _names(beneficiaries: str) -> list[str]:
    for sign in "、,，;；/ （(":
        beneficiaries = beneficiaries.replace(sign, "\n")
    return [name.strip("0123456789.%％：:）) ") for name in beneficiaries.split("\n")]


def _same(one: str, other: str) -> bool:
    return bool(one) and person_name.compact(one) == person_name.compact(other)
