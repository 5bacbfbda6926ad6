"""Every indicator against figures that anyone can add up on paper: October 2026, a dozen policies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from math import isnan
from pathlib import Path

import pytest

from core.measures.comparison import compare, trend
from core.measures.facts import WHOLE, Scope
from core.measures.measured import Measured
from core.measures.registry import measures
from core.records.policy import Policy, PremiumReceipt
from core.records.reference import CompanyParameter
from tests.month_ledger import add, month, new_ledger, sheets_of

SHEETS = sheets_of("month_by_hand.md")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path_factory.mktemp("month"), SHEETS)
    yield connection
    connection.close()


def measured(ledger: sqlite3.Connection, name: str, scope: Scope = WHOLE, text: str = "2026-10") -> Measured:
    return measures()[name](month(ledger, text), scope)


AMOUNTS = {
    "新单保费": 1000 + 200 + 50000,
    "首年期交保费": 1000 + 200,
    "趸交保费": 50000,
    "首年规模保费": 1000 + 200 + 50000 + 300 - 300 - 5000,
    "标准保费": 1000 * 1.0 + 200 * 0.5 + 50000 * 0.1,
    "续期保费": 1000 + 100 - 100 + 100,
    "规模保费": 1000 + 50000 + 1100,
    "原保险保费收入": 1000 + 50000 + 1100,
    "新单件数": 2,
    "期末有效件数": 7,
    "期末有效保额": 100000 + 50000 + 30000 + 3 * 100000 + 2 * 100000,
}


@pytest.mark.parametrize(("name", "figure"), AMOUNTS.items())
def test_totals_of_october(ledger: sqlite3.Connection, name: str, figure: float) -> None:
    assert measured(ledger, name).value == pytest.approx(figure, abs=0.001)


RATIOS = {
    "件均保费": (51200, 2),
    "投保成功率": (3, 5),
    "渠道转化率": (2, 4),
    "自动核保率": (2, 3),
    "标准体通过率": (2, 3),
    "核保时效": (2 + 5 + 4, 3),
    "13个月继续率(保费)": (1000 + 100, 1000 + 4000 + 100),
    "13个月继续率(件数)": (2, 3),
    "当期续期实收率": (100, 400),
    "宽限期末续期率": (1100, 5100),
    "犹豫期退保率": (1, 4),
    "犹豫期退保率(保费)": (5000, 16000),
    "件数退保率(内部口径)": (1, 8),
    "退保率(保额)": (10000, 310000),
    "金额退保率(内部口径)": (8800, 2000 + 3000 + 5000 + 6000 + 2000 + 4000 + 1300 + 9000 + 52100),
    "赔付率(简单)": (3560, 52100),
    "理赔获赔率": (2, 3),
    "理赔服务时效": (2 + 10 + 9, 3),
    "出险支付周期": (18 + 24, 2),
    "索赔支付周期": (5 + 11, 2),
    "5日结案率": (1, 2),
    "1日结案率": (0, 2),
    "小额理赔占比": (1, 2),
    "回访成功率": (1, 2),
    "保单15日送达率": (3, 4),
    "人均保费": (51200, 4),
    "人均产能": (51200, 2),
    "活动率": (2, 4),
    "人均件数": (2, 4),
    "投诉件办理及时率": (1, 3),
    "电话呼入人工接通率": (1, 2),
    "保全时效": (2 + 14, 2),
    "满意度": (2, 4),
    "NPS": (2 - 1, 3),
}
"""TS1 is due on Saturday 10 October, which is worked; TS2 on 8 October, after the holiday; TS3 on 27 October."""

PER_MANY = {
    "亿元保费投诉量": (2, 52100, 1e8),
    "万张保单投诉量": (2, 7, 1e4),
    "万人次投诉量": (2, 8, 1e4),
}


@pytest.mark.parametrize(("name", "parts"), RATIOS.items())
def test_ratios_of_october_name_both_their_parts(
    ledger: sqlite3.Connection, name: str, parts: tuple[float, float]
) -> None:
    found = measured(ledger, name)
    assert (found.numerator.total, found.below) == pytest.approx(parts)
    assert found.value == pytest.approx(parts[0] / parts[1])


@pytest.mark.parametrize(("name", "parts"), PER_MANY.items())
def test_complaints_are_told_per_many_of_something(
    ledger: sqlite3.Connection, name: str, parts: tuple[float, float, float]
) -> None:
    found = measured(ledger, name)
    assert (found.numerator.total, found.below, found.scale) == pytest.approx(parts)
    assert found.value == pytest.approx(parts[0] / parts[1] * parts[2])


def test_every_measure_is_worked_out_here_or_has_no_cohort(ledger: sqlite3.Connection) -> None:
    others = set(measures()) - AMOUNTS.keys() - RATIOS.keys() - PER_MANY.keys()
    assert others == {"13个月继续率(滚动)", "25个月继续率", "25个月继续率(件数)"}
    assert measured(ledger, "13个月继续率(滚动)").value == pytest.approx(1100 / 5100)
    assert isnan(measured(ledger, "25个月继续率").value), "no policy was issued in August 2024"


def test_the_parts_are_rows_that_add_up(ledger: sqlite3.Connection) -> None:
    found = measured(ledger, "13个月继续率(保费)")
    numbers = month(ledger).facts.table(Policy)["policy_no"]
    assert dict(zip(numbers[found.numerator.rows], found.numerator.counted, strict=True)) == {"K1": 1000, "K3": 100}


def test_a_cohort_is_dashed_until_its_last_month_is_over(tmp_path: Path) -> None:
    early = new_ledger(tmp_path, SHEETS, date(2026, 10, 30))
    found = measured(early, "13个月继续率(保费)")
    assert isnan(found.value)
    assert found.note == "承保月2025-08，观察期未满"
    early.close()


def test_a_running_cooling_off_dashes_its_cohort(ledger: sqlite3.Connection, tmp_path: Path) -> None:
    early = new_ledger(tmp_path, SHEETS, date(2026, 10, 13))
    assert isnan(measured(early, "犹豫期退保率").value), "S2 may still go back on 14 October"
    assert measured(ledger, "犹豫期退保率").value == 0.25
    early.close()


def test_a_premium_paid_a_day_after_grace_does_not_count(tmp_path: Path) -> None:
    receipts = SHEETS[PremiumReceipt]
    late = receipts.replace("2026-10-05 | 1000     | 4", "2026-10-06 | 1000     | 4")
    assert late != receipts
    with closing(new_ledger(tmp_path, {**SHEETS, PremiumReceipt: late})) as connection:
        assert measured(connection, "13个月继续率(保费)").value == pytest.approx(100 / 5100)


def test_the_company_may_count_what_is_in_force_instead_of_what_is_paid(tmp_path: Path) -> None:
    own = """
    | 参数                  | 参数值 | 生效日     | 来源     | 确认人 | 确认日     |
    | persistency_numerator | 有效   | 2026-01-01 | 公司办法 | 赵六   | 2026-01-01 |
    """
    with closing(new_ledger(tmp_path, {**SHEETS, CompanyParameter: own})) as connection:
        assert measured(connection, "13个月继续率(保费)").numerator.total == 1000 + 100


def test_channels_and_branches_see_their_own(ledger: sqlite3.Connection) -> None:
    assert measured(ledger, "新单保费", Scope(channel="银保")).value == 50000
    assert measured(ledger, "新单保费", Scope(branch="8602")).value == 0
    assert measured(ledger, "规模保费", Scope(channel="银保")).value == 50000 + 100
    assert measured(ledger, "赔付率(简单)", Scope(channel="个险")).value == pytest.approx(3560 / 2000)
    assert isnan(measured(ledger, "活动率", Scope(channel="个险")).value), "the roster names no channel"


def test_targets_of_finer_rows_add_up(ledger: sqlite3.Connection) -> None:
    new_premium = measures()["新单保费"]
    assert compare(month(ledger), new_premium).target == 64000
    assert compare(month(ledger), new_premium).achieved == pytest.approx(0.8)
    assert compare(month(ledger), new_premium, Scope("8601", "银保")).target == 61000
    assert isnan(compare(month(ledger), measures()["标准保费"]).target)


def test_months_before_the_ledger_begins_are_blank(ledger: sqlite3.Connection) -> None:
    values = trend(month(ledger), measures()["续期保费"], 4)
    assert isnan(values[0]), "the first receipt is of August 2026"
    assert values[1:] == [100.0, 0.0, 1100.0]


def test_a_measure_of_nothing_is_a_dash_and_a_total_of_nothing_is_zero(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, {Policy: SHEETS[Policy]})) as connection:
        assert isnan(measured(connection, "赔付率(简单)").value)
        assert measured(connection, "续期保费").value == 0
        assert isnan(measured(connection, "13个月继续率(保费)").value), "no receipts at all is not 0 %"


def test_a_correction_changes_the_month_and_the_past_stays_known(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, SHEETS)) as connection:
        before = month(connection).facts.until_change
        add(connection, {Policy: "| 保单号 | 险种代码 | 首期保费 |\n| N2 | SP | 60000 |"}, date(2026, 11, 5))
        assert measured(connection, "新单保费").value == 61200
        then = type(month(connection)).load(connection, "2026-10", before)
        assert measures()["新单保费"](then).value == 51200
