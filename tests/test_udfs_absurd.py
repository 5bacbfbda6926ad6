"""Blank, absurd and far-off cells: a Chinese reason in the cell, never a number and never a fault of the program."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from udfs.registry import formulas

F = formulas()
ENDS = ((1, 180.0), (2, 400.0), (3, 640.0), (4, 680.0))
CL1 = "CL(2010-2013) 非养老类业务一表 男"
SAID = re.compile("错误：(?!程序内部问题)[^A-Za-z]*[一-鿿]")
ABSURD: tuple[Any, ...] = (-1.0, 0.0, 1e9, 1e300, 60.0, True, "#N/A", "abc", "1900-02-29", "2024-02-30", float("inf"))


def worth(factor: Any, *rest: Any) -> Any:
    return F["NQ_CASH_VALUE"](ENDS, "2023-03-01", "2026-09-03", factor, "两端值", None, None, "365", *rest)


def minimum(**changes: Any) -> Any:
    cells: dict[str, Any] = {
        "rule": "普通型", "category": "定期寿险", "table": CL1, "rate": 0.035, "age": 30, "premium_years": 10,
        "sum_assured": 100000, "filed": "2021-06-01", "year": 1, "years": 20,
    }  # fmt: skip
    return F["NQ_MIN_CASH_VALUE"](*(cells | changes).values())


@pytest.mark.parametrize("factor", [-36, 0, "-36", 1e18])
def test_a_factor_that_cannot_be_gives_no_cash_value_in_a_cell_or_a_column(factor: Any) -> None:
    reason = "错误：倍数只能是大于0且不超过10000000000"
    assert worth(factor) == reason
    assert worth(((36,), (factor,))) == [[23773.81], [reason]]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"age": -1}, "投保年龄只能是0至105"),
        ({"age": 106}, "投保年龄只能是0至105"),
        ({"premium_years": 0}, "交费年数只能是1至106"),
        ({"premium_years": 21}, "交费年数21多于保险年数20"),
        ({"sum_assured": -5}, "保额只能是大于0且不超过10000000000"),
        ({"rate": 0.35}, "预定利率只能是大于0%且不超过10%"),
        ({"rate": -0.02}, "预定利率只能是大于0%且不超过10%"),
        ({"years": 1, "premium_years": 1}, "保险年数只能是2至106"),
        ({"category": "终身寿险", "years": 10}, "终身寿险保到106岁，保险年数为76或不填"),
        ({"year": 21}, "保单年度应在1至20之间"),
    ],
)
def test_no_minimum_for_an_age_a_term_or_a_rate_that_no_product_has(changes: dict[str, Any], reason: str) -> None:
    assert minimum(**changes) == f"错误：{reason}"


@pytest.mark.parametrize("years", [-1, 151, 9999])
def test_a_column_of_anniversaries_never_answers_with_the_number_of_a_day(years: int) -> None:
    reason = "错误：年数只能是0至150"
    assert F["NQ_ANNIVERSARY"]("2024-02-29", ((years,), (1,))) == [[reason], [date(2025, 2, 28)]]


def test_an_anniversary_after_the_last_day_there_is_says_so() -> None:
    reason = "错误：对应日不在公元1年至9999年之间"
    assert F["NQ_ANNIVERSARY"]("9990-01-01", 100) == reason
    assert F["NQ_ANNIVERSARY"]((("9990-01-01",), ("2024-02-29",)), 100) == [[reason], [date(2124, 2, 29)]]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("NQ_GRACE_END", ("2026-10-11", -1)),
        ("NQ_COOLING_OFF_END", ("2026-10-15", 0, "签收次日")),
        ("NQ_WORKDAY_AFTER", ("2026-10-11", -1)),
        ("NQ_EXTRA_PREMIUM", (-0.5, 100000, CL1, 30, 20, "2026-10-08")),
        ("NQ_EXTRA_PREMIUM", ("50%", -1, CL1, 30, 20, "2026-10-08")),
        ("NQ_EXTRA_PREMIUM", ("50%", 100000, CL1, -5, 3, "2026-10-08")),
    ],
)
def test_days_and_loadings_below_nothing_are_refused(name: str, cells: tuple[Any, ...]) -> None:
    assert re.match("错误：.*只能是", str(F[name](*cells)))


def test_a_table_longer_than_the_cover_belongs_to_another_contract() -> None:
    contract, table, *_ = F["NQ_SURRENDER_VALUE"].examples[0].cells
    five = tuple((name, "5年" if name == "保险期间" else cell) for name, cell in contract)
    said = F["NQ_SURRENDER_VALUE"](five, table, "2026-09-01")
    assert said == "错误：价值表有10个保单年度，多于保险期间5年，不是这份合同的价值表"


@pytest.mark.parametrize("name", [name for name in F if name not in ("NQ_POLICY", "NQ_KPI", "NQ_TARGET")])
def test_no_absurd_cell_in_any_place_is_a_fault_of_the_program(name: str) -> None:
    formula = F[name]
    cells = formula.examples[0].cells
    for place in range(len(cells)):
        for absurd in (None, *ABSURD):
            result = formula(*cells[:place], absurd, *cells[place + 1 :])
            said = str(result[0][0]) if isinstance(result, list) and result else str(result)
            assert "程序内部问题" not in said, (formula.arguments[place].title, absurd)
            assert not said.startswith("错误：") or SAID.match(said), said
