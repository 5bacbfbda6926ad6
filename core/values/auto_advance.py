"""自动垫交: the insurer advances an overdue premium out of the cash value, where the policyholder has chosen so.

    balance = CV(day before the 宽限期) − debts
    全额    the whole premium if balance ≥ premium, else nothing
    按日    the whole premium, else cover for  n = ⌊ balance × days of the period / premium ⌋  days,
            advanced: premium × n / days of the period

Yuan, rounded once, half up to the fen. The advance is a debt that bears interest like a loan; it ends when debts reach
the value (:func:`core.values.debt_limit.debt_reaches_value`).
Source: the contract (自动垫交 is a contract parameter); no regulation fixes it.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, Decimal

from core.days.anniversary import monthiversary
from core.values.before_grace import day_before_grace, value_before_grace
from core.values.contract import ZERO, Contract
from core.values.figure import Figure, Label, Working, amount_text, day_text, plain
from core.values.servicing_notes import note
from core.values.servicing_status import check_covered, check_status
from core.values.sources import source

KIND = "自动垫交保费"
OFF, ALL_OR_NOTHING, BY_DAYS = "无", "全额", "按日"


def auto_advance(contract: Contract, on: date, debts: Decimal = ZERO) -> Figure:
    """The amount advanced for the first unpaid premium. ``debts``: loans, advances and interest before it, yuan.

    0 with a finding where the balance is too small; no amount where the clause is not chosen or nothing is due.
    """
    working = Working()
    label = contract.table.label if contract.table else Label.CONTRACT
    due = _due(contract, on, debts, working)
    value = None if due is None else value_before_grace(contract, due, working)
    if due is None or value is None or contract.premium is None:
        return working.figure(KIND, label, None, on)
    inputs = {
        "现金价值": amount_text(value),
        "债务": amount_text(debts),
        "宽限期前一日": day_text(day_before_grace(contract, due)),
    }
    balance = working.step("可垫交余额", inputs, "现金价值−债务", value - debts, source("clause"))
    if balance >= contract.premium:
        inputs = {"可垫交余额": amount_text(balance), "当期保费": amount_text(contract.premium)}
        advanced = working.step(KIND, inputs, "余额不少于当期保费，垫交当期保费", contract.premium, source("clause"))
    elif contract.parameters.auto_advance == BY_DAYS and balance > 0:
        advanced = _by_days(contract, contract.premium, due, balance, working)
    else:
        advanced = ZERO
        working.findings.append(
            note("advance-short", balance=amount_text(balance), premium=amount_text(contract.premium))
        )
    if advanced:
        working.findings.append(note("advance-ends"))
    return working.figure(KIND, label, advanced, on, estimate=label is Label.FORMULA)


def _due(contract: Contract, on: date, debts: Decimal, working: Working) -> date | None:
    """The due day of the first unpaid premium; None and a finding where none is advanced."""
    if contract.parameters.auto_advance not in (ALL_OR_NOTHING, BY_DAYS):
        working.findings.append(note("advance-off"))
        return None
    check_status(contract, "自动垫交", working)
    check_covered(contract, on, "自动垫交", working)
    if debts < 0:
        fix = "债务按正数填写"
        working.findings.append(note("servicing-missing", what="不小于0的债务", kind=KIND, fix=fix))
    if contract.premium is None:
        working.findings.append(note("servicing-missing", what="每期保费", kind=KIND, fix="补填保费"))
    due = contract.next_due_on
    if not contract.months or due is None or due > on or due >= contract.premiums_end_on:
        working.findings.append(note("advance-none-due"))
    return None if working.refused else due


def _by_days(contract: Contract, premium: Decimal, due: date, balance: Decimal, working: Working) -> Decimal:
    period = (monthiversary(due, contract.months) - due).days
    covered = (balance * period / premium).to_integral_value(rounding=ROUND_DOWN)
    inputs = {"可垫交余额": amount_text(balance), "当期保费": amount_text(premium), "当期天数": plain(period)}
    days = working.step(
        "垫交天数", inputs, "余额×当期天数÷当期保费，舍去不足一日", covered, source("clause"), unit="天"
    )
    inputs = {"当期保费": amount_text(premium), "垫交天数": plain(days), "当期天数": plain(period)}
    until = date.fromordinal(due.toordinal() + int(days) - 1) if days else due
    note_text = f"保障至{day_text(until)}24时" if days else ""
    return working.step(
        KIND, inputs, "当期保费×垫交天数÷当期天数", premium * days / period, source("clause"), note_text
    )
