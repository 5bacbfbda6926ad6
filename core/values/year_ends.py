"""Year-end values of one contract in yuan: printed row × 保额 (or 保费, 份数) / unit, without or with the benefit due.

    excluding(t) = printed value × factor                        CV(0) = 0
    including(t) = printed "including" × factor, else excluding(t) + survival benefit × factor
    including(T) holds the maturity benefit of a cover in whole years

Full precision. A missing, negative or contradictory row is a finding in ``working`` and None here.
Source: the table of the product version; the maturity benefit by the contract.
"""

from __future__ import annotations

from decimal import Decimal

from core.values.contract import ZERO, BenefitOf, Column, Contract, YearTable
from core.values.contract_notes import note
from core.values.figure import Working, amount_text

SAVINGS = ("两全保险", "年金保险")
PAID_UP_FULLY = ("交清", "趸交")
PRINTED_STEP = Decimal("0.01")  # two printed columns may each be rounded: their difference is good to one step


def excluding(contract: Contract, table: YearTable, year: int, working: Working) -> Decimal | None:
    """The value at the end of policy year ``year`` once the benefit of that day is paid, yuan; 0 at year 0."""
    if year == 0:
        return ZERO
    return _scaled(contract, _printed(table.excluding, year, "年末现金价值", working))


def including(contract: Contract, table: YearTable, year: int, working: Working) -> Decimal | None:
    """The value at the end of policy year ``year`` with the survival or maturity benefit of that day in it, yuan."""
    if year == 0:
        return ZERO
    printed, benefit = table.entry(table.including, year), table.entry(table.survival, year)
    if printed is None and not benefit and year == contract.policy_years:
        return _at_maturity(contract, table, year, working)
    row = _printed(table.excluding, year, "年末现金价值", working)
    if row is None:
        return None
    if printed is not None and benefit is not None and abs(row + benefit - printed) > PRINTED_STEP:
        found = note("table-contradicts", year=year, excluding=row, survival=benefit, including=printed)
        working.findings.append(found)
        return None
    return _scaled(contract, row + (benefit or ZERO) if printed is None else printed)


def survival_benefit(contract: Contract, table: YearTable, year: int, working: Working) -> Decimal | None:
    """What is due to the survivor at the end of policy year ``year``, yuan: including − excluding, 0 for none."""
    if year == 0 or (year > len(table.excluding) and contract.policy_years is None):
        return ZERO
    whole, rest = including(contract, table, year, working), excluding(contract, table, year, working)
    return None if whole is None or rest is None else whole - rest


def at_start(contract: Contract, table: YearTable, year: int) -> Decimal | None:
    """The printed value at the start of policy year ``year`` with its net premium in it, yuan; None if not printed."""
    return _scaled(contract, table.entry(table.at_start, year))


def maturity_amount(contract: Contract) -> Decimal | None:
    """满期金 = 保额 × ratio, or all premiums of the contract × ratio, yuan, unrounded; None where a part is missing."""
    benefit, base = contract.parameters.maturity, maturity_base(contract)
    return None if benefit is None or base is None else base * benefit.ratio


def maturity_base(contract: Contract) -> Decimal | None:
    """What 满期金 is a multiple of, yuan: 保额 or all premiums; None where it is not known."""
    benefit = contract.parameters.maturity
    if benefit is None:
        return None
    return contract.sum_assured if benefit.of is BenefitOf.SUM_ASSURED else premiums_in_all(contract)


def premiums_in_all(contract: Contract) -> Decimal | None:
    """Every premium up to 交费期满: what the ledger says came in once nothing is due any more, else count × premium."""
    over = contract.next_due_on is not None and contract.next_due_on >= contract.premiums_end_on
    if contract.paid_premium is not None and (over or contract.premium_status in PAID_UP_FULLY):
        return contract.paid_premium
    count = 12 * contract.premium_years // contract.months if contract.months else 1
    return None if contract.premium is None else contract.premium * count


def _at_maturity(contract: Contract, table: YearTable, year: int, working: Working) -> Decimal | None:
    """The end of the last year where only the column without benefits is printed: the contract's 满期金 itself."""
    benefit, unknown = contract.parameters.maturity, not contract.parameters.no_maturity
    if benefit is None and unknown and contract.category in SAVINGS:
        working.findings.append(note("maturity-unknown"))
        return None
    if benefit is None:
        return _scaled(contract, _printed(table.excluding, year, "年末现金价值", working))
    row, amount = table.entry(table.excluding, year), maturity_amount(contract)
    if row:
        working.findings.append(note("last-row-unclear", given=amount_text(row)))
        return None
    if amount is None:
        working.findings.append(note("missing", what=benefit.of, kind="满期金", fix=f"补填{benefit.of}"))
    return amount


def _printed(column: Column, year: int, name: str, working: Working) -> Decimal | None:
    row = YearTable.entry(column, year)
    if row is None:
        working.findings.append(note("table-gap", year=year, column=name))
    elif row < 0:
        working.findings.append(note("table-below-zero", year=year, column=name, given=amount_text(row)))
        return None
    return row


def _scaled(contract: Contract, printed: Decimal | None) -> Decimal | None:
    return None if printed is None or contract.factor is None else printed * contract.factor
