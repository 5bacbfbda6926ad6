"""Complaints: 15, 30 and 60 natural days, extensions that count and those that do not, ageing, reviews.

National Day 2026 is 1 to 7 October; Saturday 10 October is worked.
"""

from __future__ import annotations

import numpy as np
import pytest

from core.days.working_days import NOT_ANNOUNCED, Calendar
from core.law import Law
from core.records.service import Complaint
from core.service.complaint_doubts import doubts
from core.service.complaints import Complaints, Stage, complaints
from core.table import Tables
from tests.tables import table


def state(on: str = "2026-12-31", **row: str) -> Complaints:
    """One complaint received on Monday 12 October 2026, everything else as given by heading."""
    usual = {
        "编号": "TS1",
        "来源": "公司",
        "收到日": "2026-10-12",
        "投诉人": "张三",
        "类别": "销售纠纷",
        "身份核实": "是",
    }
    cells = usual | row
    text = f"| {' | '.join(cells)} |\n| {' | '.join(cells.values())} |"
    return complaints(Tables([table(Complaint, text)]), Law.default(), Calendar(), np.datetime64(on))


def says(given: Complaints) -> tuple[str, ...]:
    return doubts(given).get(0, ())


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-10-12", "2026-10-27"),  # the day itself is not counted
        ("2026-09-16", "2026-10-08"),  # 1 October is a holiday: the next working day
        ("2026-09-25", "2026-10-10"),  # a worked Saturday stays
        ("2026-10-16", "2026-11-02"),  # 31 October is a plain Saturday
    ],
)
def test_a_plain_complaint_has_15_natural_days_and_a_holiday_at_the_end_gives_way(received: str, due: str) -> None:
    given = state(收到日=received)
    assert (str(given.code[0]), str(given.due[0])) == ("CP-1.1", due)
    assert "第十八条" in given.basis(0)


def test_a_complex_one_has_30_days() -> None:
    given = state(情况复杂="是")
    assert (str(given.code[0]), str(given.due[0])) == ("CP-1.2", "2026-11-11")


@pytest.mark.parametrize(
    ("approved", "told", "code", "due"),
    [
        ("2026-11-11", "2026-11-11", "CP-1.3", "2026-12-11"),
        ("2026-11-11", "2026-11-12", "CP-1.2", "2026-11-11"),
        ("2026-11-12", "2026-11-12", "CP-1.2", "2026-11-11"),
        ("2026-11-10", "", "CP-1.2", "2026-11-11"),
        ("", "2026-11-10", "CP-1.1", "2026-10-27"),
    ],
)
def test_60_days_only_with_an_approval_that_was_told_within_the_30(
    approved: str, told: str, code: str, due: str
) -> None:
    given = state(延期审批=approved, 延期告知=told, 延期审批人="N9")
    assert (str(given.code[0]), str(given.due[0])) == (code, due)
    assert any("不算延期" in each for each in says(given)) is (code != "CP-1.3")


def test_before_the_extension_is_approved_the_complaint_still_has_15_days() -> None:
    early = state("2026-10-20", 延期审批="2026-10-26", 延期告知="2026-10-26")
    assert str(early.code[0]) == "CP-1.1"


def test_what_was_received_before_march_2020_keeps_the_10_working_days_of_the_older_order() -> None:
    given = state(收到日="2020-02-28")
    assert (str(given.code[0]), str(given.due[0])) == ("CP-3", "2020-03-13")
    assert "第二十九条" in given.basis(0)


@pytest.mark.parametrize(
    ("decided", "told", "late"),
    [
        ("2026-10-27", "2026-10-27", False),
        ("2026-10-27", "2026-10-28", True),
        ("2026-10-28", "2026-10-28", True),
    ],
)
def test_decided_and_told_on_the_last_day_is_in_time_and_told_a_day_later_is_not(
    decided: str, told: str, late: bool
) -> None:
    given = state(决定日=decided, 告知日=told)
    assert (bool(given.open[0]), bool(given.late[0])) == (False, late)


