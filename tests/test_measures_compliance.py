"""Findings of the log: the latest run of each workbook, by rule, place and month, and what keeps coming back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.findings import Severity
from core.ledger.runs import Place, last_run
from core.measures.compliance import Compliance, load_compliance
from core.records.policy import Policy
from tests.month_ledger import log, month, new_ledger

REFUSED, REFERRED, NOTICE = Severity
OCTOBER = date(2026, 10, 31)
ONE_POLICY = "| 保单号 | 险种代码 | 渠道 |\n| P1 | WL | 个险 |"


def place(channel: str, agent: str, day: str) -> Place:
    return Place("applications", "8601", channel, agent, day)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, {Policy: ONE_POLICY})
    yield connection
    connection.close()


def october(ledger: sqlite3.Connection, last: int | None = None) -> Compliance:
    return load_compliance(ledger, month(ledger), last)


def test_findings_count_by_rule_with_the_gravest_first(ledger: sqlite3.Connection) -> None:
    findings = [
        ("A604", NOTICE, "T1", place("个险", "A1", "2026-10-03")),
        ("A604", NOTICE, "T2", place("银保", "B1", "2026-10-03")),
        ("A101", REFUSED, "T1", place("个险", "A1", "2026-10-03")),
        ("A104", REFERRED, "T1", place("个险", "A1", "2026-10-03")),
    ]
    log(ledger, OCTOBER, "一.xlsx", findings)
    rules = [(code, severity, len(found)) for code, severity, found in october(ledger).by_rule()]
    assert rules == [("A101", REFUSED, 1), ("A104", REFERRED, 1), ("A604", NOTICE, 2)]
    assert [(name, dict(counts)) for name, counts in october(ledger).counts("channel")] == [
        ("个险", {NOTICE: 1, REFUSED: 1, REFERRED: 1}),
        ("银保", {NOTICE: 1}),
    ]


def test_only_the_latest_run_of_each_workbook_counts(ledger: sqlite3.Connection) -> None:
    log(ledger, OCTOBER, "一.xlsx", [("A101", REFUSED, "T1", place("个险", "A1", "2026-10-03"))])
    log(ledger, OCTOBER, "二.xlsx", [("A102", REFUSED, "T9", place("个险", "A1", "2026-10-03"))])
    log(ledger, OCTOBER, "一.xlsx", [])
    assert [code for code, *_ in october(ledger).by_rule()] == ["A102"]


def test_a_finding_belongs_to_the_month_of_its_record_or_else_of_its_run(ledger: sqlite3.Connection) -> None:
    findings = [
        ("A101", REFUSED, "T1", place("个险", "A1", "2026-09-30")),
        ("A102", REFUSED, "T2", place("个险", "A1", "2026-10-01")),
        ("D02", REFUSED, "", place("", "", "")),
    ]
    log(ledger, OCTOBER, "一.xlsx", findings)
    assert [code for code, *_ in october(ledger).by_rule()] == ["A102", "D02"]


def test_the_same_rule_and_agent_in_two_of_three_months_is_a_repeat(ledger: sqlite3.Connection) -> None:
    findings = [
        ("A101", REFUSED, "T1", place("个险", "A1", "2026-08-30")),
        ("A101", REFUSED, "T2", place("个险", "A1", "2026-10-01")),
        ("A101", REFUSED, "T3", place("个险", "A2", "2026-10-01")),
        ("A102", REFUSED, "T4", place("个险", "A3", "2026-07-31")),
        ("A102", REFUSED, "T5", place("个险", "A3", "2026-10-01")),
        ("A604", NOTICE, "T6", place("个险", "A4", "2026-09-01")),
        ("A604", NOTICE, "T7", place("个险", "A4", "2026-10-01")),
    ]
    log(ledger, OCTOBER, "一.xlsx", findings)
    assert october(ledger).repeats() == [("A101", "A1", ["2026-08", "2026-10"], 2)], (
        "July is too long ago; 提示 is none"
    )


def test_a_finding_shown_before_and_still_there_is_uncorrected(ledger: sqlite3.Connection) -> None:
    same = ("A101", REFUSED, "T1", place("个险", "A1", "2026-10-01"))
    log(ledger, date(2026, 10, 20), "一.xlsx", [same])
    assert october(ledger).uncorrected() == []
    log(ledger, OCTOBER, "一.xlsx", [same, ("A102", REFUSED, "T1", place("个险", "A1", "2026-10-01"))])
    assert [(found.code, found.first_seen) for found in october(ledger).uncorrected()] == [("A101", "2026-10-20")]


def test_runs_after_the_last_one_known_are_not_known(ledger: sqlite3.Connection) -> None:
    log(ledger, OCTOBER, "一.xlsx", [("A101", REFUSED, "T1", place("个险", "A1", "2026-10-01"))])
    known = last_run(ledger)
    log(ledger, OCTOBER, "一.xlsx", [])
    assert (len(october(ledger, known).of_month), len(october(ledger).of_month)) == (1, 0)


def test_a_ledger_without_runs_has_no_findings(ledger: sqlite3.Connection) -> None:
    assert october(ledger).by_rule() == []
