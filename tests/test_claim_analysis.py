"""理赔分析: closed cases by cause, hospital and product, by hand and against an independent SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from core.measures.claim_analysis import Closed, Grounds, claim_analysis, whole
from core.measures.month_data import MonthData
from core.records.claim import Claim
from core.records.policy import Policy
from core.records.product import Product
from tests.month_ledger import Sheets, add, month, new_ledger
from tests.random_office import random_office

SHEETS: Sheets = {
    Policy: """
        | 保单号 | 险种代码 | 险种名称 | 主附险 | 渠道 |
        | P1     | ME       | 住院医疗 | 附加险 | 个险 |
        | P1     | WL       | 终身寿   | 主险   | 个险 |
        | P2     | WL       | 终身寿   | 主险   | 个险 |
    """,
    Product: "| 险种代码 | 版本 | 险种类别 |\n| ME | 1 | 医疗保险 |\n| WL | 1 | 终身寿险 |",
    Claim: """
        | 案件号 | 保单号 | 险种责任 | 出险原因 | 医院   | 资料齐全日 | 核定日     | 结论 | 通知日     | 支付日     | 申请金额 | 核定金额 |
        | C1     | P1     | 医疗     | 疾病     | 甲医院 | 2026-10-08 | 2026-10-10 | 部分 | 2026-10-10 | 2026-10-12 | 1000     | 600      |
        | C2     | P1     | 医疗     | 疾病     | 甲医院 |            | 2026-10-10 | 拒赔 | 2026-10-13 |            | 500      | 0        |
        | C3     | P2     | 身故     | 意外     |        | 2026-10-08 | 2026-10-10 | 赔付 | 2026-10-10 | 2026-10-20 | 50000    | 50000    |
        | C4     | P1     | 医疗     | 疾病     | 乙医院 | 2026-09-08 | 2026-09-10 | 赔付 | 2026-09-10 | 2026-09-30 | 300      | 300      |
        | C5     | P1     | 医疗     | 疾病     | 乙医院 | 2025-11-08 | 2025-10-10 | 赔付 | 2025-10-10 | 2025-11-01 | 200      | 200      |
        | C6     | P1     | 医疗     | 疾病     | 乙医院 | 2025-09-08 | 2025-10-10 | 赔付 | 2025-10-10 | 2025-10-31 | 999      | 999      |
        | C7     | P1     | 医疗     | 疾病     | 甲医院 | 2026-10-08 | 2026-10-10 | 撤案 | 2026-10-10 |            | 777      |          |
        | C8     | P1     | 医疗     | 疾病     | 甲医院 | 2026-10-08 | 2026-10-10 | 赔付 | 2026-10-10 |            | 888      | 888      |
    """,  # noqa: E501
}


@pytest.fixture
def views(tmp_path: Path) -> Iterator[dict[str, list[Grounds]]]:
    with closing(new_ledger(tmp_path, SHEETS)) as connection:
        yield claim_analysis(month(connection))


def test_a_hospital_has_its_cases_money_refusals_and_days(views: dict[str, list[Grounds]]) -> None:
    first = next(row for row in views["医院"] if row.name == "甲医院")
    assert first.now == Closed(cases=2, refused=1, claimed=1500, paid=600, days=4, timed=1)
    assert (first.now.average, first.now.refusal_rate, first.now.mean_days) == (600, 0.5, 4)
    assert first.before.cases == 0


def test_the_month_before_and_the_twelve_months_stand_beside_it(views: dict[str, list[Grounds]]) -> None:
    other = next(row for row in views["医院"] if row.name == "乙医院")
    assert (other.now.cases, other.before.cases, other.before.paid) == (0, 1, 300)
    assert (other.year.cases, other.year.paid) == (2, 500), "1 November 2025 counts, 31 October 2025 does not"


def test_a_benefit_goes_to_the_line_of_its_category_and_the_most_paid_stands_first(
    views: dict[str, list[Grounds]],
) -> None:
    assert [(row.name, row.now.paid) for row in views["险种"]] == [("终身寿（WL）", 50000), ("住院医疗（ME）", 600)]


def test_every_view_adds_up_to_the_same_and_withdrawn_or_unpaid_cases_are_in_none(
    views: dict[str, list[Grounds]],
) -> None:
    assert {(whole(rows).now.cases, whole(rows).now.paid) for rows in views.values()} == {(3, 50600.0)}
    assert [row.name for row in views["医院"] if row.name.startswith("（")] == ["（未填）"]


SQL = """
WITH closed AS (
  SELECT *, IIF(conclusion = '拒赔', COALESCE(notified_on, assessed_on), paid_on) AS closed_on,
    COALESCE(NULLIF({field}, ''), '（未填）') AS name
  FROM claims WHERE conclusion IN ('赔付', '部分', '协议', '拒赔')
)
SELECT COUNT(*), SUM(conclusion = '拒赔'), SUM(claimed) / 100.0, SUM(IIF(conclusion = '拒赔', 0, assessed)) / 100.0,
  SUM(JULIANDAY(closed_on) - JULIANDAY(documents_on)), SUM(documents_on IS NOT NULL)
FROM closed WHERE name = ? AND closed_on BETWEEN ? AND '{last}'
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = random_office(tmp_path_factory.mktemp("office"))
    rng = Random(3)
    rows = connection.execute("SELECT claim_no, policy_no, reported_on, occurred_on, conclusion FROM claims").fetchall()
    heading = "| 案件号 | 保单号 | 报案日 | 出险日 | 结论 | 出险原因 | 医院 |\n"
    lines = (
        f"| {' | '.join(row)} | {rng.choice(('疾病', '意外', ''))} | {rng.choice(('甲医院', '乙医院', ''))} |"
        for row in rows
    )
    add(connection, {Claim: heading + "\n".join(lines)})
    yield connection
    connection.close()


@pytest.mark.parametrize(("view", "field"), [("出险原因", "cause"), ("医院", "hospital")])
def test_every_figure_equals_the_query(office: sqlite3.Connection, view: str, field: str) -> None:
    data = MonthData.load(office, "2026-10")
    rows = claim_analysis(data)[view]
    assert len(rows) == 3
    assert sum(row.now.cases for row in rows) > 30
    periods = {"now": ("2026-10-01", "2026-10-31"), "before": ("2026-09-01", "2026-09-30"),
               "year": ("2025-11-01", "2026-10-31")}  # fmt: skip
    for row in rows:
        for period, (first, last) in periods.items():
            found: Closed = getattr(row, period)
            wanted = office.execute(SQL.format(field=field, last=last), (row.name, first)).fetchone()
            own = (found.cases, found.refused, found.claimed, found.paid, found.days, found.timed)
            assert own == pytest.approx([value or 0 for value in wanted]), (row.name, period)
