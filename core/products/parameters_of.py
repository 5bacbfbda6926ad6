"""From a row of 产品 to the contract parameters of the values engine: the sheet's words as what they mean.

A blank cell is ``None`` (not stated). A word that the sheet does not know is a finding at its cell and ``None`` too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from core.days.periods import CoolingOffStart, GraceStart
from core.findings import Finding, Severity
from core.table import Table, scalar
from core.values.contract import BenefitOf, DayBasis, MaturityBenefit, Parameters, WithinYear
from core.values.sources import source

T = TypeVar("T")
YES_NO = {"是": True, "否": False}
FORMS = {"首末值": WithinYear.START_END, "两端值": WithinYear.TWO_ENDS}
DAYS = {"365": DayBasis.FIXED_365, "365天": DayBasis.FIXED_365, "实际天数": DayBasis.ACTUAL}
COOLING_OFF: Mapping[str, CoolingOffStart] = {"签收当日": "same_day", "签收次日": "next_day"}
GRACE: Mapping[str, GraceStart] = {"应交日": "due", "应交次日": "next_day"}
NONE_PAID = "无"
_MATURITY = re.compile(r"(?:基本)?(?P<of>保额)|(?:累计)?(?P<paid>已交保费)")
_TIMES = re.compile(r"(?:[×xX*]?(?P<number>\d+(?:\.\d+)?)(?P<percent>[%％])?)?")
_SEPARATORS = re.compile(r"[、,，;；\s]+")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)[%％]|(0(?:\.\d+)?|1)")


def parameters_of(products: Table, row: int) -> tuple[Parameters, list[Finding]]:
    """The parameters of the product in ``row``, and a finding for every cell with a word that means nothing here."""
    read = _Reader(products, row)
    maturity_text = read.text("maturity_benefit")
    parameters = Parameters(
        within_year=read.word("within_year_form", FORMS),
        day_basis=read.word("day_basis", DAYS),
        inclusive_day=read.word("inclusive_day", YES_NO),
        overdue_freeze=read.word("overdue_freeze", YES_NO),
        cooling_off_days=read.count("cooling_off_days"),
        cooling_off_start=read.word("cooling_off_starts", COOLING_OFF),
        cooling_off_fee=read.number("cooling_off_fee"),
        grace_days=read.count("grace_days"),
        grace_start=read.word("grace_starts", GRACE),
        maturity=read.maturity(maturity_text),
        no_maturity=maturity_text == NONE_PAID,
        surrender_charges=read.charges("surrender_charges"),
        short_term_expense_rate=read.number("short_term_expense_rate"),
        zero_after_claim=read.word("zero_after_claim", YES_NO),
        loan_ratio=read.number("loan_ratio"),
        loan_limit_wording=read.text("loan_limit_wording"),
        loan_term=read.text("loan_term"),
        loan_rate=read.number("loan_rate"),
        loan_compounding=read.text("loan_compounding"),
        reinstatement_rate=read.number("reinstatement_rate"),
        reinstatement_start=read.text("reinstatement_starts"),
        reinstatement_compounding=read.text("reinstatement_compounding"),
        auto_advance=read.text("auto_advance"),
        paid_up_rounding=read.text("paid_up_rounding"),
        reduction_yearly_cap=read.number("reduction_yearly_cap"),
        reduction_minimum=read.number("reduction_minimum"),
    )
    return parameters, read.findings


class _Reader:
    """The cells of one product row; what cannot be read is collected in ``findings``."""

    def __init__(self, products: Table, row: int) -> None:
        self.products, self.row = products, row
        self.findings: list[Finding] = []

    def value(self, name: str) -> Any:
        return scalar(self.products[name][self.row])

    def text(self, name: str) -> str:
        return str(self.value(name) or "").strip()

    def number(self, name: str) -> Decimal | None:
        value = self.value(name)
        return value if isinstance(value, Decimal) else None

    def count(self, name: str) -> int | None:
        value = self.number(name)
        return None if value is None else int(value)

    def word(self, name: str, meanings: Mapping[str, T]) -> T | None:
        text = self.text(name)
        if text and text not in meanings:
            self.unknown(name, "、".join(meanings))
        return meanings.get(text)

    def maturity(self, text: str) -> MaturityBenefit | None:
        """保额, 已交保费 or a multiple of one of them: 已交保费×106%, 保额×1.2."""
        if not text or text == NONE_PAID:
            return None
        of = _MATURITY.match(text)
        times = _TIMES.fullmatch(text, of.end()) if of else None
        if of is None or times is None:
            self.unknown("maturity_benefit", "保额、已交保费×106%、无")
            return None
        ratio = Decimal(times["number"] or 1) / (100 if times["percent"] else 1)
        return MaturityBenefit(BenefitOf.SUM_ASSURED if of["of"] else BenefitOf.PREMIUMS_PAID, ratio)

    def charges(self, name: str) -> tuple[Decimal, ...]:
        """5%、4%、3%、2%、1% → fractions by policy year."""
        parts = [part for part in _SEPARATORS.split(self.text(name)) if part]
        found = [_PERCENT.fullmatch(part) for part in parts]
        if not all(found):
            self.unknown(name, "5%、4%、3%、2%、1%")
            return ()
        return tuple(Decimal(one[1]) / 100 if one[1] else Decimal(one[2]) for one in found if one)

    def unknown(self, name: str, known: str) -> None:
        """转核 at the cell: the parameter counts as not stated, and refuses a figure only where it matters."""
        typed, column = self.products.as_typed(name, self.row), self.products.record.column(name)
        message = f"产品的“{column.heading}”填写为“{typed}”，不能识别，按未写明处理"
        where = self.products.where(name, self.row)
        self.findings.append(Finding("T10", Severity.REFERRED, where, typed, message, f"填写{known}", source("clause")))
