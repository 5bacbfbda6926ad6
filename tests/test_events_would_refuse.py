"""Proposals of 到账认领 that a sync would refuse: what they say is the sync's own reason, and nothing is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.events.would_refuse import would_refuse
from core.findings import Finding
from core.law.lookup import Law
from core.normalise.parsed import Value
from core.receipts.to_confirm import not_to_confirm
from tests.events_book import Office, policies
from tests.test_events_paid_otherwise import IN_GRACE, INSURED, OPEN, REQUEST
from tests.test_events_paid_otherwise import LISTS as WITH_VALUES

LISTS = WITH_VALUES

MARCH = date(2026, 3, 1)
LINES = """
| 流水号 | 到账日     | 本方账号 | 金额 | 对方户名 | 单号 |
| LS1    | 2026-04-30 | 6222     | 1000 | 张三     | P1   |
| LS2    | 2026-05-01 | 6222     | 1000 | 李四     | P2   |
"""


def proposed(serial: str, document: str, due_on: date = MARCH, business: str = "续期") -> dict[str, Value]:
    """A row of 到账认领 as the matching proposes it."""
    return {
        "bank_serial": serial, "own_account": "6222", "document_no": document, "business": business, "due_on": due_on,
        "amount": Decimal(1000), "due": Decimal(1000), "proposal": "按单号和金额核对，把握高",
    }  # fmt: skip


def refused(office: Office, *rows: dict[str, Value]) -> dict[int, Finding]:
    return would_refuse(office.ledger, rows, office.references, Law.default(), date(2026, 6, 10), "wangwu")


def test_money_after_the_grace_waits_for_a_person_and_money_within_it_does_not(office: Office) -> None:
    two = policies(INSURED | IN_GRACE, INSURED | IN_GRACE | {"保单号": "P2"})
    office.sync("2026-04-20", policies=two, lines=LINES)
    before = office.view()
    found = refused(office, proposed("LS1", "P1"), proposed("LS2", "P2"))
    assert {place: finding.code for place, finding in found.items()} == {1: "R08"}
    assert not_to_confirm(proposed("LS2", "P2"), found[1])["proposal"] == (
        "待人工：到账日2026-05-01晚于宽限期末2026-04-30，不能按续期入账；"
        "按中止办理；客户要求的，受理复效或退回保费（到账与应收：按单号和金额核对，把握高）"
    )
    assert office.view() == before


def test_a_premium_that_an_event_paid_and_a_line_that_is_used_wait_for_a_person(office: Office) -> None:
    office.sync("2026-03-20", policies=policies(INSURED | IN_GRACE), receipts=OPEN)
    office.sync("2026-05-01", requests=REQUEST.format(day="2026-05-01", item="自动垫交"), lines=LINES)
    found = refused(office, proposed("LS1", "P1"))
    assert {place: finding.code for place, finding in found.items()} == {0: "R17"}
    assert "2026-05-01的自动垫交" in found[0].message


def test_a_second_payment_of_a_booked_due_waits_for_a_person(office: Office) -> None:
    booked = (
        "| 保单号 | 险种代码 | 业务类型 | 期次 | 应交日 | 应交保费 | 实收日 | 实收 | 流水号 |\n"
        "| P1 | WL | 续期 | 3 | 2026-03-01 | 1000 | 2026-03-01 | 1000 | LS0 |"
    )
    paid = INSURED | {"下次应交日": "2027-03-01"}
    office.sync("2026-03-20", policies=policies(paid), receipts=booked, lines=LINES)
    assert [finding.code for finding in refused(office, proposed("LS1", "P1")).values()] == ["R05"]


def test_every_row_of_a_payment_that_falls_has_the_reason(office: Office) -> None:
    office.sync("2026-04-20", policies=policies(INSURED | IN_GRACE), lines=LINES)
    found = refused(office, proposed("LS2", "P1"), proposed("LS2", "P1", date(2027, 3, 1)))
    assert [finding.code for _, finding in sorted(found.items())] == ["R08", "R08"]


def test_two_premiums_in_turn_are_judged_as_confirmed_together(office: Office) -> None:
    monthly = INSURED | {"交费方式": "月交", "首期保费": "1000", "下次应交日": "2026-04-01"}
    office.sync("2026-04-20", policies=policies(monthly), lines=LINES.replace("P2", "P1").replace("李四", "张三"))
    april, may = proposed("LS1", "P1", date(2026, 4, 1)), proposed("LS2", "P1", date(2026, 5, 1))
    assert refused(office, april, may) == {}
    assert [finding.code for finding in refused(office, may).values()] == ["R06"]
