"""Channels: cost, persistency, surrenders, complaints, concentration, the people behind them; worked out on paper."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from math import isnan
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.measures.cells import by_cell
from core.measures.channel_agents import busiest_agents
from core.measures.channels import concentration, costs_by_kind, monthly_premium, qualities
from core.measures.facts import WHOLE, Scope
from core.measures.history import monthly
from core.measures.month_data import MonthData
from core.measures.registry import measures
from core.records.policy import PremiumReceipt
from core.reports.month_report import write_month_report
from tests.month_ledger import add, month, new_ledger, sheets_of
from tests.random_office import CHANNELS, random_office

OWN, BANK = Scope(channel="个险"), Scope(channel="银保")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path_factory.mktemp("channels"), sheets_of("channels_by_hand.md"))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def october(office: sqlite3.Connection) -> MonthData:
    return month(office)


def test_costs_are_those_booked_and_their_ratio_is_over_all_premium(october: MonthData) -> None:
    own, whole = qualities(october, [OWN, WHOLE])
    assert (own.cost, own.cost_ratio) == (420, pytest.approx(420 / 3000))
    assert (own.year_cost, own.year_cost_ratio) == (500, pytest.approx(500 / 5000)), "a year ago lies outside"
    assert whole.cost_ratio == pytest.approx(420 / 4000)
    assert costs_by_kind(october, OWN) == {"佣金": 440, "奖励": 90, "培训费": -30}


def test_a_channel_without_booked_costs_shows_none_instead_of_zero(october: MonthData) -> None:
    (bank,) = qualities(october, [BANK])
    assert isnan(bank.cost)
    assert isnan(bank.cost_ratio)


def test_persistency_surrenders_and_complaints_of_a_channel(october: MonthData) -> None:
    own, bank = qualities(october, [OWN, BANK])
    assert (own.month_13, bank.month_13) == (pytest.approx(2000 / 2500), 0)
    assert (own.surrendered, own.opening, own.surrender_rate) == (1, 2, 0.5)
    assert (own.complaints, own.in_force, own.complaint_rate) == (1, 2, 500)
    assert (bank.surrendered, bank.complaints) == (0, 0)


def test_concentration_goes_from_an_even_spread_to_everything_from_one() -> None:
    assert concentration([3000, 1000]) == pytest.approx(75**2 + 25**2)
    assert concentration([5.0, 5, 5, 5]) == pytest.approx(10_000 / 4)
    assert concentration([7.0, 0, -3]) == 10_000
    assert isnan(concentration([0.0]))


def test_months_before_the_ledger_began_are_unknown_not_zero(october: MonthData) -> None:
    months, series = monthly_premium(october, "规模保费", "channel", 16)
    assert (months[0], months[-1]) == ("2025-07", "2026-10")
    assert isnan(series["个险"][0])
    assert (series["个险"][1], series["个险"][-3], series["个险"][-1]) == (2000, 2000, 3000)
    assert (series["银保"][1], series["银保"][-1]) == (0, 1000)


def test_people_stand_with_what_they_sold_and_what_stayed(october: MonthData) -> None:
    listed, count = busiest_agents(october, 1)
    assert count == 2
    (first,) = listed
    assert (first.number, first.channel, first.premium, first.year_policies) == ("A1", "个险", 3000, 1)
    assert (first.month_13, first.cohort, first.complaints) == (1.0, 1, 1)


def test_cells_add_up_to_what_each_channel_measures_by_itself(tmp_path: Path) -> None:
    connection = random_office(tmp_path, policies=120)
    data = month(connection)
    for name in ("新单保费", "规模保费", "续期保费", "新单件数"):
        measure = measures()[name]
        cells = by_cell(data.facts, [measure(data).numerator], ["channel"])
        for channel in CHANNELS:
            held = cells.get((channel,))
            assert (held.amount if held else 0.0) == pytest.approx(measure(data, Scope(channel=channel)).value), name
    connection.close()


def test_costs_agree_with_plain_sql(office: sqlite3.Connection, october: MonthData) -> None:
    query = (
        "SELECT SUM(amount) / 100.0 FROM channel_costs WHERE channel = '个险' AND month BETWEEN '2025-11' AND '2026-10'"
    )
    assert qualities(october, [OWN])[0].year_cost == office.execute(query).fetchone()[0]


def test_an_earlier_month_is_told_in_the_same_scale(october: MonthData) -> None:
    per_policies = measures()["万张保单投诉量"]
    september = october.earlier(1)
    assert per_policies(september).value == pytest.approx(10_000 / 2)
    assert monthly(september, per_policies).value == per_policies(september).value


def test_the_tab_shows_contribution_cost_quality_concentration_and_people(
    office: sqlite3.Connection, tmp_path: Path
) -> None:
    path = write_month_report(office, "2026-10", tmp_path / "月报.xlsx").path
    rows = list(load_workbook(path, data_only=True)["渠道"].iter_rows(values_only=True))
    own = [row for row in rows if row[0] == "个险"]
    assert own[0][1:3] == (3000, 0.75)
    assert own[1][1:5] == (420, 0.14, 500, 0.1)
    assert [row[1] for row in rows if row[0] == "银保"][1] == "—"
    hhi = next(row for row in rows if row[0] == "新单保费　本月" and row[1] == "渠道")
    assert hhi[2:8] == (2, 6250, 5000, 0.75, 1, "个险")
    assert next(row for row in rows if row[0] == "A1")[3:6] == (3000, 3000, 1)


def test_premium_of_a_policy_that_the_ledger_lacks_stands_in_its_own_row_and_in_the_totals(tmp_path: Path) -> None:
    connection = new_ledger(tmp_path, sheets_of("month_by_hand.md"))
    stray = "| 保单号 | 险种代码 | 业务类型 | 应交日 | 应交保费 | 实收日 | 实收金额 | 银行流水号 |\n"
    stray += "| X9 | WL | 续期 | 2026-10-08 | 38.7 | 2026-10-09 | 38.7 | 99 |"
    add(connection, {PremiumReceipt: stray})
    book = load_workbook(write_month_report(connection, "2026-10", tmp_path / "月报.xlsx").path, data_only=True)
    connection.close()
    rows = list(book["渠道"].iter_rows(values_only=True))
    own = next(row for row in rows if row[0] == "（未归渠道）")
    total = next(row for row in rows if row[0] == "合计")
    assert (own[5], own[6]) == (38.7, 38.7)
    parts = [row for row in rows[: rows.index(total)] if row[0] in ("个险", "银保", "（未归渠道）")]
    assert sum(row[6] for row in parts) == pytest.approx(total[6])
    trend = {row[0]: row[3] for row in book["趋势"].iter_rows(values_only=True)}
    last = next(row for row in reversed(rows) if row[0] == "2026-10")
    assert max(cell for cell in last[1:] if cell is not None) == pytest.approx(trend["2026-10"])
