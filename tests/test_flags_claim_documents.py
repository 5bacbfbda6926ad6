"""F08, F13, F15: what papers say against other papers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.records.application import Application, Coverage
from core.records.decision import Decision
from core.records.papers import Disclosure
from core.records.people import Insured
from tests.flag_tables import START, Row, claim, look, office, policy, subjects


def day(days: int) -> date:
    return START + timedelta(days=days)


def test_F08_an_invoice_of_an_earlier_claim_is_a_hint_on_the_later_one() -> None:
    policies = [policy(1), policy(2)]
    first = claim(1, 400, invoice_code="011", invoices="001、002")
    later = claim(2, 500, invoice_code="011", invoices="003，002")
    other_code = later | {"invoice_code": "012"}
    (hit,) = look(office(policies, [later, first]), "F08", "发票重复")
    assert [row.key for row in hit.rows] == ["L2", "L1"]
    assert subjects(office(policies, [first, other_code]), "F08") == []
    assert subjects(office(policies, [first | {"invoices": "001、001"}]), "F08") == []


def test_F08_the_same_amount_day_and_hospital_without_an_invoice_number() -> None:
    same = {"hospital": "甲医院", "admitted_on": day(400), "claimed": "1234.50"}
    policies = [policy(1), policy(2)]
    assert subjects(office(policies, [claim(1, **same), claim(2, 410, **same)]), "F08") == ["L2"]
    cheaper = claim(2, 410, **same | {"claimed": "1234.51"})
    assert subjects(office(policies, [claim(1, **same), cheaper]), "F08") == []


@pytest.mark.parametrize(
    ("history", "answers", "raised"),
    [
        ("高血压5年", {"illness_history": "否"}, True),
        ("否认", {"illness_history": "否"}, False),
        ("", {"illness_history": "否"}, False),
        ("高血压5年", {"illness_history": "否", "drugs": "是"}, False),
    ],
)
def test_F13_a_past_history_while_every_answer_was_no(history: str, answers: Row, raised: bool) -> None:
    claims = [claim(1, past_history=history), claim(2, past_history="无")]
    told = {Disclosure: [{"application_no": "T1"} | answers]}
    found = look(office([policy(1), policy(2)], claims, more=told), "F13")
    assert [hit.subject.key for hit in found] == (["L1"] if raised else [])
    assert not any("高血压" in hit.sentence for hit in found)


@pytest.mark.parametrize(("found", "raised"), [("货车司机", True), ("公司职员（内勤）", False), ("", False)])
def test_F15_an_occupation_that_differs_from_the_one_told(found: str, raised: bool) -> None:
    told = {Insured: [{"application_no": "T1", "occupation": "公司职员"}]}
    claims = [claim(1, occupation_found=found), claim(2, occupation_found="教师")]
    assert subjects(office([policy(1)], claims, more=told), "F15") == (["L1"] if raised else [])


@pytest.mark.parametrize(("issued", "raised"), [(10, True), (11, False), (-1, False)])
def test_F15_life_surrendered_in_cooling_off_once_medical_cover_was_issued(issued: int, raised: bool) -> None:
    life = policy(1, product_code="WL", status="终止", termination_reason="犹豫期退保", status_on=day(10))
    medical = policy(1, policy_no="P2", product_code="ME", issued_on=day(issued))
    assert subjects(office([life, medical]), "F15") == (["P1／WL"] if raised else [])


@pytest.mark.parametrize(("decided", "raised"), [(5, True), (4, False)])
def test_F15_a_life_application_withdrawn_once_medical_cover_was_issued(decided: int, raised: bool) -> None:
    more = {
        Application: [{"application_no": "T9", "applied_on": START}],
        Coverage: [{"application_no": "T9", "product_code": "WL"}],
        Insured: [{"application_no": "T9", "document_no": "ID1"}],
        Decision: [{"application_no": "T9", "conclusion": "客户撤单", "decided_on": day(decided)}],
    }  # fmt: skip
    tables = office([policy(1, product_code="ME", issued_on=day(5))], more=more)
    assert subjects(tables, "F15", "撤回寿险留医疗险") == (["T9"] if raised else [])
