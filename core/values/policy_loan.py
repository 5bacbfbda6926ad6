"""保单贷款: how much may be lent on a day, and what a loan has grown to.

    净值比例    limit = ratio × (CV − debts)
    本息合计    limit = ratio × CV − debts                debts: loans, advances and their interest up to the day
    owed(n terms and d days) = principal × growth(term 1) × … × growth(term n) × growth(d)

The interest of a term is added to the principal at its maturity (利息转入本金) and not rounded in between. Yuan; the
limit is cut off to the fen, because half up would lend more than the ratio allows. The
ratio is the contract's, at most the law's.
Source: 精算制度通知2016 (80 %, policy_loan_ratio), 保险法 Art. 34; wordings, term and rate are contract parameters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from core.days.anniversary import monthiversary
from core.law import Law
from core.values.contract import ZERO, Contract
from core.values.figure import Figure, Label, Working, amount_text, day_text, percent
from core.values.interest import InterestTerms
from core.values.interpolation import value_on
from core.values.premiums import paid_until
from core.values.servicing_notes import article, note
from core.values.servicing_status import IN_FORCE, check_covered, check_debts, check_table_holds
from core.values.sources import source

KIND = "保单贷款限额"
NET, WHOLE = "净值比例", "本息合计"
FEN = Decimal("0.01")
_TERM = re.compile(r"(\d+)\s*(个月|月|天|日|年)")


@dataclass(frozen=True, slots=True)
class LoanTerm:
    """Months, or days where months are 0."""

    months: int = 0
    days: int = 0

    def end(self, start: date, terms: int = 1) -> date:
        """Maturity after so many terms of a loan made on ``start``; months by the 对应日 rule."""
        return monthiversary(start, self.months * terms) if self.months else start + timedelta(days=self.days * terms)


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan: yuan lent on a day; ``term`` None: interest is never capitalised."""

    principal: Decimal
    made_on: date
    interest: InterestTerms
    term: LoanTerm | None = None

    def owed(self, on: date) -> Decimal:
        """Principal and interest on a day, yuan, unrounded; 0 before it was lent."""
        if on < self.made_on:
            return ZERO
        owed, start = self.principal, self.made_on
        for end in self.maturities(on):
            owed *= self.interest.growth(start, end)
            start = end
        return owed * self.interest.growth(start, on)

    def maturities(self, on: date) -> list[date]:
        """The days up to ``on`` on which interest was added to the principal."""
        days: list[date] = []
        while self.term and self.term.end(self.made_on, len(days) + 1) <= on:
            days.append(self.term.end(self.made_on, len(days) + 1))
        return days


def loan_term(words: str) -> LoanTerm | None:
    """6个月, 180天 or 1年 as a term; None for anything else and for a term of nothing."""
    found = _TERM.fullmatch(words.strip())
    if found is None or int(found[1]) == 0:
        return None
    number = int(found[1])
    if found[2] in ("天", "日"):
        return LoanTerm(days=number)
    return LoanTerm(months=number * 12 if found[2] == "年" else number)


def loan_limit(
    contract: Contract, on: date, debts: Decimal = ZERO, *, asked: Decimal | None = None, law: Law | None = None
) -> Figure:
    """The most that may be lent on ``on``. ``debts``: what is owed already; ``asked``: the amount applied for, yuan."""
    working, law = Working(), law or Law.default()
    label = contract.table.label if contract.table else Label.CONTRACT
    if contract.status not in IN_FORCE:
        fix = "效力中止的先办理复效"
        working.findings.append(note("servicing-status", status=contract.status, kind="保单贷款", fix=fix))
        return working.figure(KIND, label, None, on)
    check_covered(contract, on, "保单贷款", working)
    check_table_holds(contract, "保单贷款", working)
    check_debts(contract, debts, "保单贷款", working)
    value = None if working.refused else value_on(contract, contract.table, on, working)
    ratio = _ratio(contract, on, working, law)
    exact = None if value is None else _limit(contract, value, debts, ratio, working, law, on)
    limit = None if exact is None else exact.quantize(FEN, rounding=ROUND_FLOOR)
    if limit is not None and limit <= 0:
        given = amount_text(limit)
        working.findings.append(note("loan-none", given, given=given))
    elif limit is not None and asked is not None and asked > limit:
        given = amount_text(asked)
        working.findings.append(note("loan-above", given, given=given, limit=amount_text(limit)))
    overdue = paid_until(contract, on, Working()).overdue_since
    if overdue is not None:
        working.findings.append(note("loan-overdue", due=overdue))
    working.findings.append(note("loan-consent", basis=article("consent")))
    return working.figure(KIND, label, limit, on, estimate=label is Label.FORMULA)


def owed(loan: Loan, on: date, working: Working) -> Decimal:
    """:meth:`Loan.owed` written down: one step of interest for every term, the last one up to ``on``."""
    principal, start = loan.principal, loan.made_on
    for end in [*loan.maturities(on), on]:
        note_text = "到期未还，利息转入本金" if end != on else ""
        interest = loan.interest.written(working, "贷款利息", principal, start, end, source("clause"), note_text)
        principal, start = principal + interest, end
    inputs = {"贷款本金": amount_text(loan.principal), "贷款日": day_text(loan.made_on), "计算日": day_text(on)}
    return working.step("贷款本息", inputs, "本金+各期利息", principal, source("clause"))


def _ratio(contract: Contract, on: date, working: Working, law: Law) -> Decimal:
    cap, own = law.value("policy_loan_ratio", on), contract.parameters.loan_ratio
    if own is None:
        working.findings.append(note("loan-ratio-assumed", basis=cap.basis, cap=percent(cap.value)))
    elif own > cap.value:
        given = percent(own)
        working.findings.append(note("loan-ratio-above-law", given, cap.basis, given=given, cap=percent(cap.value)))
    ratio: Decimal = cap.value if own is None else min(own, cap.value)
    return ratio


def _limit(
    contract: Contract, value: Decimal, debts: Decimal, ratio: Decimal, working: Working, law: Law, on: date
) -> Decimal | None:
    wording = contract.parameters.loan_limit_wording
    if wording not in (NET, WHOLE) and debts:
        working.findings.append(note("loan-wording-unknown", debts=amount_text(debts)))
        return None
    inputs = {"现金价值": amount_text(value), "已有债务本息": amount_text(debts), "贷款比例": percent(ratio)}
    basis = (*law.value("policy_loan_ratio", on).basis, *source("clause"))
    if wording == WHOLE:
        return working.step(KIND, inputs, "现金价值×贷款比例−已有债务本息", value * ratio - debts, basis)
    return working.step(KIND, inputs, "（现金价值−已有债务本息）×贷款比例", (value - debts) * ratio, basis)
