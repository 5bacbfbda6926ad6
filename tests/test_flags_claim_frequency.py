"""F03, F05, F09: how often one insured buys and claims, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.flag_tables import START, Row, claim, company, look, office, policy, subjects, why_not


def day(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(("others", "raised"), [(1, False), (2, True)])
def test_F03_three_companies_are_this_one_and_two_others(others: int, raised: bool) -> None:
    tables = office([policy(1)], [claim(1, other_insurers=others)])
    assert subjects(tables, "F03", "多家公司") == (["L1"] if raised else [])


@pytest.mark.parametrize(("last", "raised"), [(90, True), (91, False)])
def test_F03_four_policies_within_90_days_when_the_company_sets_four(last: int, raised: bool) -> None:
    bought = [policy(1, policy_no=f"P{n}", applied_on=day(at)) for n, at in ((1, 0), (2, 10), (3, 20), (4, last))]
    tables = office(bought, [claim(1)])
    found = look(tables, "F03", "短期多件", company(F03={"policies": 4}))
    assert [len(hit.rows) for hit in found] == ([5] if raised else [])


def test_F03_counts_several_lines_of_one_policy_once() -> None:
    lines = [policy(1, product_code=code) for code in ("CI", "ME", "AC", "WL")]
    assert subjects(office(lines, [claim(1)]), "F03", "短期多件", company(F03={"policies": 2})) == []


def test_F03_without_the_company_s_number_is_not_run_and_says_what_to_set() -> None:
    why = why_not(office([policy(1)], [claim(1)]), "F03", "短期多件")
    assert why == "未执行：公司未设定投保件数（F03.policies），请在《参数》中设定。"


def accident(serial: int, days: int) -> Row:
    return claim(serial, policy_no="P1", occurred_on=day(days), reported_on=day(days), cause="意外")


@pytest.mark.parametrize(("last", "raised"), [(364, True), (365, False)])
def test_F05_three_accidents_within_12_months(last: int, raised: bool) -> None:
    tables = office([policy(1)], [accident(1, 0), accident(2, 100), accident(3, last)])
    found = look(tables, "F05", "频繁意外")
    assert [len(hit.rows) for hit in found] == ([3] if raised else [])


def test_F05_illnesses_do_not_count_as_accidents() -> None:
    claims = [accident(1, 0), accident(2, 100), claim(3, 200, policy_no="P1")]
    assert subjects(office([policy(1)], claims), "F05") == []


def test_F05_two_accidents_a_year_in_two_years_running_when_the_company_sets_two() -> None:
    law = company(F05={"years": 2})
    both = [accident(n, at) for n, at in ((1, 0), (2, 300), (3, 400), (4, 640))]
    assert subjects(office([policy(1)], both), "F05", "连年出险", law) == ["L1"]
    assert subjects(office([policy(1)], both[:3]), "F05", "连年出险", law) == []


@pytest.mark.parametrize(("amount", "raised"), [("2699.99", False), ("2700", True), ("3000", True), ("3000.01", False)])
def test_F09_two_claims_from_90_to_100_percent_of_3000_yuan(amount: str, raised: bool) -> None:
    claims = [claim(1, claimed="2800"), claim(2, 500, policy_no="P1", claimed=amount)]
    assert subjects(office([policy(1)], claims), "F09", "贴小额线") == (["L1"] if raised else [])


def test_F09_one_claim_near_the_line_or_two_more_than_12_months_apart_are_none() -> None:
    apart = [claim(1, 100, claimed="2800"), claim(2, 465, policy_no="P1", claimed="2800")]
    assert subjects(office([policy(1)], apart[:1]), "F09", "贴小额线") == []
    assert subjects(office([policy(1)], apart), "F09", "贴小额线") == []


def test_F09_the_product_s_deductible_and_the_company_s_automatic_payment_are_lines_too() -> None:
    medical = {"benefit": "医疗", "policy_no": "P1"}
    claims = [claim(1, claimed="9500", **medical), claim(2, 500, claimed="9000", **medical)]
    tables = office([policy(1, product_code="ME")], claims)
    assert subjects(tables, "F09", "贴免赔线") == ["L1"]
    assert subjects(tables, "F09", "贴自动赔付线", company(F09={"auto_pay": 10000})) == ["L1"]
    assert "F09.auto_pay" in why_not(tables, "F09", "贴自动赔付线")
