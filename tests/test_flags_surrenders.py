"""S04 to S08: surrenders, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.records.papers import DueDiligence, Finance
from core.records.reference import Staff
from tests.flag_tables import START, Row, company, look, office, policy, request, subjects, why_not


def day(days: int) -> date:
    return START + timedelta(days=days)


def surrendered(serial: int, on: date, **more: object) -> Row:
    return policy(serial, **{"status": "终止", "termination_reason": "退保", "status_on": on} | more)


@pytest.mark.parametrize(("applied", "raised"), [(0, True), (90, True), (91, False), (-1, False)])
def test_S04_a_new_policy_up_to_90_days_after_the_surrender(applied: int, raised: bool) -> None:
    new = policy(1, policy_no="P2", applied_on=day(400 + applied), agent_no="A2")
    found = look(office([surrendered(1, day(400)), new]), "S04")
    assert [hit.subject.key for hit in found] == (["P1／CI"] if raised else [])
    assert all("另一业务员" in hit.sentence for hit in found)


def test_S04_is_not_run_before_the_rule_was_in_force() -> None:
    from core.flags.look import flags
    from core.law import Law

    _, not_run = flags(office([policy(1)]), date(2024, 2, 29), Law.default())
    assert any(one.code == "S04" and "没有生效" in one.why for one in not_run)


@pytest.mark.parametrize(("own", "raised"), [(2, False), (3, True)])
def test_S05_the_book_of_an_agent_who_left_against_twice_the_branch(own: int, raised: bool) -> None:
    """The branch loses 1 of 10 in 90 days; 2 of 10 in the book are twice as many, 3 of 10 more than that."""
    left = day(400)
    book = [surrendered(n, left + timedelta(days=90), agent_no="A9") for n in range(own)]
    book += [policy(n, agent_no="A9") for n in range(own, 10)]
    rest = [surrendered(10, left + timedelta(days=5)), *(policy(n) for n in range(11, 20))]
    staff = {Staff: [{"staff_no": "A9", "name": "某某", "role": "销售人员", "left_on": left}]}
    assert subjects(office([*book, *rest], more=staff), "S05") == (["A9"] if raised else [])


LARGE = {"S06": {"large_amount": 200000}}


@pytest.mark.parametrize(
    ("premium", "on", "raised"),
    [
        ("200000", date(2026, 1, 10), True), ("199999.99", date(2026, 1, 10), False),
        ("200000", date(2026, 1, 11), False),
    ],
)  # fmt: skip
def test_S06_a_single_premium_of_200000_yuan_surrendered_within_12_months(premium: str, on: date, raised: bool) -> None:
    tables = office([surrendered(1, on, frequency="趸交", first_premium=premium)])
    assert subjects(tables, "S06", "大额趸交快退", company(**LARGE)) == (["P1／CI"] if raised else [])
    assert "S06.large_amount" in why_not(tables, "S06", "大额趸交快退")


@pytest.mark.parametrize(("account", "raised"), [("6222000000000002", True), ("6222000000000001", False)])
def test_S06_a_cooling_off_refund_to_an_account_that_did_not_pay(account: str, raised: bool) -> None:
    single = policy(1, frequency="趸交", first_premium="200000", account_masked="************0001")
    refund = request(1, "犹豫期退保", day(5), payee_account=account)
    found = subjects(office([single], requests=[refund]), "S06", "犹豫期退至其他账户", company(**LARGE))
    assert len(found) == raised


def test_S07_three_purchases_and_surrenders_of_one_policyholder_within_12_months() -> None:
    bought = policy(1, applied_on=day(0))
    ended = surrendered(1, day(200), policy_no="P2", applied_on=day(100))
    late = surrendered(1, day(365), policy_no="P2", applied_on=day(100))
    assert len(look(office([bought, ended]), "S07")) == 1
    assert subjects(office([bought, late]), "S07") == []
    three_bought = [policy(1, policy_no=f"P{n}", applied_on=day(n)) for n in range(3)]
    assert subjects(office(three_bought), "S07") == []


def test_S08_an_odd_surrender_in_cooling_off_in_three_ways() -> None:
    asked = [request(n, "犹豫期退保", day(5), invoice_lost="是" if n == 1 else "否") for n in (1, 2, 3)]
    more = {
        DueDiligence: [{"application_no": f"T{n}", "suspicious": "是" if n == 2 else "否"} for n in (1, 2, 3)],
        Finance: [
            {"application_no": f"T{n}", "match_opinion": "不适当" if n == 3 else "适当", "insists": "是"}
            for n in (1, 2, 3)
        ],
    }  # fmt: skip
    found = look(office([policy(n) for n in (1, 2, 3)], requests=asked, more=more), "S08")
    seen = {hit.part: hit.subject.key.split("-")[0] for hit in found}
    assert seen == {"称发票遗失": "B1", "资料存疑": "B2", "明显不适当仍坚持": "B3"}
    later = [row | {"item": "退保"} for row in asked]
    assert subjects(office([policy(n) for n in (1, 2, 3)], requests=later, more=more), "S08") == []
