"""T101 to T105: the complaint register checked in its cells; last days counted by hand.

A complaint of Monday 12 October 2026 has until 27 October, a complex one until 11 November, an extended one until
11 December.
"""

from __future__ import annotations

import pytest

from core.findings import Finding, Severity
from tests.checking import check, columns

BLANK = ("决定日", "告知日", "办结日", "核查申请", "核查决定日", "延期审批", "延期审批人", "延期告知", "情况复杂")


def complaint(code: str, on: str = "2026-10-31", **cell: str) -> list[Finding]:
    """The findings of one rule on one complaint received on 12 October."""
    row = {"编号": "TS1", "收到日": "2026-10-12", "身份核实": "是"} | dict.fromkeys(BLANK, "") | cell
    return check(code, f"| 投诉登记表 | {' | '.join(row)} |\n| | {' | '.join(row.values())} |", on=on)


@pytest.mark.parametrize(("told", "found"), [("2026-10-27", []), ("2026-10-28", ["投诉登记表.告知日"])])
def test_T101_told_on_the_last_day_is_in_time_and_the_day_after_is_not(told: str, found: list[str]) -> None:
    assert columns(complaint("T101", 决定日="2026-10-20", 告知日=told)) == found


@pytest.mark.parametrize(("on", "found"), [("2026-10-27", []), ("2026-10-28", ["投诉登记表.收到日"])])
def test_T101_an_open_complaint_is_a_finding_from_the_day_after(on: str, found: list[str]) -> None:
    assert columns(complaint("T101", on)) == found


def test_T101_names_both_days_and_the_article() -> None:
    (found,) = complaint("T101", 决定日="2026-10-20", 告知日="2026-10-28")
    assert found.message == "2026-10-12收到的投诉应在2026-10-27以前作出决定并告知，实际2026-10-28告知"
    assert found.basis[0].article == "第十八条、第四十三条"


def test_T101_does_not_judge_what_came_before_the_law() -> None:
    assert complaint("T101", 收到日="2020-02-28", 决定日="2020-06-01", 告知日="2020-06-01") == []


@pytest.mark.parametrize(
    ("approved", "told", "by", "says"),
    [
        ("2026-11-10", "2026-11-11", "N9", ""),
        ("2026-11-10", "", "N9", "没有告知投诉人"),
        ("", "2026-11-10", "", "没有审批日"),
        ("2026-11-10", "2026-11-12", "N9", "晚于2026-11-11"),
        ("2026-11-10", "2026-11-11", "", "没有写审批人"),
    ],
)
def test_T102_an_extension_counts_only_when_approved_and_told_in_time(
    approved: str, told: str, by: str, says: str
) -> None:
    found = complaint("T102", "2026-11-30", 延期审批=approved, 延期告知=told, 延期审批人=by)
    assert [says in each.message for each in found] == ([True] if says else [])
    assert all(each.severity is Severity.REFERRED for each in found)


def test_T103_identity_and_authority() -> None:
    assert complaint("T103") == []
    assert columns(complaint("T103", 身份核实="否")) == ["投诉登记表.身份核实"]
    assert complaint("T103", 身份核实="否", 投诉人="匿名") == []
    assert columns(complaint("T103", 是否代投诉="是", 代投诉授权="否")) == ["投诉登记表.代投诉授权"]
    assert complaint("T103", 是否代投诉="是", 代投诉授权="是") == []


def test_T104_nobody_handles_a_complaint_about_himself() -> None:
    assert complaint("T104", **{"承办人(回避)": "N1", "业务员工号": "A1"}) == []
    assert len(complaint("T104", **{"承办人(回避)": "A1", "业务员工号": "A1"})) == 1


@pytest.mark.parametrize(("decided", "found"), [("2026-11-30", []), ("2026-12-01", ["投诉登记表.核查决定日"])])
def test_T105_a_review_of_29_october_is_decided_by_monday_30_november(decided: str, found: list[str]) -> None:
    days = {"决定日": "2026-10-20", "告知日": "2026-10-20", "核查申请": "2026-10-29", "核查决定日": decided}
    assert columns(complaint("T105", "2026-12-31", **days)) == found


@pytest.mark.parametrize(("on", "found"), [("2026-11-30", []), ("2026-12-01", ["投诉登记表.核查申请"])])
def test_T105_an_open_review_is_a_finding_from_the_day_after(on: str, found: list[str]) -> None:
    days = {"决定日": "2026-10-20", "告知日": "2026-10-20", "核查申请": "2026-10-29"}
    assert columns(complaint("T105", on, **days)) == found
