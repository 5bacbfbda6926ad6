"""犹豫期: until when, and what is paid back.

    last day = 签收日 + days (− 1 where the day of signing counts);   refund = all premiums paid − 工本费

Days, start and fee are product parameters; the law sets a minimum of days for long-term health only. Yuan, rounded
once. Source: the contract; 健康保险管理办法 Art. 15 by the law of the effective day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.days.periods import cooling_off_end
from core.findings import Finding
from core.law import Law, NotInForce
from core.values.accounts import Accounts, settle
from core.values.contract import ZERO, Contract
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text, day_text
from core.values.premiums import instalments_paid
from core.values.sources import source
from core.values.standing import check_standing

LONG_HEALTH = ("疾病保险", "医疗保险", "护理保险", "失能收入损失保险")
KIND = "犹豫期退保金"


def last_day(contract: Contract) -> date | None:
    """The last day of the 犹豫期: by receipt and product, else as the ledger says; None where neither is known."""
    parameters = contract.parameters
    if contract.signed_on is None or not parameters.cooling_off_days or parameters.cooling_off_start is None:
        return contract.cooling_off_ends_on
    return cooling_off_end(contract.signed_on, parameters.cooling_off_days, parameters.cooling_off_start)


def in_cooling_off(contract: Contract, on: date, working: Working) -> bool:
    """Whether ``on`` lies in the 犹豫期. A finding where the receipt is missing or ledger and product disagree.

    拒收 only where the two ends differ and ``on`` lies between them: then the answer depends on which is right.
    """
    ends, typed = last_day(contract), contract.cooling_off_ends_on
    if ends is None:
        if contract.parameters.cooling_off_days and not contract.short:
            working.findings.append(note("receipt-missing"))
        return False
    if typed is not None and typed != ends:
        between = min(ends, typed) < on <= max(ends, typed)
        code = "cooling-off-contradicts" if between else "cooling-off-differs"
        working.findings.append(note(code, day_text(typed), given=typed, expected=ends))
    if on <= ends and contract.signed_on is not None and contract.signed_on >= contract.year_start(2):
        working.findings.append(note("signed-late", day_text(contract.signed_on), given=contract.signed_on))
    return on <= ends


def cooling_off(contract: Contract, accounts: Accounts, on: date, law: Law | None = None) -> Figure:
    """The refund of a contract given up in its 犹豫期 on ``on``, label 合同; findings instead once it is over."""
    working = Working()
    if check_standing(contract, on, working) and not in_cooling_off(contract, on, working):
        ends = last_day(contract)
        over = note("cooling-off-over", ends=ends) if ends else _unknown("回执签收日或犹豫期截止日")
        working.findings.append(over)
    return refund(contract, accounts, on, working, law)


def refund(contract: Contract, accounts: Accounts, on: date, working: Working, law: Law | None = None) -> Figure:
    """The refund, once it is known that ``on`` lies in the 犹豫期; ``working`` holds what was found on the way."""
    _check_days(contract, working, law)
    paid = _premiums_paid(contract)
    if paid is None:
        working.findings.append(_unknown("累计已交保费"))
    if paid is None or working.refused:
        return working.figure(KIND, Label.CONTRACT, None, on)
    fee = contract.parameters.cooling_off_fee
    if fee is None:
        working.findings.append(note("fee-assumed"))
    ends = last_day(contract)
    inputs = {
        "累计已交保费": amount_text(paid),
        "工本费": amount_text(fee or ZERO),
        "签收日": day_text(contract.signed_on),
        "犹豫期截止": day_text(ends),
    }
    gross = working.step("犹豫期应退保费", inputs, "累计已交保费−工本费", paid - (fee or ZERO), source("clause"))
    return working.figure(KIND, Label.CONTRACT, settle(KIND, gross, accounts, working), on)


def _premiums_paid(contract: Contract) -> Decimal | None:
    """As the ledger says, else the instalments before 下次应交日, else the first one."""
    if contract.paid_premium is not None or contract.premium is None:
        return contract.paid_premium
    if contract.next_due_on is None or not contract.months:
        return contract.premium
    return contract.premium * max(instalments_paid(contract, contract.next_due_on), 1)


def _check_days(contract: Contract, working: Working, law: Law | None) -> None:
    """转核 where a long-term health contract has fewer days than the law asks for."""
    days = contract.parameters.cooling_off_days
    if days is None or contract.short or contract.category not in LONG_HEALTH:
        return
    try:
        least = (law or Law.default()).value("health_cooling_off_days_min", contract.effective_on).value
    except NotInForce:
        return
    if days < least:
        working.findings.append(note("cooling-off-short", f"{days}", given=days, limit=least))


def _unknown(what: str) -> Finding:
    return note("missing", what=what, kind=KIND, fix=f"补填{what}")
