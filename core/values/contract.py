"""The contract as the values engine sees it: one 险种 of one policy, its product parameters and its printed table.

Light and immutable, Decimal from text, ``None`` for what is not known: a missing fact is a finding where it matters and
never a guessed default. Records become contracts in ``core.products.contract_of``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from core.days.anniversary import anniversary, monthiversary, policy_year
from core.days.periods import CoolingOffStart, GraceStart
from core.findings import Basis, Finding
from core.values.figure import Label

Column = tuple[Decimal | None, ...]
ZERO = Decimal(0)
MONTHS = {"年交": 12, "半年交": 6, "季交": 3, "月交": 1}
"""Months between two premiums; 趸交 has one premium and no months."""


class WithinYear(StrEnum):
    """年内取值方式: how the value runs between two printed year ends."""

    START_END = "首末值"
    TWO_ENDS = "两端值"


class DayBasis(StrEnum):
    """年内天数: the days of a policy year."""

    FIXED_365 = "365"
    ACTUAL = "实际天数"


class BenefitOf(StrEnum):
    """满期金: what the benefit is a multiple of."""

    SUM_ASSURED = "保额"
    PREMIUMS_PAID = "已交保费"


@dataclass(frozen=True, slots=True)
class MaturityBenefit:
    """``ratio`` × 保额 or 已交保费, as the contract says."""

    of: BenefitOf
    ratio: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Contract parameters of a product version (facts of the contract, not of the law); ``None`` = not stated.

    Rates and ratios are fractions, a year where they are interest. ``surrender_charges``: 万能, by policy year 1, 2, …
    """

    within_year: WithinYear | None = None
    day_basis: DayBasis | None = None
    inclusive_day: bool | None = None
    overdue_freeze: bool | None = None
    cooling_off_days: int | None = None
    cooling_off_start: CoolingOffStart | None = None
    cooling_off_fee: Decimal | None = None
    grace_days: int | None = None
    grace_start: GraceStart | None = None
    maturity: MaturityBenefit | None = None
    no_maturity: bool = False
    surrender_charges: tuple[Decimal, ...] = ()
    short_term_expense_rate: Decimal | None = None
    zero_after_claim: bool | None = None
    loan_ratio: Decimal | None = None
    loan_limit_wording: str = ""
    loan_term: str = ""
    loan_rate: Decimal | None = None
    loan_compounding: str = ""
    reinstatement_rate: Decimal | None = None
    reinstatement_start: str = ""
    reinstatement_compounding: str = ""
    auto_advance: str = ""
    paid_up_rounding: str = ""
    reduction_yearly_cap: Decimal | None = None
    reduction_minimum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YearTable:
    """Year-end values per unit, entry t − 1 = policy year t, ``None`` = nothing printed.

    ``excluding`` / ``including`` the survival benefit due at that year end; ``at_start``: start of the year with that
    year's net premium in it; ``survival``: the benefit; ``paid_up``: 减额交清 sum per unit. ``label`` says whether it
    is the insurer's table (合同), a formula's (公式) or the minimum (法定最低); ``basis`` what it rests on.
    """

    excluding: Column
    including: Column = ()
    at_start: Column = ()
    survival: Column = ()
    paid_up: Column = ()
    label: Label = Label.CONTRACT
    basis: tuple[Basis, ...] = ()
    name: str = "现金价值表"

    @staticmethod
    def entry(column: Column, year: int) -> Decimal | None:
        """The figure of policy year ``year``; None outside the column and where nothing is printed."""
        return column[year - 1] if 1 <= year <= len(column) else None


@dataclass(frozen=True)
class Contract:
    """One 险种. ``policy_years`` None = whole life; ``premium_years`` 1 for 趸交; ``premium``: one instalment, yuan.

    ``next_due_on``: the first premium not yet paid. ``factor``: 保额, 保费 or 份数 over the table's unit. ``floor``:
    the statutory minimum per the same unit, where its basis is known. ``others_concerned``: the insured or a named
    beneficiary is somebody else than the policyholder. ``claimed``: a claim was paid; None = not known.
    ``doubts``: what was doubtful when product and table were looked up, to be read beside every figure.
    ``expires_on``: first day without cover of a cover in months or days (``policy_years`` is then 1).
    """

    policy_no: str
    product_code: str
    product_name: str
    effective_on: date
    policy_years: int | None
    premium_years: int
    frequency: str
    premium: Decimal | None
    sum_assured: Decimal | None = None
    paid_premium: Decimal | None = None
    category: str = ""
    design: str = ""
    version: str = ""
    expires_on: date | None = None
    next_due_on: date | None = None
    status: str = "有效"
    status_on: date | None = None
    premium_status: str = ""
    signed_on: date | None = None
    cooling_off_ends_on: date | None = None
    matures_on: date | None = None
    others_concerned: bool = False
    group: bool = False
    claimed: bool | None = None
    table: YearTable | None = None
    factor: Decimal | None = None
    floor: YearTable | None = None
    parameters: Parameters = Parameters()
    doubts: tuple[Finding, ...] = ()

    @cached_property
    def months(self) -> int:
        """Months between two premiums; 0 for 趸交."""
        return MONTHS.get(self.frequency, 0)

    @cached_property
    def ends_on(self) -> date | None:
        """The first day without cover, on which a maturity benefit is due: the 对应日 of whole years; None for life."""
        if self.expires_on is not None:
            return self.expires_on
        return None if self.policy_years is None else anniversary(self.effective_on, self.policy_years)

    @cached_property
    def premiums_end_on(self) -> date:
        """交费期满日: the 对应日 after the last premium due date; nothing is due from it on."""
        return anniversary(self.effective_on, self.premium_years)

    @cached_property
    def short(self) -> bool:
        """Whether the cover is for one year or less: 未满期净保费 instead of a value table."""
        return self.policy_years == 1

    def year_on(self, on: date) -> int:
        """保单年度 of a day, 1 from the effective day. ValueError before cover."""
        return policy_year(self.effective_on, on)

    def year_start(self, year: int) -> date:
        """The 对应日 on which a policy year begins."""
        return anniversary(self.effective_on, year - 1)

    def due_on(self, instalment: int) -> date:
        """The due day of premium 1, 2, …; the same 对应日 rule as for years."""
        return monthiversary(self.effective_on, self.months * (instalment - 1))

    def last_due(self, on: date) -> tuple[int, date]:
        """(number, due day) of the last premium due up to ``on``; the first one of 趸交, and of a day before cover."""
        if not self.months:
            return 1, self.effective_on
        day = min(on, self.premiums_end_on - timedelta(days=1))
        passed = (day.year - self.effective_on.year) * 12 + day.month - self.effective_on.month
        number = max(passed, 0) // self.months + 1
        if number > 1 and self.due_on(number) > day:
            number -= 1
        return number, self.due_on(number)
