"""退保金: what the policyholder gets for giving the contract up.

    退保金 = value on the day + dividends and balances + overpaid premiums
             − loan and interest − premiums advanced and interest − arrears and interest
    in the 犹豫期 instead     all premiums paid − 工本费
    cover of a year or less   未满期净保费

The value is the contract's table inside its year (合同), or the table of a stated basis where none is printed (公式,
估算). The statutory minimum stands beside it as a floor. Yuan, rounded once, half up. Source: 保险法 Art. 47 and the
contract; who may keep the contract alive: 解释三 Art. 17.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from core.law import Law
from core.values.accounts import Accounts, settle
from core.values.contract import Contract
from core.values.contract_notes import note
from core.values.cooling_off import in_cooling_off, refund
from core.values.figure import Figure, Label, Working
from core.values.floor import check_floor, floor_figure
from core.values.interpolation import value_on
from core.values.premiums import paid_until
from core.values.short_term import unearned_refund
from core.values.sources import source
from core.values.standing import check_advanced, check_standing

KIND = "退保金"
PARTICIPATING, ACCOUNTS = "分红型", ("万能型", "投资连结型")


class Surrender(NamedTuple):
    """``figure``: the answer; ``floor``: the statutory minimum of the value alone, where its basis is known."""

    figure: Figure
    floor: Figure | None = None


def surrender(
    contract: Contract, accounts: Accounts, on: date, *, drawn: bool | None = None, law: Law | None = None
) -> Surrender:
    """The surrender of one 险种 on ``on``; its figure's kind says which of the three ways was taken.

    ``drawn``: whether a survival benefit due on that very day is drawn. Findings, not numbers, for a contract that has
    not begun, is over or stands otherwise, and for missing or contradictory facts. ValueError for a contract whose
    table is the statutory minimum.
    """
    working = Working()
    if not check_standing(contract, on, working):
        return Surrender(working.figure(KIND, Label.CONTRACT, None, on))
    if in_cooling_off(contract, on, working):
        return Surrender(refund(contract, accounts, on, working, law))
    if contract.short:
        return Surrender(unearned_refund(contract, accounts, on, working, law))
    return _of_table(contract, accounts, on, drawn, working, law or Law.default())


def _of_table(
    contract: Contract, accounts: Accounts, on: date, drawn: bool | None, working: Working, law: Law
) -> Surrender:
    label = Label.CONTRACT if contract.table is None else contract.table.label
    if label is Label.STATUTORY:
        raise ValueError("the statutory minimum is a floor, never a value to pay")
    if contract.table is None and contract.design in ACCOUNTS:
        working.findings.append(note("universal-table"))
        return Surrender(working.figure(KIND, label, None, on))
    _look_around(contract, accounts, on, working)
    value = value_on(contract, contract.table, on, working, drawn=drawn)
    if value is None:
        return Surrender(working.figure(KIND, label, None, on))
    floor = floor_figure(contract, on, drawn)
    check_floor(contract, value, floor, working)
    estimate = label is Label.FORMULA
    if estimate:
        working.findings.append(note("estimate-only"))
    clock = law.clock("SU-1", on)
    says = f"自收到解除通知之日起{clock.limit}{clock.unit}内退还投保人"
    amount = settle(KIND, value, accounts, working, (*clock.basis, *source("payee")), says)
    return Surrender(working.figure(KIND, label, amount, on, estimate=estimate), floor)


def _look_around(contract: Contract, accounts: Accounts, on: date, working: Working) -> None:
    """What is missing from the accounts, and who else has a say."""
    check_advanced(contract, accounts.advanced, working)
    if contract.design == PARTICIPATING and accounts.dividends is None:
        working.findings.append(note("dividends-missing"))
    since = paid_until(contract, on, Working()).overdue_since
    if since is not None and contract.parameters.overdue_freeze is False and accounts.arrears is None:
        working.findings.append(note("arrears-missing", due=since))
    if contract.others_concerned:
        working.findings.append(note("keep-contract"))
