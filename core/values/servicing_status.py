"""Whether a policy is in a state in which 减额交清, 减保, 复效, 保单贷款 and 自动垫交 can be asked for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from core.days.anniversary import anniversary
from core.law import Law
from core.values.contract import Contract
from core.values.figure import Working, day_text
from core.values.interpolation import LAPSED
from core.values.servicing_notes import note
from core.values.standing import REPLACED, check_advanced

IN_FORCE = ("有效", "宽限期")
PAID_UP = "减额交清"


def check_status(contract: Contract, kind: str, working: Working) -> None:
    """拒收 unless the policy is 有效 or in its 宽限期, and not made paid-up already."""
    if contract.status not in IN_FORCE:
        fix = "先办理复效" if contract.status == LAPSED else "核对保单状态"
        working.findings.append(note("servicing-status", status=contract.status, kind=kind, fix=fix))
    check_table_holds(contract, kind, working)


def check_covered(contract: Contract, on: date, kind: str, working: Working) -> None:
    """拒收 for a request made before the cover begins or from the day on which it is over."""
    end = contract.ends_on
    if on < contract.effective_on or (end is not None and on >= end):
        last = "终身" if end is None else f"{end - timedelta(days=1)}"
        found = note("servicing-outside", day_text(on), on=on, start=contract.effective_on, end=last, kind=kind)
        working.findings.append(found)


def check_table_holds(contract: Contract, kind: str, working: Working) -> None:
    """拒收 after 减额交清 or 展期: another sum assured and another table hold; and for a premium that cannot be.

    Takes over the contract's doubts.
    """
    working.findings += contract.doubts
    if contract.premium is not None and contract.premium <= 0:
        fix = "核对每期保费"
        working.findings.append(note("servicing-missing", what="大于0的每期保费", kind=kind, fix=fix))
    if contract.premium_status in REPLACED:
        status = contract.premium_status
        working.findings.append(note("servicing-status", status=status, kind=kind, fix="核对条款和交费状态"))


def check_debts(contract: Contract, debts: Decimal, kind: str, working: Working) -> None:
    """拒收 for debts below zero, yuan, and for none where the insurer has advanced premiums."""
    if debts < 0:
        fix = "债务按正数填写"
        working.findings.append(note("servicing-missing", what="不小于0的债务", kind=kind, fix=fix))
    check_advanced(contract, debts, working)


def check_minimum_years(contract: Contract, on: date, kind: str, working: Working, law: Law) -> None:
    """转核 before the policy has run the least number of years that companies ask for; the contract goes before it."""
    least = law.value("servicing_minimum_policy_years", on)
    if on < anniversary(contract.effective_on, least.value):
        working.findings.append(note("servicing-early", kind=kind, years=least.value, on=on, basis=least.basis))
