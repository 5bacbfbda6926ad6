"""万能型 and 投资连结型: the account instead of a table.

    现金价值 = 账户价值 × (1 − 退保费用率 of the policy year)           部分领取: amount × its own rate is the charge

After the last year of the scale the rate is 0. Yuan, rounded once, half up. The scale is the contract's; the common one
is held beside it for comparison only, and the cap of the rule is 待确认. Source: 保监发〔2015〕19号 and the contract.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.law import Law, NotInForce
from core.values.accounts import Accounts, settle
from core.values.contract import ZERO, Contract
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text, percent
from core.values.sources import source
from core.values.standing import check_standing

KIND, WITHDRAWAL = "万能账户退保金", "部分领取"


def universal_surrender(
    contract: Contract, account: Decimal | None, accounts: Accounts, on: date, law: Law | None = None
) -> Figure:
    """What a surrender on ``on`` pays from the account value of that day; findings where value or scale is missing."""
    working = Working()
    check_standing(contract, on, working)
    if account is None:
        working.findings.append(note("missing", what="账户价值", kind=KIND, fix="填写计算日的账户价值"))
    elif account < 0:
        working.findings.append(note("negative-input", what="账户价值", given=amount_text(account)))
    if account is None or working.refused:
        return working.figure(KIND, Label.CONTRACT, None, on)
    rate = _rate(contract, on, working, law or Law.default())
    if rate is None:
        return working.figure(KIND, Label.CONTRACT, None, on)
    inputs = {"账户价值": amount_text(account), "退保费用率": percent(rate), "保单年度": f"第{contract.year_on(on)}年"}
    charge = working.step("退保费用", inputs, "账户价值×退保费用率", account * rate, source("universal", "clause"))
    inputs = {"账户价值": amount_text(account), "退保费用": amount_text(charge)}
    value = working.step("现金价值", inputs, "账户价值−退保费用", account - charge, source("universal"))
    amount = settle(KIND, value, accounts, working, source("surrender"))
    return working.figure(KIND, Label.CONTRACT, amount, on)


def withdrawal(contract: Contract, account: Decimal, taken: Decimal, rate: Decimal, on: date) -> Figure:
    """What is paid of ``taken`` yuan drawn from the account on ``on``, at the contract's own charge ``rate``."""
    working = Working()
    check_standing(contract, on, working)
    if not ZERO < taken <= account:
        given, whole = amount_text(taken), amount_text(account)
        working.findings.append(note("withdrawal-range", given, given=given, account=whole))
    if not 0 <= rate < 1:
        working.findings.append(note("charge-range", percent(rate), given=percent(rate)))
    inputs = {"领取金额": amount_text(taken), "领取费用率": percent(rate)}
    paid = working.step("实付金额", inputs, "领取金额×（1−领取费用率）", taken * (1 - rate), source("clause"))
    inputs = {"账户价值": amount_text(account), "领取金额": amount_text(taken)}
    working.step("领取后账户价值", inputs, "账户价值−领取金额", account - taken, source("clause"))
    return working.figure(WITHDRAWAL, Label.CONTRACT, paid, on)


def _rate(contract: Contract, on: date, working: Working, law: Law) -> Decimal | None:
    """The charge of the policy year, a fraction; None and a finding without a scale or outside 0 … 1."""
    scale, year = contract.parameters.surrender_charges, contract.year_on(on)
    if not scale:
        working.findings.append(note("charge-scale-missing"))
        return None
    rate = scale[year - 1] if year <= len(scale) else ZERO
    if not 0 <= rate < 1:
        working.findings.append(note("charge-range", percent(rate), given=percent(rate)))
        return None
    try:
        common = law.value("universal_surrender_charges", contract.effective_on).value
    except NotInForce:
        return rate
    usual = common[year - 1] if year <= len(common) else ZERO
    if rate > usual:
        working.findings.append(note("charge-above-usual", year=year, given=percent(rate), usual=percent(usual)))
    return rate
