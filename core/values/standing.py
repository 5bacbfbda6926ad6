"""Whether a contract stands so that something can be worked out for it: cover begun and not over, facts that agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.values.contract import MONTHS, Contract
from core.values.contract_notes import note
from core.values.figure import Working, amount_text
from core.values.premiums import check_premiums

NOT_YET, ENDED = "待生效", "终止"
ADVANCED = "自动垫交"
REPLACED = ("减额交清", "展期定期")
"""交费状态 after which another table and another sum assured hold."""
SINGLE = "趸交"


def check_standing(contract: Contract, on: date, working: Working, *, by_table: bool = True) -> bool:
    """Findings for a cover not begun, over or ended, and for facts that contradict each other; False if one is 拒收.

    ``by_table``: the value table is needed, which no longer holds after 减额交清 or 展期.
    """
    working.findings += contract.doubts
    if not contract.status:
        working.findings.append(note("status-missing"))
    if contract.status == NOT_YET:
        working.findings.append(note("not-started", status=contract.status))
    if on < contract.effective_on:
        working.findings.append(note("before-cover", on=on, effective=contract.effective_on))
    if contract.status == ENDED and (contract.status_on is None or contract.status_on <= on):
        working.findings.append(note("contract-ended", on=contract.status_on or "日期未填"))
    if contract.ends_on is not None and on >= contract.ends_on:
        working.findings.append(note("contract-over", ends=contract.ends_on))
    if by_table and contract.premium_status in REPLACED:
        working.findings.append(note("paid-up-table", state=contract.premium_status))
    if contract.premium is not None and contract.premium <= 0:
        given = amount_text(contract.premium)
        working.findings.append(note("not-above-zero", given, what="每期保费", given=given))
    if contract.frequency not in MONTHS and contract.frequency != SINGLE:
        working.findings.append(note("frequency-unknown", contract.frequency, given=contract.frequency or "空白"))
    if contract.frequency == SINGLE and contract.premium_years != 1:
        found = note("frequency-contradicts", given=contract.frequency, years=contract.premium_years)
        working.findings.append(found)
    if contract.policy_years is not None and contract.premium_years > contract.policy_years:
        years = contract.policy_years
        working.findings.append(note("premium-longer", premium_years=contract.premium_years, years=years))
    if not working.refused:
        check_premiums(contract, on, working)
    return not working.refused


def check_advanced(contract: Contract, advanced: Decimal | None, working: Working) -> None:
    """拒收 where premiums were advanced and what is owed for them, yuan, is not stated: the debt is never nothing."""
    if contract.premium_status == ADVANCED and not advanced:
        working.findings.append(note("advance-missing"))
