"""年龄误告 of a policy line in the ledger: what its product and its paid instalments say about the true age."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.days.age import age
from core.products.contract_of import Contracts
from core.values.contract import Contract
from core.values.figure import Figure
from core.values.misstated_age import AgeCorrection, misstated_age
from macros.outcome import UsageError


def misstated(
    contracts: Contracts, row: int, contract: Contract, on: date, true_birth: date | None, true_premium: Decimal | None
) -> Figure:
    """The correction on ``on``. UsageError where the true birth date or a fact of the ledger is missing.

    Ages are those of the day on which the table's age is taken (投保日); the product's ages are the limits.
    """
    born, entered = contracts.doubts.birth_date(row), contracts.doubts.entry_day(row)
    if true_birth is None or born is None or entered is None:
        raise UsageError("年龄误告需要 --true-birth-date，且台账要有被保险人出生日期")
    if true_birth > entered:
        raise UsageError(f"真实出生日期 {true_birth} 晚于投保日 {entered}，请核对 --true-birth-date")
    paid = instalments_paid(contract, on)
    if contract.premium is None or paid is None:
        raise UsageError("台账缺少每期保费或下次应交日，不知道已交几期")
    lowest, highest = contracts.age_limits(row)
    case = AgeCorrection(
        age(born, entered), age(true_birth, entered), contract.effective_on, on, contract.premium, true_premium, paid,
        lowest, highest,
    )  # fmt: skip
    return misstated_age(case, on)


def instalments_paid(contract: Contract, on: date) -> int | None:
    """Premiums paid so far: 1 for 趸交, those before 下次应交日, all of them after 交费期满; None where unknown."""
    if not contract.months:
        return 1
    due = contract.next_due_on
    if due is None or due >= contract.premiums_end_on:
        every = contract.premium_years * 12 // contract.months
        return every if due is not None or on >= contract.premiums_end_on else None
    return contract.last_due(due)[0] - 1
