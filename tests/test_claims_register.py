"""理赔进度 on 31 October 2026: the next step, whose turn it is since when, and last days counted by hand.

National Day is 1 to 7 October 2026; Saturday 10 October is worked; 31 October is a Saturday.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.claims.register import WAITS_FOR, ClaimRegister, Stage, claim_register
from core.days.working_days import Calendar
from core.law.lookup import Law
from core.records.claim import Claim
from tests.tables import table

ON = np.datetime64("2026-10-31")


def register(rows: str, on: np.datetime64 = ON, channel: str = "个险") -> ClaimRegister:
    claims = table(Claim, rows)
    return claim_register(claims, np.full(len(claims), channel, object), Law.default(), Calendar(), on)


STEPS = """
| 案件号 | 保单号 | 报案日     | 申请日     | 补充通知日 | 资料齐全日 | 立案日     | 核定日     | 结论 | 通知日     | 协议日     | 支付日     |
| C1     | P1     | 2026-10-12 |            |            |            |            |            |      |            |            |            |
| C2     | P1     | 2026-10-12 | 2026-10-13 |            |            |            |            |      |            |            |            |
| C3     | P1     | 2026-10-12 | 2026-10-13 | 2026-10-14 |            |            |            |      |            |            |            |
| C4     | P1     | 2026-10-12 | 2026-10-13 | 2026-10-14 | 2026-10-20 |            |            |      |            |            |            |
| C5     | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 |            |      |            |            |            |
| C6     | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 赔付 |            |            |            |
| C7     | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 部分 | 2026-10-28 |            |            |
| C8     | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 协议 | 2026-10-28 | 2026-10-30 |            |
| C9     | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 赔付 | 2026-10-28 |            | 2026-10-29 |
| C10    | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 拒赔 |            |            |            |
| C11    | P1     | 2026-10-12 | 2026-10-13 |            | 2026-10-20 | 2026-10-21 | 2026-10-27 | 拒赔 | 2026-10-28 |            |            |
| C12    | P1     | 2026-10-12 | 2026-10-13 |            |            |            |            | 撤案 |            |            |            |
"""  # noqa: E501


@pytest.mark.parametrize(
    ("row", "stage", "who", "since"),
    [
        (0, Stage.TO_APPLY, "申请人", "2026-10-12"),
        (1, Stage.TO_REVIEW, "理赔", "2026-10-13"),
        (2, Stage.TO_SUPPLY, "申请人", "2026-10-14"),
        (3, Stage.TO_OPEN, "理赔", "2026-10-20"),
        (4, Stage.TO_ASSESS, "理赔", "2026-10-21"),
        (5, Stage.TO_NOTIFY, "理赔", "2026-10-27"),
        (6, Stage.TO_PAY, "财务", "2026-10-28"),
        (7, Stage.TO_PAY, "财务", "2026-10-30"),
        (8, Stage.CLOSED, "", "2026-10-29"),
        (9, Stage.TO_NOTIFY, "理赔", "2026-10-27"),
        (10, Stage.CLOSED, "", "2026-10-28"),
        (11, Stage.CLOSED, "", "NaT"),
    ],
)
def test_the_days_alone_tell_the_next_step(row: int, stage: Stage, who: str, since: str) -> None:
    found = register(STEPS)
    assert (found.stage[row], WAITS_FOR[Stage(found.stage[row])], str(found.since[row])) == (stage.value, who, since)


def test_a_day_after_the_cut_off_has_not_come_yet() -> None:
    found = register(STEPS, np.datetime64("2026-10-19"))
    assert found.stage[8] == Stage.TO_REVIEW.value, "paid on 29 October, on the 19th the papers were not complete"
    assert found.days_open[8] == 7
    assert not register(STEPS, np.datetime64("2026-10-11")).open.any()


CLOCKS = """
| 案件号 | 保单号 | 报案日     | 资料齐全日 | 立案日     | 调查? | 核定日     | 结论 | 通知日     | 先行赔付日 | 支付日     |
| 一般   | P1     | 2026-09-20 | 2026-09-30 | 2026-09-30 | 否    |            |      |            |            |            |
| 复杂   | P1     | 2026-09-01 | 2026-09-02 | 2026-09-02 | 是    |            |      |            |            |            |
| 先付   | P1     | 2026-08-01 | 2026-08-03 | 2026-08-03 | 是    |            |      |            | 2026-09-20 |            |
| 拒赔   | P1     | 2026-09-20 | 2026-09-21 | 2026-09-21 | 否    | 2026-09-28 | 拒赔 |            |            |            |
| 已付   | P1     | 2026-09-20 | 2026-09-21 | 2026-09-21 | 否    | 2026-09-24 | 赔付 | 2026-09-25 |            | 2026-10-08 |
| 晚付   | P1     | 2026-09-20 | 2026-09-21 | 2026-09-21 | 否    | 2026-09-30 | 赔付 | 2026-09-25 |            | 2026-10-09 |
"""  # noqa: E501


def due(found: ClaimRegister, row: int) -> dict[str, date]:
    """The last days that run, by code."""
    running = (clock for clock in found.clocks if clock.duty.running(found.on)[row])
    return {clock.limit.code: clock.limit.due[row].astype(date) for clock in running}


def test_five_working_days_skip_national_day_and_count_the_worked_saturday() -> None:
    # after 30 September: 8, 9, 10 (a worked Saturday), 12 and 13 October; 60 days end on Sunday 29 November
    found = register(CLOCKS)
    assert due(found, 0) == {"CL-2.1": date(2026, 10, 13), "CL-5": date(2026, 11, 30)}
    assert (found.due[0], found.clocks[found.next_clock[0]].limit.code) == (np.datetime64("2026-10-13"), "CL-2.1")


def test_thirty_days_that_end_in_the_holiday_roll_to_the_first_working_day() -> None:
    # the 30th day after 2 September is 2 October, inside National Day; 8 October is worked
    assert due(register(CLOCKS), 1) == {"CL-2.2": date(2026, 10, 8), "CL-5": date(2026, 11, 2)}


def test_payment_on_account_stops_the_sixty_days_alone() -> None:
    assert set(due(register(CLOCKS), 2)) == {"CL-2.2"}


def test_three_days_of_the_refusal_end_after_the_holiday() -> None:
    assert due(register(CLOCKS), 3) == {"CL-3": date(2026, 10, 8)}, "the 3rd day is 1 October"


def test_ten_days_of_payment_are_kept_on_the_rolled_last_day_and_missed_the_day_after() -> None:
    payment = next(clock for clock in register(CLOCKS).clocks if clock.limit.code == "CL-4")
    assert str(payment.limit.due[4]) == "2026-10-08", "the 10th day is 5 October"
    assert payment.kept[4:6].tolist() == [True, False]
    month = payment.done_in(np.datetime64("2026-10-01"), ON)
    assert month.tolist() == [False] * 4 + [True, True]


def test_group_business_has_the_thirty_days_of_the_law_alone() -> None:
    # the 30th day after 30 September is Friday 30 October
    assert due(register(CLOCKS, channel="团险"), 0)["CL-2.2"] == date(2026, 10, 30)


def test_the_open_list_begins_with_what_is_due_first() -> None:
    found = register(CLOCKS)
    assert found.claims["claim_no"][found.in_order()].tolist() == ["先付", "复杂", "拒赔", "一般"]
