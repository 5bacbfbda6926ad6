"""The statement of a generated month: it ties, first premiums come by 投保单号, and every oddity is found."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from core.demo import DemoMonth, make_month
from core.demo.first_premiums import MISMATCH, UNPAID
from core.law import Law
from core.payments.paid_out import paid_out
from core.receipts.match import match_statement
from core.receipts.model import How, Matched, Problem, State, Why
from core.receipts.three_way import Kind, differences, ties
from core.records.policy import PremiumReceipt
from core.records.renewal import RenewalContact
from core.table import Tables
from core.workbook.read import read_workbooks

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> DemoMonth:
    return make_month(tmp_path_factory.mktemp("month"), policies=1500, seed=4)


@pytest.fixture(scope="module")
def tables(month: DemoMonth) -> Tables:
    kinds = (
        "参考资料",
        "产品与现金价值表",
        "投保单",
        "保单台账",
        "保费收入",
        "新单收费",
        "银行流水",
        "理赔台账",
        "续期跟进",
        "送达与回访",
    )
    return read_workbooks([path for kind in kinds for path in month.paths[kind]]).tables


@pytest.fixture(scope="module")
def matched(tables: Tables) -> Matched:
    return match_statement(tables, Law.default(), *OCTOBER, paid_out(tables, *OCTOBER))


CHANGED_PLAN = "U15"
"""A form that takes the place of another: the money came with the number of the first one."""


def planted(month: DemoMonth, *codes: str) -> set[str]:
    return {flaw.key for flaw in month.expected.planted if flaw.code in codes}


def test_statement_and_books_tie(matched: Matched) -> None:
    assert matched.ties
    assert all(tie.ties for tie in ties(matched))
    assert sum(match.state is State.BOOKED for match in matched.matches) > 150


def test_first_premiums_are_matched_by_the_number_of_the_application(month: DemoMonth, matched: Matched) -> None:
    paid = {
        matched.dues.document[due]
        for match in matched.matches
        for due in match.dues
        if matched.dues.business[due] == "新单"
    }
    without = planted(month, UNPAID) | planted(month, Kind.NO_MONEY) | planted(month, CHANGED_PLAN)
    assert set(month.expected.applications) - without <= paid


def test_payments_that_nobody_booked_are_proposals(month: DemoMonth, matched: Matched) -> None:
    proposed = [match for match in matched.matches if match.state is State.PROPOSED]
    assert len(proposed) > 5
    assert {How.NAME, How.SPLIT} & {match.how for match in proposed}


@pytest.mark.parametrize("problem", [Problem.SHORT, Problem.OVER, Problem.THIRD_PARTY, Problem.EMPLOYEE])
def test_every_odd_payment_is_found_with_its_problem(month: DemoMonth, matched: Matched, problem: Problem) -> None:
    serials = matched.statement["bank_serial"]
    found = {serials[line] for match in matched.matches if problem in match.problems for line in match.lines}
    assert planted(month, problem)
    assert planted(month, problem) <= found


def test_a_second_payment_is_a_duplicate_or_perhaps_the_next_month_ahead(month: DemoMonth, matched: Matched) -> None:
    serials = matched.statement["bank_serial"]
    twice = {serials[each.line] for each in matched.suspense if each.why is Why.DUPLICATE}
    ahead = {serials[i] for match in matched.matches if Problem.MAYBE_TWICE in match.problems for i in match.lines}
    assert planted(month, Why.DUPLICATE)
    assert planted(month, Why.DUPLICATE) <= twice | ahead


@pytest.mark.parametrize("why", [Why.UNKNOWN_DOCUMENT, Why.NOBODY, Why.OUTGOING])
def test_every_line_that_nobody_can_place_is_in_suspense_for_the_planted_reason(
    month: DemoMonth, matched: Matched, why: Why
) -> None:
    serials = matched.statement["bank_serial"]
    assert planted(month, why)
    assert planted(month, why) <= {serials[each.line] for each in matched.suspense if each.why is why}


def test_bookings_whose_line_was_left_out_are_the_missing_money(month: DemoMonth, matched: Matched) -> None:
    missing = {each.document for each in differences(matched) if each.kind is Kind.NO_MONEY}
    assert planted(month, Kind.NO_MONEY) <= missing
    assert len(missing) < len(planted(month, Kind.NO_MONEY)) + 12


def test_a_short_first_premium_is_planted_where_the_books_show_less_than_due(month: DemoMonth, tables: Tables) -> None:
    receipts = tables.of(PremiumReceipt)
    short = receipts["due"] - receipts["received"] > 1
    assert set(receipts["policy_no"][short].tolist()) == planted(month, MISMATCH)


def test_contacts_hold_reminders_deductions_demands_notices_and_a_pilot(tables: Tables) -> None:
    contacts = tables.of(RenewalContact)
    assert set(Counter(contacts["action"].tolist())) >= {"缴费提示", "扣款", "催告", "中止通知", "忠诚度活动"}
    assert np.nanmax(contacts["done_on"]) <= np.datetime64("2026-10-31")
