"""Inspections and what became of their findings: gone, still there, back again; checked by hand and against SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from math import isnan
from pathlib import Path

import pytest

from core.findings import Severity
from core.ledger.runs import Place, last_run
from core.measures.compliance import load_compliance
from core.office.remediation import Progress, Remediation, by_department, by_rule, load_remediation, progress
from core.records.policy import Policy
from tests.month_ledger import log, month, new_ledger

REFUSED, REFERRED, NOTICE = Severity
PLACE = Place("applications", "8601", "个险", "A1", "2026-10-03")
SUM, SIGNED, LATE = ("A103", REFUSED, "T1", PLACE), ("A805", REFUSED, "T1", PLACE), ("A104", REFERRED, "T2", PLACE)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, {Policy: "| 保单号 | 险种代码 |\n| P1 | WL |"})
    yield connection
    connection.close()


def october(ledger: sqlite3.Connection) -> Remediation:
    return load_remediation(ledger, month(ledger))


def by(ledger: sqlite3.Connection, group: object) -> list[Progress]:
    data = month(ledger)
    return progress(load_compliance(ledger, data), october(ledger), group)  # type: ignore[arg-type]


def test_runs_of_the_month_are_listed_with_their_findings_by_severity(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 9, 30), "九月.xlsx", [SUM])
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM, LATE, ("A604", NOTICE, "T3", PLACE)])
    (run,) = october(ledger).inspections
    assert (run.day, run.verb, run.books) == (date(2026, 10, 5), "check", ("一.xlsx",))
    assert [run.counts[each] for each in Severity] == [1, 1, 1]


def test_what_the_next_run_of_the_same_workbook_does_not_show_is_corrected_on_its_day(
    ledger: sqlite3.Connection,
) -> None:
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM, SIGNED])
    log(ledger, date(2026, 10, 8), "二.xlsx", [])
    log(ledger, date(2026, 10, 12), "一.xlsx", [SIGNED])
    (gone,) = october(ledger).corrected
    assert (gone.code, gone.department, gone.days) == ("A103", "销售", 7)
    assert [(one.name, one.standing, one.corrected, one.rate) for one in by(ledger, by_department)] == [
        ("销售", 1, 1, 0.5)
    ]


def test_a_finding_that_comes_back_is_a_repeat_and_its_correction_still_counts(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM])
    log(ledger, date(2026, 10, 12), "一.xlsx", [])
    log(ledger, date(2026, 10, 20), "一.xlsx", [SUM])
    (one,) = by(ledger, by_rule)
    assert (one.name, one.standing, one.corrected, one.back, one.days) == ("A103", 1, 1, 1, 7.0)


def test_a_rule_without_corrections_has_no_mean_and_a_notice_is_no_remediation(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM, ("A604", NOTICE, "T3", PLACE)])
    (one,) = by(ledger, by_rule)
    assert one.rate == 0 and isnan(one.days)


def test_a_correction_of_an_earlier_month_is_that_months(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 9, 5), "一.xlsx", [SUM])
    log(ledger, date(2026, 9, 12), "一.xlsx", [])
    log(ledger, date(2026, 10, 5), "一.xlsx", [])
    assert october(ledger).corrected == ()


def test_a_run_that_was_not_known_yet_does_not_count(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM])
    known = last_run(ledger)
    log(ledger, date(2026, 10, 12), "一.xlsx", [])
    assert load_remediation(ledger, month(ledger), known).corrected == ()
    assert len(load_remediation(ledger, month(ledger)).corrected) == 1


def test_the_same_numbers_come_from_sql(ledger: sqlite3.Connection) -> None:
    log(ledger, date(2026, 10, 5), "一.xlsx", [SUM, SIGNED, LATE])
    log(ledger, date(2026, 10, 9), "二.xlsx", [("A103", REFUSED, "T9", PLACE)])
    log(ledger, date(2026, 10, 12), "一.xlsx", [LATE])
    query = """
        SELECT f.code, SUM(f.run = (SELECT MAX(r.id) FROM runs r WHERE r.books = f.path)) AS standing,
               SUM(f.run < (SELECT MAX(r.id) FROM runs r WHERE r.books = f.path)
                   AND NOT EXISTS (SELECT 1 FROM findings g WHERE g.path = f.path AND g.code = f.code
                                   AND g.record_key = f.record_key AND g.run > f.run)) AS gone
        FROM findings f GROUP BY f.code ORDER BY f.code
    """
    expected = [tuple(row) for row in ledger.execute(query)]
    assert sorted((one.name, one.standing, one.corrected) for one in by(ledger, by_rule)) == expected
    assert expected == [("A103", 1, 1), ("A104", 1, 0), ("A805", 0, 1)]
