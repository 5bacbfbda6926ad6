"""复效: what must be paid to bring a lapsed policy back, and until when.

    sum of premiums due up to the day  +  interest on each of them  +  loans, advances and their interest

Interest runs on every premium from its due day, or from the day after its own 宽限期, to the day of payment (not
counted). Yuan, rounded once at the end, half up to the fen. The last day to agree is the 对应日 of the 中止 after the
years that the law gives (RN-4.2); the policy is back on the day the arrears are paid.
Source: 保险法 Art. 36-37, 解释三 Art. 8; rate, start and compounding are contract parameters.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from core.days.anniversary import anniversary
from core.days.periods import grace_end
from core.law import Law
from core.values.contract import MONTHS, ZERO, Contract
from core.values.figure import Figure, Label, Working, amount_text, day_text, percent
from core.values.interest import Compounding, InterestTerms, compounding_of
from core.values.interpolation import LAPSED
from core.values.premiums import check_due_day
from core.values.servicing_notes import article, note
from core.values.servicing_status import check_debts
from core.values.sources import source

KIND = "复效应交金额"
FROM_DUE, FROM_GRACE_END = "应交日", "宽限期末"


def reinstatement(
    contract: Contract, on: date, debts: Decimal = ZERO, *, year_days: int = 365, law: Law | None = None
) -> Figure:
    """The amount payable on ``on``. ``debts``: loans and advances with interest to that day, yuan.

    No amount and a finding: not lapsed, too late, or a premium, rate, start or compounding that is not stated.
    """
    working, law = Working(), law or Law.default()
    _check_eligible(contract, on, working, law)
    check_debts(contract, debts, KIND, working)
    terms = _terms(contract, year_days, working)
    if working.refused or contract.premium is None or contract.next_due_on is None or terms is None:
        return working.figure(KIND, Label.CONTRACT, None, on)
    if not unpaid_due_days(contract, on):
        working.findings.append(note("reinstatement-owes" if debts else "reinstatement-nothing"))
    total = ZERO
    for number, due in enumerate(unpaid_due_days(contract, on), start=1):
        inputs = {"应交日": day_text(due), "每期保费": amount_text(contract.premium)}
        total += working.step(f"第{number}笔欠交保费", inputs, "每期保费", contract.premium, source("ledger"))
        first = _interest_from(contract, due, law)
        total += terms.written(
            working,
            f"第{number}笔欠交保费利息",
            contract.premium,
            first,
            on,
            source("clause"),
            f"自{contract.parameters.reinstatement_start}起计息",
        )
    inputs = {"欠交保费及利息": amount_text(total), "贷款、垫交等债务本息": amount_text(debts)}
    total = working.step(KIND, inputs, "欠交保费及利息+债务本息", total + debts, law.value("RN-4.2", on).basis)
    _add_reminders(on, working, law)
    return working.figure(KIND, Label.CONTRACT, total, on)


def last_reinstatement_day(lapsed_on: date, law: Law | None = None) -> date:
    """The last day to agree on 复效: so many years after the day of 中止 as the law of that day gives (RN-4.2)."""
    return anniversary(lapsed_on, (law or Law.default()).value("RN-4.2", lapsed_on).value)


def unpaid_due_days(contract: Contract, on: date) -> list[date]:
    """Due days from the first unpaid premium to ``on``, none from the end of the premium period on."""
    if contract.next_due_on is None or contract.next_due_on >= contract.premiums_end_on:
        return []
    first, last = contract.last_due(contract.next_due_on)[0], contract.last_due(on)[0]
    return [contract.due_on(number) for number in range(first, last + 1)]


def _check_eligible(contract: Contract, on: date, working: Working, law: Law) -> None:
    if contract.status != LAPSED:
        fix = "只有效力中止的保单办理复效"
        working.findings.append(note("servicing-status", status=contract.status, kind="复效", fix=fix))
        return
    missing = {"中止日": contract.status_on, "每期保费": contract.premium, "下次应交日": contract.next_due_on}
    for what in (name for name, given in missing.items() if given is None):
        working.findings.append(note("servicing-missing", what=what, kind=KIND, fix=f"补填{what}"))
    if contract.premium is not None and contract.premium <= 0:
        fix = "核对每期保费"
        working.findings.append(note("servicing-missing", what="大于0的每期保费", kind=KIND, fix=fix))
    if contract.frequency not in MONTHS:
        given = contract.frequency or "空白"
        working.findings.append(note("servicing-frequency", given, given=given, kind=KIND))
    elif contract.next_due_on is not None and contract.next_due_on < contract.premiums_end_on:
        check_due_day(contract, contract.next_due_on, working)
    if contract.status_on is None:
        return
    if on < contract.status_on:
        working.findings.append(note("reinstatement-early", on=on, since=contract.status_on))
    limit, last = law.value("RN-4.2", contract.status_on), last_reinstatement_day(contract.status_on, law)
    inputs = {"中止日": day_text(contract.status_on), "期限": f"{limit.value}{limit.unit}", "最后一日": day_text(last)}
    left = Decimal((last - on).days)
    working.step("距复效期限", inputs, "最后一日−申请日", left, limit.basis, unit="天")
    if on > last:
        working.findings.append(
            note("reinstatement-late", on=on, last=last, since=contract.status_on, years=limit.value, basis=limit.basis)
        )


def _terms(contract: Contract, year_days: int, working: Working) -> InterestTerms | None:
    """Rate and compounding of the contract; without a rate nothing can be said, at a rate of 0 the rest is idle."""
    given = contract.parameters
    compounding = compounding_of(given.reinstatement_compounding)
    stated = {
        "复效利率": given.reinstatement_rate is not None,
        "复效计息起点": not given.reinstatement_rate or given.reinstatement_start in (FROM_DUE, FROM_GRACE_END),
        "复效计息方式": not given.reinstatement_rate or compounding is not None,
    }
    for what in (name for name, known in stated.items() if not known):
        working.findings.append(note("servicing-missing", what=what, kind=KIND, fix=f"在产品表填写{what}"))
    if given.reinstatement_rate is None or not all(stated.values()):
        return None
    if not 0 <= given.reinstatement_rate < 1:
        typed = percent(given.reinstatement_rate)
        working.findings.append(note("servicing-rate", typed, what="复效利率", given=typed))
        return None
    return InterestTerms(given.reinstatement_rate, compounding or Compounding.SIMPLE, year_days)


def _interest_from(contract: Contract, due: date, law: Law) -> date:
    """The due day, or the day after the premium's own 宽限期 (the contract's days, else those of the law)."""
    given = contract.parameters
    if given.reinstatement_start != FROM_GRACE_END:
        return due
    days = law.value("RN-2.2", due).value if given.grace_days is None else given.grace_days
    return grace_end(due, days, given.grace_start or "next_day") + timedelta(days=1)


def _add_reminders(on: date, working: Working, law: Law) -> None:
    silence = law.value("RN-4.1", on)
    working.findings.append(note("reinstatement-restarts", basis=article("suicide")))
    working.findings.append(note("reinstatement-refusal", basis=silence.basis, days=silence.value))
