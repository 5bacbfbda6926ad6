"""Targets, gaps, projections and proposals of a small office whose months are written down here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from math import isnan, nan
from pathlib import Path

import pytest

from core.measures.facts import WHOLE, Scope
from core.measures.goal_cells import goal_cells
from core.measures.goals import goal
from core.measures.month_data import MonthData
from core.measures.projection import Projection
from core.measures.proposals import Proposal, proposals, proposed_for, shared_out, target_rows, tracked
from core.measures.registry import measures
from core.measures.targets import target, target_of_year
from core.records.policy import Policy, PremiumReceipt
from core.records.reference import Target
from tests.month_ledger import month, new_ledger

RENEWAL = measures()["续期保费"]
MONTHS = [f"{year}-{number:02d}" for year in (2024, 2025, 2026) for number in range(1, 13)][8:34]
"""September 2024 to October 2026."""


def came_in(name: str) -> float:
    """100 a month, 300 in January; from November 2025 on a tenth more."""
    return (300.0 if name.endswith("-01") else 100.0) * (1.1 if name >= "2025-11" else 1.0)


def book(premium: str = "") -> dict[type, str]:
    """Three quarters of the money through 个险 of 8601, one quarter through 银保 of 8602."""
    receipts = "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |\n"
    for number, name in enumerate(MONTHS, start=2):
        for policy, share in (("P1", 0.75), ("P2", 0.25)):
            amount = round(came_in(name) * share, 2)
            paid = f"{name}-05 | {amount} | {name}-05 | {amount} | {policy}{number}"
            receipts += f"| {policy} | WL | 续期 | {number} | {paid} |\n"
    policies = (
        "| 保单号 | 险种代码 | 主附险 | 机构 | 渠道 | 业务员工号 | 首期保费 | 承保日 | 生效日 | 保单状态 |\n"
        "| P1 | WL | 主险 | 8601 | 个险 | A1 | 75 | 2024-08-05 | 2024-08-06 | 有效 |\n"
        "| P2 | WL | 主险 | 8602 | 银保 | B1 | 25 | 2024-08-05 | 2024-08-06 | 有效 |\n"
    )
    targets = "| 月份 | 机构代码 | 渠道 | 指标 | 目标 |\n"
    for number in range(1, 13):
        for cell, aim in (("8601 | 个险", 80), ("8602 | 银保", 40)):
            targets += f"| 2026-{number:02d} | {cell} | 续期保费 | {aim} |\n"
    return {Policy: policies, PremiumReceipt: receipts, Target: targets}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path_factory.mktemp("goals"), book())
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def october(office: sqlite3.Connection) -> MonthData:
    return month(office)


def test_a_month_is_held_against_the_sum_of_its_cells(october: MonthData) -> None:
    found = goal(october, RENEWAL)
    assert (found.now, found.target) == (110, 120)
    assert (found.gap, found.achieved) == pytest.approx((-10, 110 / 120))
    branch = goal(october, RENEWAL, Scope(branch="8602"))
    assert (branch.now, branch.target, branch.gap) == pytest.approx((27.5, 40, -12.5))


def test_the_year_ends_with_what_came_and_last_years_november_and_december_times_the_growth(october: MonthData) -> None:
    found = goal(october, RENEWAL)
    so_far = 330 + 9 * 110
    assert found.year_so_far == pytest.approx(so_far)
    # 12 comparable months: all of them a tenth up on the year before.
    assert found.year_end.value == pytest.approx(so_far + 220 * 1.1)
    assert (found.year_end.low, found.year_end.high) == pytest.approx((so_far + 242, so_far + 242))
    assert found.year_end.n == 11
    assert found.year_target == 12 * 120
    assert found.outlook == "预计达成"


def test_a_year_without_a_target_in_every_month_has_no_target(october: MonthData) -> None:
    assert isnan(target_of_year(october.earlier(12), RENEWAL))
    assert goal(october.earlier(12), RENEWAL).outlook == ""


def test_a_running_month_ends_by_the_pace_of_earlier_months(tmp_path: Path) -> None:
    connection = new_ledger(tmp_path, book(), cutoff=date(2026, 10, 20))
    running = goal(month(connection), RENEWAL).month_end
    assert running.value == pytest.approx(110), "in every earlier month everything had come by the 20th"
    assert running.n == 12
    connection.close()


def test_a_short_history_gives_no_projection(october: MonthData) -> None:
    december = goal(october.earlier(22), RENEWAL)
    assert (december.now, str(october.earlier(22).month)) == (100, "2024-12")
    assert isnan(december.year_end.value), "nobody knows what came before September"
    november = goal(october.earlier(23), RENEWAL)
    assert isnan(november.year_end.value)
    assert november.year_end.words == "历史只有 3 个月，不推算"


def test_november_is_proposed_from_last_november_and_shared_out_by_the_last_twelve_months(october: MonthData) -> None:
    found = [each for each in proposals(october, 1) if each.measure is RENEWAL]
    assert [each.month for each in found] == ["2026-11"] * len(found)
    assert found[0].scope == WHOLE
    assert found[0].projection.value == pytest.approx(121)
    assert [(each.scope.branch, each.value) for each in found] == [("", 121), ("8601", 91), ("8602", 30)]


def test_parts_of_a_proposal_add_up_to_it() -> None:
    parts = shared_out(10_000, [0.45, 0.35, 0.2], 1000)
    assert parts == [5000, 3000, 2000]
    assert sum(shared_out(1_000_000, [1 / 3] * 3, 1000)) == 1_000_000


def test_cells_come_with_the_largest_gap_first(october: MonthData) -> None:
    cells = goal_cells(october, [RENEWAL], proposals(october))
    assert [(each.scope.branch, each.gap) for each in cells] == [("8602", -12.5), ("8601", 2.5)]


def test_the_proposal_for_a_scope_is_its_share_of_the_office(october: MonthData) -> None:
    # Last October 100; October to September before it 100 + 10 × 110 + 330 against 11 × 100 + 300 a year earlier.
    assert proposed_for(october, RENEWAL, WHOLE) == pytest.approx(100 * 1530 / 1400)
    whole, part = proposed_for(october, RENEWAL, WHOLE), proposed_for(october, RENEWAL, Scope(channel="银保"))
    assert part == pytest.approx(whole / 4)


def test_a_measure_with_a_target_is_tracked_and_a_mean_is_not_added_up(tmp_path: Path) -> None:
    sheet = """
