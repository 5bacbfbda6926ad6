"""减保: part of the sum assured is given up, and its cash value is paid.

    paid = CV(on) × reduced SA / SA            yuan, rounded once, half up to the fen

SA, premium, 已支付保费 and CV fall in the same proportion. The yearly cap is a share of the first SA, the reductions of
the same policy year counted together; the contract says the share and the SA that must be left.
Source: the contract; no regulation fixes a formula. Where the contract is silent the usual cap is checked and a person
looks at it (reduction_yearly_cap, a setting).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.law import Law
from core.values.contract import ZERO, Contract
from core.values.figure import Figure, Label, Working, amount_text, percent
from core.values.interpolation import value_on
from core.values.servicing_notes import note
from core.values.servicing_status import PAID_UP, check_covered, check_debts, check_minimum_years, check_status
from core.values.sources import source

KIND = "减保金额"


def reduction(
    contract: Contract,
    on: date,
    reduced: Decimal,
    *,
    first_sum_assured: Decimal | None = None,
    reduced_before: Decimal = ZERO,
    debts: Decimal = ZERO,
    law: Law | None = None,
) -> Figure:
    """What is paid for giving up ``reduced`` yuan of SA on ``on``.

    ``first_sum_assured``: SA at issue, the present one unless said; ``reduced_before``: reductions already made in this
    policy year; ``debts``: loans and advances, which stay and must fit the smaller value. All yuan.
    """
    working = Working()
    label = contract.table.label if contract.table else Label.CONTRACT
    law = law or Law.default()
    check_covered(contract, on, "减保", working)
    check_debts(contract, debts, KIND, working)
    sum_assured = _sum_assured(contract, reduced, working)
    if sum_assured is not None:
        check_minimum_years(contract, on, "减保", working, law)
        _check_cap(contract, on, reduced + reduced_before, first_sum_assured or sum_assured, working, law)
        _check_minimum(contract, sum_assured - reduced, working)
    value = None if working.refused or sum_assured is None else value_on(contract, contract.table, on, working)
    if value is None or sum_assured is None:
        return working.figure(KIND, label, None, on)
    inputs = {"现金价值": amount_text(value), "减少的保额": amount_text(reduced), "原保额": amount_text(sum_assured)}
    paid = working.step(KIND, inputs, "现金价值×减少的保额÷原保额", value * reduced / sum_assured, source("clause"))
    _write_rest(contract, sum_assured, reduced, working)
    if debts > 0:
        working.findings.append(note("reduction-loan", debts=amount_text(debts), left=amount_text(value - paid)))
    return working.figure(KIND, label, paid, on, estimate=label is Label.FORMULA)


def _sum_assured(contract: Contract, reduced: Decimal, working: Working) -> Decimal | None:
    if contract.premium_status == PAID_UP:
        working.findings.append(note("reduction-after-paid-up"))
    else:
        check_status(contract, "减保", working)
    if not contract.sum_assured:
        working.findings.append(note("servicing-missing", what="保额", kind=KIND, fix="补填保额"))
        return None
    if not ZERO < reduced < contract.sum_assured:
        given, whole = amount_text(reduced), amount_text(contract.sum_assured)
        working.findings.append(note("reduction-range", given, given=given, sum_assured=whole))
    return contract.sum_assured


def _check_cap(contract: Contract, on: date, reduced: Decimal, first: Decimal, working: Working, law: Law) -> None:
    """拒收 above the contract's own cap; above the usual one of a contract that is silent: 转核."""
    usual = law.value("reduction_yearly_cap", on)
    share = contract.parameters.reduction_yearly_cap
    given, cap = amount_text(reduced), usual.value if share is None else share
    inputs = {"最初保额": amount_text(first), "年上限": percent(cap)}
    limit = working.step(
        "本保单年度减保上限",
        inputs,
        "最初保额×年上限",
        first * cap,
        source("clause") if share is not None else usual.basis,
    )
    if share is None:
        working.findings.append(note("reduction-cap-assumed", basis=usual.basis, share=percent(cap)))
    if reduced > limit:
        code = "reduction-cap" if share is not None else "reduction-cap-usual"
        working.findings.append(note(code, given, given=given, share=percent(cap), limit=amount_text(limit)))


def _check_minimum(contract: Contract, left: Decimal, working: Working) -> None:
    minimum = contract.parameters.reduction_minimum
    if minimum is not None and left < minimum:
        given = amount_text(left)
        working.findings.append(note("reduction-minimum", given, left=given, minimum=amount_text(minimum)))


def _write_rest(contract: Contract, sum_assured: Decimal, reduced: Decimal, working: Working) -> None:
    """SA, premium and premiums paid after the reduction, one step each; those that are not known are left out."""
    left = sum_assured - reduced
    for name, amount in (("保额", sum_assured), ("每期保费", contract.premium), ("已支付保费", contract.paid_premium)):
        if amount is not None:
            inputs = {f"原{name}": amount_text(amount), "剩余比例": f"{left / sum_assured:.6f}"}
            working.step(f"减保后{name}", inputs, f"原{name}×剩余比例", amount * left / sum_assured, source("clause"))
