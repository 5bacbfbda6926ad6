"""出单: numbers, days, premiums, one policy per application, and what keeps an application back."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from core.checks.rule import Context
from core.findings import Finding
from core.table import Table
from core.underwriting.decision import Outcome, UnderwritingDecision
from core.underwriting.issue import issue
from core.underwriting.policy_number import Numbering, check_digit, policy_number, split
from macros.issue import issued_policies
from tests.checking import NUMBER, context

ON = date(2026, 10, 20)


def passed(number: str = NUMBER, outcome: Outcome = Outcome.PASSED, **more: Any) -> UnderwritingDecision:
    """An accepted application."""
    return UnderwritingDecision(number, outcome, "自动", "标准体", date(2026, 10, 12), **more)


def issued(
    changes: str = "", *decisions: UnderwritingDecision, numbering: Numbering | None = None, **surroundings: Any
) -> tuple[Table, list[Finding], Context]:
    """The policies made of the default application with changes."""
    held = context(changes, **surroundings)
    return *issue(decisions or (passed(),), held.tables, held, numbering or Numbering()), held


def test_a_policy_number_is_branch_year_sequence_and_check_digit() -> None:
    assert policy_number("860101", 2026, 1) == "860101202600000010"
    assert split("860101202600000010") == ("860101", 2026, 1)
    assert split("860101202600000011") is None and split("P1") is None


@pytest.mark.parametrize("place", range(17))
def test_every_single_wrong_digit_of_a_policy_number_is_seen(place: int) -> None:
    number = "860101202600000010"
    for digit in "0123456789":
        wrong = number[:place] + digit + number[place + 1 :]
        assert (split(wrong) is None) == (wrong != number)


def test_the_check_digit_is_that_of_iso_7064() -> None:
    from stdnum.iso7064 import mod_11_10

    for body in ("86010120260000001", "0", "99999999999", "12345678901234567"):
        assert check_digit(body) == mod_11_10.calc_check_digit(body)


def test_numbers_go_on_after_the_ledgers_last_one_of_branch_and_year() -> None:
    held = [
        policy_number("860101", 2026, 41),
        policy_number("860101", 2025, 900),
        policy_number("860102", 2026, 7),
        "旧号",
    ]
    numbering = Numbering.after(held)
    assert [split(numbering.next("860101", 2026)), split(numbering.next("860101", 2026))] == [
        ("860101", 2026, 42),
        ("860101", 2026, 43),
    ]
    assert split(numbering.next("860103", 2026)) == ("860103", 2026, 1)


def test_what_does_not_fit_the_format_is_our_own_mistake() -> None:
    for branch, sequence in (("A1", 1), ("", 1), ("860101", 10**7), ("860101", 0)):
        with pytest.raises(ValueError, match=r"机构代码|序号"):
            policy_number(branch, 2026, sequence)


def test_a_standard_case_becomes_one_row_per_cover_with_its_days_and_premiums() -> None:
    policies, findings, _ = issued()
    assert findings == [] and len(policies) == 1
    row = policies.record_at(0).model_dump()
    assert row["policy_no"] == "860101202600000010" and row["application_no"] == NUMBER
    assert (row["issued_on"], row["effective_on"], row["next_due_on"]) == (ON, date(2026, 10, 21), date(2027, 10, 21))
    assert row["matures_on"] is None and row["status"] == "待生效" and row["premium_status"] == "交费中"
    assert row["first_premium"] == row["annual_premium"] == Decimal(10000)
    assert (row["underwriting_type"], row["conclusion"], row["underwritten_on"]) == (
        "自动",
        "标准体",
        date(2026, 10, 12),
    )
    assert row["account_masked"].startswith("****") and row["beneficiaries"] == "李四100%"
    assert row["insured_birth_date"] == date(1988, 5, 6) and row["relation"] == "本人"


LINE = "| 险种 | 保险期间 | 交费期 | 每期保费 |\n| | {} | {} | {} |\n"
LINE += "| 投保单 | 交费频率 | 保费合计(小写) |\n| | {} | {} |\n"


@pytest.mark.parametrize(
    ("term", "premium_term", "frequency", "next_due", "matures", "annual"),
    [
        ("20年", "10年", "年交", "2027-10-21", "2046-10-21", 600),
        ("20年", "10年", "月交", "2026-11-21", "2046-10-21", 7200),
        ("20年", "10年", "季交", "2027-01-21", "2046-10-21", 2400),
        ("20年", "10年", "半年交", "2027-04-21", "2046-10-21", 1200),
        ("20年", "趸交", "趸交", "NaT", "2046-10-21", 600),
        ("1年", "1年", "年交", "NaT", "2027-10-21", 600),
        ("至60周岁", "10年", "年交", "2027-10-21", "2048-10-21", 600),
        ("6个月", "趸交", "趸交", "NaT", "2027-04-21", 600),
        ("30天", "趸交", "趸交", "NaT", "2026-11-20", 600),
        ("终身", "10年", "年交", "2027-10-21", "NaT", 600),
    ],
)
def test_due_day_maturity_and_annual_premium_follow_term_and_frequency(
    term: str, premium_term: str, frequency: str, next_due: str, matures: str, annual: float
) -> None:
    policies, findings, _ = issued(LINE.format(term, premium_term, 600, frequency, 600))
    assert findings == []
    assert [str(policies[name][0]) for name in ("next_due_on", "matures_on")] == [next_due, matures]
    assert policies["annual_premium"][0] == annual


def test_a_policy_of_the_31st_keeps_its_day_where_the_month_has_one() -> None:
    policies, _, _ = issued(LINE.format("20年", "10年", 600, "月交", 600), on="2026-01-30")
    assert [str(policies[name][0]) for name in ("effective_on", "next_due_on")] == ["2026-01-31", "2026-02-28"]


def test_covers_of_one_application_share_a_number_and_two_applications_never_do() -> None:
    two = "| 投保单 | 投保单号 | 保费合计(小写) |\n| | T1 | 1500 |\n| | T2 | 1000 |\n"
    two += (
        "| 险种 | 投保单号 | 险种代码 | 主附险 | 每期保费 |\n| | T1 | A | 主险 | 1000 |\n| | T2 | A | 主险 | 1000 |\n"
    )
    two += "| | T1 | B | 附加险 | 500 |\n"
    policies, findings, _ = issued(two, passed("T2"), passed("T1"))
    assert findings == []
    assert policies["application_no"].tolist() == ["T2", "T1", "T1"]
    assert [split(number)[2] for number in policies["policy_no"]] == [1, 2, 2]  # type: ignore[index]


def test_numbers_go_on_after_the_policies_of_a_book_that_is_read_in_the_same_run() -> None:
    old = f"| 保单台账 | 保单号 | 投保单号 |\n| | {policy_number('860101', 2026, 41)} | TB202609000001 |"
    held = context(f"| 投保单 | 投保单号 |\n| | {NUMBER} |\n| 险种 | 投保单号 |\n| | {NUMBER} |\n{old}")
    ledger = sqlite3.connect(":memory:")
    ledger.execute("CREATE TABLE policies_versions (policy_no, application_no)")
    ledger.execute("INSERT INTO policies_versions VALUES (?, '更早的投保单')", [policy_number("860101", 2026, 7)])
    session: Any = SimpleNamespace(tables=held.tables, context=held)
    policies, findings = issued_policies(session, ledger, [passed()])
    assert findings == []
    assert [split(number) for number in policies["policy_no"]] == [("860101", 2026, 42)], "neither 1 nor 8: both taken"


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome not in (
    Outcome.PASSED, Outcome.LOADED, Outcome.EXCLUDED, Outcome.LOADED_AND_EXCLUDED)])  # fmt: skip
def test_nothing_but_an_accepted_application_is_issued(outcome: Outcome) -> None:
    assert len(issued("", passed(outcome=outcome))[0]) == 0


def test_a_loading_is_in_the_premium_and_waits_for_the_customer() -> None:
    loaded = {"outcome": Outcome.LOADED, "extra_premium": Decimal(500)}
    assert len(issued("", passed(**loaded, awaits_confirmation=True))[0]) == 0
    policies, findings, _ = issued("", passed(**loaded))
    assert findings == [] and policies["first_premium"].tolist() == [10500.0]


def test_an_application_that_is_a_policy_already_is_not_issued_again() -> None:
    held = f"| 保单台账 | 保单号 | 投保单号 |\n| | P9 | {NUMBER} |"
    policies, findings, _ = issued(in_force=held)
    assert len(policies) == 0
    assert [(finding.code, finding.severity.value, "P9" in finding.message) for finding in findings] == [
        ("U12", "提示", True)
    ]


RECEIPT = f"| 保费收入 | 保单号 | 业务类型 | 实收金额 |\n| | {NUMBER} | {{}} | {{}} |\n"


@pytest.mark.parametrize(
    ("business", "received", "count"),
    [("新单", "10000", 1), ("新单", "9999.99", 0), ("新单", "10000.01", 0), ("续期", "1", 1)],
)
def test_money_that_does_not_match_the_first_premium_stops_the_issue(business: str, received: str, count: int) -> None:
    policies, findings, _ = issued(RECEIPT.format(business, received))
    assert len(policies) == count
    assert [finding.code for finding in findings] == ["U11"] * (1 - count)


def test_where_first_premiums_are_recorded_an_application_without_one_waits() -> None:
    other = "| 保费收入 | 保单号 | 业务类型 | 实收金额 |\n| | TB2 | 新单 | 500 |\n"
    policies, findings, _ = issued(other)
    assert len(policies) == 0
    assert [(finding.code, finding.severity.value) for finding in findings] == [("U14", "转核")]
    assert "应交10,000.00元" in findings[0].message


def test_a_first_premium_that_the_ledger_has_booked_lets_the_policy_be_issued() -> None:
    policies, findings, _ = issued(in_force=RECEIPT.format("新单", "10000"))
    assert (len(policies), findings) == (1, [])


def test_a_total_that_is_not_the_sum_of_the_covers_stops_the_issue() -> None:
    policies, findings, _ = issued("| 投保单 | 保费合计(小写) |\n| | 9000 |")
    assert len(policies) == 0 and "9,000.00元" in findings[0].message


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ("| 投保单 | 机构代码 |\n| | 北京 |", "机构代码"),
        ("| 险种 | 保险期间 |\n| | |", "满期日"),
        ("| 险种 | 保险期间 |\n| | 至30周岁 |", "满期日"),
    ],
)
def test_facts_that_a_policy_cannot_do_without_stop_the_issue(changes: str, word: str) -> None:
    policies, findings, _ = issued(changes)
    assert len(policies) == 0 and [finding.code for finding in findings] == ["U13"] and word in findings[0].message


def test_the_same_input_and_ledger_give_the_same_policies() -> None:
    one, other = issued()[0], issued()[0]
    assert one.record_at(0) == other.record_at(0)