@pytest.mark.parametrize(("on", "overdue"), [("2026-10-27", False), ("2026-10-28", True)])
def test_an_open_one_is_overdue_from_the_day_after(on: str, overdue: bool) -> None:
    assert bool(state(on).overdue[0]) is overdue


def test_a_decision_that_nobody_was_told_of_leaves_it_open() -> None:
    given = state(决定日="2026-10-20")
    assert (given.stage[0], bool(given.open[0])) == (Stage.DECIDED.value, True)


def test_a_withdrawn_complaint_ends_on_its_closing_day_and_is_to_be_looked_at() -> None:
    given = state(办结日="2026-10-20")
    assert (given.stage[0], bool(given.late[0]), given.days_open[0]) == (Stage.CLOSED.value, False, 8)
    assert "已办结，没有处理决定日或告知日" in says(given)


def test_the_last_day_of_a_year_not_announced_yet_carries_a_stamp() -> None:
    given = state("2027-01-15", 收到日="2026-12-25")
    assert given.stamp(0) == NOT_ANNOUNCED


@pytest.mark.parametrize(
    ("on", "bucket"),
    [("2026-10-12", 0), ("2026-10-27", 0), ("2026-10-28", 1), ("2026-11-11", 1), ("2026-12-11", 2), ("2026-12-12", 3)],
)
def test_ageing_follows_the_limits_of_the_law(on: str, bucket: int) -> None:
    given = state(on)
    assert given.age[0] == bucket
    assert given.age_words == ("0—15天", "16—30天", "31—60天", "60天以上")


@pytest.mark.parametrize(("decided", "late"), [("2026-11-30", False), ("2026-12-01", True)])
def test_a_review_is_decided_within_30_days_rolled_past_the_weekend(decided: str, late: bool) -> None:
    given = state(决定日="2026-10-20", 告知日="2026-10-20", 核查申请="2026-10-29", 核查决定日=decided)
    assert (str(given.clocks["CP-2.2"].due[0]), bool(given.review_late[0])) == ("2026-11-30", late)


def test_an_open_review_shows_as_such() -> None:
    given = state(决定日="2026-10-20", 告知日="2026-10-20", 核查申请="2026-10-29")
    assert given.stage[0] == Stage.REVIEW.value


@pytest.mark.parametrize(("people", "major"), [("19", False), ("20", True)])
def test_twenty_people_make_a_major_complaint(people: str, major: bool) -> None:
    given = state(共同投诉人数=people)
    assert bool(given.major[0]) is major
    assert any("重大" in each for each in says(given)) is major


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        ({"身份核实": "否"}, "未核实投诉人身份"),
        ({"是否代投诉": "是", "代投诉授权": "否"}, "代投诉没有授权书"),
        ({"承办人": "A1", "业务员工号": "A1"}, "承办人就是被投诉的业务员，应当回避"),
        ({"15日到期": "2026-10-26"}, "登记的15日到期与按法规推算的不同"),
        ({"决定日": "2026-10-20", "告知日": "2026-10-19"}, "告知早于处理决定"),
        ({"决定日": "2026-10-11", "告知日": "2026-10-12"}, "处理决定早于收到日"),
        ({"延期审批": "2026-10-20", "延期告知": "2026-10-20"}, "延期审批没有写审批人"),
        (
            {"决定日": "2026-10-20", "告知日": "2026-10-20", "核查申请": "2026-11-20"},
            "申请核查晚于可申请的期限",
        ),
    ],
)
def test_each_doubt_is_said(row: dict[str, str], doubt: str) -> None:
    assert says(state(**row)) == (doubt,)


def test_a_clean_complaint_has_no_doubt_and_one_of_tomorrow_is_not_known() -> None:
    assert says(state(决定日="2026-10-20", 告知日="2026-10-20")) == ()
    assert not state("2026-10-11").known[0]
    assert not state("2026-10-11").open[0]
