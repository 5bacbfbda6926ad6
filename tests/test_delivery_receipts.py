"""Delivery: what is sent and signed, 15 working days, and the 犹豫期 by the contract of each product."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.days.working_days import NOT_ANNOUNCED, Calendar
from core.delivery.deliveries import Deliveries, Stage, deliveries
from core.law import Law
from core.records.application import Application
from core.records.decision import MedicalExam
from core.records.delivery import DeliveryReceipt
from core.records.policy import Policy
from core.records.product import Product
from core.records.record import Record
from core.table import Tables
from tests.tables import table

PRODUCTS = """
| 险种代码 | 产品版本 | 犹豫期天数 | 犹豫期起算 |
| WL | 1 | 15 | 签收次日 |
| CI | 1 | 15 | 签收当日 |
| OLD | 1 | | |
"""
POLICY = """
| 保单号 | 投保单号 | 险种代码 | 承保日 | 签收日 | 犹豫期截止 | 保单状态 | 状态日期 |
| P1 | TB1 | {code} | {issued} | {signed} | {ends} | 有效 | {issued} |
"""


def state(
    on: str = "2026-10-31", code: str = "WL", issued: str = "2026-10-10", signed: str = "", ends: str = "", **more: str
) -> Deliveries:
    records: dict[str, type[Record]] = {
        "receipts": DeliveryReceipt, "applications": Application, "exams": MedicalExam,
    }  # fmt: skip
    tables = [
        table(Product, PRODUCTS),
        table(Policy, POLICY.format(code=code, issued=issued, signed=signed, ends=ends)),
        *(table(records[name], text) for name, text in more.items()),
    ]
    return deliveries(Tables(tables), Law.default(), Calendar(), np.datetime64(on))


@pytest.mark.parametrize(("code", "ends"), [("WL", "2026-10-30"), ("CI", "2026-10-29")])
def test_fifteen_days_from_a_signature_on_15_october_end_by_what_the_contract_counts_first(
    code: str, ends: str
) -> None:
    assert str(state(code=code, signed="2026-10-15").cooling_off_ends[0]) == ends


def test_without_days_in_the_product_the_end_stated_in_the_book_is_used_and_marked() -> None:
    given = state(code="OLD", signed="2026-10-15", ends="2026-10-28")
    assert str(given.cooling_off_ends[0]) == "2026-10-28"
    assert not given.by_contract[0]
    assert not given.unclear[0]


def test_an_end_in_the_book_that_the_contract_does_not_give_is_unclear() -> None:
    assert state(signed="2026-10-15", ends="2026-10-29").unclear[0]
    assert not state(signed="2026-10-15", ends="2026-10-30").unclear[0]


@pytest.mark.parametrize(("on", "late"), [("2026-10-30", False), ("2026-10-31", True)])
def test_fifteen_working_days_from_a_submission_on_10_october_end_on_30_october(on: str, late: bool) -> None:
    applications = "| 投保单号 | 交单日期 |\n| TB1 | 2026-10-10 |"
    given = state(on=on, applications=applications)
    assert str(given.due[0]) == "2026-10-30"
    assert bool(given.late[0]) is late
    assert given.clock(0).basis.startswith("《人身保险业务基本服务规定》")
    assert given.clock(0).status.value == "official"


def test_with_an_examination_the_days_run_from_its_report() -> None:
    given = state(
        applications="| 投保单号 | 交单日期 |\n| TB1 | 2026-09-01 |",
        exams="| 投保单号 | 报告日 |\n| TB1 | 2026-10-19 |",
    )
    assert (given.clock(0).code, str(given.due[0])) == ("NB-4", "2026-11-09")


def test_a_last_day_in_2027_says_that_the_calendar_is_not_announced() -> None:
    given = state(on="2026-12-31", applications="| 投保单号 | 交单日期 |\n| TB1 | 2026-12-28 |")
    assert given.clock(0).stamp(0) == NOT_ANNOUNCED


@pytest.mark.parametrize(
    ("row", "stage"),
    [
        ("| P1 | 2026-10-12 | | |", Stage.SENT),
        ("| P1 | 2026-10-12 | | 2026-10-20 |", Stage.RETURNED),
        ("| P1 | 2026-10-12 | 2026-10-15 | |", Stage.SIGNED),
        ("| P1 | 2026-11-02 | | |", Stage.TO_SEND),
    ],
)
def test_stages_of_a_delivery_on_31_october(row: str, stage: Stage) -> None:
    given = state(receipts=f"| 保单号 | 送出日 | 签收日 | 退回日 |\n{row}")
    assert given.stage[0] == stage.value


def test_the_first_signature_in_the_register_starts_the_cooling_off_not_the_later_one() -> None:
    given = state(
        receipts="""
        | 保单号 | 送出日 | 签收日 |
        | P1 | 2026-10-20 | 2026-10-22 |
        | P1 | 2026-10-12 | 2026-10-15 |
        """
    )
    assert (str(given.sent_on[0]), str(given.signed_on[0])) == ("2026-10-20", "2026-10-15")
    assert str(given.cooling_off_ends[0]) == "2026-10-30"


def test_a_signature_of_somebody_else_is_seen() -> None:
    text = "| 保单号 | 送出日 | 签收日 | 投保人本人签收 |\n| P1 | 2026-10-12 | 2026-10-15 | {} |"
    assert state(receipts=text.format("否")).signed_by_other[0]
    assert not state(receipts=text.format("是")).signed_by_other[0]


def test_a_policy_signed_for_is_not_waiting_and_late_only_when_signed_after_the_last_day() -> None:
    applications = "| 投保单号 | 交单日期 |\n| TB1 | 2026-10-10 |"
    in_time = state(signed="2026-10-30", applications=applications)
    too_late = state(signed="2026-10-31", applications=applications)
    assert (bool(in_time.waiting[0]), bool(in_time.late[0])) == (False, False)
    assert (bool(too_late.waiting[0]), bool(too_late.late[0])) == (False, True)


@pytest.mark.parametrize(("signed", "kept"), [("2026-10-15", 0), ("", 1)])
def test_of_policies_issued_before_a_day_only_those_without_a_receipt_are_looked_at(signed: str, kept: int) -> None:
    book = Tables([table(Policy, POLICY.format(code="WL", issued="2026-06-30", signed=signed, ends=""))])
    since = np.datetime64("2026-07-01")
    assert len(deliveries(book, Law.default(), Calendar(), np.datetime64("2026-10-31"), since=since)) == kept


def test_ten_thousand_policies_are_judged_in_columns() -> None:
    one = table(Policy, POLICY.format(code="WL", issued="2026-10-10", signed="2026-10-15", ends=""))
    many = one.take(np.zeros(10_000, dtype=np.intp))
    many.columns["policy_no"][:] = [f"P{place}" for place in range(10_000)]
    given = deliveries(
        Tables([table(Product, PRODUCTS), many]), Law.default(), Calendar(), np.datetime64(date(2026, 10, 31))
    )
    assert (given.cooling_off_ends == np.datetime64("2026-10-30")).all()
