"""满期金 and 生存金: how much, on which day, and what comes off or has grown meanwhile.

    满期金 = 保额 × ratio or 已交保费 × ratio, due on the 对应日 that ends the cover
    生存金(t) = (including(t) − excluding(t)) × factor, due on the 对应日 that ends policy year t
    unclaimed = benefit + interest from the due day on        rate and compounding are the contract's, none if unstated

A contract that was not in force on the due day owes nothing. Debts come off, balances are added. Yuan, each benefit
rounded once, half up. Source: the contract and its value table.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from core.money import yuan
from core.values.accounts import Accounts, settle
from core.values.contract import ZERO, Contract
from core.values.contract_notes import note
from core.values.figure import Figure, Label, Working, amount_text, day_text, percent
from core.values.interest import InterestTerms
from core.values.interpolation import LAPSED
from core.values.premiums import paid_until
from core.values.sources import source
from core.values.standing import check_advanced, check_standing
from core.values.year_ends import SAVINGS, maturity_amount, maturity_base, survival_benefit

MATURITY, SURVIVAL, UNCLAIMED = "满期金", "生存金", "未领生存金"


def maturity(contract: Contract, accounts: Accounts, on: date, interest: InterestTerms | None = None) -> Figure:
    """The maturity benefit as it stands on ``on``: with interest when that is after the due day, a preview before."""
    working, due = Working(), contract.ends_on
    if due is None:
        working.findings.append(note("no-maturity"))
        return working.figure(MATURITY, Label.CONTRACT, None, on)
    _check_due_day(contract, due, working)
    if on < contract.effective_on:
        working.findings.append(note("before-cover", on=on, effective=contract.effective_on))
    check_advanced(contract, accounts.advanced, working)
    benefit = _maturity_benefit(contract, working)
    if on < due:
        working.findings.append(note("not-yet-due", due=due))
    if benefit is None or not _in_force(contract, due, working):
        return working.figure(MATURITY, Label.CONTRACT, None, on)
    # Premiums that fall due after the day of a preview are taken as paid by then.
    since = paid_until(contract, min(on, due - timedelta(days=1)), working).overdue_since
    if since is not None and accounts.arrears is None:
        working.findings.append(note("arrears-missing", due=since))
    gross = benefit + _interest(benefit, MATURITY, due, on, interest, working)
    return working.figure(MATURITY, Label.CONTRACT, settle(MATURITY, gross, accounts, working), on)


def survival(
    contract: Contract, year: int, accounts: Accounts, on: date, interest: InterestTerms | None = None
) -> Figure:
    """The survival benefit due at the end of policy year ``year``, as it stands on ``on``."""
    working, due = Working(), contract.year_start(year + 1)
    benefit = _survival_of(contract, year, working)
    if on < due:
        working.findings.append(note("not-yet-due", due=due))
    if benefit is None or not _in_force(contract, due, working):
        return working.figure(SURVIVAL, Label.CONTRACT, None, on)
    inputs = {"应领日": day_text(due), "保单年度": f"第{year}年末"}
    working.step("应领生存金", inputs, "价值表生存金×换算倍数", benefit, source("contract_table"))
    gross = benefit + _interest(benefit, SURVIVAL, due, on, interest, working)
    return working.figure(SURVIVAL, Label.CONTRACT, settle(SURVIVAL, gross, accounts, working), on)


def unclaimed(contract: Contract, drawn_through: int, on: date, interest: InterestTerms | None = None) -> Figure:
    """Every survival benefit due up to ``on`` after policy year ``drawn_through``, each with its interest, in one sum.

    Each is rounded to the fen, then added. Benefits that fall due while the contract is lapsed are left out.
    """
    working, total = Working(), ZERO
    last = min(contract.year_on(on) - 1, (contract.policy_years or contract.year_on(on)) - 1)
    for year in range(drawn_through + 1, last + 1):
        due = contract.year_start(year + 1)
        benefit = _benefit_of_table(contract, year, working)
        if benefit is None:
            break
        if benefit and not _lapsed_by(contract, due):
            total += yuan(benefit + _interest(benefit, f"第{year}年末生存金", due, on, interest, working))
    inputs = {"已领至": f"第{drawn_through}保单年度末", "计算日": day_text(on)}
    total = working.step(UNCLAIMED, inputs, "各期未领生存金及利息之和，每期先四舍五入到分", total, source("clause"))
    return working.figure(UNCLAIMED, Label.CONTRACT, total, on)


def _maturity_benefit(contract: Contract, working: Working) -> Decimal | None:
    printed = None
    if contract.table is not None and contract.factor is not None and contract.policy_years is not None:
        own = Working()
        printed = (
            survival_benefit(contract, contract.table, contract.policy_years, own) if _prints_end(contract) else None
        )
        working.findings += own.findings
    benefit, amount = contract.parameters.maturity, maturity_amount(contract)
    if benefit is None and not printed:
        unknown = contract.category in SAVINGS and not contract.parameters.no_maturity
        working.findings.append(note("maturity-unknown" if unknown else "no-maturity"))
        return None
    if benefit is None:
        return working.step(
            "满期金", {"价值表": "满期年度生存金"}, "表值×换算倍数", printed or ZERO, source("contract_table")
        )
    if amount is None:
        working.findings.append(note("missing", what=benefit.of, kind=MATURITY, fix=f"补填{benefit.of}"))
        return None
    if amount <= 0:
        given = amount_text(amount)
        working.findings.append(note("not-above-zero", given, what=MATURITY, given=given))
        return None
    if printed is not None and yuan(printed) != yuan(amount):
        given, table = amount_text(yuan(amount)), amount_text(yuan(printed))
        working.findings.append(note("maturity-differs", given, given=given, printed=table))
    inputs = {str(benefit.of): amount_text(maturity_base(contract) or ZERO), "比例": percent(benefit.ratio)}
    return working.step("满期金", inputs, f"{benefit.of}×比例", amount, source("clause"))


def _prints_end(contract: Contract) -> bool:
    table, years = contract.table, contract.policy_years
    return (
        table is not None
        and years is not None
        and any(table.entry(column, years) is not None for column in (table.including, table.survival))
    )


def _survival_of(contract: Contract, year: int, working: Working) -> Decimal | None:
    benefit = _benefit_of_table(contract, year, working)
    if benefit is not None and not benefit:
        working.findings.append(note("no-survival-benefit", year=year))
        return None
    return benefit


def _benefit_of_table(contract: Contract, year: int, working: Working) -> Decimal | None:
    if contract.table is None or contract.factor is None:
        working.findings.append(note("missing", what="价值表的生存金", kind=SURVIVAL, fix="补录价值表和单位"))
        return None
    return survival_benefit(contract, contract.table, year, working)


def _in_force(contract: Contract, due: date, working: Working) -> bool:
    """Whether the contract was in force up to the due day; findings where it was not."""
    check_standing(contract, due - timedelta(days=1), working, by_table=False)
    if _lapsed_by(contract, due):
        found = note("not-in-force-due", due=due, status=contract.status, since=contract.status_on or "日期未填")
        working.findings.append(found)
    return not working.refused


def _lapsed_by(contract: Contract, due: date) -> bool:
    return contract.status == LAPSED and (contract.status_on is None or contract.status_on <= due)


def _check_due_day(contract: Contract, due: date, working: Working) -> None:
    """转核 where the ledger's 满期日 is neither the 对应日 nor the last day of cover before it."""
    typed = contract.matures_on
    if typed is not None and typed not in (due, due - timedelta(days=1)):
        working.findings.append(note("matures-differs", day_text(typed), given=typed, expected=due))


def _interest(
    benefit: Decimal, what: str, due: date, on: date, interest: InterestTerms | None, working: Working
) -> Decimal:
    if on <= due:
        return ZERO
    if interest is None:
        working.findings.append(note("rate-missing", due=due, what=what))
        return ZERO
    return interest.written(working, f"{what}未领利息", benefit, due, on, source("clause"))
