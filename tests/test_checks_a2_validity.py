"""A206–A208: how long certificates run."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import check, citizen, columns


@pytest.mark.parametrize("number", [206, 207, 208])
def test_the_valid_application_and_policy_pass(number: int) -> None:
    assert check(f"A{number}", "| 保单台账 | 保单号 |\n| | 860101202600000011 |") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-10-08", 0),
        ("2026-10-07", 1),
        ("长期", 0),
        ("2099-12-31", 0),
        ("9999-12-31", 0),
        ("99990101", 0),
        ("2010-01-01至长期", 0),
    ],
)
def test_A206_valid_on_the_2026_10_08_of_the_application(text: str, found: int) -> None:
    findings = check("A206", f"| 投保人 | 证件有效期 |\n| | {text} |")
    assert columns(findings) == ["投保人.证件有效期"] * found
    assert all("2026-10-08" in finding.message for finding in findings)


@pytest.mark.parametrize(("start", "found"), [("2035-05-31", 0), ("2035-06-01", 1), ("2035-06-02", 1)])
def test_A206_starts_before_it_ends_on_2035_06_01(start: str, found: int) -> None:
    assert len(check("A206", f"| 被保险人 | 证件有效期 |\n| | {start}至2035-06-01 |")) == found


@pytest.mark.parametrize(("day", "found"), [("2024-12-31", 0), ("2025-01-01", 1)])
def test_A206_starts_on_2025_01_01(day: str, found: int) -> None:
    changes = f"| 投保单 | 投保日期 |\n| | {day} |\n| 投保人 | 证件有效期 |\n| | 2024-06-01 |"
    assert len(check("A206", changes)) == found


def test_A206_a_policy_without_its_application_day_is_left_to_the_reminder() -> None:
    policy = "| 保单台账 | 投保日 | 投保人证件有效期 |\n| | {} | 2026-01-01 |"
    assert check("A206", policy.format("")) == []
    assert len(check("A206", policy.format("2026-01-02"))) == 1


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2003-05-06", "2008-05-06", 0),  # 15 周岁, but before the law of 2004-01-01
        ("2004-05-05", "2009-05-05", 0),  # 15: 5 years
        ("2004-05-05", "2014-05-05", 1),
        ("2004-05-06", "2014-05-06", 0),  # 16: 10 years
        ("2004-05-06", "2009-05-06", 1),
        ("2014-05-05", "2024-05-05", 0),  # 25: 10 years
        ("2014-05-06", "2034-05-06", 0),  # 26: 20 years
        ("2014-05-06", "2024-05-06", 1),
        ("2016-01-01", "2036-01-02", 0),  # a day of grace
        ("2016-01-01", "2036-01-03", 1),
        ("2016-01-01", "长期", 1),
    ],
)
def test_A207_born_1988_05_06_has_5_10_or_20_years_by_age_at_the_start(start: str, end: str, found: int) -> None:
    findings = check("A207", f"| 投保人 | 证件有效期 |\n| | {start}至{end} |")
    assert [finding.severity for finding in findings] == [Severity.REFERRED] * found


@pytest.mark.parametrize(
    ("start", "end", "found"), [("2016-05-05", "长期", 1), ("2016-05-06", "长期", 0), ("2016-05-06", "2036-05-06", 1)]
)
def test_A207_from_46_the_card_is_for_life(start: str, end: str, found: int) -> None:
    changes = (
        f"| 投保人 | 证件号码 | 出生日期 | 证件有效期 |\n| | {citizen('1970-05-06')} | 1970-05-06 | {start}至{end} |"
    )
    findings = check("A207", changes)
    assert len(findings) == found


@pytest.mark.parametrize(
    ("ends", "word"),
    [("2027-01-19", ""), ("2027-01-18", "还有90天"), ("2026-10-20", "还有0天"), ("2026-10-19", "已于"), ("长期", "")],
)
def test_A208_reminds_90_days_before_seen_from_2026_10_20(ends: str, word: str) -> None:
    findings = check("A208", f"| 保单台账 | 投保人证件有效期 |\n| | {ends} |", on="2026-10-20")
    assert [word in finding.message for finding in findings] == ([True] if word else [])
    assert all(finding.severity is Severity.NOTICE for finding in findings)


def test_A208_leaves_ended_policies_and_applications_alone() -> None:
    assert check("A208", "| 保单台账 | 保单状态 | 投保人证件有效期 |\n| | 终止 | 2026-10-21 |") == []
    assert check("A208", "| 投保人 | 证件有效期 |\n| | 2026-10-21 |") == []


@pytest.mark.parametrize(("on", "found"), [("2024-12-31", 0), ("2025-01-01", 1)])
def test_A208_starts_on_2025_01_01_also_for_a_policy_of_2019(on: str, found: int) -> None:
    policy = "| 保单台账 | 投保日 | 被保险人证件有效期 |\n| | 2019-03-01 | 2025-01-02 |"
    assert len(check("A208", policy, on=on)) == found
