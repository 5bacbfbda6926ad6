"""Repeated and group complaints: who comes again within a year, and how many people come about one matter."""

from __future__ import annotations

import numpy as np

from core.days.working_days import Calendar
from core.law import Law
from core.records.service import Complaint
from core.service.complaint_groups import Crowd, crowds, earlier_complaints
from core.service.complaints import Complaints, complaints
from core.table import Tables
from tests.tables import table

HEAD = "| 编号 | 来源 | 收到日 | 投诉人 | 联系方式 | 保单号 | 类别 | 原因 | 业务员工号 | 共同投诉人数 |\n"


def state(rows: str, on: str = "2026-10-31") -> Complaints:
    return complaints(Tables([table(Complaint, HEAD + rows)]), Law.default(), Calendar(), np.datetime64(on))


def test_the_same_policy_or_the_same_person_within_365_days_is_a_repetition() -> None:
    given = state(
        "| C1 | 公司 | 2025-10-20 | 张三 | 13800138000 | P1 | 销售纠纷 | 夸大 | A1 | |\n"
        "| C2 | 公司 | 2026-10-20 | 李四 |             | P1 | 销售纠纷 | 夸大 | A1 | |\n"
        "| C3 | 公司 | 2026-10-21 | 张三 | 13800138000 | P2 | 退保纠纷 | 退保 |    | |\n"
        "| C4 | 公司 | 2026-10-22 | 张三 |             | P3 | 退保纠纷 | 退保 |    | |"
    )
    assert earlier_complaints(given, 365).tolist() == [0, 1, 0, 0], (
        "C3 comes a day after the year; a name alone is nobody"
    )
    assert earlier_complaints(given, 366).tolist() == [0, 1, 1, 0]


def test_five_people_about_one_agent_and_one_cause_within_30_days_are_a_crowd() -> None:
    rows = [
        f"| C{n} | 公司 | 2026-10-{n:02d} | 甲{n} | 1380013800{n} | P{n} | 销售纠纷 | 夸大 | A1 | |"
        for n in range(1, 6)
    ]
    other = "| C9 | 公司 | 2026-10-03 | 乙九 | 13900139000 | P9 | 销售纠纷 | 夸大 | A2 | |"
    given = state("\n".join([*rows, other]))
    assert crowds(given, 5, 30) == [Crowd(("销售纠纷", "夸大", "A1"), 5, (0, 1, 2, 3, 4))]
    assert crowds(given, 6, 30) == []
    assert crowds(given, 5, 5)[0].people == 5
    assert crowds(given, 5, 4) == [], "the first and the fifth lie five days apart, both ends counted"


def test_a_person_counts_once_and_a_joint_complaint_with_all_its_people() -> None:
    given = state(
        "| C1 | 公司 | 2026-10-01 | 张三 | 13800138000 | P1 | 销售纠纷 | 夸大 | A1 | |\n"
        "| C2 | 公司 | 2026-10-02 | 张三 | 13800138000 | P1 | 销售纠纷 | 夸大 | A1 | |\n"
        "| C3 | 公司 | 2026-10-03 | 李四 | 13800138001 | P2 | 销售纠纷 | 夸大 | A1 | 4 |"
    )
    assert [(crowd.people, len(crowd.rows)) for crowd in crowds(given, 5, 30)] == [(5, 3)]


def test_without_a_cause_a_complaint_is_a_matter_of_its_own() -> None:
    given = state(
        "| C1 | 公司 | 2026-10-01 | 张三 | 13800138000 | P1 | 销售纠纷 | | A1 | 3 |\n"
        "| C2 | 公司 | 2026-10-02 | 李四 | 13800138001 | P2 | 销售纠纷 | | A1 | 6 |"
    )
    assert [crowd.matter for crowd in crowds(given, 3, 30)] == [("销售纠纷", "C2"), ("销售纠纷", "C1")]
