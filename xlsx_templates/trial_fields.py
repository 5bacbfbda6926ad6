"""What a clerk types into 测算.xlsx: one line per fact, its heading, format and words taken from the records.

The policy shown when the workbook is opened is invented, and so is its value table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.products.parameters_of import COOLING_OFF, FORMS, GRACE
from core.records.kinds import AMOUNT, YES_NO
from core.records.policy import Policy
from core.records.product import CashValue, Product
from core.records.record import Record
from core.values.accounts import ADDED, TAKEN_OFF
from core.values.paid_up import CUT, HALF_UP
from core.values.policy_loan import NET, WHOLE
from core.values.reinstatement import FROM_DUE, FROM_GRACE_END
from udfs.contract_cells import CLAIMED, DEBTS, DRAWN

SHOWN_ON = date(2026, 10, 31)
"""计算日期 of the invented policy."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line. ``value``: the invented policy's; ``formula``: where the cell follows from other lines."""

    heading: str
    value: Any = None
    number_format: str = "@"
    help: str = ""
    choices: tuple[str, ...] = ()
    formula: str = ""

    @property
    def name(self) -> str:
        """The defined name of its cell: the heading without brackets."""
        return re.sub(r"\(.*?\)", "", self.heading)


_WORDS = {
    "within_year_form": tuple(FORMS),
    "day_basis": ("365", "实际天数"),
    "cooling_off_starts": tuple(COOLING_OFF),
    "grace_starts": tuple(GRACE),
    "table_unit_of": ("保额", "年交保费", "期交保费", "份"),
    "loan_limit_wording": (NET, WHOLE),
    "reinstatement_starts": (FROM_DUE, FROM_GRACE_END),
    "reinstatement_compounding": ("单利", "复利"),
    "paid_up_rounding": (HALF_UP, CUT),
}
"""Words of columns that the sheet 产品 leaves open, because an insurer may say more there."""


def _of(record: type[Record], **values: Any) -> tuple[Field, ...]:
    found = ((record.column(name), value) for name, value in values.items())
    return tuple(
        Field(
            column.heading,
            value,
            column.kind.number_format,
            column.help,
            column.kind.choices or _WORDS.get(column.name, ()),
        )
        for column, value in found
    )


_BALANCES = tuple(
    Field(
        heading, {"借款本金": 5000, "借款利息": 30.53, "欠交保费": 0}.get(heading), AMOUNT.number_format, "没有可不填"
    )
    for heading in (ADDED | TAKEN_OFF).values()
)
_DEBTS = Field(
    DEBTS, 5030.53, AMOUNT.number_format, "自动合计以上欠款", formula=f"=SUM({','.join(TAKEN_OFF.values())})"
)

SECTIONS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        "一、保单",
        _of(
            Policy, insured_sex="男", insured_birth_date=date(1988, 5, 6), effective_on=date(2024, 3, 1),
            policy_term="10年", premium_term="5年", frequency="年交", first_premium=10000, annual_premium=10000,
            sum_assured=55000, units=None, paid_premium=30000, next_due_on=date(2027, 3, 1), status="有效",
            premium_status="交费中", status_on=date(2024, 3, 1), receipt_on=date(2024, 3, 5),
        ),
    ),
    (
        "二、产品条款",
        _of(
            Product, category="两全保险", design="普通型", table_unit=1000, table_unit_of="保额",
            within_year_form="两端值", day_basis="365", inclusive_day="否", overdue_freeze="是", cooling_off_days=15,
            cooling_off_starts="签收次日", cooling_off_fee=0, grace_days=60, grace_starts="应交次日",
            maturity_benefit="保额", loan_ratio=0.8, loan_limit_wording=NET, paid_up_rounding=HALF_UP,
            reinstatement_rate=0.05, reinstatement_starts=FROM_DUE, reinstatement_compounding="单利",
            short_term_expense_rate=None, zero_after_claim=None, surrender_charges=None,
        ),
    ),
    (
        "三、往来款项与状况",
        (
            *_BALANCES,
            _DEBTS,
            Field(DRAWN, None, "@", "计算日期正逢生存金应领日的填写", YES_NO),
            Field(CLAIMED, "否", "@", "本险种是否已经赔付过", YES_NO),
        ),
    ),
)  # fmt: skip

TABLE_HEADINGS = tuple(
    CashValue.column(name).heading
    for name in ("policy_year", "value", "value_with_benefit", "value_at_start", "survival_benefit", "paid_up")
)
_VALUES = (110, 265, 430, 605, 790, 825, 865, 905, 950, 0)
_PAID_UP = (150, 335, 525, 725)
TABLE = tuple(
    (year, float(value), None, None, None, float(_PAID_UP[year - 1]) if year <= len(_PAID_UP) else None)
    for year, value in enumerate(_VALUES, start=1)
)
"""The invented printed table per 1,000 yuan of 保额, rows of ``TABLE_HEADINGS``."""


def contract_rows(cells: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """The range 合同 as a formula sees it; ``cells`` by name."""
    lines: list[tuple[Any, ...]] = [("栏目", "值")]
    for title, fields in SECTIONS:
        lines += [(title, None), *((field.heading, cells[field.name]) for field in fields)]
    return tuple(lines)


def table_rows() -> tuple[tuple[Any, ...], ...]:
    """The range 价值表 as a formula sees it."""
    return (TABLE_HEADINGS, *TABLE)
