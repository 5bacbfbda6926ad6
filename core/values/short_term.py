"""未满期净保费: what is paid back of a cover of one year or less.

    refund = premium × (1 − expense rate) × (1 − M / n)

M days in force, a started day counts as a whole one, so the day of the surrender counts; n days of the period that the
last premium paid for, or 365 where the contract writes so and the period is a year. 0 after a claim where the contract
says so. The expense rate is the product's; without one the usual rate gives an estimate. Yuan, rounded once, half up.
Source: 银保监办发〔2021〕7号 第六项 (health), 银保监办发〔2021〕106号 Art. 5 (accident), and the contract.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.findings import Basis
from core.law import Law, NotInForce
from core.values.accounts import Accounts, settle
from core.values.contract import ZERO, Contract, DayBasis
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text, day_text, percent
from core.values.premiums import Running, running_period
from core.values.sources import source
from core.values.standing import check_standing

KIND = "未满期净保费"
ACCIDENT = "意外伤害保险"


def unearned(contract: Contract, accounts: Accounts, on: date, law: Law | None = None) -> Figure:
    """The refund on ``on``: 合同, or 公式（估算） with a usual expense rate; findings instead where facts are missing.

    ``contract.claimed`` must be known where the contract pays nothing after a claim.
    """
    working = Working()
    check_standing(contract, on, working)
    return unearned_refund(contract, accounts, on, working, law)


def unearned_refund(
    contract: Contract, accounts: Accounts, on: date, working: Working, law: Law | None = None
) -> Figure:
    """As :func:`unearned`, once the standing of the contract is checked; goes on with ``working``."""
    law = law or Law.default()
    if not contract.short:
        working.findings.append(note("not-short"))
    if contract.premium is None:
        working.findings.append(note("missing", what="保费", kind=KIND, fix="补填保费"))
    if contract.parameters.zero_after_claim and contract.claimed is None:
        working.findings.append(note("claim-unknown"))
    if working.refused or contract.premium is None:
        return working.figure(KIND, Label.CONTRACT, None, on)
    expense, assumed = _expense_rate(contract, on, working, law)
    label = Label.FORMULA if assumed else Label.CONTRACT
    if contract.parameters.zero_after_claim and contract.claimed:
        gross = working.step("出险后不退", {"已出险": "是"}, "条款约定出险后不退", ZERO, source("clause"))
    else:
        gross = _net_premium_left(contract, contract.premium, expense, on, working)
    return working.figure(KIND, label, settle(KIND, gross, accounts, working), on, estimate=assumed)


def _net_premium_left(contract: Contract, premium: Decimal, expense: Decimal, on: date, working: Working) -> Decimal:
    period = _period(contract, on)
    days = period.length
    whole_year = (period.start, period.end) == (contract.effective_on, contract.year_start(2))
    if contract.parameters.day_basis is DayBasis.FIXED_365 and whole_year:
        days = 365
    gone = min(period.gone, days)
    working.step(
        "已生效天数M",
        {"保费所属期间": f"{day_text(period.start)}至{day_text(period.end)}（不含）", "计算日": day_text(on)},
        "计算日−起日+1（不足一天按一天），不超过n",
        Decimal(gone),
        _rule(contract),
        unit="天",
    )
    inputs = {"保费": amount_text(premium), "费用率": percent(expense)}
    net = working.step("净保费", inputs, "保费×（1−费用率）", premium * (1 - expense), source("clause"))
    inputs = {"净保费": amount_text(net), "M": f"{gone}", "n": f"{days}"}
    return working.step("未满期净保费", inputs, "净保费×（1−M÷n）", net * (days - gone) / days, _rule(contract))


def _period(contract: Contract, on: date) -> Running:
    """The period of the last premium due, held to the cover; the day of the surrender is counted."""
    period = running_period(contract, on, extra=1)
    end = contract.ends_on or contract.year_start(2)
    if period is None or not contract.months:
        return Running(contract.effective_on, end, (on - contract.effective_on).days + 1)
    return Running(period.start, min(period.end, end), period.gone)


def _expense_rate(contract: Contract, on: date, working: Working, law: Law) -> tuple[Decimal, bool]:
    """The product's rate and False, or the usual rate and True; 转核 above the cap of the contract's first day."""
    rate = contract.parameters.short_term_expense_rate
    if rate is not None and not 0 <= rate < 1:
        working.findings.append(note("rate-range", percent(rate), what="短期险费用率", given=percent(rate)))
    assumed = rate is None
    if rate is None:
        rate = law.value("short_term_expense_usual", on).value
        working.findings.append(note("expense-assumed", usual=percent(rate)))
    try:
        cap = law.value(f"short_term_expense_cap_{'group' if contract.group else 'individual'}", contract.effective_on)
    except NotInForce:
        return rate, assumed
    if rate > cap.value:
        working.findings.append(note("expense-cap", percent(rate), given=percent(rate), cap=percent(cap.value)))
    return rate, assumed


def _rule(contract: Contract) -> tuple[Basis, ...]:
    return source("short_accident" if contract.category == ACCIDENT else "short_health", "clause")
