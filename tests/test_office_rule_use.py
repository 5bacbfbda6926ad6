"""Rules at work: proposals, conclusions, hits and overrides of a small month, by hand and against SQL."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import isnan
from pathlib import Path

import pytest

from core.findings import Severity
from core.ledger.runs import Place
from core.measures.compliance import load_compliance
from core.office.rule_use import RuleUsage
from core.records.application import Application
from core.records.decision import Decision
from tests.month_ledger import log, month, new_ledger

REFUSED, REFERRED, NOTICE = Severity
SHEETS = {
    Application: """
        | 投保单号 | 投保日期 |
        | T1 | 2026-10-02 |
        | T2 | 2026-10-03 |
        | T3 | 2026-10-04 |
        | T4 | 2026-10-05 |
        | S1 | 2026-09-05 |""",
    Decision: """
        | 投保单号 | 核保结论 | 核保类型 | 核保日 | 核保人 | 核保理由 | 豁免的转核规则 |
        | T1 | 标准体 | 自动 | 2026-10-03 | 系统 | | |
        | T2 | 标准体 | 人工 | 2026-10-10 | 钱七 | 复查正常 | A1002、A104 |
        | T3 | 拒保 | 人工 | 2026-10-11 | 钱七 | 既往 | |
        | S1 | 标准体 | 人工 | 2026-09-20 | 钱七 | | A1002 |""",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = new_ledger(tmp_path, SHEETS)
    place = Place("applications", "8601", "个险", "A1", "2026-10-03")
    findings = [
        ("A1002", REFERRED, "T2", place), ("A104", REFERRED, "T2", place), ("A1002", REFERRED, "T3", place),
        ("A604", NOTICE, "T1", place), ("A805", REFUSED, "T4", place), ("A1002", REFERRED, "T4", place),
        ("U11", REFUSED, "T1", place),
    ]  # fmt: skip
    log(connection, date(2026, 10, 12), "十月.xlsx", findings)
    earlier = Place("applications", "8601", "个险", "A1", "2026-09-05")
    log(connection, date(2026, 9, 12), "九月.xlsx", [("A1002", REFERRED, "S1", earlier)])
    yield connection
    connection.close()


@pytest.fixture
def usage(ledger: sqlite3.Connection) -> RuleUsage:
    data = month(ledger)
    return RuleUsage(data, load_compliance(ledger, data))


def test_proposals_follow_the_gravest_finding_and_a_fault_of_the_issue_is_no_proposal(usage: RuleUsage) -> None:
    october = usage.months[-1]
    assert (october.applications, october.passed, october.referred, october.sent_back) == (4, 1, 2, 1)
    assert usage.months[0].month == "2026-05"


@pytest.mark.parametrize("code", ["A904", "U15"])
def test_a_watch_list_hit_and_a_plan_not_signed_anew_go_to_a_person_as_in_underwriting(
    ledger: sqlite3.Connection, code: str
) -> None:
    place = Place("applications", "8601", "个险", "A1", "2026-10-03")
    log(ledger, date(2026, 10, 20), "更正.xlsx", [(code, REFUSED, "T1", place)])
    data = month(ledger)
    october = RuleUsage(data, load_compliance(ledger, data)).months[-1]
    assert (october.passed, october.referred, october.sent_back) == (0, 3, 1)


def test_decisions_by_a_person_count_in_the_month_of_the_decision(usage: RuleUsage) -> None:
    september, october = usage.months[-2:]
    assert (october.by_person, october.adverse, october.overridden, october.silent) == (2, 1, 1, 0)
    assert (september.by_person, september.overridden, september.silent) == (1, 1, 1)


def test_the_matrix_sets_what_was_proposed_against_what_was_decided(usage: RuleUsage) -> None:
    assert usage.matrix == {
        "通过": Counter({"标准体": 1}),
        "转核": Counter({"标准体": 1, "拒保": 1}),
        "退回补正": Counter({"未下结论": 1}),
    }


def test_a_rules_hits_are_applications_of_the_month_and_its_override_rate_is_over_what_was_decided(
    usage: RuleUsage,
) -> None:
    rule = next(one for one in usage.rules if one.code == "A1002")
    # T2, T3 and T4 of four applications; T2 and T3 decided, T2 lifted, T3 declined; S1 the month before
    assert (rule.hits, rule.rate, rule.before) == (3, 0.75, 1)
    assert (rule.decided, rule.overridden, rule.adverse, rule.override_rate) == (2, 1, 1, 0.5)
    silent = next(one for one in usage.rules if one.code == "A805")
    assert isnan(silent.override_rate)
    assert "A805" not in usage.silent_rules() and "A101" in usage.silent_rules()


def test_the_log_of_overrides_names_each_rule_and_says_whether_a_reason_is_given(usage: RuleUsage) -> None:
    assert [(one.application, one.code, one.proposal, one.reasoned) for one in usage.overrides] == [
        ("T2", "A1002", "转核", True),
        ("T2", "A104", "转核", True),
        ("S1", "A1002", "转核", False),
    ]


def test_hits_agree_with_sql(ledger: sqlite3.Connection, usage: RuleUsage) -> None:
    query = """
        SELECT f.code, COUNT(DISTINCT f.record_key)
        FROM findings f JOIN applications a ON a.application_no = f.record_key
        WHERE a.applied_on LIKE '2026-10%' GROUP BY f.code
    """
    assert {one.code: one.hits for one in usage.rules if one.hits} == dict(ledger.execute(query).fetchall())
