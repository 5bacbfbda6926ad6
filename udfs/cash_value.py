"""现金价值: the contract's own table inside its year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from udfs.cells import Refused
from udfs.contract_cells import TABLE, Rows, year_table
from udfs.declared import Argument, Span
from udfs.registry import example, formula

CATEGORY = "价值"
FORMS = {"首末值": "START_END", "两端值": "TWO_ENDS"}
DAY_BASES = {"365": "FIXED_365", "实际天数": "ACTUAL"}
YES, NO = "是", "否"
MOST_DAYS_AT_ONCE = 100
"""Different valuation days in one column up to which one pass per day is quicker than row by row."""

ENDS = ((1, 180.0), (2, 400.0), (3, 640.0), (4, 680.0))


@formula(
    "NQ_CASH_VALUE",
    "合同现金价值：年末数按条款写明的方式算到计算日期，保费视为已交，不加减借款和红利；表末之后不给数",
    TABLE,
    Argument("生效日", "保单生效日", "day"),
    Argument("计算日期", "算到哪一天", "day"),
    Argument(
        "倍数", "保额（或保费、份数）除以价值表的单位，例如 36000 除以 1000", "number", span=Span(0, 1e10, above=True)
    ),
    Argument("年内取值方式", "按产品条款", choices=tuple(FORMS)),
    Argument("每期保费", "两端值写法、交费期内才用到；年交", "amount", required=False, span=Span(0, 1e10)),
    Argument("交费年数", "不填按已交清", "count", required=False, span=Span(0, 106)),
    Argument("年内天数", "遇366天的保单年度必须填写", required=False, choices=tuple(DAY_BASES)),
    Argument("计入当日", "不填为否", required=False, default=NO, choices=(YES, NO)),
    category=CATEGORY,
    returns="金额（元）",
    examples=[
        example(23040.0, ENDS, "2023-03-01", "2026-03-01", 36, "两端值"),
        example(23773.81, ENDS, "2023-03-01", "2026-09-03", 36, "两端值"),
        example(18755.51, ENDS, "2024-03-01", "2026-09-01", 36, "两端值"),
        example(23714.41, ENDS, "2024-03-01", "2026-09-01", 36, "两端值", 10000, 3),
    ],
)
def cash_value(
    table: Rows, effective: date, on: date, factor: Decimal, form: str, premium: Decimal | None,
    premium_years: Decimal | None, days: str | None, inclusive: str,
) -> Decimal:  # fmt: skip
    """The table's value of one contract inside its year, rounded to the fen."""
    line = None if premium or premium_years else _line(table, form, days, inclusive)
    if line is not None:
        return _on_line(line, effective, on, factor)
    return _by_contract(table, effective, on, factor, form, premium, premium_years, days, inclusive)


def _by_contract(
    table: Rows, effective: date, on: date, factor: Decimal, form: str, premium: Decimal | None,
    premium_years: Decimal | None, days: str | None, inclusive: str,
) -> Decimal:  # fmt: skip
    """Everything that premiums, survival benefits and start values ask for."""
    from core.money import yuan
    from core.values.contract import Contract, DayBasis, Parameters, WithinYear
    from core.values.figure import Working
    from core.values.interpolation import value_on

    printed = year_table(table)
    contract = Contract(
        policy_no="",
        product_code="",
        product_name="",
        effective_on=effective,
        policy_years=len(printed.excluding),
        premium_years=int(premium_years or 0),
        frequency="年交",
        premium=premium,
        premium_status="交清",
        table=printed,
        factor=factor,
        parameters=Parameters(
            within_year=WithinYear[FORMS[form]],
            day_basis=DayBasis[DAY_BASES[days]] if days else None,
            inclusive_day=inclusive == YES,
        ),
    )
    working = Working()
    value = value_on(contract, printed, on, working, drawn=True)
    if value is None:
        finding = working.findings[-1]
        raise Refused(f"{finding.message}；{finding.fix}")
    return yuan(value)


@cash_value.columns
def cash_values(
    table: Rows, effective: Any, on: Any, factor: Any, form: Any, premium: Any, premium_years: Any, days: Any,
    inclusive: Any,
) -> Any:  # fmt: skip
    """The same for columns, one portfolio valuation per valuation day; ValueError for columns it does not cover."""
    import numpy as np

    from core.values.portfolio import values
    from core.values.portfolio_tables import tables

    if not (np.isnan(premium).all() and np.isnan(premium_years).all()):
        raise ValueError("premiums differ by contract: row by row")
    single = [_only(column) for column in (form, days, inclusive)]
    dated = ~np.isnat(on) & ~np.isnat(effective)
    valuation_days = np.unique(on[dated])
    if len(valuation_days) > MOST_DAYS_AT_ONCE:
        raise ValueError("too many valuation days: row by row")
    line = _line(table, *single)
    if line is None:
        raise ValueError("not one line for every contract: row by row")
    result = np.full(len(factor), np.nan)
    for day in valuation_days:
        rows = np.flatnonzero(dated & (on == day) & (effective <= day))
        if len(rows):
            looked_up = tables([line], day.item(), effective[rows].min().item())
            result[rows] = values(looked_up, effective[rows], np.zeros(len(rows), np.int64), factor[rows])
    return result


def _only(column: Any) -> str:
    words = set(column.tolist())
    if len(words) != 1:
        raise ValueError("several wordings: row by row")
    return str(words.pop())


@lru_cache(maxsize=256)
def _line(table: Rows, form: str, days: str | None, inclusive: str) -> Any:
    """The table as a line without premiums; None where only the contract knows more (benefits, start values, days)."""
    from core.values.contract import DayBasis
    from core.values.line import DayCount, ProductLine

    printed = year_table(table)
    if printed.survival or printed.including or (FORMS[form] == "START_END" and printed.at_start) or not days:
        return None
    if None in printed.excluding or min(printed.excluding) < 0:
        return None
    before = (Decimal(0), *printed.excluding[:-1])
    count = DayCount(DayBasis[DAY_BASES[days]], inclusive == YES)
    return ProductLine(before, printed.excluding, Decimal(1), Decimal("NaN"), count)


def _on_line(line: Any, effective: date, on: date, factor: Decimal) -> Decimal:
    from core.money import yuan

    value = factor * line.at(effective, on)
    if value.is_nan():
        raise Refused("计算日期在价值表最后一个保单年度之后")
    return yuan(value)
