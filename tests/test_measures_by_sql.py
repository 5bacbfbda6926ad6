"""Every indicator, whole and by channel, against an independent SQL over the ledger's views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.measures.facts import Scope
from core.measures.month_data import MonthData
from core.measures.registry import measures
from tests.random_office import CHANNELS, random_office

SQL = (Path(__file__).parent / "measures_by_sql.sql").read_text(encoding="utf-8")
PARTS = (part.partition("\n") for part in SQL.split("\n\n-- ")[1:])
QUERIES = {heading.strip(): body for heading, _, body in PARTS}

COHORT = """
CREATE TEMP VIEW cohort_{month} AS
SELECT *, NOT (status IN ('终止', '中止(失效)') AND status_on <= after_grace) AS kept,
  (SELECT COALESCE(SUM(r.received), 0) FROM premium_receipts r
   WHERE r.policy_no = c.policy_no AND r.product_code = c.product_code AND r.business = '续期'
     AND r.instalment = c.payments * {years} + 1 AND r.received_on <= c.grace) AS paid
FROM (SELECT *, MIN('2026-10-31', DATE(due, '+60 days')) AS grace,
               MIN('2026-10-31', DATE(due, '+61 days')) AS after_grace
  FROM (SELECT *, SUBSTR(issued_on, 1, 7) AS month,
          CASE frequency WHEN '年交' THEN 1 WHEN '半年交' THEN 2 WHEN '季交' THEN 4 ELSE 12 END AS payments,
          CASE WHEN SUBSTR(effective_on, 6) = '02-29' THEN DATE(effective_on, '-1 day', '+{years} years')
               ELSE DATE(effective_on, '+{years} years') END AS due
        FROM policies WHERE frequency <> '趸交' AND CAST(premium_term AS INTEGER) > {years}
          AND NOT (status = '终止' AND termination_reason = '犹豫期退保' AND status_on <= '2026-10-31'))) c
"""

WORKDAYS = """
CREATE TEMP TABLE workdays AS
WITH RECURSIVE days(day) AS (
  SELECT '2026-07-01' UNION ALL SELECT DATE(day, '+1 day') FROM days WHERE day < '2027-01-31')
SELECT day FROM days
WHERE (STRFTIME('%w', day) NOT IN ('0', '6') OR day IN ('2026-09-20', '2026-10-10'))
  AND day NOT BETWEEN '2026-09-25' AND '2026-09-27' AND day NOT BETWEEN '2026-10-01' AND '2026-10-07'
"""
"""Working days of autumn 2026 as announced: 中秋 25 to 27 September, 国庆 1 to 7 October, two worked days between."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = random_office(tmp_path_factory.mktemp("office"))
    for month, years in ((13, 1), (25, 2)):
        connection.execute(COHORT.format(month=month, years=years))
    connection.execute(WORKDAYS)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def october(office: sqlite3.Connection) -> MonthData:
    return MonthData.load(office, "2026-10")


def test_every_measure_has_its_query() -> None:
    assert set(QUERIES) == set(measures())


@pytest.mark.parametrize("name", QUERIES)
def test_measure_equals_query(office: sqlite3.Connection, october: MonthData, name: str) -> None:
    for channel in ("", *CHANNELS):
        found = measures()[name](october, Scope(channel=channel))
        numerator, denominator = office.execute(QUERIES[name], {"channel": channel}).fetchone()
        assert found.numerator.total == pytest.approx(numerator or 0, abs=0.001), channel
        assert (found.below or 0) == pytest.approx(denominator or 0, abs=0.001), channel


def test_the_random_office_leaves_no_indicator_empty(october: MonthData) -> None:
    empty = [name for name, measure in measures().items() if not measure(october).numerator.total]
    assert empty == []
