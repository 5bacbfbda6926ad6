"""减额交清: the value becomes one single premium, and the contract goes on with a smaller sum assured.

    合同    new SA = paid-up sum per unit (policy years paid for) × amount / unit × (CV − debts) / CV
    公式（估算）  new SA = (CV − debts) / net single premium per yuan of SA at the attained age

CV: the value on the day before the 宽限期 begins, yuan. The paid-up table is printed for a policy without debts; with
debts its sum falls in the proportion of the single premium (convention of this room, sent to a person). The new SA in
yuan is rounded once to the fen, half up or cut off as the contract says; nothing else is rounded.
Source: the insurer's filed table (条款费率办法 Art. 24) and the contract; no regulation fixes a formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal

from core.findings import Basis
from core.law import Law
from core.money import yuan
from core.values.before_grace import day_before_grace, value_before_grace
from core.values.contract import ZERO, Contract, YearTable
from core.values.figure import Figure, Label, Working, amount_text, day_text, plain
from core.values.servicing_notes import article, note
from core.values.servicing_status import check_covered, check_debts, check_minimum_years, check_status
from core.values.sources import source

KIND = "减额交清保额"
CUT = "截断"
HALF_UP = "四舍五入"


@dataclass(frozen=True, slots=True)
class NetSinglePremium:
    """What one yuan of paid-up SA costs at the attained age, as a fraction, and the basis it was computed on."""

    per_yuan: Decimal
    lines: Mapping[str, str] = field(default_factory=dict)
    basis: tuple[Basis, ...] = ()


def paid_up(
    contract: Contract,
    on: date,
    debts: Decimal = ZERO,
    *,
    single_premium: NetSinglePremium | None = None,
    law: Law | None = None,
) -> Figure:
    """The new sum assured in yuan for a request made on ``on``. ``debts``: loans, advances and interest, yuan.

    合同 where the table prints a paid-up sum; else, with ``single_premium``, 公式（估算）; else a finding.
    """
    working = Working()
    due = _due(contract, on, debts, working, law or Law.default())
    value = None if due is None else value_before_grace(contract, due, working)
    if due is None or value is None:
        return working.figure(KIND, Label.CONTRACT, None, on)
    if value <= debts:
        working.findings.append(
            note("servicing-debts", kind="减额交清", debts=amount_text(debts), worth=amount_text(value))
        )
        return working.figure(KIND, Label.CONTRACT, None, on)
    inputs = {
        "现金价值": amount_text(value),
        "债务": amount_text(debts),
        "宽限期前一日": day_text(day_before_grace(contract, due)),
    }
    balance = working.step("趸交保费", inputs, "现金价值−债务", value - debts, source("clause"))
    year = contract.year_on(due) - 1
    printed = YearTable.entry(contract.table.paid_up, year) if contract.table else None
    if printed is not None:
        label = contract.table.label if contract.table else Label.CONTRACT
        exact = _by_table(contract, year, printed, balance, value, working)
        return _finish(contract, exact, label, label is Label.FORMULA, on, working)
    if single_premium is None or single_premium.per_yuan <= 0:
        fix = "补录合同减额交清表，或给出趸交净保费的计算基础"
        working.findings.append(note("servicing-missing", what=f"第{year}保单年度的减额交清保额", kind=KIND, fix=fix))
        return working.figure(KIND, Label.CONTRACT, None, on)
    working.findings.append(note("paid-up-no-table"))
    exact = _by_formula(balance, single_premium, working)
    return _finish(contract, exact, Label.FORMULA, True, on, working)


def _due(contract: Contract, on: date, debts: Decimal, working: Working, law: Law) -> date | None:
    """The due day of the premium that will not be paid; None and a finding where paid-up is not possible."""
    check_status(contract, "减额交清", working)
    check_covered(contract, on, "减额交清", working)
    due = contract.next_due_on
    check_debts(contract, debts, KIND, working)
    if not contract.months or (due is not None and due >= contract.premiums_end_on):
        working.findings.append(note("paid-up-nothing-due"))
    elif due is None:
        working.findings.append(
            note("servicing-missing", what="下次应交日", kind=KIND, fix="填写交费对应日(下次应交日)")
        )
    elif due > on:
        working.findings.append(note("paid-up-ahead", due=due))
    if working.refused or due is None:
        return None
    check_minimum_years(contract, due, "减额交清", working, law)
    return due


def _by_table(
    contract: Contract, year: int, printed: Decimal, balance: Decimal, value: Decimal, working: Working
) -> Decimal:
    factor = contract.factor or ZERO
    inputs = {"已交清保单年度": f"第{year}年", "每单位交清保额": plain(printed), "单位数": plain(factor)}
    whole = working.step("减额交清表保额", inputs, "每单位交清保额×单位数", printed * factor, article("paid_up_table"))
    if balance == value:
        return whole
    working.findings.append(note("paid-up-debts", debts=amount_text(value - balance)))
    inputs = {"减额交清表保额": amount_text(whole), "趸交保费": amount_text(balance), "现金价值": amount_text(value)}
    return working.step(
        "扣除债务后的保额", inputs, "减额交清表保额×趸交保费÷现金价值", whole * balance / value, source("clause")
    )


def _by_formula(balance: Decimal, single_premium: NetSinglePremium, working: Working) -> Decimal:
    inputs = {
        "趸交保费": amount_text(balance),
        "每元保额趸交净保费": plain(single_premium.per_yuan),
        **single_premium.lines,
    }
    exact = balance / single_premium.per_yuan
    return working.step("交清保额估算", inputs, "趸交保费÷每元保额趸交净保费", exact, single_premium.basis)


def _finish(contract: Contract, exact: Decimal, label: Label, estimate: bool, on: date, working: Working) -> Figure:
    half_up, cut = yuan(exact), exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    way = contract.parameters.paid_up_rounding.strip()
    if way not in (CUT, HALF_UP) and half_up != cut and not estimate:
        working.findings.append(note("paid-up-rounding", half_up=half_up, cut=cut))
    amount = cut if way == CUT else half_up
    inputs = {"未取整保额": amount_text(exact), "取整方式": way or HALF_UP}
    working.step(KIND, inputs, "取整到0.01元", amount, source("clause"), _change(contract))
    working.findings.append(note("paid-up-after"))
    return working.figure(KIND, label, amount, on, estimate=estimate)


def _change(contract: Contract) -> str:
    return "" if contract.sum_assured is None else f"原保额{amount_text(contract.sum_assured)}元"
