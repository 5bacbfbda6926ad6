"""Money that hangs on a policy beside its value: balances that are added, debts that come off every payment first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.findings import Basis
from core.values.contract import ZERO
from core.values.contract_notes import note
from core.values.figure import Working, amount_text
from core.values.sources import source


@dataclass(frozen=True, slots=True)
class Accounts:
    """Yuan, all positive; ``None`` = not stated, counted as 0. Interest up to the day asked, worked out beforehand.

    Added: ``dividends`` 红利余额, ``survival_balance`` 未领生存金及利息, ``overpaid`` 溢交或预交保费.
    Taken off: ``loan`` 借款, ``advanced`` 垫交保费, ``arrears`` 欠交保费, each with its interest, ``other_debts``.
    """

    dividends: Decimal | None = None
    survival_balance: Decimal | None = None
    overpaid: Decimal | None = None
    loan: Decimal | None = None
    loan_interest: Decimal | None = None
    advanced: Decimal | None = None
    advanced_interest: Decimal | None = None
    arrears: Decimal | None = None
    arrears_interest: Decimal | None = None
    other_debts: Decimal | None = None


ADDED = {"dividends": "红利余额", "survival_balance": "未领生存金余额", "overpaid": "溢交或预交保费"}
TAKEN_OFF = {
    "loan": "借款本金",
    "loan_interest": "借款利息",
    "advanced": "垫交保费",
    "advanced_interest": "垫交利息",
    "arrears": "欠交保费",
    "arrears_interest": "欠交保费利息",
    "other_debts": "其他欠款",
}
_INTEREST_ON = (("loan", "借款"), ("advanced", "垫交"), ("arrears", "欠交保费"))


def settle(
    name: str, gross: Decimal, accounts: Accounts, working: Working, basis: tuple[Basis, ...] = (), says: str = ""
) -> Decimal | None:
    """``gross`` + balances − debts, yuan, unrounded, in three steps; None and findings for amounts that cannot be.

    A negative amount and interest without a principal are contradictions. The result may be below zero: the figure
    then has no amount. Source: 欠款先从各项给付中扣除, a clause of the contract.
    """
    if not _sound(accounts, working):
        return None
    added = _sum("应加款项", ADDED, accounts, working)
    taken = _sum("应扣款项", TAKEN_OFF, accounts, working)
    inputs = {"应付金额": amount_text(gross), "应加": amount_text(added), "应扣": amount_text(taken)}
    formula = "应付金额+应加款项−应扣款项"
    return working.step(name, inputs, formula, gross + added - taken, (*basis, *source("clause")), says)


def _sum(name: str, parts: dict[str, str], accounts: Accounts, working: Working) -> Decimal:
    amounts = {label: getattr(accounts, field) for field, label in parts.items()}
    inputs = {label: amount_text(amount) for label, amount in amounts.items() if amount}
    total = sum((amount for amount in amounts.values() if amount), ZERO)
    return working.step(name, inputs or {"各项": "0.00"}, "各项之和", total, source("ledger"))


def _sound(accounts: Accounts, working: Working) -> bool:
    findings = [
        note("negative-input", amount_text(amount), what=label, given=amount_text(amount))
        for field, label in (ADDED | TAKEN_OFF).items()
        if (amount := getattr(accounts, field)) is not None and amount < 0
    ]
    findings += [
        note("interest-alone", what=label)
        for field, label in _INTEREST_ON
        if getattr(accounts, f"{field}_interest") and not getattr(accounts, field)
    ]
    working.findings += findings
    return not findings
