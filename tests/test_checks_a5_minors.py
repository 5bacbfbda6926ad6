"""A505: death cover of minors over all insurers."""

from __future__ import annotations

import pytest

from core.findings import Severity
from tests.checking import cells, check, citizen, columns


def child(born: str, sum_assured: str, *, elsewhere: str = "0", policies: str = "是", outside: str = "") -> str:
    """A child insured by its father: sum in yuan, what other companies hold, and what the cap leaves out."""
    return f"""
        | 投保人 | 与被保险人关系 |
        |        | 父亲 |
        | 被保险人 | 姓名 | 证件号码 | 出生日期 | 年龄 |
        |          | 小四 | {citizen(born)} | {born} | |
        | 险种 | 基本保额 | 不计入未成年人限额金额 |
        |      | {sum_assured} | {outside} |
        | 告知 | C1其他公司保单 | C1其他公司死亡保额合计 |
        |      | {policies} | {elsewhere} |
    """


NINE, TEN, SEVENTEEN, EIGHTEEN = "2016-10-09", "2016-10-08", "2008-10-09", "2008-10-08"
"""Birth dates of children who are that old on 2026-10-08."""


def test_the_valid_application_passes() -> None:
    assert check("A505") == []


@pytest.mark.parametrize(
    ("born", "sum_assured", "found"),
    [
        (NINE, "200000", 0),
        (NINE, "200000.01", 1),
        (TEN, "200000.01", 0),
        (TEN, "500000", 0),
        (TEN, "500000.01", 1),
        (SEVENTEEN, "500000.01", 1),
        (EIGHTEEN, "500000.01", 0),
    ],
)
def test_200000_under_10_and_500000_under_18(born: str, sum_assured: str, found: int) -> None:
    findings = check("A505", child(born, sum_assured))
    assert columns(findings) == ["险种.基本保额"] * found
    assert all(finding.severity is Severity.REFUSED for finding in findings)


@pytest.mark.parametrize(("elsewhere", "found"), [("150000", 0), ("150000.01", 1)])
def test_other_companies_count(elsewhere: str, found: int) -> None:
    findings = check("A505", child(NINE, "50000", elsewhere=elsewhere))
    assert len(findings) == found
    assert all("200,000.01" in finding.message for finding in findings)


@pytest.mark.parametrize(("outside", "found"), [("100000", 0), ("99999.99", 1)])
def test_premiums_paid_and_air_accidents_are_left_out(outside: str, found: int) -> None:
    assert len(check("A505", child(NINE, "300000", outside=outside))) == found


@pytest.mark.parametrize(("policies", "elsewhere", "found"), [("否", "", 0), ("是", "", 1), ("", "", 1), ("", "0", 0)])
def test_other_companies_must_be_declared(policies: str, elsewhere: str, found: int) -> None:
    findings = check("A505", child(NINE, "50000", policies=policies, elsewhere=elsewhere))
    assert ["没有申报" in finding.message for finding in findings] == [True] * found


def _policy(status: str = "有效", amount: str = "150001", application: str = "TB0", number: str = "P1") -> str:
    return f"""
        | 保单台账 | 保单号 | 投保单号 | 被保险人证件号码 | 保额 | 保单状态 |
        |          | {number} | {application} | {citizen(NINE)} | {amount} | {status} |
    """


@pytest.mark.parametrize(
    ("status", "amount", "found"), [("有效", "150000", 0), ("有效", "150001", 1), ("终止", "150001", 0)]
)
def test_policies_in_force_count_until_they_end(status: str, amount: str, found: int) -> None:
    assert len(check("A505", child(NINE, "50000"), in_force=_policy(status, amount))) == found


def test_a_policy_counts_once_and_not_beside_its_own_application() -> None:
    twice = check("A505", child(NINE, "50000") + _policy(amount="150000"), in_force=_policy(amount="150000"))
    assert twice == []
    assert check("A505", child(NINE, "50000"), in_force=_policy(application="TB202610000001")) == []


def test_two_applications_of_one_day_add_up_and_each_is_marked_once() -> None:
    lines = "| 险种 | 投保单号 | 基本保额 |\n| | TB202610000001 | 100000 |\n| | TB2 | {} |"
    people = f"""
        | 投保人 | 投保单号 | 与被保险人关系 |
        |        | TB202610000001 | 父亲 |
        |        | TB2 | 父亲 |
        | 被保险人 | 投保单号 | 证件号码 | 出生日期 | 年龄 |
        |          | TB202610000001 | {citizen(NINE)} | {NINE} | |
        |          | TB2 | {citizen(NINE)} | {NINE} | |
    """
    assert check("A505", people + lines.format("100000")) == []
    assert cells(check("A505", people + lines.format("100000.01"))) == ["险种!I2", "险种!I3"]


@pytest.mark.parametrize(("day", "found"), [("2015-12-31", 0), ("2016-01-01", 1)])
def test_starts_on_2016_01_01(day: str, found: int) -> None:
    changes = f"| 投保单 | 投保日期 |\n| | {day} |\n{child('2010-01-01', '200001')}"
    assert len(check("A505", changes, lists="| 产品 | 开售日 |\n| | 2010-01-01 |")) == found
