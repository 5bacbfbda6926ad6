"""S09, S10, S11: money from and to others, at the boundary and on both sides of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.findings import Severity
from core.records.papers import Account
from tests.flag_tables import START, company, look, office, policy, receipt, request, subjects


def day(days: int) -> date:
    return START + timedelta(days=days)


LARGE = {"S06": {"large_amount": 200000}}


def test_S09_a_payer_who_is_neither_policyholder_nor_insured() -> None:
    own = policy(1)["policyholder_name"]
    receipts = [receipt(1, START, 3000, payer="某外人"), receipt(2, START, 3000, payer=policy(2)["insured_name"])]
    assert subjects(office([policy(1), policy(2)], receipts=receipts), "S09", "第三方交费") == ["P1／CI"]
    assert subjects(office([policy(1)], receipts=[receipts[0] | {"payer": own}]), "S09", "第三方交费") == []


def test_S09_a_first_premium_in_cash() -> None:
    accounts = {
        Account: [{"application_no": f"T{n}", "first_payment": way} for n, way in ((1, "现金"), (2, "银行转账"))]
    }
    assert subjects(office([policy(1), policy(2)], more=accounts), "S09", "现金交费") == ["P1／CI"]


@pytest.mark.parametrize(
    ("amounts", "days", "raised"),
    [
        (("9000", "9999.99"), (0, 0), True), (("8999.99", "9999.99"), (0, 0), False),
        (("9500", "10000"), (0, 0), False), (("9500", "9500"), (0, 1), False), (("49000", "45000"), (0, 0), True),
    ],
)  # fmt: skip
def test_S09_two_payments_of_one_day_each_just_below_a_line(
    amounts: tuple[str, str], days: tuple[int, int], raised: bool
) -> None:
    receipts = [receipt(1, day(at), paid, instalment=n) for n, (paid, at) in enumerate(zip(amounts, days, strict=True))]
    assert len(subjects(office([policy(1)], receipts=receipts), "S09", "拆分贴线")) == raised


@pytest.mark.parametrize(
    ("second", "on", "raised"), [("-10000", 365, True), ("-9999.99", 365, False), ("-10000", 366, False)]
)
def test_S10_two_loans_of_10000_yuan_in_the_12_months_after_a_large_premium(second: str, on: int, raised: bool) -> None:
    drawn = [request(1, "保单贷款", day(30), amount="-20000"), request(1, "减保", day(on), amount=second)]
    tables = office([policy(1)], requests=drawn, receipts=[receipt(1, START, "200000")])
    assert len(subjects(tables, "S10", law=company(**LARGE))) == raised


def test_S11_a_refund_to_another_person_is_for_a_person_to_confirm_and_refuses_nothing() -> None:
    own = policy(1)["policyholder_name"]
    asked = [
        request(1, "退保", day(9), payee="某外人"),
        request(2, "退保", day(9), payee=policy(2)["policyholder_name"]),
    ]
    (hit,) = look(office([policy(1), policy(2)], requests=asked), "S11")
    assert hit.sentence.startswith("退款申请的收款人不是投保人本人。须人工确认")
    assert own not in hit.sentence
    assert "某外人" not in hit.sentence
    assert hit.parameters == "处理 拦截"
    assert not any(isinstance(getattr(hit, name), Severity) for name in hit.__slots__)
