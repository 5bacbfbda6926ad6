"""Lapse on the right day, notices in 10 working days, two years to come back: proposals and lists, never changes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.days.working_days import NOT_ANNOUNCED, Calendar
from core.law import Law
from core.renewal.lapses import Event, Lapsed, lapsed_policies, proposals
from core.renewal.reminders import lapse_text
from tests.renewal_book import book, due_on

CONTACT = "| 保单号 | 跟进日 | 跟进事项 | 跟进方式 | 跟进结果 |\n| 860101202400000011 | "
STOPPED = {"保单状态": "中止(失效)", "状态日期": "2026-12-11"}


def lapsed(on: str, change: dict[str, str] | None = None, **more: str) -> Lapsed:
    return lapsed_policies(book({**STOPPED, **(change or {})}, **more), Law.default(), Calendar(), np.datetime64(on))


@pytest.mark.parametrize(
    ("on", "event", "effective"),
    [
        ("2026-10-11", None, None),
        ("2026-10-12", Event.INTO_GRACE, date(2026, 10, 12)),
        ("2026-12-10", Event.INTO_GRACE, date(2026, 10, 12)),
        ("2026-12-11", Event.LAPSE, date(2026, 12, 11)),
    ],
)
def test_grace_begins_the_day_after_the_due_day_and_the_lapse_the_day_after_grace(
    on: str, event: Event | None, effective: date | None
) -> None:
    found = proposals(due_on(on), book())
    assert [(each.event, each.effective_on) for each in found] == ([(event, effective)] if event else [])


def test_a_policy_already_in_grace_is_not_proposed_again() -> None:
    assert proposals(due_on("2026-11-01", {"保单状态": "宽限期"}), book({"保单状态": "宽限期"})) == []


def test_a_contract_with_premium_advance_is_advanced_before_it_lapses() -> None:
    change = {"险种代码": "AD"}
    (found,) = proposals(due_on("2026-12-11", change), book(change))
    assert (found.event, found.effective_on) == (Event.ADVANCE, date(2026, 10, 11))
    assert "先按条款测算" in found.why


@pytest.mark.parametrize(("came", "when"), [(date(2026, 12, 10), "宽限期内"), (date(2026, 12, 11), "宽限期后")])
def test_money_that_nobody_booked_yet_holds_the_lapse_until_it_is_cleared_up(came: date, when: str) -> None:
    (found,) = proposals(due_on("2026-12-20"), book(), {"860101202400000011": came})
    assert found.event is Event.LAPSE
    assert when in found.hold
    assert "先认领到账" in found.hold


def test_every_proposal_names_an_event_of_the_state_table() -> None:
    from core.servicing.transitions import events

    assert {event.value for event in Event} <= set(events())


@pytest.mark.parametrize(("day", "wrong"), [("2026-12-10", True), ("2026-12-11", False), ("2026-12-12", True)])
def test_a_lapse_a_day_early_or_late_is_found(day: str, wrong: bool) -> None:
    assert bool(lapsed("2026-12-31", {"状态日期": day}).wrong_day[0]) is wrong


@pytest.mark.parametrize(("on", "late"), [("2026-12-25", False), ("2026-12-26", True)])
def test_the_notice_of_a_lapse_on_11_december_is_due_on_25_december(on: str, late: bool) -> None:
    state = lapsed(on)
    assert (str(state.notice.due[0]), bool(state.notice_open[0]), bool(state.notice_late[0])) == (
        "2026-12-25",
        True,
        late,
    )
    assert "第二十一条第二款" in state.notice.basis


@pytest.mark.parametrize(("sent", "late"), [("2026-12-25", False), ("2026-12-28", True)])
def test_a_notice_sent_is_no_longer_open_and_late_only_after_its_day(sent: str, late: bool) -> None:
    state = lapsed("2027-01-31", contacts=f"{CONTACT}{sent} | 中止通知 | 信函 | 已送达 |")
    assert (bool(state.notice_open[0]), bool(state.notice_late[0])) == (False, late)


def test_a_notice_from_before_the_lapse_is_not_its_notice() -> None:
    assert lapsed("2026-12-31", contacts=f"{CONTACT}2026-12-01 | 中止通知 | 信函 | 已送达 |").notice_open[0]


def test_a_notice_day_in_2027_carries_the_stamp_of_the_calendar() -> None:
    assert lapsed("2026-12-31", {"状态日期": "2026-12-25"}).notice.stamp(0) == NOT_ANNOUNCED


@pytest.mark.parametrize(("on", "possible"), [("2028-12-11", True), ("2028-12-12", False)])
def test_two_years_to_come_back_include_the_last_day(on: str, possible: bool) -> None:
    state = lapsed(on)
    assert (bool(state.can_return[0]), bool(state.over[0])) == (possible, not possible)
    assert "第三十七条" in state.reinstatement.basis


@pytest.mark.parametrize(("on", "offer"), [("2027-03-10", False), ("2027-03-11", True)])
def test_an_offer_is_repeated_after_90_days(on: str, offer: bool) -> None:
    state = lapsed(on, contacts=f"{CONTACT}2026-12-11 | 复效邀请 | 短信 | 已送达 |")
    assert bool(state.to_offer[0]) is offer


def test_after_the_two_years_nothing_is_offered() -> None:
    assert not lapsed("2029-01-01").to_offer[0]


def test_notice_and_offer_name_the_last_day_and_no_person() -> None:
    state = lapsed("2026-12-31")
    notice, offer = lapse_text(state, 0), lapse_text(state, 0, offer=True)
    assert "已于2026年12月11日零时起中止" in notice
    assert "2028年12月11日（含当日）前" in notice
    assert "2028年12月11日（含当日）前" in offer
    assert "张" not in notice + offer
