"""F06, F07, F16: what claims have in common, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.flag_tables import START, Row, claim, company, look, office, policy, subjects


def day(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("part", "columns"),
    [
        ("医院", {"hospital": "甲医院"}),
        ("医生", {"hospital": "甲医院", "doctor": "乙"}), ("村镇", {"village": "丙村"}),
        ("报案电话", {"reporter_phone": "13800138000"}), ("收款账户", {"payee_account": "6222021234567890128"}),
    ],
)  # fmt: skip
def test_F06_four_claims_in_30_days_with_one_thing_in_common(part: str, columns: Row) -> None:
    law = company(F06={"claims": 4, "window_days": 30})
    policies = [policy(n) for n in range(1, 5)]
    inside = [claim(n, 400 + 10 * n, **columns) for n in range(1, 5)]
    outside = [*inside[:3], claim(4, 441, **columns)]
    (hit,) = look(office(policies, inside), "F06", part, law)
    assert len(hit.rows) == 4
    assert not any(str(value) in hit.sentence for value in columns.values())
    assert subjects(office(policies, outside), "F06", part, law) == []
    assert subjects(office(policies, inside[:3]), "F06", part, law) == []


def test_F06_a_doctor_of_the_same_name_in_another_hospital_is_another_doctor() -> None:
    law = company(F06={"claims": 2, "window_days": 30})
    claims = [claim(n, hospital=f"{n}医院", doctor="乙") for n in (1, 2)]
    assert subjects(office([policy(1), policy(2)], claims), "F06", "医生", law) == []


def test_F07_two_insured_on_one_day_in_one_hospital_with_one_disease() -> None:
    same = {"hospital": "甲医院", "diagnosis": "胃炎", "admitted_on": day(400)}
    policies = [policy(1), policy(2)]
    assert subjects(office(policies, [claim(1, **same), claim(2, **same)]), "F07") == ["L1"]
    assert subjects(office(policies, [claim(1, **same), claim(2, policy_no="P1", **same)]), "F07") == []
    for other in ({"hospital": "乙医院"}, {"diagnosis": "肺炎"}, {"admitted_on": day(401)}):
        assert subjects(office(policies, [claim(1, **same), claim(2, **same | other)]), "F07") == []


def test_F16_three_unrelated_insured_behind_one_go_between_and_a_family_of_three_is_none() -> None:
    claims = [claim(n, agent_person="某律所") for n in (1, 2, 3)]
    strangers = [policy(n) for n in (1, 2, 3)]
    family = [policy(n, insured_address="同一路1号") for n in (1, 2, 3)]
    (hit,) = look(office(strangers, claims), "F16")
    assert [row.key for row in hit.rows] == ["L1", "L2", "L3"]
    assert "律所" not in hit.sentence
    assert subjects(office(strangers[:2], claims[:2]), "F16") == []
    assert subjects(office(family, claims), "F16") == []
