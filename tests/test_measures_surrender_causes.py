"""Surrenders by cause, channel, product, agent and policy year, with the money, from policies that can be counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.measures.surrender_causes import UNKNOWN, about_to_surrender, surrendered, year_band
from core.measures.surrender_movement import by_cause, by_dimension, matrix
from core.records.event import PolicyEvent
from core.records.policy import Policy
from core.reports.month_report import write_month_report
from tests.month_ledger import month, new_ledger, sheets_of

POOR, MISLED, DOUBTS = "01 经济困难/资金周转", "02 销售误导/与宣传不符", "08 条款不理解/家人反对"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path_factory.mktemp("surrenders"), sheets_of("surrenders_by_hand.md"))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def october(office: sqlite3.Connection) -> MonthData:
    return month(office)


def number(data: MonthData, row: int) -> str:
    return str(data.facts.policies["policy_no"][row])


def test_the_requests_cause_counts_before_the_policys_own_and_a_word_outside_the_list_is_unknown(
    october: MonthData,
) -> None:
    found = surrendered(october)
    causes = {(number(october, row), cause) for row, cause in zip(found.row.tolist(), found.cause, strict=True)}
    assert ("Q2", MISLED) in causes, "the policy said 99, the request 销售误导"
    assert ("Q1", POOR) in causes
    assert ("Q5", UNKNOWN) in causes
    assert "Q9" not in {policy for policy, _ in causes}, "a death is no surrender"


def test_money_is_the_refund_then_the_request_then_the_cash_value_and_never_a_guess(october: MonthData) -> None:
    found = surrendered(october)
    money = {
        (number(october, row), october.facts.policies["product_code"][row]): amount
        for row, amount in zip(found.row.tolist(), found.money.tolist(), strict=True)
    }
    assert (money["Q1", "WL"], money["Q2", "WL"], money["Q3", "SP"], money["Q4", "WL"]) == (900, 4200, 95000, 2000)
    assert isnan(money["Q1", "RD"])
    assert isnan(money["Q5", "WL"])


def test_the_indicator_of_money_counts_what_the_event_says_is_due_as_the_tab_does(tmp_path: Path) -> None:
    left = "| 保单号 | 险种代码 | 主附险 | 承保日 | 生效日 | 累计保费 | 保单状态 | 状态日期 | 终止原因 |\n"
    left += "| E1 | WL | 主险 | 2024-01-05 | 2024-01-06 | 2000 | 终止 | 2026-10-11 | 退保 |"
    event = "| 事件号 | 保单号 | 险种代码 | 事件 | 保全项目 | 生效日 | 金额 |\n"
    event += "| SJ00000001 | E1 | WL | 退保 | 退保 | 2026-10-11 | -1250 |"
    connection = new_ledger(tmp_path, {Policy: left, PolicyEvent: event})
    data = month(connection)
    connection.close()
    rate = measures()["金额退保率(内部口径)"](data)
    assert (rate.numerator.total, rate.below, rate.value) == (1250, 2000, 0.625)
    assert surrendered(data).money.tolist() == [1250]


def test_a_single_premium_loses_no_years_premium(october: MonthData) -> None:
    found = surrendered(october)
    premium = {number(october, row): float(p) for row, p in zip(found.row.tolist(), found.premium, strict=True)}
    assert (premium["Q2"], premium["Q3"]) == (5000, 0)


def test_causes_of_the_month_the_month_before_and_twelve_months(october: MonthData) -> None:
    groups = {group.name: group for group in by_cause(october, surrendered(october))}
    misled, doubts, unknown = groups[MISLED], groups[DOUBTS], groups[UNKNOWN]
    assert (misled.now, misled.before, misled.movement, misled.premium, misled.money) == (1, 0, 1, 5000, 4200)
    assert (doubts.now, doubts.before, doubts.movement, doubts.year_money) == (0, 1, -1, 2000)
    # Q3 this month and Q5 last December; the rider of Q1 goes with its policy's cause, and nobody knows its money.
    assert (unknown.now, unknown.year, unknown.money, unknown.unpriced) == (1, 2, 95000, 0)
    assert (groups[POOR].now, groups[POOR].premium, groups[POOR].money, groups[POOR].unpriced) == (1, 1200, 900, 1)
    assert "03 收益不及预期" not in groups, "31 October a year ago lies outside the twelve months"
    assert [group.name for group in by_cause(october, surrendered(october))][-1] == UNKNOWN


def test_a_channels_rate_is_its_twelve_months_over_what_was_in_force_before_them(october: MonthData) -> None:
    groups = {group.name: group for group in by_dimension(october, surrendered(october), "渠道")}
    # 个险 on 31 October 2025: Q1, Q5, Q7, Q8, Q9 (Q6 was given back on that very day); left since: Q1, Q4, Q5.
    assert (groups["个险"].opening, groups["个险"].year, groups["个险"].rate) == (5, 3, pytest.approx(3 / 5))
    assert groups["银保"].causes == ((MISLED, 1), (UNKNOWN, 1))


def test_policy_years_products_and_agents(october: MonthData) -> None:
    found = surrendered(october)
    years = {group.name: group.year for group in by_dimension(october, found, "保单年度")}
    assert years == {"第1年": 1, "第2年": 2, "第3年": 1, "第4至5年": 1}
    # The rider went with its policy and is no policy of its own.
    assert {group.name: group.year for group in by_dimension(october, found, "险种")} == {"WL": 4, "SP": 1}
    assert {group.name: group.now for group in by_dimension(october, found, "业务员")} == {"A1": 1, "A2": 0, "B1": 2}


def test_a_policy_given_back_before_it_began_is_in_no_policy_year(tmp_path: Path) -> None:
    early = """
        | 保单号 | 险种代码 | 主附险 | 机构 | 渠道 | 业务员工号 | 首期保费 | 承保日     | 生效日     | 保单状态 | 状态日期   | 终止原因   |
        | Z1     | WL       | 主险   | 8601 | 个险 | A1         | 100      | 2026-10-05 | 2026-10-20 | 终止     | 2026-10-12 | 犹豫期退保 |
    """  # noqa: E501
    connection = new_ledger(tmp_path, {Policy: early})
    data = month(connection)
    found = surrendered(data)
    assert found.year.tolist() == [0]
    assert [group.name for group in by_dimension(data, found, "保单年度")] == [""]
    write_month_report(connection, "2026-10", tmp_path / "月报.xlsx")
    connection.close()


def test_bands_of_policy_years() -> None:
    assert year_band(np.array([0, 1, 2, 3, 4, 5, 6, 30])).tolist() == [
        "", "第1年", "第2年", "第3年", "第4至5年", "第4至5年", "第6年起", "第6年起",
    ]  # fmt: skip


def test_open_requests_show_what_is_about_to_go(october: MonthData) -> None:
    pending = about_to_surrender(october)
    assert [number(october, row) for row in pending.row.tolist()] == ["Q7"], "a loan is no surrender"
    assert (pending.money.tolist(), pending.cause.tolist()) == ([51000.0], ["10 代理退保介入"])
    assert pending.pending


def test_a_matrix_adds_up_to_the_causes(october: MonthData) -> None:
    found = surrendered(october)
    names, rows = matrix(october, found, "渠道")
    assert names == ["个险", "银保"]
    assert rows == {DOUBTS: [1, 0], POOR: [1, 0], MISLED: [0, 1], UNKNOWN: [1, 1]}
    assert {cause: sum(counts) for cause, counts in rows.items()} == {
        group.name: group.year for group in by_cause(october, found)
    }


def test_causes_agree_with_plain_sql(office: sqlite3.Connection, october: MonthData) -> None:
    query = """
        SELECT COALESCE(
            (SELECT surrender_reason FROM servicing_requests r WHERE r.policy_no = p.policy_no AND r.item = '退保'
             AND r.surrender_reason <> '' ORDER BY received_on DESC LIMIT 1), NULLIF(surrender_reason, ''), '未登记原因'
        ) AS cause, SUM(main_or_rider = '主险' AND SUBSTR(status_on, 1, 7) = '2026-10'), SUM(main_or_rider = '主险')
        FROM policies p WHERE status = '终止' AND termination_reason IN ('退保', '协议退保(约定解除)', '犹豫期退保')
        AND status_on > '2025-10-31' AND status_on <= '2026-10-31' GROUP BY cause
    """
    independent = {cause: (now, year) for cause, now, year in office.execute(query)}
    ours = {group.name: (group.now, group.year) for group in by_cause(october, surrendered(october))}
    assert ours == independent
