"""投保进度: the next step of an application, who is waited for since when, its last day, and how its plan changed."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.measures.application_progress import Progress, application_progress
from core.measures.application_steps import WAITS_FOR, Step
from core.measures.compliance import load_compliance
from core.measures.plan_changes import plan_changes
from core.office.known import Known
from core.office.progress_sources import applications_to_follow
from core.records.application import Application, Coverage
from core.records.decision import Decision, MedicalExam
from core.records.papers import Signing
from core.records.policy import Policy
from tests.month_ledger import Sheets, add, month, new_ledger
from tests.service_report import row_of, tab, under

SHEETS: Sheets = {
    Application: """
        | 投保单号 | 业务员工号 | 渠道 | 投保日期   | 交单日期   | 保费合计(小写) | 更正前投保单号 |
        | T1       | A1         | 个险 | 2026-10-09 | 2026-10-09 | 1000 |    |
        | T2       | A1         | 个险 | 2026-10-12 | 2026-10-12 | 2000 |    |
        | T3       | A1         | 个险 | 2026-10-12 | 2026-10-12 | 3000 |    |
        | T4       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 4000 |    |
        | T5       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 5000 |    |
        | T6       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 6000 |    |
        | T7       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 7000 |    |
        | T8       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 8000 |    |
        | T9       | A2         | 个险 | 2026-10-12 | 2026-10-12 | 9000 |    |
        | T10      | A2         | 个险 | 2026-10-20 | 2026-10-20 | 9500 | T9 |
        | T11      | A2         | 个险 | 2026-10-12 | 2026-10-12 | 100  |    |
    """,
    MedicalExam: """
        | 投保单号 | 体检项目 | 通知日     | 预约日     | 体检日     | 报告日     |
        | T2       | 血       |            |            |            |            |
        | T3       | 血       | 2026-10-14 |            |            |            |
        | T4       | 血       | 2026-10-14 | 2026-10-30 |            |            |
        | T5       | 血       | 2026-10-14 | 2026-10-31 |            |            |
        | T6       | 血       | 2026-10-14 | 2026-10-15 | 2026-10-15 |            |
        | T7       | 血       | 2026-10-14 | 2026-10-15 | 2026-10-15 | 2026-10-16 |
        | T7       | 尿       | 2026-10-14 | 2026-10-15 | 2026-10-15 | 2026-10-19 |
        | T11      | 血       | 2026-10-14 | 2026-10-15 | 2026-10-15 | 2026-10-16 |
        | T11      | 尿       | 2026-10-14 |            |            |            |
    """,
    Decision: """
        | 投保单号 | 核保结论 | 核保日     | 核保人 | 核保通知书回执 |
        | T8       | 除外     | 2026-10-21 | 钱小七 | 否             |
    """,
}


def progress_of(folder: Path, sheets: Sheets) -> Progress:
    with closing(new_ledger(folder, sheets)) as connection:
        data = month(connection)
        return application_progress(data, load_compliance(connection, data))


@pytest.fixture(scope="module")
def progress(tmp_path_factory: pytest.TempPathFactory) -> Progress:
    return progress_of(tmp_path_factory.mktemp("ledger"), SHEETS)


def of(progress: Progress, number: str) -> tuple[str, str, str, str]:
    row = progress.table["application_no"].tolist().index(number)
    return progress.step[row], str(progress.since[row]), progress.clock[row], str(progress.due[row])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        # 15 working days after Friday 9 October, Saturday the 10th being worked: Thursday the 29th
        ("T1", ("待核保", "2026-10-09", "NB-3", "2026-10-29")),
        # 5 working days
        ("T2", ("待通知体检", "2026-10-12", "NB-2", "2026-10-19")),
        ("T3", ("待预约体检", "2026-10-14", "", "NaT")),
        ("T4", ("体检未到", "2026-10-30", "", "NaT")),
        ("T5", ("已预约体检", "2026-10-14", "", "NaT")),
        ("T6", ("待体检报告", "2026-10-15", "", "NaT")),
        ("T7", ("待核保", "2026-10-19", "NB-4", "2026-11-09")),
        ("T8", ("待客户确认", "2026-10-21", "", "NaT")),
        ("T10", ("待核保", "2026-10-20", "NB-3", "2026-11-10")),
        ("T11", ("待预约体检", "2026-10-14", "", "NaT")),
    ],
)
def test_the_next_step_its_start_and_its_last_day(
    progress: Progress, number: str, expected: tuple[str, str, str, str]
) -> None:
    assert of(progress, number) == expected


def test_an_application_that_a_new_form_replaces_is_closed(progress: Progress) -> None:
    assert of(progress, "T9")[0] == "已办结"
    assert int(progress.open.sum()) == 10


def test_those_with_a_last_day_come_first_and_then_the_longest_waiting(progress: Progress) -> None:
    numbers = progress.table["application_no"][progress.in_order()].tolist()
    assert (numbers[0], numbers[-1]) == ("T2", "T4")
    assert progress.table["application_no"][progress.late].tolist() == ["T1", "T2"]


def test_every_open_step_waits_for_somebody() -> None:
    assert [step for step in Step if not WAITS_FOR[step]] == [Step.CLOSED]


@pytest.mark.parametrize(
    ("issued", "receipt", "status", "step"),
    [
        ("2026-10-31", "", "有效", "待送达"),
        ("2026-11-01", "", "有效", "待核保"),
        ("2026-10-20", "2026-10-31", "有效", "已办结"),
        ("2026-10-20", "", "终止", "已办结"),
    ],
)
def test_a_policy_waits_for_delivery_until_it_is_signed_for(
    tmp_path: Path, issued: str, receipt: str, status: str, step: str
) -> None:
    sheets = {
        Application: "| 投保单号 | 投保日期 | 交单日期 |\n| T1 | 2026-10-12 | 2026-10-12 |",
        Policy: f"""
            | 保单号 | 投保单号 | 主附险 | 承保日 | 回执日 | 保单状态 | 状态日期 | 险种代码 |
            | P1 | T1 | 主险 | {issued} | {receipt} | {status} | 2026-10-25 | WL |
        """,
    }
    assert of(progress_of(tmp_path, sheets), "T1")[0] == step


@pytest.mark.parametrize("conclusion", ["拒保", "延期", "客户撤单", "逾期未回复撤单"])
def test_what_is_declined_postponed_or_withdrawn_is_closed(tmp_path: Path, conclusion: str) -> None:
    sheets = {
        Application: "| 投保单号 | 投保日期 | 交单日期 |\n| T1 | 2026-10-12 | 2026-10-12 |",
        Decision: f"| 投保单号 | 核保结论 | 核保日 |\n| T1 | {conclusion} | 2026-10-31 |",
    }
    assert not progress_of(tmp_path, sheets).open.any()


def test_the_desk_is_told_of_what_no_law_gives_a_day_for(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, SHEETS)) as connection:
        data = month(connection)
        todos = {one.key: one for one in applications_to_follow(Known(data, load_compliance(connection, data), ()))}
    assert set(todos) == {"T3", "T4", "T6", "T8", "T11"}
    assert (todos["T4"].to_department, todos["T4"].owner, todos["T4"].due_on) == ("销售", "A2", None)
    assert todos["T8"].opened_on == date(2026, 10, 21)


def plan(sum_assured: str, signed: str) -> Sheets:
    return {
        Application: "| 投保单号 | 投保日期 | 交单日期 |\n| T1 | 2026-10-08 | 2026-10-08 |",
        Coverage: f"| 投保单号 | 险种代码 | 基本保额 |\n| T1 | WL | {sum_assured} |",
        Signing: f"| 投保单号 | 签名日 |\n| T1 | {signed} |",
    }


def test_every_version_of_a_plan_says_what_changed_and_whether_it_was_signed_anew(tmp_path: Path) -> None:
    with closing(new_ledger(tmp_path, plan("100000", "2026-10-08"), date(2026, 10, 9))) as connection:
        add(connection, plan("1500000.5", "2026-10-15"), date(2026, 10, 16), datetime(2026, 10, 17, tzinfo=UTC))
        add(connection, plan("80000", "2026-10-15"), date(2026, 10, 23), datetime(2026, 10, 24, tzinfo=UTC))
        first, second = plan_changes(connection, 99)
        assert plan_changes(connection, 3) == ()
    assert (first.version, first.what) == (2, "WL 基本保额 100000→1500000.5")
    assert (first.known_on, first.signed_before, first.signed_anew) == (date(2026, 10, 16), date(2026, 10, 8), True)
    assert (second.version, second.signed_before, second.signed_anew) == (3, date(2026, 10, 15), False)


def test_the_tab_counts_the_steps_and_lists_the_cases_without_health(tmp_path: Path) -> None:
    lines = tab(tmp_path, SHEETS, "投保进度")
    steps = under(lines, "未办结投保单（10 件）")
    assert row_of(steps, "体检未到") == ["体检未到", "客户", "1", "4000", "1", "0"]
    assert row_of(under(lines, "出单前的投保单"), "T4")[3:8] == ["体检未到", "客户", "2026-10-30", "1", "19"]
    assert row_of(under(lines, "体检（9 项）"), "T5") == ["T5", "2026-10-14", "2026-10-31", "已预约体检"]
    assert not any("血" in cell for line in lines for cell in line)
