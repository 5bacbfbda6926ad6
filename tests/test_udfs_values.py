"""Value formulas: the engine's own figures, with their labels, never a floor in place of an offer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from udfs.cash_value import ENDS, _by_contract
from udfs.registry import formulas
from udfs.servicing import LAPSED, OVERDUE, PAID_UP_SUMS
from udfs.values import POLICY, SHORT, VALUES

F = formulas()
LEDGER = tuple(zip(*POLICY, strict=True))


def without(contract: tuple[Any, ...], heading: str) -> tuple[Any, ...]:
    """The contract without one of its cells."""
    return tuple(row for row in contract if row[0] != heading)


def test_the_cash_value_runs_from_one_year_end_to_the_next() -> None:
    value = F["NQ_CASH_VALUE"]
    assert value(ENDS, "2023-03-01", "2026-03-01", 36, "两端值") == 640 * 36
    half_way = value(ENDS, "2023-03-01", "2026-09-03", 36, "两端值")
    assert half_way == float(round(Decimal(640 * 36) + Decimal(40 * 36) * 186 / 365, 2))


def test_a_column_of_cash_values_is_the_engine_to_the_fen() -> None:
    table = tuple((year, round(year * 123.45 + year * year / 7, 2)) for year in range(1, 31))
    starts = [date(2001, 2, 28) + timedelta(days=37 * row) for row in range(200)]
    factors = [20 + row / 8 for row in range(200)]
    column = F["NQ_CASH_VALUE"](
        table, [[day] for day in starts], "2026-11-01", [[factor] for factor in factors], "两端值", None, None, "365"
    )
    engine = [
        float(_by_contract(table, day, date(2026, 11, 1), Decimal(repr(factor)), "两端值", None, None, "365", "否"))
        for day, factor in zip(starts, factors, strict=True)
    ]
    assert [row[0] for row in column] == engine


def test_no_cash_value_after_the_table_and_before_cover() -> None:
    for form in ("365", None):
        late = F["NQ_CASH_VALUE"](ENDS, "2020-03-01", "2026-03-02", 36, "两端值", None, None, form)
        assert late.startswith("错误：")
    assert F["NQ_CASH_VALUE"](ENDS, "2026-03-01", "2026-02-28", 36, "两端值") == (
        "错误：计算日2026-02-28早于生效日2026-03-01；核对计算日和生效日；未生效的按撤单办理"
    )


def test_a_table_with_a_missing_year_is_refused() -> None:
    table = ((1, 180.0), (3, 640.0))
    assert (
        F["NQ_CASH_VALUE"](table, "2024-03-01", "2026-09-01", 36, "两端值") == "错误：价值表的保单年度要从1起，不缺不重"
    )


def test_the_surrender_value_takes_the_loan_off_and_shows_its_steps() -> None:
    surrender = F["NQ_SURRENDER_VALUE"]
    plain = surrender(POLICY, VALUES, "2026-09-01")
    assert plain == 23714.41  # 14,400 + 8,640 × 184/365 + 10,000 × 181/365
    lent = (*POLICY, ("借款", 5000), ("借款利息", 100))
    assert surrender(lent, VALUES, "2026-09-01") == round(plain - 5100, 2)
    steps = surrender(POLICY, VALUES, "2026-09-01", "步骤")
    assert steps[0] == ["步骤", "数据", "算式", "结果", "依据", "说明"]
    assert "两端值插值" in [row[0] for row in steps]
    assert "保险法" in surrender(POLICY, VALUES, "2026-09-01", "依据")


def test_inside_the_cooling_off_period_all_premiums_come_back() -> None:
    new = (*without(POLICY, "下次应交日"), ("下次应交日", "2025-03-01"))
    assert F["NQ_SURRENDER_VALUE"](new, VALUES, "2024-03-20") == 10000.0
    assert F["NQ_SURRENDER_VALUE"](new, VALUES, "2024-03-21") != 10000.0


def test_no_table_no_surrender_value_and_never_the_minimum_instead() -> None:
    assert F["NQ_SURRENDER_VALUE"](POLICY, None, "2026-09-01") == ""
    keyed = (("险种代码", "性别", "投保年龄", "保单年度", "年末现金价值"), ("X", "男", 30, 1, 100.0))
    assert "价值表" in F["NQ_SURRENDER_VALUE"](POLICY, keyed, "2026-09-01")


def test_a_missing_contract_parameter_is_named_with_the_way_out() -> None:
    answer = F["NQ_SURRENDER_VALUE"](without(POLICY, "年内取值方式"), VALUES, "2026-09-01")
    assert answer == "错误：产品没有写明年内取值方式，本年度有保费，两种写法结果不同；在产品表填写首末值或两端值"


def test_a_ledger_with_headings_gives_one_value_per_line() -> None:
    broken = tuple("" if heading == "生效日" else cell for heading, cell in zip(*LEDGER, strict=True))
    values = F["NQ_SURRENDER_VALUE"]((*LEDGER, broken), VALUES, "2026-09-01")
    assert values == [[23714.41], ["错误：缺少或不能识别生效日，不能计算"]]


def test_the_maturity_value_is_the_contracts_promise() -> None:
    assert F["NQ_MATURITY_VALUE"](POLICY, "2034-03-01") == 36000.0
    assert "未到" in F["NQ_MATURITY_VALUE"](POLICY, "2030-01-01", "提示")


def test_the_refund_of_a_short_cover_counts_the_day_itself() -> None:
    refund = F["NQ_UNEARNED_REFUND"]
    assert refund(SHORT, "2026-01-01") == float(round(Decimal("237.25") * 364 / 365, 2))
    usual = refund(without(SHORT, "短期险费用率"), "2026-04-02")
    assert isinstance(usual, str)
    assert usual.startswith("公式（估算） 177.45元")
    assert refund(without(SHORT, "短期险费用率"), "2026-04-02", "金额") == 177.45


def test_the_minimum_is_a_floor_by_name_and_label() -> None:
    minimum = F["NQ_MIN_CASH_VALUE"]
    assert "不是退保金" in minimum.summary
    terms = ("普通型", "两全保险", "CL(2010-2013) 非养老类业务二表 男", 0.025, 40, 3, 1000, "2025-02-01")
    table = minimum(*terms, 1, 10, "全表")
    assert table[0] == ["保单年度末", "法定最低"]
    assert minimum(*terms, 4, 10) == table[4][1]
    assert "普通型人身保险精算规定" in minimum(*terms, 4, 10, "依据")
    assert minimum(*terms, 11, 10) == "错误：保单年度应在1至10之间"
    assert minimum("普通型", "两全保险", "CL1", 0.025, 40, 3, 1000, "2025-02-01", 1, 10).startswith("错误：")


def test_paid_up_loan_and_reinstatement_follow_the_contract() -> None:
    assert F["NQ_PAID_UP"](OVERDUE, PAID_UP_SUMS, "2026-03-20") == 450 * 36
    assert F["NQ_PAID_UP"](OVERDUE, VALUES, "2026-03-20").startswith("错误：")
    # 80 % of 23,714.4109… are 18,971.5288: cut off, half up would lend above the ratio
    assert F["NQ_LOAN_LIMIT"](POLICY, VALUES, "2026-09-01") == 18971.52
    assert F["NQ_REINSTATEMENT"](LAPSED, "2026-10-09") == float(round(10000 * (1 + Decimal("0.05") * 222 / 365), 2))
    assert "2026-05-01" in F["NQ_REINSTATEMENT"](LAPSED, "2028-05-03")