| 月份    | 机构代码 | 渠道 | 指标     | 目标 |
| 2026-10 | 8601     |      | 件均保费 | 500  |
| 2026-10 | 8602     |      | 件均保费 | 700  |
"""
    connection = new_ledger(tmp_path, {Target: sheet})
    data = month(connection)
    assert "件均保费" in [measure.name for measure in tracked(data)]
    assert isnan(target(data, measures()["件均保费"]))
    assert target(data, measures()["件均保费"], Scope(branch="8602")) == 700
    connection.close()


def test_a_target_may_name_a_product(tmp_path: Path) -> None:
    sheet = """
| 月份    | 机构代码 | 渠道 | 险种代码 | 指标     | 目标 |
| 2026-10 | 8601     | 个险 | WL       | 续期保费 | 60   |
| 2026-10 | 8601     | 个险 | AN       | 续期保费 | 20   |
"""
    connection = new_ledger(tmp_path, book() | {Target: sheet})
    data = month(connection)
    assert target(data, RENEWAL, Scope(product="WL")) == 60
    assert target(data, RENEWAL) == 80
    assert goal(data, RENEWAL, Scope(product="WL")).now == 110
    connection.close()


def test_the_rows_of_the_workbook_are_cells_for_sums_and_the_office_for_ratios() -> None:
    kept = measures()["宽限期末续期率"]
    given = [
        Proposal("2026-11", RENEWAL, WHOLE, 5000, Projection()),
        Proposal("2026-11", RENEWAL, Scope("8601", "个险"), 5000, Projection()),
        Proposal("2026-11", kept, WHOLE, 0.95, Projection(nan)),
    ]
    rows = target_rows(given)
    assert [(row["measure"], row["branch_code"], row["target"]) for row in rows] == [
        ("续期保费", "8601", 5000),
        ("宽限期末续期率", "", 0.95),
    ]
