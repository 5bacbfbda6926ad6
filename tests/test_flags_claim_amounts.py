"""F04, F12, F14: stays, sums and bills, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.records.people import Insured
from tests.flag_tables import START, claim, office, policy, subjects


def day(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(("second", "raised"), [("299", False), ("300", True)])
def test_F04_allowances_of_one_stay_reach_500_yuan_a_day_together(second: str, raised: bool) -> None:
    stays = [claim(1, daily_allowance="200"), claim(2, policy_no="P1", daily_allowance=second)]
    stays = [stay | {"admitted_on": day(400)} for stay in stays]
    assert subjects(office([policy(1)], stays), "F04", "津贴日额过高") == (["L1"] if raised else [])


def test_F04_allowances_of_two_stays_or_two_people_are_not_added() -> None:
    two_stays = [claim(1, daily_allowance="300", admitted_on=day(400))]
    two_stays += [claim(2, policy_no="P1", daily_allowance="300", admitted_on=day(500))]
    two_people = [claim(n, daily_allowance="300", admitted_on=day(400)) for n in (1, 2)]
    assert subjects(office([policy(1)], two_stays), "F04", "津贴日额过高") == []
    assert subjects(office([policy(1), policy(2)], two_people), "F04", "津贴日额过高") == []


@pytest.mark.parametrize(("stay", "raised"), [(20, False), (21, True)])
def test_F04_a_sprain_with_more_than_20_days_in_hospital(stay: int, raised: bool) -> None:
    sprain = claim(1, diagnosis="踝关节扭伤", admitted_on=day(400), discharged_on=day(400 + stay))
    fracture = claim(2, diagnosis="股骨骨折", hospital_days=60)
    tables = office([policy(1), policy(2)], [sprain, fracture])
    assert subjects(tables, "F04", "轻微伤长住院") == (["L1"] if raised else [])


@pytest.mark.parametrize(("stay", "raised"), [(30, False), (31, True)])
def test_F04_a_stay_of_more_than_3_times_the_mean_of_19_others_of_10_days(stay: int, raised: bool) -> None:
    claims = [claim(n, diagnosis="肺炎", hospital_days=10) for n in range(2, 21)]
    claims += [claim(1, diagnosis="肺炎", hospital_days=stay)]
    tables = office([policy(n) for n in range(1, 21)], claims)
    assert subjects(tables, "F04", "住院远超同病种") == (["L1"] if raised else [])


@pytest.mark.parametrize(("second", "raised"), [("900000", False), ("900001", True)])
def test_F12_sums_of_more_than_10_times_an_income_of_100000_yuan(second: str, raised: bool) -> None:
    policies = [policy(1), policy(1, policy_no="P2", product_code="WL", sum_assured=second)]
    policies += [policy(1, policy_no="P3", product_code="ME", sum_assured="4000000")]
    policies += [policy(1, policy_no="P4", sum_assured="4000000", status="终止")]
    income = {Insured: [{"application_no": "T1", "annual_income": "100000"}]}
    assert subjects(office(policies, [claim(1)], more=income), "F12") == (["L1"] if raised else [])


@pytest.mark.parametrize(("bill", "count", "raised"), [(3000, 20, False), (3001, 20, True), (3001, 19, False)])
def test_F14_a_bill_of_more_than_3_times_the_mean_of_at_least_20_cases(bill: int, count: int, raised: bool) -> None:
    ill = {"diagnosis": "肺炎", "benefit": "医疗"}
    claims = [claim(n, claimed=1000, **ill) for n in range(2, count + 1)] + [claim(1, claimed=bill, **ill)]
    tables = office([policy(n) for n in range(1, count + 1)], claims)
    assert subjects(tables, "F14") == (["L1"] if raised else [])
